import { isoDate } from "../../kernel/iso-date.ts";
import { choice, type PracticeCase, partly, right, wrong } from "./model.ts";
import { chargeOf, pointedBy, wasSentAs } from "./work.ts";

const covered = "E55.9";

/** A line denied for its diagnosis, though the note has the right one. */
export const winTheDenial: PracticeCase = {
  key: "win-the-denial",
  title: "Win the denial",
  chair: "biller",
  minutes: 15,
  story:
    "Lakeshore Mutual denied one line of Gareth Lindholm's visit. Before anybody bills the patient or writes it off: read the denial, then the note, and see whether the claim said what the note says.",
  tasks: [
    "Open the denial and read what the payer says, and its remark.",
    "Compare the claim with the note, and correct the codes from the note.",
    "Send it the way that a decided claim is corrected, and let the payers answer until the line is paid.",
  ],
  visit: {
    patient: {
      accountNumber: "LAB-6",
      last: "Lindholm",
      first: "Gareth",
      birth: isoDate("1979-03-30"),
      sex: "M",
      street: "52 Church Hill",
      phone: "6085550176",
      memberId: "LSM845520916",
      groupNumber: "GRP-0871",
    },
    provider: "abara",
    date: isoDate("2026-10-27"),
    reason: "Tiredness; vitamin D",
    until: "filed",
    note: `CHIEF COMPLAINT: Tired. Due for his vitamin D level.

HISTORY: 47-year-old man, established here, works nights in the bakery. Sleeps five hours on work days. Vitamin D deficiency found in spring, level then 14; takes 2,000 units a day since. No fever, no weight loss, mood good.

EXAM: BP 118/74, pulse 66. Looks well. Thyroid not enlarged. Heart regular, lungs clear.

ASSESSMENT AND PLAN:
1. Vitamin D deficiency, under treatment. Blood drawn for 25-hydroxy vitamin D to see whether the dose is enough.
2. Fatigue, from short sleep. Sleep plan given.

Return in eight weeks.`,
    coding: {
      // The colleague took the complaint and overlooked the illness that was treated.
      diagnoses: [["R53.83", "Fatigue, from short sleep"]],
      charges: [
        { procedure: "99213", modifiers: [], pointers: [1], words: "Sleep plan given" },
        { procedure: "82306", modifiers: [], pointers: [1], words: "25-hydroxy vitamin D" },
        { procedure: "36415", modifiers: [], pointers: [1], words: "Blood drawn" },
      ],
    },
  },
  questions: [
    {
      key: "why",
      kind: "choice",
      words: "CO-50 with remark N115: why did the payer deny the line?",
      options: [
        { key: "necessity", words: "By its published policy the diagnosis on the claim does not support the test." },
        { key: "bundled", words: "The test is part of another service of the day." },
        { key: "late", words: "The claim came after the plan's time limit." },
        { key: "benefit", words: "The patient's plan does not cover laboratory tests." },
      ],
    },
    {
      key: "who",
      kind: "choice",
      words: "As it stands (group CO), who bears the line?",
      options: [
        { key: "practice", words: "The practice: it may not bill the patient." },
        { key: "patient", words: "The patient: send a statement." },
        { key: "secondary", words: "The next payer." },
        { key: "split", words: "Half and half." },
      ],
    },
  ],
  checks: [
    {
      key: "why",
      words: "Why it was denied",
      points: 1,
      skills: ["denials"],
      rationale:
        "CO-50 is medical necessity, N115 says that a published coverage policy decided it. The policy lists the diagnoses that support the test.",
      authority: "CARC 50, RARC N115",
      judge: choice("why", "necessity", "50 is medical necessity; the remark names a coverage policy."),
    },
    {
      key: "who",
      words: "Who bears it",
      points: 1,
      skills: ["denials", "compliance"],
      rationale: "Group CO is the provider's. The patient owes it only where a notice was signed before the service, which is not so here.",
      authority: "Group codes of the 835; CMS Claims Processing Manual, chapter 30",
      judge: choice("who", "practice", "Look at the group code: CO is the provider's own."),
    },
    {
      key: "corrected",
      words: "The codes as the note has them",
      points: 2,
      skills: ["diagnoses", "documentation"],
      rationale:
        "The note names the vitamin D deficiency and its treatment: E55.9, and the test points to it. Nothing is made up to get paid; the claim had left out what was documented.",
      authority: "ICD-10-CM Guidelines IV.G and IV.J; 18 U.S.C. 1347 on false statements",
      judge: (work) => {
        const test = chargeOf(work, "82306");
        if (test === undefined) return wrong("The test was taken off.");
        if (!work.diagnoses.includes(covered)) return wrong("The deficiency that the note names is still not coded.");
        return pointedBy(work, test).includes(covered)
          ? right("E55.9, and the test points to it.")
          : partly(0.5, "E55.9 is there; the test does not point to it.");
      },
    },
    {
      key: "replacement",
      words: "Sent as a replacement",
      points: 2,
      skills: ["claims", "denials"],
      rationale:
        "A decided claim is corrected by a replacement (frequency 7) with the payer's number. Another original would be denied as a duplicate.",
      authority: "X12 837P, CLM05-3 and REF*F8; CARC 18",
      judge: (work) => {
        if (wasSentAs(work, "7")) return right("Sent with frequency 7.");
        return (work.claim?.sentFrequencies.length ?? 0) > 1
          ? wrong("Sent again, but not as a replacement.")
          : wrong("Nothing was sent yet.");
      },
    },
    {
      key: "not-given-away",
      words: "Neither billed to the patient nor given up",
      points: 1,
      skills: ["compliance", "patient-accounts"],
      rationale: "While a denial can be corrected, the patient is not billed for it and it is not written off.",
      authority: "Group code CO; the practice's own way of working",
      judge: ({ money, denials }) => {
        if (denials.length === 0) return wrong("The payer has not answered yet.");
        return money.writtenOff === 0 ? right("Nothing was written off.") : wrong("It was written off.");
      },
    },
    {
      key: "won",
      words: "The line is paid",
      points: 3,
      skills: ["denials", "reimbursement"],
      rationale: "The case is won when the payer's next remittance pays the line, and not before.",
      authority: "X12 835",
      judge: ({ denials }) => {
        if (denials.some((one) => one.status === "overturned")) return right("The payer paid it.");
        if (denials.length === 0) return wrong("The payer has not answered yet.");
        return wrong("The payer has not paid the line yet.");
      },
    },
  ],
};
