/** Closing a month and opening it again. Whoever posts meanwhile waits, or is waited for: nothing slips in behind the lock. */
import { addMonths, daysBetween, type IsoDate } from "../core/kernel/iso-date.ts";
import { ok } from "../core/kernel/result.ts";
import { type CloseRefusal, decideClose, decideReopen, lastDayOf, monthsBetween, type UnpostedWork } from "../core/ledger/periods.ts";
import {
  appendPeriodEvent,
  bringTotalsUpToDate,
  holdBooksAlone,
  lockedThrough,
  periodEvents,
  tryToHoldBooksAlone,
  unpostedThrough,
} from "../store/books.ts";
import { firstEntryDay } from "../store/journal-days.ts";
import { foldOpenTotals } from "../store/measures/open-totals.ts";
import { foldMeasureDays } from "../store/measures/read-rows.ts";
import { inPractice, readPractice } from "../store/transaction.ts";
import { type Context, practiceToday, whoActs } from "./context.ts";
import { workSchedule } from "./measures/work-schedule.ts";
import { no, type Outcome } from "./refusal.ts";

/** `inSpite`: why payments, charges or requests that wait for a person may stay open; recorded with what was left. */
export async function closeMonth(
  context: Context,
  { month, inSpite }: { readonly month: IsoDate; readonly inSpite: string },
): Promise<Outcome<undefined>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    await holdBooksAlone(tx);
    const { today } = await practiceToday(context, tx);
    const unposted = await unpostedThrough(tx, lastDayOf(month));
    const decided = decideClose({ month, today, lockedThrough: await lockedThrough(tx), unposted, inSpite });
    if (!decided.ok) return closeRefused(decided.refusal);
    const leftOpen = unposted.filter((one) => one.count > 0);
    await appendPeriodEvent(tx, { ...decided.value, reason: inSpite.trim(), leftOpen, ...whoActs(context), on: today });
    await bringTotalsUpToDate(tx);
    return ok(undefined);
  });
}

export async function reopenMonth(
  context: Context,
  { month, reason }: { readonly month: IsoDate; readonly reason: string },
): Promise<Outcome<undefined>> {
  if (reason.trim() === "") return no("reason", "Say why the month is opened again.");
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    await holdBooksAlone(tx);
    const decided = decideReopen({ month, lockedThrough: await lockedThrough(tx) });
    if (!decided.ok) {
      return decided.refusal.kind === "not-closed"
        ? no("not-closed", "This month is open.")
        : no("not-the-last", `A later month is closed as well: ${monthWords(decided.refusal.last)}.`, "Open the last closed month first.");
    }
    const { today } = await practiceToday(context, tx);
    await appendPeriodEvent(tx, { ...decided.value, reason: reason.trim(), leftOpen: [], ...whoActs(context), on: today });
    return ok(undefined);
  });
}

/** The months from the first entry (or last month) to today, newest first, with what happened to each. */
export async function listPeriods(context: Context) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const locked = await lockedThrough(tx);
    const events = await periodEvents(tx);
    // A practice that has just begun may still close the month before.
    const before = addMonths(today, -1);
    const first = (await firstEntryDay(tx)) ?? before;
    const months = monthsBetween({ from: daysBetween({ from: first, to: before }) > 0 ? first : before, to: today });
    const lastOver = months.find((month) => lastDayOf(month) < today && (locked === undefined || lastDayOf(month) > locked));
    return {
      today,
      ...(locked === undefined ? {} : { lockedThrough: locked }),
      /** What keeps the newest month that is over from being closed. */
      unposted: lastOver === undefined ? [] : (await unpostedThrough(tx, lastDayOf(lastOver))).filter((one) => one.count > 0).map(workView),
      periods: months.map((month) => ({
        month,
        closed: locked !== undefined && lastDayOf(month) <= locked,
        over: lastDayOf(month) < today,
        last: lastDayOf(month) === locked,
        events: events
          .filter((event) => event.month === month)
          .map((event) => ({
            kind: event.kind,
            on: event.on,
            by: event.by,
            reason: event.reason,
            leftOpen: event.leftOpen.map(workView),
          })),
      })),
    };
  });
}

/** Brings the totals by day up to date when nobody is posting; the next round tries again. For a recurring task. */
export async function keepTotals(context: Context): Promise<number> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => ((await tryToHoldBooksAlone(tx)) ? bringTotalsUpToDate(tx) : 0));
}

/** Sums the days anew whose measures have changed, some at a time. Returns how many changes were noted. */
export async function keepMeasures(context: Context): Promise<number> {
  const { pool, codeBook } = context.app;
  await inPractice(pool, context.practiceId, foldOpenTotals);
  const schedule = workSchedule(codeBook);
  let noted = 0;
  for (;;) {
    const found = await inPractice(pool, context.practiceId, (tx) => foldMeasureDays(tx, schedule));
    if (found === 0) return noted;
    noted = Math.max(noted, found);
  }
}

const workWords: Readonly<Record<UnpostedWork["kind"], readonly [one: string, more: string]>> = {
  files: ["file is not worked yet", "files are not worked yet"],
  payments: ["payment could not be posted", "payments could not be posted"],
  charges: ["coded charge is not in the books: its claim is not made", "coded charges are not in the books: their claims are not made"],
  requests: ["write-off or refund waits for a second person", "write-offs or refunds wait for a second person"],
};

function workView({ kind, count }: UnpostedWork) {
  return { kind, count, words: `${count} ${workWords[kind][count === 1 ? 0 : 1]}` };
}

function closeRefused(refusal: CloseRefusal): Outcome<undefined> {
  switch (refusal.kind) {
    case "not-over":
      return no("not-over", "This month is not over yet.", "A month can be closed from the first day of the next one.");
    case "closed-already":
      return no("closed-already", "This month is closed already.");
    case "unposted": {
      const words = refusal.work.map((one) => workView(one).words).join(", ");
      return no(
        "unposted",
        `Something of this month is not in the books: ${words}.`,
        refusal.mayStay ? "Finish it, or say why it may stay open." : "Take the files in first.",
      );
    }
  }
}

function monthWords(month: IsoDate): string {
  return `${month.slice(5, 7)}/${month.slice(0, 4)}`;
}
