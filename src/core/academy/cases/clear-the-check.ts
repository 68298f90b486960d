import { isoDate } from "../../kernel/iso-date.ts";
import { type PracticeCase, partly, right, wrong } from "./model.ts";
import { chargeOf, pointedBy } from "./work.ts";

const clean: ReadonlySet<string> = new Set([
  "ready",
  "queued",
  "submitted",
  "file-accepted",
  "accepted",
  "paid",
  "partly-paid",
  "to-patient",
]);

/** A colleague's claim that our own check holds: each finding says what is wrong, and the note says what is right. */
export const clearTheCheck: PracticeCase = {
  key: "clear-the-check",
  title: "Clear the check",
  chair: "coder",
  minutes: 10,
  story:
    "A colleague coded Lorna Whitcombe's visit before lunch and the check holds the claim. The findings say what is wrong. What is right stands in the note, and what was done has to stay on the claim.",
  tasks: ["Open the visit and read each finding.", "Correct the codes from the note.", "Check again until the claim is ready."],
  visit: {
    patient: {
      accountNumber: "LAB-2",
      last: "Whitcombe",
      first: "Lorna",
      birth: isoDate("1968-02-20"),
      sex: "F",
      street: "4 Granary Road",
      phone: "6085550172",
      memberId: "LSM733915508",
      groupNumber: "GRP-0871",
    },
    provider: "lindqvist",
    date: isoDate("2026-11-12"),
    reason: "Knee pain and blood pressure",
    until: "prepared",
    note: `CHIEF COMPLAINT: Right knee pain. Blood pressure check, planned.

HISTORY: 58-year-old woman, established here, with osteoarthritis of the right knee for years. Pain on stairs, worse since September, tablets no longer help. Blood pressure at home in the 150s on hydrochlorothiazide 25 mg.

EXAM: BP 154/90. Right knee: some fluid, no warmth, bends to 115 degrees. Left knee free.

PROCEDURE: After consent and cleaning the right knee was injected with triamcinolone 40 mg. Well tolerated.

ASSESSMENT AND PLAN:
1. Primary osteoarthritis of the right knee, injected today.
2. Hypertension, above goal. Amlodipine 5 mg added; return in four weeks with readings.`,
    coding: {
      diagnoses: [
        ["M17.1", "Primary osteoarthritis of the right knee"],
        ["I10", "Hypertension, above goal"],
      ],
      charges: [
        { procedure: "99214", modifiers: [], pointers: [1], words: "Amlodipine 5 mg added" },
        { procedure: "20610", modifiers: ["RT"], pointers: [1], words: "the right knee was injected" },
      ],
    },
  },
  questions: [],
  checks: [
    {
      key: "clean",
      words: "The claim passes the check",
      points: 3,
      skills: ["claims"],
      rationale: "A claim that our own check holds would be refused by the payer's, days later.",
      authority: "The finding's own authority, on the visit's page",
      judge: ({ claim }) => {
        if (claim === undefined) return wrong("There is no claim.");
        if (claim.errors.length > 0) return wrong(`Still held by ${claim.errors.join(", ")}.`);
        return clean.has(claim.state) ? right("Nothing holds it.") : wrong(`The claim is ${claim.state}.`);
      },
    },
    {
      key: "complete",
      words: "The diagnosis to its last character",
      points: 2,
      skills: ["diagnoses", "documentation"],
      rationale: "M17.1 stops before the side. The note says the right knee: M17.11. An incomplete code is invalid, whatever it means.",
      authority: "ICD-10-CM Guidelines I.B.2",
      judge: ({ diagnoses }) => {
        if (diagnoses.includes("M17.11")) return right("M17.11.");
        return diagnoses.some((code) => code.startsWith("M17.")) && !diagnoses.includes("M17.1")
          ? partly(0.25, "The code is complete now, but it is not the right knee.")
          : wrong("The side is still missing.");
      },
    },
    {
      key: "separate",
      words: "The visit shown as separate from the injection",
      points: 2,
      skills: ["modifiers", "guidelines"],
      rationale:
        "The injection already includes the look at the knee. The blood pressure was separate and significant work: modifier 25 on the visit, not on the injection.",
      authority: "NCCI Policy Manual, chapter I (modifier 25)",
      judge: (work) => {
        const visit = chargeOf(work, "99214") ?? chargeOf(work, "99213");
        if (visit?.modifiers.includes("25") === true) return right("25 stands on the visit.");
        return chargeOf(work, "20610")?.modifiers.includes("25") === true
          ? partly(0.25, "25 stands on the injection; it belongs on the visit.")
          : wrong("Modifier 25 is missing.");
      },
    },
    {
      key: "reason",
      words: "The visit points to what it was for",
      points: 2,
      skills: ["documentation", "claims"],
      rationale:
        "The visit was for the blood pressure, the injection for the knee. A pointer that says the knee for both makes the visit look like part of the injection.",
      authority: "NUCC instructions, item 24E; SV107",
      judge: (work) => {
        const visit = chargeOf(work, "99214") ?? chargeOf(work, "99213");
        const reasons = visit === undefined ? [] : pointedBy(work, visit);
        if (reasons[0] === "I10") return right("It points to the blood pressure first.");
        return reasons.includes("I10")
          ? partly(0.5, "The blood pressure is named, but not first.")
          : wrong("It does not point to the blood pressure.");
      },
    },
    {
      key: "nothing-dropped",
      words: "Nothing that was done was dropped",
      points: 1,
      skills: ["compliance", "reimbursement"],
      rationale: "Taking a service off makes every check pass and gives away what the practice earned. What was documented is billed.",
      authority: "45 CFR 162.1002 (code sets describe what was done); facts of the note",
      judge: (work) => {
        const visit = chargeOf(work, "99214") !== undefined;
        const injection = chargeOf(work, "20610") !== undefined;
        if (visit && injection) return right("Visit and injection are both there.");
        return visit || injection ? partly(0.5, "One of the two services is gone.") : wrong("Both services are gone or changed.");
      },
    },
  ],
};
