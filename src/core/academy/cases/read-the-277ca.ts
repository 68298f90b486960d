import { isoDate } from "../../kernel/iso-date.ts";
import { choice, type PracticeCase, partly, right, wrong } from "./model.ts";
import { wasSentAs } from "./work.ts";

const card = "LSM401188257";

/** A claim that the payer sent back at its front door. */
export const readThe277ca: PracticeCase = {
  key: "read-the-277ca",
  title: "Read the 277CA",
  chair: "biller",
  minutes: 10,
  story: `Emil Sandoval's claim was sent last week and came back. Nobody has looked why. The copy of his card in the drawer reads ${card}, Lakeshore Mutual, group GRP-2210.`,
  tasks: [
    "Open the visit and read the payer's answer.",
    "Correct what it refused.",
    "Send the claim again, the right way, and let the payers answer.",
  ],
  visit: {
    patient: {
      accountNumber: "LAB-4",
      last: "Sandoval",
      first: "Emil",
      birth: isoDate("1983-12-09"),
      sex: "M",
      street: "27 Ferry Street",
      phone: "6085550174",
      // Two characters of the prefix and one digit were lost at the desk: no card of this payer looks so.
      memberId: "M40118825",
      groupNumber: "GRP-2210",
    },
    provider: "lindqvist",
    date: isoDate("2026-11-09"),
    reason: "Low back pain",
    until: "filed",
    note: `CHIEF COMPLAINT: Low back pain for a week.

HISTORY: 42-year-old man, established here. Pain began after moving a freezer. No leg pain, no numbness, no trouble passing water, no fever.

EXAM: BP 124/78. Muscles beside the lower spine tender on both sides. Straight leg raise negative, strength and reflexes equal.

ASSESSMENT: Low back pain, muscular.

PLAN: Walking, heat, naproxen for a week. Return in two weeks if no better.`,
    coding: {
      diagnoses: [["M54.59", "Low back pain, muscular"]],
      charges: [{ procedure: "99213", modifiers: [], pointers: [1], words: "naproxen for a week" }],
    },
  },
  questions: [
    {
      key: "why",
      kind: "choice",
      words: "The 277CA gives A7:164:IL. What did the payer refuse?",
      options: [
        { key: "member", words: "The subscriber's member number: no such member is known." },
        { key: "provider", words: "The billing provider's number." },
        { key: "diagnosis", words: "The diagnosis: it does not support the service." },
        { key: "late", words: "The date of service: the claim came too late." },
      ],
    },
    {
      key: "again",
      kind: "choice",
      words: "How does a claim go again that was rejected by a 277CA?",
      options: [
        { key: "original", words: "Corrected, as an original (frequency 1): it was never in the payer's books." },
        { key: "replacement", words: "As a replacement (frequency 7) of the rejected one." },
        { key: "appeal", words: "With an appeal against the rejection." },
        { key: "void", words: "After a void (frequency 8) of the rejected one." },
      ],
    },
  ],
  checks: [
    {
      key: "why",
      words: "What was refused",
      points: 2,
      skills: ["claims", "payers"],
      rationale: "A7 is a rejection for invalid information, 164 the number of an entity, IL the insured: the member id.",
      authority: "Claim status codes (X12 external code source 508), entity codes of the 277CA",
      judge: choice("why", "member", "Read it from the right: IL is the insured, 164 an entity's number, A7 invalid information."),
    },
    {
      key: "card",
      words: "The member number from the card",
      points: 2,
      skills: ["payers", "documentation"],
      rationale: "The number is taken from the card, whole, with its letters. Guessing at it makes the next rejection.",
      authority: "X12 837P, NM109 of loop 2010BA",
      judge: ({ memberId }) => (memberId === card ? right("As on the card.") : wrong("The number is not that of the card.")),
    },
    {
      key: "again",
      words: "Sent again as an original",
      points: 3,
      skills: ["claims", "compliance"],
      rationale:
        "A rejected claim was never adjudicated: there is nothing to replace. A frequency 7 without the payer's number would be refused again.",
      authority: "X12 837P, CLM05-3 and REF*F8",
      judge: (work) => {
        const sent = work.claim?.sentFrequencies ?? [];
        if (sent.length < 2) return wrong("It was not sent again yet.");
        return wasSentAs(work, "7") || wasSentAs(work, "8")
          ? partly(1 / 3, "It was sent as a replacement or void.")
          : right("Sent again with frequency 1.");
      },
    },
    {
      key: "accepted",
      words: "Accepted this time",
      points: 2,
      skills: ["claims"],
      rationale: "Work on a rejection ends with the acceptance, not with the sending.",
      authority: "X12 277CA, STC01",
      judge: ({ claim }) => {
        const last = claim?.events.findLast((kind) => kind === "acknowledged" || kind === "claim-rejected" || kind === "adjudicated");
        if (last === "claim-rejected") return wrong("The payer's last word is still a rejection.");
        return last === undefined ? wrong("No answer has come yet.") : right("The payer has it.");
      },
    },
    {
      key: "which-way",
      words: "Rejected is not denied",
      points: 1,
      skills: ["compliance", "denials"],
      rationale:
        "Rejected: never in the payer's books, corrected and sent as new. Denied: decided, then corrected by a replacement or fought by an appeal.",
      authority: "X12 277CA and 835: one before, one after adjudication",
      judge: choice("again", "original", "It never was in the payer's books."),
    },
  ],
};
