/** Conditions that the classification joins in one code, or codes together in a fixed way. */
import type { AppliedRule } from "../model.ts";

/** When the first and one of the second are both there, the second's place is taken, or both stand changed. */
export interface Combination {
  /** Code that is replaced. */
  readonly first: RegExp;
  readonly second: RegExp;
  /** New code for the first, from its own; undefined leaves it as it is. */
  readonly becomes: (code: string, second: string) => string;
  /** The second is contained in the new code and not coded any more. */
  readonly absorbs: boolean;
  readonly rule: AppliedRule;
}

const presumed = "ICD-10-CM Official Guidelines, I.A.15";
const unspecifiedDiabetes = /^E(?:08|09|10|11|13)(?:9|65|8)$/;
const anyDiabetes = /^E(?:08|09|10|11|13)/;

function diabetesWith(
  tail: string,
  { second, absorbs, what }: { readonly second: RegExp; readonly absorbs: boolean; readonly what: string },
): Combination {
  return {
    first: anyDiabetes,
    second,
    becomes: (code) => `${code.slice(0, 3)}${tail}`,
    absorbs,
    rule: { rule: `Diabetes with ${what}: the link is presumed`, authority: `${presumed} and I.C.4.a` },
  };
}

/** Diabetes: one code for each complication (I.C.4.a). */
export const diabetesCombinations: readonly Combination[] = [
  diabetesWith("22", { second: /^N18[1-69]/, absorbs: false, what: "chronic kidney disease" }),
  diabetesWith("21", { second: /^N(?:08|289|28)$/, absorbs: true, what: "nephropathy" }),
  diabetesWith("51", { second: /^I739$/, absorbs: true, what: "peripheral angiopathy" }),
  diabetesWith("42", { second: /^G62[89]$/, absorbs: true, what: "polyneuropathy" }),
  diabetesWith("40", { second: /^G(?:629|589|579|609)$/, absorbs: true, what: "neuropathy" }),
  diabetesWith("43", { second: /^K3184$/, absorbs: false, what: "gastroparesis" }),
  diabetesWith("65", { second: /^R739$/, absorbs: true, what: "hyperglycemia" }),
  diabetesWith("649", { second: /^E16[012]$/, absorbs: true, what: "hypoglycemia" }),
  diabetesWith("621", { second: /^L97[3-5]/, absorbs: false, what: "foot ulcer" }),
  diabetesWith("36", { second: /^H26[09]$|^H25/, absorbs: true, what: "cataract" }),
];

export function isPlainDiabetes(code: string): boolean {
  return unspecifiedDiabetes.test(code) && code.endsWith("9");
}

/** Hypertension with heart failure or chronic kidney disease (I.C.9.a). */
export function hypertensionCode({
  heart,
  kidney,
}: {
  readonly heart: readonly string[];
  readonly kidney: readonly string[];
}): string | undefined {
  const failing = heart.some((one) => one.startsWith("I50"));
  const late = kidney.some((one) => /^N18[56]/.test(one));
  if (heart.length > 0 && kidney.length > 0) return failing ? (late ? "I132" : "I130") : late ? "I1311" : "I1310";
  if (heart.length > 0) return failing ? "I110" : "I119";
  if (kidney.length > 0) return late ? "I120" : "I129";
  return undefined;
}

/** Native coronary disease with angina is one code; the link is presumed (I.C.9.b). */
export function coronaryCode(angina: string): string | undefined {
  if (angina === "I200") return "I25110";
  if (angina === "I201") return "I25111";
  if (angina === "I202") return "I25112";
  if (angina === "I2081" || angina === "I2089" || angina === "I208") return "I25118";
  return angina === "I209" ? "I25119" : undefined;
}

/** Acute infections of the lower airways and lungs, which J44.0 is for. */
export const lowerInfection = /^J(?:09X1|10[0]|1[2-8]|2[0-2])/;
