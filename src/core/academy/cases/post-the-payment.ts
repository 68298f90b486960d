import { addCents, type Cents, subtractCents } from "../../kernel/cents.ts";
import { isoDate } from "../../kernel/iso-date.ts";
import { amount, choice, type PracticeCase, partly, right, wrong } from "./model.ts";
import type { CaseWork } from "./work.ts";

/** A decided claim: what the payer allowed, what nobody owes, and what is the patient's. */
export const postThePayment: PracticeCase = {
  key: "post-the-payment",
  title: "Post the payment",
  chair: "biller",
  minutes: 10,
  story:
    "Lakeshore Mutual has decided Bettina Kroll's claim and its remittance is posted. She is at the window, asks what she owes, and wants to pay it now by card.",
  tasks: [
    "Open the visit and read the remittance line by line.",
    "Answer the four questions from it.",
    "Take the payment from her: what she owes, not a cent more.",
  ],
  visit: {
    patient: {
      accountNumber: "LAB-5",
      last: "Kroll",
      first: "Bettina",
      birth: isoDate("1974-09-28"),
      sex: "F",
      street: "9 Tannery Court",
      phone: "6085550175",
      memberId: "LSM618203349",
      groupNumber: "GRP-2210",
    },
    provider: "okafor",
    date: isoDate("2026-10-27"),
    reason: "Blood pressure and thyroid",
    until: "filed",
    note: `CHIEF COMPLAINT: Follow-up of blood pressure and thyroid.

HISTORY: 52-year-old woman, established here. Hypertension and an underactive thyroid for years. Blood pressure at home in the 140s. Feels well, sleeps well, weight steady.

EXAM: BP 146/88, pulse 66. Thyroid not enlarged. Heart regular, lungs clear, no edema.

ASSESSMENT AND PLAN:
1. Hypertension, above goal. Lisinopril raised from 10 to 20 mg. Blood drawn for a metabolic panel.
2. Hypothyroidism, stable. Continue levothyroxine 75 micrograms.`,
    coding: {
      diagnoses: [
        ["I10", "Hypertension, above goal"],
        ["E03.9", "Hypothyroidism, stable"],
      ],
      charges: [
        { procedure: "99214", modifiers: [], pointers: [1, 2], words: "Lisinopril raised from 10 to 20 mg" },
        { procedure: "80053", modifiers: [], pointers: [1], words: "a metabolic panel" },
        { procedure: "36415", modifiers: [], pointers: [1], words: "Blood drawn" },
      ],
    },
  },
  questions: [
    { key: "allowed", kind: "amount", words: "What did the payer allow, all lines together?" },
    { key: "contractual", kind: "amount", words: "How much is the contractual adjustment (CO-45), which nobody owes?" },
    { key: "share", kind: "amount", words: "How much is the patient's by the remittance (PR)?" },
    {
      key: "rest",
      kind: "choice",
      words: "May the practice bill her the contractual adjustment as well?",
      options: [
        { key: "no", words: "No. The contract with the plan takes it off for good." },
        { key: "yes", words: "Yes, whatever the plan does not pay is the patient's." },
        { key: "later", words: "Yes, once her deductible is met." },
        { key: "agree", words: "Only if she agrees at the window." },
      ],
    },
  ],
  checks: [
    {
      key: "allowed",
      words: "The allowed amount",
      points: 2,
      skills: ["reimbursement"],
      rationale:
        "Allowed is what the contract says the services are worth: what the plan pays and what the patient pays, together. Charge less CO-45.",
      authority: "X12 835, CAS and AMT*B6",
      judge: amount(
        "allowed",
        ({ money }) => decided(money, subtractCents(money.charged, addCents(money.contractual, money.insuranceBalance))),
        "Charge less the contractual adjustment, over all lines.",
      ),
    },
    {
      key: "contractual",
      words: "The contractual adjustment",
      points: 2,
      skills: ["reimbursement"],
      rationale: "Group CO is the provider's obligation under the contract: it is written off and never billed.",
      authority: "CARC 45 with group CO",
      judge: amount("contractual", ({ money }) => decided(money, money.contractual), "The sum of CO-45 over all lines."),
    },
    {
      key: "share",
      words: "The patient's share",
      points: 2,
      skills: ["reimbursement", "patient-accounts"],
      rationale: "Group PR alone is the patient's: deductible (PR-1), co-insurance (PR-2), co-payment (PR-3).",
      authority: "CARC 1, 2, 3 with group PR",
      judge: amount("share", ({ money }) => decided(money, money.patientShare), "The sum of the PR adjustments over all lines."),
    },
    {
      key: "rest",
      words: "What may not be billed",
      points: 1,
      skills: ["compliance", "payers"],
      rationale: "Billing the contractual adjustment is balance billing; the participation agreement forbids it.",
      authority: "The plan's participation agreement; group code CO",
      judge: choice("rest", "no", "CO is the provider's own obligation."),
    },
    {
      key: "paid",
      words: "Her payment, exactly",
      points: 2,
      skills: ["patient-accounts"],
      rationale:
        "A payment of exactly the share closes the visit. More is a credit that has to be refunded, less a balance to ask for again.",
      authority: "The ledger of the visit",
      judge: judgePaid,
    },
    {
      key: "nothing-written-off",
      words: "Nothing of hers was written off",
      points: 1,
      skills: ["compliance"],
      rationale: "Waiving what the plan says is the patient's, as a habit, misstates the charge to the plan and may be an inducement.",
      authority: "42 U.S.C. 1320a-7a(i)(6) and the plan's agreement",
      judge: ({ money }) => {
        if (decided(money, money.charged) === undefined) return wrong("The payer has not answered yet.");
        return money.writtenOff === 0 ? right("Nothing was written off.") : wrong("A part of it was written off.");
      },
    },
  ],
};

function decided(money: CaseWork["money"], value: Cents): Cents | undefined {
  return money.insurancePaid === 0 && money.patientShare === 0 ? undefined : value;
}

function judgePaid({ money }: CaseWork) {
  if (decided(money, money.charged) === undefined) return wrong("The payer has not answered yet.");
  if (money.patientPaid === 0) return wrong("No payment was taken.");
  if (money.patientPaid === money.patientShare) return right("To the cent, and nothing is open.");
  return money.patientPaid < money.patientShare
    ? partly(0.5, "Less than her share was taken.")
    : partly(0.25, "More than her share was taken.");
}
