/** Which accounts' small balances may be closed with others at once, and why one is left out. */
import { type Cents, zeroCents } from "../kernel/cents.ts";
import { daysBetween, type IsoDate } from "../kernel/iso-date.ts";
import { ok, type Result, refuse } from "../kernel/result.ts";

export interface SmallAccount {
  /** What the patient owes. */
  readonly patient: Cents;
  /** What payers owe. */
  readonly insurance: Cents;
  /** The patient's own money without a charge. */
  readonly unapplied: Cents;
  /** A charge of it has more than was asked. */
  readonly someCredit: boolean;
  readonly lastMoved: IsoDate;
  readonly onPlan: boolean;
  /** A request about it waits for a second person. */
  readonly waits: boolean;
  /** The record is restricted for who asks. */
  readonly hidden: boolean;
}

export interface SmallRules {
  readonly smallBalance: Cents;
  readonly smallBalanceDays: number;
}

export const smallLeftOut = {
  restricted: "the record is restricted",
  "not-small": "it is not small, or nothing is owed",
  "payer-open": "a payer has not decided everything: the balance may change",
  "own-money": "the patient has money that could be put on it",
  "some-credit": "a charge of it has a credit",
  "on-plan": "a payment plan runs",
  waits: "a request about it waits for a second person",
  moved: "something moved on it too lately",
  changed: "it has changed since it was looked at",
  later: "no more are closed at once: it is looked at when these are closed",
} as const;

export type SmallLeftOut = keyof typeof smallLeftOut;

export function decideSmall(account: SmallAccount, rules: SmallRules, today: IsoDate): Result<undefined, SmallLeftOut> {
  if (account.hidden) return refuse("restricted");
  if (account.patient <= zeroCents || account.patient > rules.smallBalance) return refuse("not-small");
  if (account.insurance !== zeroCents) return refuse("payer-open");
  if (account.unapplied > zeroCents) return refuse("own-money");
  if (account.someCredit) return refuse("some-credit");
  if (account.onPlan) return refuse("on-plan");
  if (account.waits) return refuse("waits");
  if (daysBetween({ from: account.lastMoved, to: today }) < rules.smallBalanceDays) return refuse("moved");
  return ok(undefined);
}
