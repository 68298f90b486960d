/** Signs and symptoms: which codes are, and which diagnoses explain them (I.B.4, I.B.5). */
import type { Draft } from "../model.ts";

/** Chapter 18 and the pains and swellings of other chapters that a definitive diagnosis explains. Severe sepsis (R65) is how severe a disease is. */
export function isSymptom(code: string): boolean {
  return /^(?:R730|R(?!73|03|65|91|92|93|97|87)|M25[45]|M54[25689]|M79[16]|G89[1248]|H571|N644|M7989|H92[0]|R0[0-9])/.test(code);
}

interface Integral {
  readonly diagnosis: RegExp;
  readonly symptom: RegExp;
}

/** Symptoms that belong to a disease wherever in the note they stand. */
const integral: readonly Integral[] = [
  { diagnosis: /^(?:J0|J1|J2|J4|J69|J8|J9)/, symptom: /^R(?:05|060|062|065|07[0189]|509|0981|0982|0602|0603)/ },
  { diagnosis: /^(?:I50|I11|I13)/, symptom: /^R(?:060|0602|0601|0609|60|05|0603)/ },
  { diagnosis: /^(?:I20|I21|I22|I25[17])/, symptom: /^R07/ },
  { diagnosis: /^(?:I48|I47|I49)/, symptom: /^R00/ },
  // Heartburn is what reflux is; pain in the belly is not a part of it (I.B.6). Ulcers and inflammations of the stomach hurt.
  { diagnosis: /^K2[01]/, symptom: /^R(?:12|13|14)/ },
  { diagnosis: /^K(?:2[2-9]|3[01])/, symptom: /^R1[0-4]/ },
  { diagnosis: /^K(?:5|6|8)/, symptom: /^R(?:10|11|19[457]|14)/ },
  { diagnosis: /^N(?:20|21|22|23)/, symptom: /^(?:R10|R31|R11|N23|M545)/ },
  { diagnosis: /^N(?:30|39|1[0-2])/, symptom: /^R(?:30|31|35|39|10|509|50)/ },
  { diagnosis: /^N40/, symptom: /^R(?:35|39|33)/ },
  { diagnosis: /^E(?:08|09|10|11|13)/, symptom: /^(?:R73|R35|R631|R81)/ },
  { diagnosis: /^I1/, symptom: /^R03/ },
  { diagnosis: /^E78/, symptom: /^R79/ },
  { diagnosis: /^G43/, symptom: /^(?:R51|R11|H5314)/ },
  { diagnosis: /^G44/, symptom: /^R51/ },
  { diagnosis: /^G4733|^G473/, symptom: /^(?:R0683|R40|R53|G47[01])/ },
  { diagnosis: /^(?:A0[0-9])/, symptom: /^R(?:1|50)/ },
  { diagnosis: /^(?:A|B|U071)/, symptom: /^R(?:50|05|51|53|52|43|0981|0602)/ },
  { diagnosis: /^D(?:5|6[0-4])/, symptom: /^R(?:53|71|5383)/ },
  { diagnosis: /^(?:F3|F4)/, symptom: /^(?:R45|R46)/ },
  { diagnosis: /^M(?:16|17|18|19|15|0[5-9]|1[0-4])/, symptom: /^(?:M255|M256|M254|M796)/ },
  { diagnosis: /^M(?:4[0-9]|5[01])/, symptom: /^M54/ },
  { diagnosis: /^M54[134]/, symptom: /^M54[2569]/ },
  { diagnosis: /^(?:S|T[0-3])/, symptom: /^(?:M25[456]|M79[16]|R52|M54)/ },
  { diagnosis: /^(?:M[67]|M2[0-4])/, symptom: /^(?:M25[456]|M79[16])/ },
  { diagnosis: /^G5[0-9]/, symptom: /^(?:R20|M79|M25)/ },
  { diagnosis: /^H(?:6|7|8)/, symptom: /^(?:H92|R42|H93)/ },
  { diagnosis: /^H(?:6[5-7]|70)/, symptom: /^R50/ },
  { diagnosis: /^L/, symptom: /^(?:R21|L29|R23)/ },
];

/** The diagnosis among the others that explains the symptom, if one does. */
export function explanationOf(symptom: Draft, others: readonly Draft[]): Draft | undefined {
  return others.find(
    (one) => one !== symptom && one.dropped === undefined && !isSymptom(one.code) && !one.code.startsWith("Z") && explains(one, symptom),
  );
}

function explains(diagnosis: Draft, symptom: Draft): boolean {
  return integral.some((one) => one.diagnosis.test(diagnosis.code) && one.symptom.test(symptom.code));
}
