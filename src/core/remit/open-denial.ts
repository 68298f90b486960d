/** The denial that a line opens: one for a line, named after its driving adjustment. */
import { type Cents, sumCents, zeroCents } from "../kernel/cents.ts";
import type { Adjustment } from "../x12/transactions/professional-claim.ts";
import type { RemittanceClaim } from "../x12/transactions/remittance.ts";
import type { AdjustmentKind } from "./classify.ts";
import type { CodeWords, DenialCategory } from "./code-words.ts";
import type { EffectiveLine } from "./effective-lines.ts";
import type { DenialToOpen, OpenClaim } from "./model.ts";
import type { PaymentContext } from "./post-claim.ts";
import type { ClassifiedAdjustment, LineSplit } from "./post-line.ts";

/** Ties between equal amounts go to the category whose deadline or cause comes first (facts 5.5, step 5). */
const categoryOrder: readonly DenialCategory[] = ["TF", "AUT", "ELG", "COB", "MN", "BUN", "COD", "INF", "DOC", "ENR", "BEN", "DUP"];
const refusing: ReadonlySet<AdjustmentKind> = new Set(["denial", "partial-denial", "pr-denial"]);

/** Undefined when nothing of the line is refused. A remark alone (alert or not) never opens a denial. */
export function denialOf(
  split: LineSplit,
  {
    line,
    claim,
    remitted,
    context,
  }: {
    readonly line: EffectiveLine & Required<Pick<EffectiveLine, "charge">>;
    readonly claim: OpenClaim;
    readonly remitted: RemittanceClaim;
    readonly context: PaymentContext;
  },
): DenialToOpen | undefined {
  const refused = split.adjustments.filter((one) => refusing.has(one.kind) && one.adjustment.amount > zeroCents);
  const driving = drivingOf(refused, context.words);
  if (driving === undefined) return undefined;
  const { adjustment, kind } = driving;
  return {
    claimId: claim.claimId,
    patientId: claim.patientId,
    payerId: claim.payerId,
    chargeId: line.charge.chargeId,
    remittanceId: context.remittanceId,
    remittanceKey: context.remittanceKey,
    payerControlNumber: remitted.payerControlNumber,
    decidedOn: context.decidedOn,
    group: adjustment.group,
    reason: adjustment.reason,
    category: context.words.carc(adjustment.reason)?.category ?? "unknown",
    kind: kind === "pr-denial" ? "pr-denial" : split.denied ? "denial" : "partial-denial",
    amount: refusedAmount(refused),
    adjustments: refused.map((one) => one.adjustment),
    remarks: line.remarks,
  };
}

function drivingOf(refused: readonly ClassifiedAdjustment[], words: CodeWords): ClassifiedAdjustment | undefined {
  const rank = ({ reason }: Adjustment): number => {
    const category = words.carc(reason)?.category;
    const at = category === undefined ? -1 : categoryOrder.indexOf(category);
    return at < 0 ? categoryOrder.length : at;
  };
  const ordered = [...refused].sort((a, b) => b.adjustment.amount - a.adjustment.amount || rank(a.adjustment) - rank(b.adjustment));
  return ordered[0];
}

function refusedAmount(refused: readonly ClassifiedAdjustment[]): Cents {
  return sumCents(refused.map((one) => one.adjustment.amount));
}
