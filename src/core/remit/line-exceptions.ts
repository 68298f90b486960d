/** What a person must look at on one claim or line of a remittance. */
import { type Cents, formatUsd, zeroCents } from "../kernel/cents.ts";
import type { RemittanceClaim } from "../x12/transactions/remittance.ts";
import { allAdjustments } from "./balance.ts";
import type { AdjustmentKind } from "./classify.ts";
import type { CodeWords } from "./code-words.ts";
import type { EffectiveLine } from "./effective-lines.ts";
import { type ExceptionPlace, postingException } from "./exceptions.ts";
import type { ExceptionKind, PostingException } from "./model.ts";
import { type LineSplit, settledBy } from "./post-line.ts";

/** Codes that the loaded tables do not know, and group CR, once for each code. */
export function codeExceptions(remitted: RemittanceClaim, place: ExceptionPlace, words: CodeWords): readonly PostingException[] {
  const control = remitted.patientControlNumber;
  const adjustments = allAdjustments(remitted);
  const unknown = new Map(adjustments.filter((one) => words.carc(one.reason) === undefined).map((one) => [one.reason, one]));
  const remarks = new Set([...remitted.remarks, ...remitted.lines.flatMap((line) => line.remarks)]);
  return [
    ...[...unknown.values()].map((one) =>
      postingException("unknown-carc", { ...place, amount: one.amount }, { control, group: one.group, reason: one.reason }),
    ),
    ...[...remarks]
      .filter((remark) => words.rarc(remark) === undefined)
      .map((remark) => postingException("unknown-rarc", place, { control, remark })),
    ...adjustments
      .filter((one) => one.group === "CR")
      .map((one) => postingException("retired-group", { ...place, amount: one.amount }, { control, reason: one.reason })),
  ];
}

/** `balance`: open with the payer on the charge before this line. */
export function lineExceptions(
  line: EffectiveLine,
  split: LineSplit,
  { remitted, place, balance }: { readonly remitted: RemittanceClaim; readonly place: ExceptionPlace; readonly balance: Cents },
): readonly PostingException[] {
  const params = { control: remitted.patientControlNumber, procedure: line.procedure };
  if (line.charge === undefined) return [postingException("unmatched-line", { ...place, amount: line.paid }, params)];
  const at = { ...place, chargeId: line.charge.chargeId };
  const found: PostingException[] = [];
  if (line.billed !== line.charge.amount) {
    const amounts = { found: formatUsd(line.billed), expected: formatUsd(line.charge.amount) };
    found.push(postingException("charge-differs", at, { ...params, ...amounts }));
  }
  const credit = (settledBy(split) - balance) as Cents;
  if (credit > zeroCents) found.push(postingException("above-balance", { ...at, amount: credit }, params));
  if (split.capped > zeroCents) found.push(postingException("secondary-contractual-capped", { ...at, amount: split.capped }, params));
  for (const { adjustment, kind } of split.adjustments) {
    const exception = exceptionByKind[kind];
    if (exception === undefined || adjustment.amount === zeroCents) continue;
    const { group, reason, amount } = adjustment;
    found.push(postingException(exception, { ...at, amount }, { ...params, group, reason }));
  }
  return found;
}

const exceptionByKind: Partial<Readonly<Record<AdjustmentKind, ExceptionKind>>> = {
  "balance-bill": "balance-bill",
  pending: "pending-review",
  informational: "informational-amount",
};
