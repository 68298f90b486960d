/** What one line of a remittance claim does to one charge: the split of its charge and the journal lines of it. */
import { addCents, type Cents, maxCents, minCents, negateCents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import type { JournalLine } from "../ledger/model.ts";
import type { Adjustment } from "../x12/transactions/professional-claim.ts";
import { type AdjustmentKind, type ClassifyContext, classifyAdjustment, isDeniedLine } from "./classify.ts";
import type { EffectiveLine } from "./effective-lines.ts";
import type { NextPayer, OpenCharge, OpenClaim } from "./model.ts";

export interface ClassifiedAdjustment {
  readonly adjustment: Adjustment;
  readonly kind: AdjustmentKind;
}

/** billed = paid + contractual + reductions + patientShare + otherPayer + bundled + left + capped, to the cent. */
export interface LineSplit {
  readonly denied: boolean;
  readonly adjustments: readonly ClassifiedAdjustment[];
  readonly paid: Cents;
  readonly contractual: Cents;
  readonly reductions: Cents;
  readonly patientShare: Cents;
  /** OA-23: settled before, moves nothing now. */
  readonly otherPayer: Cents;
  readonly bundled: Cents;
  /** Refused, pending, told: stays with this payer. */
  readonly left: Cents;
  /** Contractual that an earlier posting has already written off: moves nothing now. */
  readonly capped: Cents;
}

const leftKinds: ReadonlySet<AdjustmentKind> = new Set([
  "pr-denial",
  "denial",
  "partial-denial",
  "balance-bill",
  "pending",
  "informational",
]);

/** `balance`: what is open with this payer on the charge now. It only matters for a secondary's answer. */
export function splitLine(
  line: EffectiveLine,
  { context, balance }: { readonly context: ClassifyContext; readonly balance: Cents },
): LineSplit {
  const denied = !line.bundled && isDeniedLine(line, context);
  const adjustments = line.adjustments.map(
    (adjustment): ClassifiedAdjustment => ({
      adjustment,
      kind: isBundling(line, adjustment) ? "bundled" : classifyAdjustment(adjustment, { lineDenied: denied, context }),
    }),
  );
  const split = {
    denied,
    adjustments,
    paid: line.paid,
    contractual: sumOf(adjustments, (kind) => kind === "contractual"),
    reductions: sumOf(adjustments, (kind) => kind === "reduction"),
    patientShare: sumOf(adjustments, (kind) => kind === "cost-share"),
    otherPayer: sumOf(adjustments, (kind) => kind === "other-payer"),
    bundled: sumOf(adjustments, (kind) => kind === "bundled"),
    left: sumOf(adjustments, (kind) => leftKinds.has(kind)),
    capped: zeroCents,
  };
  return line.adjustments.some((one) => one.group === "OA" && one.reason === "23") ? capContractual(split, balance) : split;
}

/** What leaves this payer's receivable. */
export function settledBy(split: LineSplit): Cents {
  return sumCents([split.paid, split.contractual, split.reductions, split.patientShare, split.bundled]);
}

/** Dr money account, contractual, reductions and the next one who owes; Cr this payer's receivable. Sums to −bundled. */
export function journalLinesOf(
  split: LineSplit,
  {
    claim,
    charge,
    next,
    money,
  }: {
    readonly claim: OpenClaim;
    readonly charge: OpenCharge;
    readonly next: NextPayer | undefined;
    readonly money: "cash" | "unapplied";
  },
): readonly JournalLine[] {
  const subject = { patientId: claim.patientId, claimId: claim.claimId, chargeId: charge.chargeId };
  const payer = { payerId: claim.payerId };
  const byKind = (kind: AdjustmentKind, limit: Cents): readonly ClassifiedAdjustment[] =>
    limitTo(
      split.adjustments.filter((one) => one.kind === kind),
      limit,
    );
  const toLine = (account: JournalLine["account"], { adjustment }: ClassifiedAdjustment): JournalLine => ({
    account,
    amount: adjustment.amount,
    ...subject,
    ...payer,
    reason: `${adjustment.group}-${adjustment.reason}`,
  });
  return [
    { account: money, amount: split.paid, ...subject, ...payer },
    ...byKind("contractual", split.contractual).map((one) => toLine("contractual", one)),
    ...byKind("reduction", split.reductions).map((one) => toLine("payer-reductions", one)),
    ...byKind("cost-share", split.patientShare).map((one) => ({ ...toLine("patient-receivable", one), ...shareOwner(claim, next) })),
    { account: "insurance-receivable", amount: negateCents(settledBy(split)), ...subject, ...payer },
  ];
}

/** With a next payer the share stays insurance money, under the claim to that payer once it exists. */
function shareOwner(claim: OpenClaim, next: NextPayer | undefined): Partial<JournalLine> & Pick<JournalLine, "account"> {
  if (next === undefined) return { account: "patient-receivable", payerId: claim.payerId };
  return { account: "insurance-receivable", payerId: next.payerId, claimId: next.claimId ?? claim.claimId };
}

function isBundling(line: EffectiveLine, { group, reason }: Adjustment): boolean {
  return line.bundled && ((group === "OA" && reason === "94") || (group === "CO" && reason === "97"));
}

function sumOf(adjustments: readonly ClassifiedAdjustment[], is: (kind: AdjustmentKind) => boolean): Cents {
  return sumCents(adjustments.filter((one) => is(one.kind)).map((one) => one.adjustment.amount));
}

/** A later payer repeats write-offs that were made with an earlier one: no more is written off than is still open. */
function capContractual(split: LineSplit, balance: Cents): LineSplit {
  if (split.contractual <= 0) return split;
  const others = sumCents([split.paid, split.reductions, split.patientShare, split.left]);
  const room = maxCents(subtractCents(balance, others), zeroCents);
  const contractual = minCents(split.contractual, room);
  return { ...split, contractual, capped: subtractCents(split.contractual, contractual) };
}

/** The first adjustments up to the limit; only a capped contractual sum is less than its parts. */
function limitTo(adjustments: readonly ClassifiedAdjustment[], limit: Cents): readonly ClassifiedAdjustment[] {
  const total = sumCents(adjustments.map((one) => one.adjustment.amount));
  let over = subtractCents(total, limit);
  return adjustments.map((one) => {
    if (over <= 0 || one.adjustment.amount <= 0) return one;
    const cut = minCents(over, one.adjustment.amount);
    over = subtractCents(over, cut);
    return { ...one, adjustment: { ...one.adjustment, amount: addCents(one.adjustment.amount, negateCents(cut)) } };
  });
}
