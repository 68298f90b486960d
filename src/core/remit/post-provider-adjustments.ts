/** PLB: money at the level of the provider. It touches a payer's account with us, never a patient's. */
import { type Cents, formatUsd, negateCents, zeroCents } from "../kernel/cents.ts";
import type { PayerId, RemittanceId } from "../kernel/id.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import { journalEntry } from "../ledger/entries.ts";
import type { Account, JournalEntry, JournalLine } from "../ledger/model.ts";
import type { ProviderAdjustment, Remittance } from "../x12/transactions/remittance.ts";
import { postingException } from "./exceptions.ts";
import type { OpenTakeBack, PostingException } from "./model.ts";

/** Recoveries, forwarded balances, refunds acknowledged: they wait for, or settle, their counterpart. */
const takeBackReasons: ReadonlySet<string> = new Set(["WO", "FB", "72", "B2", "OB", "RA", "WU"]);
const interestReasons: ReadonlySet<string> = new Set(["L6"]);
/** Taken from us for our own delay or for tax: a reduction of income. */
const reductionReasons: ReadonlySet<string> = new Set(["50", "51", "L3"]);

/**
 * One entry for each adjustment. Positive takes money (Cr cash), negative adds it (Dr cash); the other side is
 * take-backs-pending, interest-income, payer-reductions or unapplied (X12 005010X221A1, PLB).
 */
export function postProviderAdjustments(
  remittance: Remittance,
  context: {
    readonly remittanceKey: string;
    readonly remittanceId: RemittanceId;
    readonly payerId?: PayerId;
    readonly postOn: IsoDate;
    readonly openTakeBacks: readonly OpenTakeBack[];
  },
): { readonly entries: readonly JournalEntry[]; readonly exceptions: readonly PostingException[] } {
  const open = openByReference(remittance, context.openTakeBacks);
  const entries: JournalEntry[] = [];
  const exceptions: PostingException[] = [];
  remittance.providerAdjustments.forEach((adjustment, index) => {
    const account = accountFor(adjustment.reason);
    const about = {
      remittanceId: context.remittanceId,
      reason: adjustment.reference === undefined ? adjustment.reason : `${adjustment.reason} ${adjustment.reference}`,
      ...(context.payerId === undefined ? {} : { payerId: context.payerId }),
    };
    const lines: readonly JournalLine[] = [
      { account: "cash", amount: negateCents(adjustment.amount), ...about },
      { account, amount: adjustment.amount, ...about },
    ];
    const sourceKey = `${context.remittanceKey}|PLB|${index + 1}`;
    entries.push(
      journalEntry({ on: context.postOn, source: "provider-adjustment", sourceKey, memo: `Provider adjustment ${about.reason}`, lines }),
    );
    const exception = exceptionFor(adjustment, account, open);
    if (exception !== undefined) exceptions.push(exception);
  });
  return { entries, exceptions };
}

function accountFor(reason: string): Account {
  if (takeBackReasons.has(reason)) return "take-backs-pending";
  if (interestReasons.has(reason)) return "interest-income";
  return reductionReasons.has(reason) ? "payer-reductions" : "unapplied";
}

/** What a recovery of this payment may settle: earlier ones, and the negative pairs of the payment itself. */
function openByReference(remittance: Remittance, earlier: readonly OpenTakeBack[]): Map<string, Cents> {
  const open = new Map<string, Cents>();
  const add = (reference: string, amount: Cents): void => {
    open.set(reference, ((open.get(reference) ?? zeroCents) + amount) as Cents);
  };
  for (const one of earlier) add(one.reference, one.amount);
  for (const one of remittance.providerAdjustments) {
    if (takeBackReasons.has(one.reason) && one.amount < 0) add(one.reference ?? "", negateCents(one.amount));
  }
  return open;
}

/** A recovery without a counterpart, or money that belongs nowhere yet, is told. */
function exceptionFor(adjustment: ProviderAdjustment, account: Account, open: Map<string, Cents>): PostingException | undefined {
  const { reason, amount } = adjustment;
  const reference = adjustment.reference ?? "none";
  const place = { amount, ...(adjustment.segment === undefined ? {} : { segment: adjustment.segment }) };
  if (account === "interest-income") return undefined;
  if (account !== "take-backs-pending") {
    return postingException("provider-adjustment-review", place, { reason, reference, account, amount: formatUsd(amount) });
  }
  if (amount <= 0) return undefined;
  const key = adjustment.reference ?? "";
  const left = open.get(key) ?? zeroCents;
  open.set(key, (left - amount) as Cents);
  return left >= amount ? undefined : postingException("provider-adjustment-unmatched", place, { reason, reference });
}
