import { isoDate } from "../../kernel/iso-date.ts";
import { choice, type PracticeCase, partly, right, wrong } from "./model.ts";
import { hasEvent, wasSentAs } from "./work.ts";

/** From a coded visit to the payer's receipt. */
export const fileTheClaim: PracticeCase = {
  key: "file-the-claim",
  title: "File the claim",
  chair: "biller",
  minutes: 8,
  story:
    "Odette Fairbairn's visit is coded and clean. Make the claim, send it, and read what comes back: two different answers, and they do not say the same.",
  tasks: [
    "Prepare the claim, look through it, and release it.",
    "Write the file, and let the payers answer (“Next business day”, or the button on the visit).",
    "Read the 999 and the 277CA, and answer the two questions.",
  ],
  visit: {
    patient: {
      accountNumber: "LAB-3",
      last: "Fairbairn",
      first: "Odette",
      birth: isoDate("1991-07-03"),
      sex: "F",
      street: "61 Depot Road",
      phone: "6085550173",
      memberId: "LSM290447712",
      groupNumber: "GRP-4409",
    },
    provider: "abara",
    date: isoDate("2026-11-13"),
    reason: "Face pressure and fever",
    until: "coded",
    note: `CHIEF COMPLAINT: Pressure over the left cheek, fever.

HISTORY: 35-year-old woman, established here. A cold three weeks ago, got better, then worse five days ago: thick discharge, pain over the left cheek when bending, fever to 101. No allergy to medicines.

EXAM: Temp 100.8. Tender over the left cheekbone. Thick yellow discharge on the left. Ears and throat clear.

ASSESSMENT: Acute maxillary sinusitis, left, after a cold.

PLAN: Amoxicillin-clavulanate for seven days, salt-water rinses. Return if not better in three days.`,
    coding: {
      diagnoses: [["J01.00", "Acute maxillary sinusitis"]],
      charges: [{ procedure: "99213", modifiers: [], pointers: [1], words: "Amoxicillin-clavulanate for seven days" }],
    },
  },
  questions: [
    {
      key: "999",
      kind: "choice",
      words: "The 999 came back accepted. What does that prove?",
      options: [
        { key: "read", words: "The payer's system could read the file: its structure follows the guide." },
        { key: "member", words: "The patient is insured there." },
        { key: "pay", words: "The payer will pay the claim." },
        { key: "timely", words: "The claim is in the payer's books, in time." },
      ],
    },
    {
      key: "277ca",
      kind: "choice",
      words: "The 277CA says category A2 for the claim. What does that mean?",
      options: [
        { key: "received", words: "The claim was received, and nobody has looked at it." },
        { key: "accepted", words: "The claim was accepted into the payer's system and will be decided." },
        { key: "paid", words: "The claim was decided and will be paid." },
        { key: "rejected", words: "The claim was sent back and has to be corrected." },
      ],
    },
  ],
  checks: [
    {
      key: "released",
      words: "The claim was made and released",
      points: 2,
      skills: ["claims"],
      rationale: "A person looks at the claim once more before it leaves. Nothing goes out that nobody released.",
      authority: "The practice's own way of working",
      judge: ({ claim }) => {
        if (claim === undefined) return wrong("There is no claim yet.");
        return claim.events.includes("released") ? right("Released.") : partly(0.5, "The claim is made, and not released.");
      },
    },
    {
      key: "sent",
      words: "It left in a file, as an original",
      points: 2,
      skills: ["claims"],
      rationale: "A first claim has frequency 1. It leaves once: a second file with the same claim would be denied as a duplicate.",
      authority: "X12 837P, CLM05-3; CARC 18",
      judge: (work) => {
        if (!hasEvent(work, "written")) return wrong("It stands in no file yet.");
        return work.claim?.sentFrequencies.length === 1 && wasSentAs(work, "1")
          ? right("Sent once, as an original.")
          : partly(0.5, "It was sent more than once.");
      },
    },
    {
      key: "acknowledged",
      words: "The payer has it",
      points: 2,
      skills: ["claims"],
      rationale:
        "Until the 277CA accepts the claim it counts as not filed. Its date is the proof when the payer says later that it came too late.",
      authority: "X12 277CA, STC01; the plan's timely filing rule",
      judge: (work) => {
        if (hasEvent(work, "acknowledged")) return right("Accepted by 277CA.");
        return hasEvent(work, "file-accepted")
          ? partly(0.5, "The file was read; the claim has no answer yet.")
          : wrong("No answer has come yet.");
      },
    },
    {
      key: "999",
      words: "What the 999 says",
      points: 2,
      skills: ["claims", "compliance"],
      rationale:
        "A 999 speaks of the file's structure only. It says nothing of member, coverage or payment, and proves no timely filing of a claim.",
      authority: "X12 999, AK9 and IK5",
      judge: choice("999", "read", "A 999 looks at the structure of the file, and at nothing else."),
    },
    {
      key: "277ca",
      words: "What the 277CA says",
      points: 2,
      skills: ["claims", "payers"],
      rationale:
        "A2 is acceptance into adjudication. A1 is only receipt, A3 and A6 to A8 send the claim back; whether it is paid comes with the 835.",
      authority: "Claim status category codes (X12 external code source 507)",
      judge: choice("277ca", "accepted", "A2 is one step further than receipt, and one before a decision."),
    },
  ],
};
