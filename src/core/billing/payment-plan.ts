/** A payment plan: its instalments, whether it is kept, and what the law asks for when it is a long one. */
import { allocate, type Cents, minCents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import { addDays, addMonths, type IsoDate } from "../kernel/iso-date.ts";

export type PlanPace = "week" | "two-weeks" | "month";

export interface PlanTerms {
  readonly amount: Cents;
  readonly count: number;
  readonly firstDue: IsoDate;
  readonly pace: PlanPace;
  /** After the due day, before an instalment counts as missed. */
  readonly graceDays: number;
  /** So many missed at the same time break the plan. */
  readonly missesToBreak: number;
}

export interface Instalment {
  readonly number: number;
  readonly due: IsoDate;
  readonly amount: Cents;
}

export const mostInstalments = 60;

/** More than four instalments by agreement are consumer credit: disclosures first (12 CFR 1026.2(a)(17)(i), 1026.17). */
export const instalmentsWithoutDisclosure = 4;

/** Adds up to the amount to the cent; the cents that do not divide are in the first ones. */
export function planSchedule({
  amount,
  count,
  firstDue,
  pace,
}: Pick<PlanTerms, "amount" | "count" | "firstDue" | "pace">): readonly Instalment[] {
  return allocate(
    amount,
    Array.from({ length: count }, () => 1),
  ).map((part, at) => ({ number: at + 1, due: dueDay(firstDue, pace, at), amount: part }));
}

export type PlanObjection = "amount" | "too-many" | "too-small" | "past" | "disclosure";

/** Why a plan with these terms cannot be made; `disclosed`: the disclosures were given. */
export function objectToPlan(
  { amount, count, firstDue }: PlanTerms,
  { owed, today, disclosed }: { readonly owed: Cents; readonly today: IsoDate; readonly disclosed: boolean },
): PlanObjection | undefined {
  if (amount <= zeroCents || amount > owed) return "amount";
  if (count > mostInstalments) return "too-many";
  if (amount < count * 100) return "too-small";
  if (firstDue < today) return "past";
  return count > instalmentsWithoutDisclosure && !disclosed ? "disclosure" : undefined;
}

export type PlanState = "kept" | "behind" | "broken" | "done" | "ended";

export interface PlanStanding {
  readonly state: PlanState;
  /** Off the plan's amount since it was made: paid, or reduced. */
  readonly settled: Cents;
  readonly left: Cents;
  readonly instalments: readonly (Instalment & {
    readonly settled: Cents;
    readonly standing: "paid" | "due" | "late" | "missed" | "later";
  })[];
  readonly next?: Instalment;
  readonly missed: number;
  /** Of what is late or missed. */
  readonly behind: Cents;
}

/**
 * How a plan stands on a day. `open`: what is still owed on the plan's charges. What came in pays the instalments in their order,
 * early money too; an instalment is late from its day on and missed after the grace.
 */
export function planStanding(
  terms: PlanTerms,
  { open, today, ended = false }: { readonly open: Cents; readonly today: IsoDate; readonly ended?: boolean },
): PlanStanding {
  const left = minCents(open < zeroCents ? zeroCents : open, terms.amount);
  const settled = subtractCents(terms.amount, left);
  let rest = settled;
  const instalments = planSchedule(terms).map((instalment) => {
    const part = minCents(rest, instalment.amount);
    rest = subtractCents(rest, part);
    return { ...instalment, settled: part, standing: standingOf(instalment, part, { today, graceDays: terms.graceDays }) };
  });
  const missed = instalments.filter(({ standing }) => standing === "missed").length;
  const unpaid = instalments.filter(({ standing }) => standing === "late" || standing === "missed");
  const next = instalments.find(({ standing }) => standing !== "paid");
  return {
    state: stateOf({ left, missed, ended, breaks: terms.missesToBreak }),
    settled,
    left,
    instalments,
    missed,
    behind: sumCents(unpaid.map((one) => subtractCents(one.amount, one.settled))),
    ...(next === undefined ? {} : { next: { number: next.number, due: next.due, amount: subtractCents(next.amount, next.settled) } }),
  };
}

function standingOf(
  { due, amount }: Instalment,
  settled: Cents,
  { today, graceDays }: { readonly today: IsoDate; readonly graceDays: number },
): PlanStanding["instalments"][number]["standing"] {
  if (settled >= amount) return "paid";
  if (addDays(due, graceDays) < today) return "missed";
  if (due < today) return "late";
  return due === today ? "due" : "later";
}

function stateOf({
  left,
  missed,
  ended,
  breaks,
}: {
  readonly left: Cents;
  readonly missed: number;
  readonly ended: boolean;
  readonly breaks: number;
}): PlanState {
  if (left === zeroCents) return "done";
  if (ended) return "ended";
  if (missed >= breaks) return "broken";
  return missed > 0 ? "behind" : "kept";
}

function dueDay(first: IsoDate, pace: PlanPace, at: number): IsoDate {
  switch (pace) {
    case "week":
      return addDays(first, 7 * at);
    case "two-weeks":
      return addDays(first, 14 * at);
    case "month":
      return addMonths(first, at);
  }
}
