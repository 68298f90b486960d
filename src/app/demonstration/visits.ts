/** The demonstration's visits: notes that read like notes, and for some how they were coded before the newcomer arrives. */
import type { PatientKey, ProviderKey } from "./cast.ts";

export interface DemonstrationVisit {
  readonly key: string;
  readonly patient: PatientKey;
  readonly provider: ProviderKey;
  readonly date: string;
  readonly reason: string;
  readonly signed: boolean;
  readonly note: string;
  /** Codes with the words of the note that support each; absent: it waits for a coder. */
  readonly coding?: {
    readonly diagnoses: readonly (readonly [code: string, words: string])[];
    readonly charges: readonly {
      readonly procedure: string;
      readonly modifiers: readonly string[];
      readonly pointers: readonly number[];
      readonly words: string;
    }[];
  };
  /** How far it is taken before the demonstration opens. */
  readonly until: "coded" | "prepared" | "filed";
}

/** In the order in which they happened. */
export const visits: readonly DemonstrationVisit[] = [
  {
    key: "delacroix-fatigue",
    patient: "delacroix",
    provider: "abara",
    date: "2026-11-03",
    reason: "Fatigue",
    signed: true,
    until: "filed",
    note: `CHIEF COMPLAINT: Tired for about two months.

HISTORY: 27-year-old woman, established here, works nights at the dairy. Sleeps five hours on work days. No fever, no weight loss, no low mood. Periods regular, not heavy. Asks for a vitamin D level because a coworker was low.

EXAM: BP 112/70, pulse 68, temp 98.2. Looks well. Thyroid not enlarged. Heart regular, lungs clear. No pallor.

ASSESSMENT: Fatigue, most likely short sleep.

PLAN: Sleep plan given. Blood drawn for complete blood count and 25-hydroxy vitamin D at the patient's wish. Return in six weeks if no better.`,
    coding: {
      diagnoses: [["R53.83", "Fatigue, most likely short sleep"]],
      charges: [
        { procedure: "99213", modifiers: [], pointers: [1], words: "Sleep plan given" },
        { procedure: "36415", modifiers: [], pointers: [1], words: "Blood drawn" },
        { procedure: "85025", modifiers: [], pointers: [1], words: "complete blood count" },
        { procedure: "82306", modifiers: [], pointers: [1], words: "25-hydroxy vitamin D" },
      ],
    },
  },
  {
    key: "brandt-blood-pressure",
    patient: "brandt",
    provider: "lindqvist",
    date: "2026-11-12",
    reason: "Blood pressure and kidneys",
    signed: true,
    until: "filed",
    note: `CHIEF COMPLAINT: Follow-up of blood pressure.

HISTORY: 75-year-old man with hypertension and chronic kidney disease stage 3a, seen here every four months. Home readings 140s over 80s. Takes lisinopril 20 mg. No swelling, no chest pain, no shortness of breath.

EXAM: BP 146/84, weight 188 lb. Heart regular. Lungs clear. No edema.

DATA: Last eGFR 52, potassium 4.6.

ASSESSMENT AND PLAN:
1. Hypertension, not at goal. Lisinopril raised to 40 mg. Metabolic panel today, again in two weeks.
2. Chronic kidney disease stage 3a, stable. Avoid ibuprofen.`,
    coding: {
      diagnoses: [
        ["I12.9", "Hypertension, not at goal"],
        ["N18.31", "Chronic kidney disease stage 3a, stable"],
      ],
      charges: [
        { procedure: "99214", modifiers: [], pointers: [1, 2], words: "Lisinopril raised to 40 mg" },
        { procedure: "80053", modifiers: [], pointers: [1, 2], words: "Metabolic panel today" },
        { procedure: "36415", modifiers: [], pointers: [1, 2], words: "Metabolic panel today" },
      ],
    },
  },
  {
    key: "marchetti-back",
    patient: "marchetti",
    provider: "abara",
    date: "2026-11-12",
    reason: "Low back pain, new patient",
    signed: true,
    until: "filed",
    note: `CHIEF COMPLAINT: Low back pain for five days. New to the practice.

HISTORY: 37-year-old man, moved here in October. Pain began after lifting feed sacks. No leg pain, no numbness, no trouble passing water.

EXAM: BP 128/78. Tender along the lower back muscles on both sides. Straight leg raise negative. Strength and reflexes equal.

ASSESSMENT: Low back pain, muscular.

PLAN: Heat, walking, naproxen for a week. Return if not better in two weeks.`,
    coding: {
      diagnoses: [["M54.50", "Low back pain, muscular"]],
      charges: [{ procedure: "99203", modifiers: [], pointers: [1], words: "New to the practice" }],
    },
  },
  {
    key: "whitfield-bronchitis",
    patient: "whitfield",
    provider: "okafor",
    date: "2026-11-13",
    reason: "Cough, self-pay",
    signed: true,
    until: "coded",
    note: `CHIEF COMPLAINT: Cough for eight days. First visit here. Has no insurance and pays himself.

HISTORY: 32-year-old man. Dry cough, now with clear sputum. No fever since day two. Does not smoke.

EXAM: Temp 98.6, oxygen 98 %. Throat red. Lungs: a few rhonchi that clear with coughing, no crackles.

ASSESSMENT: Acute bronchitis.

PLAN: Fluids, honey, rest. No antibiotic. Come back with fever or shortness of breath.`,
    coding: {
      diagnoses: [["J20.9", "Acute bronchitis"]],
      charges: [{ procedure: "99203", modifiers: [], pointers: [1], words: "First visit here" }],
    },
  },
  {
    key: "tobias-throat",
    patient: "tobias",
    provider: "lindqvist",
    date: "2026-11-13",
    reason: "Sore throat",
    signed: true,
    until: "filed",
    note: `CHIEF COMPLAINT: Sore throat since yesterday. Here with her father.

HISTORY: 8-year-old girl, established. Fever to 101.8 last night. Two children in her class have strep.

EXAM: Temp 100.9. Tonsils red with white patches. Tender glands in the neck. No rash.

DATA: Rapid strep test positive.

ASSESSMENT: Strep throat.

PLAN: Amoxicillin for ten days. Home from school until Monday.`,
    coding: {
      diagnoses: [["J02.0", "Strep throat"]],
      charges: [
        { procedure: "99213", modifiers: ["25"], pointers: [1], words: "Amoxicillin for ten days" },
        { procedure: "87880", modifiers: ["QW"], pointers: [1], words: "Rapid strep test positive" },
      ],
    },
  },
  {
    key: "osei-knee",
    patient: "osei",
    provider: "okafor",
    date: "2026-11-14",
    reason: "Knee pain and blood pressure",
    signed: true,
    until: "prepared",
    note: `CHIEF COMPLAINT: Right knee pain; also due for a blood pressure check.

HISTORY: 60-year-old woman with osteoarthritis of the right knee. Pain on stairs, worse this month. Blood pressure at home 150s.

EXAM: BP 152/88. Right knee: swelling, no warmth, bends to 110 degrees.

PROCEDURE: After consent and cleaning, the right knee was injected with triamcinolone 40 mg. No problem.

ASSESSMENT AND PLAN:
1. Primary osteoarthritis of the right knee: injected today.
2. Hypertension, above goal: amlodipine 5 mg started, return in four weeks.`,
    coding: {
      diagnoses: [
        ["M17.11", "Primary osteoarthritis of the right knee"],
        ["I10", "Hypertension, above goal"],
      ],
      charges: [
        // Modifier 25 is missing on purpose: the check holds the claim and says why.
        { procedure: "99213", modifiers: [], pointers: [2], words: "amlodipine 5 mg started" },
        { procedure: "20610", modifiers: ["RT"], pointers: [1], words: "the right knee was injected" },
      ],
    },
  },
  {
    key: "kowalczyk-wellness",
    patient: "kowalczyk",
    provider: "abara",
    date: "2026-11-16",
    reason: "Urinary symptoms",
    signed: false,
    until: "coded",
    note: `CHIEF COMPLAINT: Burning when passing water for three days.

HISTORY: 79-year-old woman. Frequency and burning, no fever, no flank pain. Last infection two years ago.

EXAM: Temp 98.4, BP 134/76. No tenderness over the kidneys; mild above the bladder.

DATA: Urine dipstick: leukocytes and nitrite positive.

ASSESSMENT: Urinary tract infection.

PLAN: Nitrofurantoin for five days. Urine sent for culture.`,
  },
  {
    key: "vasquez-diabetes",
    patient: "vasquez",
    provider: "okafor",
    date: "2026-11-16",
    reason: "Diabetes and blood pressure follow-up",
    signed: true,
    until: "coded",
    note: `CHIEF COMPLAINT: Follow-up of diabetes and blood pressure.

HISTORY: 48-year-old woman, established here, last seen in July. Type 2 diabetes for six years, takes metformin 1000 mg twice a day. Sugars at home 180 to 240 since September; she eats late since her shift changed. No low sugars. Blood pressure at home in the 130s. Takes lisinopril 10 mg. No chest pain, no blurred vision, no numb feet.

EXAM: BP 136/82, pulse 74, weight 192 lb, BMI 33.1. Heart regular, lungs clear. Feet: skin whole, feeling present to monofilament on both sides.

DATA: Hemoglobin A1c today in the office 8.9 % (7.4 % in July). Blood drawn for a metabolic panel.

ASSESSMENT AND PLAN:
1. Type 2 diabetes with hyperglycemia, not controlled. Empagliflozin 10 mg started; effects and risks talked over. Continues metformin by mouth. A1c again in three months.
2. Essential hypertension, at goal. Continue lisinopril.
3. Obesity, BMI 33.1. Meal plan for late shifts made together.

Follow-up in six weeks.`,
  },
];
