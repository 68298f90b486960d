/** Which claims' small remainders with the payer may be closed with others at once, and why one is left out. */
import { type Cents, zeroCents } from "../kernel/cents.ts";
import { daysBetween, type IsoDate } from "../kernel/iso-date.ts";
import { ok, type Result, refuse } from "../kernel/result.ts";
import { type SmallRules, smallLeftOut } from "./small-balance.ts";

export interface SmallRemainder {
  /** What the payer still owes on the claim. */
  readonly amount: Cents;
  /** The payer has said what it pays, and no other version is on its way. */
  readonly decided: boolean;
  /** Another claim of the visit waits for its payer, or has not left. */
  readonly othersOpen: boolean;
  /** A denied line of it is worked on. */
  readonly openDenial: boolean;
  /** A charge of it has more than was asked. */
  readonly someCredit: boolean;
  readonly lastMoved: IsoDate;
  /** A request about it waits for a second person. */
  readonly waits: boolean;
  /** The record is restricted for who asks. */
  readonly hidden: boolean;
}

export const remainderLeftOut = {
  restricted: smallLeftOut.restricted,
  "not-small": "it is not small, or the payer owes nothing",
  "not-decided": "the payer has not decided it",
  "others-open": "another claim of the visit is open",
  "open-denial": "a denied line of it is worked on: settle it there",
  "some-credit": smallLeftOut["some-credit"],
  waits: smallLeftOut.waits,
  moved: smallLeftOut.moved,
  changed: smallLeftOut.changed,
  later: smallLeftOut.later,
} as const;

export type RemainderLeftOut = keyof typeof remainderLeftOut;

export function decideRemainder(remainder: SmallRemainder, rules: SmallRules, today: IsoDate): Result<undefined, RemainderLeftOut> {
  if (remainder.hidden) return refuse("restricted");
  if (remainder.amount <= zeroCents || remainder.amount > rules.smallBalance) return refuse("not-small");
  if (!remainder.decided) return refuse("not-decided");
  if (remainder.othersOpen) return refuse("others-open");
  if (remainder.openDenial) return refuse("open-denial");
  if (remainder.someCredit) return refuse("some-credit");
  if (remainder.waits) return refuse("waits");
  if (daysBetween({ from: remainder.lastMoved, to: today }) < rules.smallBalanceDays) return refuse("moved");
  return ok(undefined);
}
