/** The levels of appeal by kind of payer, with days, forms and least amounts, as data with the days on which they hold. */
import { type Cents, cents } from "../kernel/cents.ts";
import { addDays, type IsoDate, isoDate } from "../kernel/iso-date.ts";
import type { Payer } from "../parties/model.ts";

export interface AppealLevel {
  readonly level: number;
  readonly name: string;
  /** Who decides. */
  readonly body: string;
  /** Days from the decision before, in which it must be received. */
  readonly fileWithin: number;
  readonly decideWithin: number;
  readonly form?: string;
  readonly leastAmount?: Cents;
  readonly authority: string;
}

export type AppealPayer = Pick<Payer, "filingIndicator" | "appealDays" | "name">;

/** Least amounts at an administrative law judge and in court, by the day on which the request is filed (42 CFR 405.1006). */
const medicareAmounts: readonly { readonly from: IsoDate; readonly judge: Cents }[] = [
  { from: isoDate("2022-01-01"), judge: cents(18_000) },
  { from: isoDate("2025-01-01"), judge: cents(19_000) },
  { from: isoDate("2026-01-01"), judge: cents(20_000) },
];

/** Original Medicare, 42 CFR part 405 subpart I. */
function medicareLevels(on: IsoDate): readonly AppealLevel[] {
  const least = medicareAmounts.findLast((one) => one.from <= on)?.judge;
  return [
    {
      level: 1,
      name: "Redetermination",
      body: "Medicare administrative contractor",
      fileWithin: 120,
      decideWithin: 60,
      form: "CMS-20027",
      authority: "42 CFR 405.940-405.958",
    },
    {
      level: 2,
      name: "Reconsideration",
      body: "Qualified independent contractor",
      fileWithin: 180,
      decideWithin: 60,
      form: "CMS-20033",
      authority: "42 CFR 405.960-405.978",
    },
    {
      level: 3,
      name: "Hearing",
      body: "Administrative law judge (OMHA)",
      fileWithin: 60,
      decideWithin: 90,
      form: "OMHA-100",
      authority: "42 CFR 405.1000-405.1058",
      ...(least === undefined ? {} : { leastAmount: least }),
    },
    {
      level: 4,
      name: "Council review",
      body: "Medicare Appeals Council",
      fileWithin: 60,
      decideWithin: 90,
      form: "DAB-101",
      authority: "42 CFR 405.1100-405.1140",
    },
  ];
}

/** A plan's own appeals: what the contract gives, never less than the law's decision time. */
function commercialLevels(payer: AppealPayer): readonly AppealLevel[] {
  return [
    {
      level: 1,
      name: "First-level appeal",
      body: `${payer.name}, appeals`,
      fileWithin: payer.appealDays,
      decideWithin: 60,
      authority: "Payer contract; 29 CFR 2560.503-1(h)-(i) and 45 CFR 147.136 for a member's appeal",
    },
    {
      level: 2,
      name: "Second-level appeal",
      body: `${payer.name}, appeals`,
      fileWithin: payer.appealDays,
      decideWithin: 60,
      authority: "Payer contract, where it gives a second level",
    },
    {
      level: 3,
      name: "External review",
      body: "Independent review organization",
      fileWithin: 120,
      decideWithin: 45,
      authority: "45 CFR 147.136(d): medical judgement, experimental, rescission, surprise billing only; with the member's consent",
    },
  ];
}

/** Medicaid managed care: 42 CFR 438.402-438.408; the fair hearing's days are the state's, at least 90. */
function medicaidLevels(payer: AppealPayer): readonly AppealLevel[] {
  return [
    {
      level: 1,
      name: "Plan appeal",
      body: `${payer.name}, appeals`,
      fileWithin: Math.min(payer.appealDays, 60),
      decideWithin: 30,
      authority: "42 CFR 438.402(c)(2), 438.408(b)",
    },
    { level: 2, name: "Fair hearing", body: "State", fileWithin: 90, decideWithin: 90, authority: "42 CFR 438.408(f)" },
  ];
}

export function appealLevels(payer: AppealPayer, on: IsoDate): readonly AppealLevel[] {
  if (payer.filingIndicator === "MA" || payer.filingIndicator === "MB") return medicareLevels(on);
  return payer.filingIndicator === "MC" ? medicaidLevels(payer) : commercialLevels(payer);
}

export interface AppealRight {
  readonly level: AppealLevel;
  /** Last day for it to be received. */
  readonly by: IsoDate;
  readonly late: boolean;
  /** Why it cannot be used as it stands. */
  readonly bar?: string;
}

/** The next level after those that were used, or undefined when there is none. `since`: the decision that it is against. */
export function nextAppeal(
  payer: AppealPayer,
  { used, since, today, amount }: { readonly used: number; readonly since: IsoDate; readonly today: IsoDate; readonly amount: Cents },
): AppealRight | undefined {
  const level = appealLevels(payer, today).find((one) => one.level === used + 1);
  if (level === undefined) return undefined;
  const by = addDays(since, level.fileWithin);
  const tooSmall = level.leastAmount !== undefined && amount < level.leastAmount;
  return {
    level,
    by,
    late: today > by,
    ...(tooSmall ? { bar: "The amount is below what this level takes; claims may be put together." } : {}),
  };
}
