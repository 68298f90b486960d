/** How long a credential holds and how much continuing education it asks for, as far as it is known; and when its holder is reminded. */
import type { Decimal } from "../../kernel/decimal.ts";
import { addDecimals, compareDecimals, decimal } from "../../kernel/decimal.ts";
import { addDays, addMonths, daysBetween, type IsoDate } from "../../kernel/iso-date.ts";
import { credentials } from "./credentials.ts";
import type { Statement } from "./model.ts";

/** What the guide's sentence says in numbers. Units of one body for several credentials are asked for once (AAPC). */
interface Terms {
  readonly months: number;
  /** Absent: the body asks for some, and we could not find how many. */
  readonly units?: number;
}

const termsByKey: Readonly<Record<string, Terms>> = {
  CPC: { months: 24, units: 36 },
  COC: { months: 24, units: 36 },
  CIC: { months: 24, units: 36 },
  CRC: { months: 24, units: 36 },
  CPB: { months: 24, units: 36 },
  CPMA: { months: 24, units: 36 },
  CCA: { months: 24, units: 20 },
  CCS: { months: 24, units: 20 },
  "CCS-P": { months: 24, units: 20 },
  RHIT: { months: 24, units: 20 },
  RHIA: { months: 24, units: 30 },
  CMC: { months: 12, units: 12 },
  CBCS: { months: 24, units: 10 },
  CRCR: { months: 24 },
};

/** AAPC by the number of core credentials: two 48, three 60, four 72, five or more 80. */
const aapcForSeveral = [36, 48, 60, 72, 80] as const;

export interface RenewalTerms extends Terms {
  readonly key: string;
  readonly name: string;
  readonly body: string;
  /** The guide's own sentence, with its source and how sure it is. */
  readonly says: Statement;
}

export function renewalTerms(): readonly RenewalTerms[] {
  return credentials.flatMap(({ key, name, body, renewal }) => {
    const terms = termsByKey[key];
    return terms === undefined ? [] : [{ key, name, body, says: renewal, ...terms }];
  });
}

/** How many units somebody with these credentials of one body needs in a cycle. */
export function unitsAsked(keys: readonly string[], key: string): number | undefined {
  const own = termsByKey[key]?.units;
  const body = bodyOf(key);
  if (own === undefined || body !== "AAPC") return own;
  const held = new Set(keys.filter((one) => bodyOf(one) === "AAPC")).size;
  return aapcForSeveral[Math.min(Math.max(held, 1), aapcForSeveral.length) - 1];
}

function bodyOf(key: string): string | undefined {
  return credentials.find((one) => one.key === key)?.body;
}

const reminderDays = [90, 60, 30] as const;

export interface Reminder {
  /** Negative when it is past. */
  readonly daysLeft: number;
  /** The mark that was passed last; "past" when it has run out. Absent: more than ninety days are left. */
  readonly stage?: 90 | 60 | 30 | "past";
}

export function remind(until: IsoDate, today: IsoDate): Reminder {
  const daysLeft = daysBetween({ from: today, to: until });
  if (daysLeft < 0) return { daysLeft, stage: "past" };
  const stage = reminderDays.findLast((days) => daysLeft <= days);
  return stage === undefined ? { daysLeft } : { daysLeft, stage };
}

export interface Cycle {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** The cycle that ends with the renewal. */
export function cycleOf({ renewsOn, months }: { readonly renewsOn: IsoDate; readonly months: number }): Cycle {
  return { from: addDays(addMonths(renewsOn, -months), 1), to: renewsOn };
}

/** The units of these days; each is a decimal, since an hour and a half is 1.5. */
export function unitsIn(
  entries: readonly { readonly on: IsoDate; readonly units: Decimal }[],
  { from, to }: Cycle,
): { readonly earned: Decimal; readonly entries: number } {
  const within = entries.filter(({ on }) => on >= from && on <= to);
  return { earned: within.reduce((sum, one) => addDecimals(sum, one.units), decimal("0")), entries: within.length };
}

export function isEnough(earned: Decimal, needed: number): boolean {
  return compareDecimals(earned, decimal(String(needed))) >= 0;
}
