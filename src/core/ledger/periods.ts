/** Accounting periods: a closed month takes no more entries. What is late for it is posted on the first open day. */
import { addDays, addMonths, type IsoDate, isoDate } from "../kernel/iso-date.ts";
import { ok, type Result, refuse } from "../kernel/result.ts";
import type { JournalEntry } from "./model.ts";

export interface PeriodLocked {
  readonly kind: "period-locked";
  readonly on: IsoDate;
  readonly lockedThrough: IsoDate;
}

/** A month was closed or opened again. `lockedThrough` is the last locked day from then on. */
export interface PeriodEvent {
  readonly kind: "closed" | "reopened";
  /** The first day of the month. */
  readonly month: IsoDate;
  readonly lockedThrough?: IsoDate;
}

/** Something that belongs to the period and is not in the books yet. */
export interface UnpostedWork {
  readonly kind: "files" | "payments" | "charges" | "requests";
  readonly count: number;
}

export type CloseRefusal =
  | { readonly kind: "not-over"; readonly lastDay: IsoDate }
  | { readonly kind: "closed-already" }
  /** Files are worked first; what needs a person may stay open only with a word why. */
  | { readonly kind: "unposted"; readonly work: readonly UnpostedWork[]; readonly mayStay: boolean };

export type ReopenRefusal = { readonly kind: "not-closed" } | { readonly kind: "not-the-last"; readonly last: IsoDate };

/** The last locked day, by what was closed and reopened so far. */
export function lockedThroughOf(events: readonly PeriodEvent[]): IsoDate | undefined {
  return events.at(-1)?.lockedThrough;
}

/** The day on which something of this day is posted. */
export function firstOpenDay(wanted: IsoDate, lockedThrough: IsoDate | undefined): IsoDate {
  return lockedThrough === undefined || wanted > lockedThrough ? wanted : addDays(lockedThrough, 1);
}

/** Refuses when one of the entries falls on a locked day. */
export function refuseLockedDay(
  entries: Iterable<Pick<JournalEntry, "on">>,
  lockedThrough: IsoDate | undefined,
): Result<undefined, PeriodLocked> {
  if (lockedThrough === undefined) return ok(undefined);
  for (const { on } of entries) if (on <= lockedThrough) return refuse({ kind: "period-locked", on, lockedThrough });
  return ok(undefined);
}

/** Closes a month and whatever before it is still open. Only a month that is over, and only when nothing of it waits. */
export function decideClose({
  month,
  today,
  lockedThrough,
  unposted,
  inSpite,
}: {
  readonly month: IsoDate;
  readonly today: IsoDate;
  readonly lockedThrough: IsoDate | undefined;
  readonly unposted: readonly UnpostedWork[];
  /** Why what waits for a person may stay open. */
  readonly inSpite: string;
}): Result<PeriodEvent, CloseRefusal> {
  const lastDay = lastDayOf(month);
  if (lastDay >= today) return refuse({ kind: "not-over", lastDay });
  if (lockedThrough !== undefined && lastDay <= lockedThrough) return refuse({ kind: "closed-already" });
  const work = unposted.filter((one) => one.count > 0);
  const mayStay = work.every((one) => one.kind !== "files");
  if (work.length > 0 && !(mayStay && inSpite.trim() !== "")) return refuse({ kind: "unposted", work, mayStay });
  return ok({ kind: "closed", month: firstDayOf(month), lockedThrough: lastDay });
}

/** Only the last closed month is opened again, so that no open month ever lies before a closed one. */
export function decideReopen({
  month,
  lockedThrough,
}: {
  readonly month: IsoDate;
  readonly lockedThrough: IsoDate | undefined;
}): Result<PeriodEvent, ReopenRefusal> {
  if (lockedThrough === undefined || lastDayOf(month) > lockedThrough) return refuse({ kind: "not-closed" });
  if (lastDayOf(month) < lockedThrough) return refuse({ kind: "not-the-last", last: firstDayOf(lockedThrough) });
  return ok({ kind: "reopened", month: firstDayOf(month), lockedThrough: addDays(firstDayOf(month), -1) });
}

/** First days of the months from one day to another, newest first. */
export function monthsBetween({ from, to }: { readonly from: IsoDate; readonly to: IsoDate }): readonly IsoDate[] {
  const months: IsoDate[] = [];
  for (let month = firstDayOf(to); month >= firstDayOf(from); month = addMonths(month, -1)) months.push(month);
  return months;
}

export function firstDayOf(day: IsoDate): IsoDate {
  return isoDate(`${day.slice(0, 7)}-01`);
}

export function lastDayOf(day: IsoDate): IsoDate {
  return addDays(addMonths(firstDayOf(day), 1), -1);
}
