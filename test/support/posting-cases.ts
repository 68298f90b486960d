import { type Cents, cents, sumCents } from "../../src/core/kernel/cents.ts";
import {
  type ChargeId,
  type ClaimId,
  type CoverageId,
  id,
  type PatientId,
  type PayerId,
  type RemittanceId,
} from "../../src/core/kernel/id.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import type { Account, JournalEntry } from "../../src/core/ledger/model.ts";
import type { CodeWords } from "../../src/core/remit/code-words.ts";
import type { NextPayer, OpenClaim, PostingPlan } from "../../src/core/remit/model.ts";
import { type PostingInput, planPosting } from "../../src/core/remit/plan-posting.ts";
import type { Adjustment, AdjustmentGroup } from "../../src/core/x12/transactions/professional-claim.ts";
import type { Remittance, RemittanceClaim, RemittanceLine } from "../../src/core/x12/transactions/remittance.ts";

export const on = isoDate("2026-03-02");
export const words: CodeWords = {
  carc: (code) =>
    code === "999"
      ? undefined
      : { title: `reason ${code}`, category: code === "29" ? "TF" : "BUN", preventable: "yes", nextAction: "look", appeal: "Y" },
  rarc: () => ({ title: "remark", alert: false }),
  statusCategory: () => undefined,
  status: () => undefined,
};

export const adjust = (text: string): Adjustment => {
  const [code = "", dollars = "0"] = text.split(" ");
  const [group = "CO", reason = ""] = code.split("-");
  return { group: group as AdjustmentGroup, reason, amount: cents(Math.round(Number(dollars) * 100)) };
};
export const dollars = (value: number): Cents => cents(Math.round(value * 100));
export const line = (charge: number, paid: number, adjustments: readonly string[], more: Partial<RemittanceLine> = {}): RemittanceLine => ({
  procedure: { qualifier: "HC", code: "99213", modifiers: [] },
  charge: dollars(charge),
  paid: dollars(paid),
  adjustments: adjustments.map(adjust),
  identifiers: [],
  amounts: [],
  remarks: [],
  controlNumber: "L1",
  ...more,
});
export const remitted = (lines: readonly RemittanceLine[], more: Partial<RemittanceClaim> = {}): RemittanceClaim => ({
  patientControlNumber: "C1",
  status: "1",
  charge: sumCents(lines.map((one) => one.charge)),
  paid: sumCents(lines.map((one) => one.paid)),
  filingIndicator: "12",
  payerControlNumber: "ICN1",
  patient: { name: { kind: "person", last: "Vale", first: "Mara" } },
  adjustments: [],
  remarks: [],
  identifiers: [],
  amounts: [],
  lines,
  ...more,
});
export const share = (claim: RemittanceClaim): Cents =>
  sumCents(
    [...claim.adjustments, ...claim.lines.flatMap((one) => one.adjustments)].filter((one) => one.group === "PR").map((one) => one.amount),
  );
export const payment = (claims: readonly RemittanceClaim[], plb: readonly [string, number, string?][] = [], trace = "T1"): Remittance => {
  const providerAdjustments = plb.map(([reason, amount, reference]) => ({
    providerId: "1234567893",
    reason,
    amount: dollars(amount),
    ...(reference === undefined ? {} : { reference }),
  }));
  const total = cents(sumCents(claims.map((one) => one.paid)) - sumCents(providerAdjustments.map((one) => one.amount)));
  return {
    control: "0001",
    payment: { handling: "I", amount: total, creditOrDebit: "C", method: "ACH", paidOn: on, trace, originator: "1999999999" },
    payer: { name: "Harbor Health", identifiers: [], contacts: [] },
    payee: { name: "Practice", id: { qualifier: "XX", value: "1234567893" }, identifiers: [] },
    claims: claims.map((one) => (one.status !== "22" && share(one) > 0 ? { ...one, patientResponsibility: share(one) } : one)),
    providerAdjustments,
  };
};

export const payerId = id<"payer">(1) as PayerId;
export const chargeId = (number: number) => id<"charge">(number) as ChargeId;
export const openClaim = (amounts: readonly number[], more: Partial<OpenClaim> = {}): OpenClaim => ({
  claimId: id<"claim">(1) as ClaimId,
  patientId: id<"patient">(1) as PatientId,
  payerId,
  controlNumber: "C1",
  payerControlNumbers: [],
  rank: 1,
  charges: amounts.map((amount, index) => ({
    chargeId: chargeId(index + 1),
    lineNumber: index + 1,
    controlNumber: `L${index + 1}`,
    procedure: "99213",
    modifiers: [],
    serviceFrom: on,
    amount: dollars(amount),
    insuranceBalance: dollars(amount),
  })),
  postings: [],
  ...more,
});
export const remittanceId = id<"remittance">(9) as RemittanceId;
export const plan = (remittance: Remittance, claims: readonly OpenClaim[], more: Partial<PostingInput> = {}): PostingPlan => {
  const result = planPosting({ remittance, remittanceId, claims, nextPayerFor: () => undefined, period: { postOn: on }, words, ...more });
  if (!result.ok) throw new Error("refused");
  return result.value;
};
export const sums = (entries: readonly JournalEntry[]): Partial<Record<Account, number>> => {
  const totals: Partial<Record<Account, number>> = {};
  for (const one of entries.flatMap((entry) => entry.lines)) totals[one.account] = (totals[one.account] ?? 0) + one.amount;
  return Object.fromEntries(Object.entries(totals).filter(([, amount]) => amount !== 0));
};
export const secondary: NextPayer = { payerId: id<"payer">(2) as PayerId, coverageId: id<"coverage">(2) as CoverageId };

export const caseA = remitted([line(200, 100, ["CO-45 80", "PR-3 20"])]);
export const reversalOfA = remitted([line(-200, -100, ["CO-45 -80", "PR-3 -20"])], { status: "22" });
