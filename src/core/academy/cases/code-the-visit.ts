import { isoDate } from "../../kernel/iso-date.ts";
import { type Judged, type PracticeCase, partly, right, wrong } from "./model.ts";
import { type CaseWork, chargeOf } from "./work.ts";

const documented = ["E11.22", "I12.9", "N18.31", "Z79.84"] as const;

/** A visit that nobody has coded: diabetes, kidneys and blood pressure hang together, and the classification says how. */
export const codeTheVisit: PracticeCase = {
  key: "code-the-visit",
  title: "Code the visit",
  chair: "coder",
  minutes: 12,
  story:
    "Harold Benning was here on Friday and Dr. Okafor has signed the note. Nobody has coded it. Three things in it belong together, and the classification has its own way of saying so.",
  tasks: [
    "Read the note, to its end.",
    "Give every diagnosis that the note supports, in the right order, and none that it does not.",
    "Charge the visit and what was done, with the modifiers that they need, and save the codes.",
  ],
  visit: {
    patient: {
      accountNumber: "LAB-1",
      last: "Benning",
      first: "Harold",
      birth: isoDate("1960-05-11"),
      sex: "M",
      street: "18 Sawmill Lane",
      phone: "6085550171",
      memberId: "LSM512206634",
      groupNumber: "GRP-2210",
    },
    provider: "okafor",
    date: isoDate("2026-11-13"),
    reason: "Diabetes, kidneys and blood pressure",
    until: "noted",
    note: `CHIEF COMPLAINT: Follow-up of diabetes, kidneys and blood pressure.

HISTORY: 66-year-old man, established here. Type 2 diabetes for eleven years; takes metformin 500 mg by mouth twice a day, no insulin. Sugars at home 110 to 140. Blood pressure at home in the 120s on losartan 50 mg. No swelling, no chest pain, no trouble with his eyes or feet.

EXAM: BP 126/76, pulse 70, weight 201 lb. Heart regular, lungs clear, no edema. Feet: skin whole, feeling present.

DATA: eGFR 51 last month and 53 in May. Hemoglobin A1c today in the office 7.1 %.

ASSESSMENT AND PLAN:
1. Type 2 diabetes with diabetic chronic kidney disease, stage 3a, both stable. Continue metformin at this dose because of the kidneys. A1c in six months, eGFR in three.
2. Hypertension, controlled. Continue losartan.

Return in three months.`,
  },
  questions: [],
  checks: [
    {
      key: "diabetes",
      words: "Diabetes with its kidney disease in one code",
      points: 2,
      skills: ["diagnoses", "guidelines", "documentation"],
      rationale:
        "E11.22 says both the diabetes and that the kidneys are its complication. E11.9 (without complications) contradicts the note, and E11.65 would need high sugars, which are not there.",
      authority: "ICD-10-CM Guidelines I.C.4.a and I.A.15 (with)",
      judge: ({ diagnoses }) => {
        if (diagnoses.includes("E11.22")) return right("E11.22 is there.");
        return diagnoses.some((code) => code.startsWith("E11"))
          ? partly(0.5, "It is coded as type 2 diabetes, but not with its kidney disease.")
          : wrong("No type 2 diabetes is coded.");
      },
    },
    {
      key: "hypertension",
      words: "Hypertension together with the kidneys",
      points: 2,
      skills: ["diagnoses", "guidelines"],
      rationale:
        "The classification presumes that hypertension and chronic kidney disease belong together, even where the note names another cause beside it: I12.9 for stages 1 to 4, not I10.",
      authority: "ICD-10-CM Guidelines I.C.9.a.2",
      judge: ({ diagnoses }) => {
        if (diagnoses.includes("I12.9")) return right("I12.9 is there.");
        return diagnoses.includes("I10")
          ? partly(0.25, "I10 says hypertension without kidney disease.")
          : wrong("No hypertension with kidney disease is coded.");
      },
    },
    {
      key: "stage",
      words: "The stage, after what it belongs to",
      points: 2,
      skills: ["diagnoses", "guidelines"],
      rationale:
        "E11.22 and I12.9 both ask for an additional code of the stage, and an additional code stands after the code that asks for it: N18.31 is stage 3a.",
      authority: "ICD-10-CM Guidelines I.A.17; notes at E11.22 and I12.9 in the Tabular List",
      judge: judgeStage,
    },
    {
      key: "metformin",
      words: "The medicine by mouth",
      points: 1,
      skills: ["diagnoses", "guidelines"],
      rationale: "Long-term use of a medicine by mouth that lowers the sugar is coded beside type 2 diabetes: Z79.84.",
      authority: "ICD-10-CM Guidelines I.C.4.a.3",
      judge: ({ diagnoses }) => (diagnoses.includes("Z79.84") ? right("Z79.84 is there.") : wrong("The long-term medicine is not coded.")),
    },
    {
      key: "nothing-else",
      words: "Nothing that the note does not support",
      points: 1,
      skills: ["documentation", "compliance"],
      rationale:
        "Only what was documented, looked at, treated or watched at this visit is coded. Each further code must have its words in the note.",
      authority: "ICD-10-CM Guidelines IV.J",
      judge: ({ diagnoses }) => {
        if (diagnoses.length === 0) return wrong("Nothing is coded yet.");
        const more = diagnoses.filter((code) => !(documented as readonly string[]).includes(code));
        if (more.length === 0) return right("Every code has its words.");
        return more.length === 1 ? partly(0.5, `Not supported: ${more[0]}.`) : wrong(`Not supported: ${more.join(", ")}.`);
      },
    },
    {
      key: "level",
      words: "The visit's level",
      points: 1,
      skills: ["evaluation"],
      rationale:
        "Two stable chronic illnesses are a moderate number of problems, and managing prescription drugs is a moderate risk. Two of the three elements make the level: 99214 for an established patient.",
      authority: "AMA CPT E/M guidelines 2021 and later, table of medical decision making",
      judge: ({ charges }) => {
        const visits = charges.map((one) => one.procedure).filter((one) => /^992[01]\d$/.test(one));
        if (visits.length === 1 && visits[0] === "99214") return right("99214.");
        if (visits.length === 1 && visits[0] === "99213") return partly(0.5, "99213 leaves the moderate problems and risk unsaid.");
        return visits.length === 0 ? wrong("The visit itself is not charged.") : wrong(`The visit is charged as ${visits.join(" and ")}.`);
      },
    },
    {
      key: "test",
      words: "The test in the office",
      points: 1,
      skills: ["laboratory", "modifiers"],
      rationale:
        "The A1c was done here, in a laboratory with a certificate of waiver: 83036 with QW. Without QW the payer asks for a certificate that the office does not have.",
      authority: "CLIA, 42 CFR 493.15; CMS list of waived tests (modifier QW)",
      judge: (work) => {
        const test = chargeOf(work, "83036");
        if (test === undefined) return wrong("The A1c is not charged.");
        return test.modifiers.includes("QW") ? right("83036 with QW.") : partly(0.5, "83036 is there; QW is missing.");
      },
    },
  ],
};

function judgeStage({ diagnoses }: CaseWork): Judged {
  const stage = diagnoses.indexOf("N18.31");
  if (stage < 0)
    return diagnoses.some((code) => code.startsWith("N18"))
      ? partly(0.25, "Another stage is coded than the note says.")
      : wrong("No stage is coded.");
  const asking = ["E11.22", "I12.9"].map((code) => diagnoses.indexOf(code)).filter((at) => at >= 0);
  if (asking.length === 0) return partly(0.5, "N18.31 is there, without the codes that it belongs to.");
  return asking.every((at) => at < stage)
    ? right("N18.31 stands after them.")
    : partly(0.5, "N18.31 is there, but stands before a code that asks for it.");
}
