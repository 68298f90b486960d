/**
 * Which open item comes first: money + chance + time = points, each said in words. Every item gains one point in four days, so
 * the order of two items is the same on every day and can be kept in an index: `rank` holds no day.
 */
import { type Cents, cents, formatUsd } from "../kernel/cents.ts";
import { addDays, dayNumber, daysBetween, formatUsDate, type IsoDate } from "../kernel/iso-date.ts";
import { type ChanceName, chances, denialChance } from "./chances.ts";
import type { Queue } from "./queue.ts";

export interface PriorityFacts {
  readonly queue: Queue;
  readonly servedOn: IsoDate;
  readonly charged: Cents;
  readonly insuranceBalance: Cents;
  readonly patientBalance: Cents;
  /** The payer's last day for the claim. */
  readonly deadline?: IsoDate;
  /** Of its largest open denial, and since when the claim stands so. */
  readonly denial?: { readonly category: string; readonly since: IsoDate };
}

/** What is kept of it. */
export interface KeptPriority {
  readonly moneyPoints: number;
  readonly chance: ChanceName;
  /** The payer's last day, or what counts as one. */
  readonly countsTo: IsoDate | undefined;
  /** Higher comes first. */
  readonly rank: number;
}

export interface PriorityPart {
  readonly name: "money" | "chance" | "time";
  readonly points: number;
  readonly words: string;
}

export interface Priority {
  readonly points: number;
  readonly parts: readonly PriorityPart[];
}

const mostMoneyPoints = 50;
const centsAPoint = 2_500;
const mostChancePoints = 30;
/** Time counts from a year before the last day. */
const yearOfDays = 365;
const daysAPoint = 4;
/** A visit that is not coded has no amount yet. */
const ordinaryVisit = cents(15_000);

const lastOfAll = -1_000_000;

export function priorityOf(facts: PriorityFacts): KeptPriority {
  if (facts.queue === "closed") return { moneyPoints: 0, chance: "none", countsTo: undefined, rank: lastOfAll };
  const moneyPoints = Math.min(mostMoneyPoints, Math.floor(Math.abs(moneyOf(facts)) / centsAPoint));
  const chance = chanceOf(facts);
  const countsTo = facts.deadline ?? addDays(facts.servedOn, yearOfDays);
  return { moneyPoints, chance, countsTo, rank: daysAPoint * (moneyPoints + chancePoints(chance)) - dayNumber(countsTo) };
}

/** The sum on a day. Undefined for what is closed. */
export function priorityOn(
  { moneyPoints, chance, countsTo }: Omit<KeptPriority, "rank">,
  { deadline, today }: { readonly deadline: IsoDate | undefined; readonly today: IsoDate },
): Priority | undefined {
  if (countsTo === undefined) return undefined;
  const left = daysBetween({ from: today, to: countsTo });
  const time = Math.floor((yearOfDays - left) / daysAPoint);
  const parts: PriorityPart[] = [
    { name: "money", points: moneyPoints, words: moneyWords(moneyPoints) },
    {
      name: "chance",
      points: chancePoints(chance),
      words: `Taken to be paid in ${chances[chance].percent} of 100 cases, an assumption to sort by: ${chances[chance].basis}`,
    },
    { name: "time", points: time, words: timeWords({ countsTo, left, ofPayer: deadline !== undefined }) },
  ];
  return { points: parts.reduce((sum, part) => sum + part.points, 0), parts };
}

function moneyOf({ queue, charged, insuranceBalance, patientBalance }: PriorityFacts): Cents {
  if (queue === "patient-balance") return patientBalance;
  if (queue === "credit-balance") return insuranceBalance < 0 ? insuranceBalance : patientBalance;
  if (insuranceBalance > 0) return insuranceBalance;
  return charged > 0 ? charged : ordinaryVisit;
}

function chanceOf({ queue, servedOn, denial }: PriorityFacts): ChanceName {
  if (queue === "denied" && denial !== undefined) return denialChance(denial.category, daysBetween({ from: servedOn, to: denial.since }));
  return queue === "closed" ? "none" : queue;
}

function chancePoints(chance: ChanceName): number {
  return Math.floor((chances[chance].percent * mostChancePoints) / 100);
}

function moneyWords(points: number): string {
  if (points === mostMoneyPoints)
    return `${formatUsd(cents(mostMoneyPoints * centsAPoint))} or more: one point for each $25.00, at most ${mostMoneyPoints}.`;
  return "One point for each $25.00 that is open; a visit that is not coded yet counts as $150.00.";
}

function timeWords({ countsTo, left, ofPayer }: { readonly countsTo: IsoDate; readonly left: number; readonly ofPayer: boolean }): string {
  const day = formatUsDate(countsTo);
  const what = ofPayer ? `The payer's last day is ${day}` : `No payer's last day: a year after the visit, ${day}, counts`;
  const when = left < 0 ? `passed ${-left} days ago` : left === 0 ? "today" : `${left} days left`;
  return `${what} (${when}); one point for each ${daysAPoint} days of the year before it that are gone.`;
}
