/** Open balances by age, of payers and of patients, and what charts show. */
import { addCents, type Cents, sumCents, zeroCents } from "../../core/kernel/cents.ts";
import { addDays, addMonths, type IsoDate, weekdayOf } from "../../core/kernel/iso-date.ts";
import { type AgingBucket, agingBuckets } from "../../core/ledger/aging.ts";
import { firstDayOf, lastDayOf } from "../../core/ledger/periods.ts";
import { ageReceivables, daysInReceivables } from "../../core/measures/receivable-history.ts";
import { type AgedRow, agePatients, agePayers, patientsAged } from "../../store/measures/aging.ts";
import { firstDays, receivablesServed } from "../../store/measures/service-totals.ts";
import { cashByWeek, chargeLagByWeek, chargesOfDays, codedByWeek, denialsByMonth, levelsByMonth } from "../../store/measures/trends.ts";
import { readPractice, snapshotOfPractice } from "../../store/transaction.ts";
import { type Context, practiceToday } from "../context.ts";
import { categoryWords } from "../denials/list.ts";
import { namedAlike } from "./named-alike.ts";
import { namesOf, payerNames } from "./view-measures.ts";

const mostPatients = 200;
export type Basis = "service" | "statement";

export async function viewPayerAging(context: Context) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const rows = await agePayers(tx, today);
    const names = await payerNames(tx);
    return {
      on: today,
      rows: rows.map(({ payerId, ...row }) => ({ ...agedView(row), name: names.get(payerId) ?? "", payerId })),
      total: agedView(rows.reduce(addAged, nothingAged)),
    };
  });
}

/** Who owes most first; the total is of all patients. Names of patients are in it, so it is on record. */
export async function viewPatientAging(context: Context, basis: Basis) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const { patients, ...total } = await patientsAged(tx, { today, basis });
    const rows = await agePatients(tx, { today, basis, limit: mostPatients });
    const names = await namesOf(
      context,
      tx,
      rows.map((row) => row.patientId),
      "numbers.rows",
    );
    return {
      on: today,
      basis,
      patients,
      rows: rows.map(({ patientId, ...row }) => ({
        ...agedView(row),
        name: names.get(patientId)?.patientName ?? "",
        accountNumber: names.get(patientId)?.accountNumber ?? "",
        patientId,
      })),
      total: agedView(total),
    };
  });
}

const nothingAged: AgedRow = {
  "0-30": zeroCents,
  "31-60": zeroCents,
  "61-90": zeroCents,
  "91-120": zeroCents,
  "over-120": zeroCents,
  credits: zeroCents,
  open: 0,
};

function addAged(a: AgedRow, b: AgedRow): AgedRow {
  const bucket = (name: AgingBucket | "credits"): Cents => addCents(a[name], b[name]);
  return {
    "0-30": bucket("0-30"),
    "31-60": bucket("31-60"),
    "61-90": bucket("61-90"),
    "91-120": bucket("91-120"),
    "over-120": bucket("over-120"),
    credits: bucket("credits"),
    open: a.open + b.open,
  };
}

/** `debits` is the A/R, credits stand beside it, the balance is both. */
export function agedView(row: AgedRow) {
  const debits = sumCents(agingBuckets.map((bucket) => row[bucket]));
  return {
    buckets: agingBuckets.map((bucket) => row[bucket]),
    debits,
    credits: row.credits,
    balance: addCents(debits, row.credits),
    open: row.open,
  };
}

const months = 12;
const weeks = 13;

/** The last twelve months and thirteen weeks. */
export async function viewTrends(context: Context) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const starts = Array.from({ length: months }, (_, back) => addMonths(firstDayOf(today), back + 1 - months));
    const ends = starts.map((month): IsoDate => (month === firstDayOf(today) ? today : lastDayOf(month)));
    const monthly = { from: starts[0] ?? today, to: today };
    const weekly = { from: addDays(mondayOf(today), -7 * (weeks - 1)), to: today };
    const receivables = ageReceivables(await receivablesServed(tx), ends);
    const { firstEntry } = await firstDays(tx);
    const days = daysInReceivables(receivables, {
      charges: await chargesOfDays(tx, { from: addDays(monthly.from, -90), to: today }),
      begins: firstEntry,
    });
    return {
      today,
      receivables: receivables.map(({ on, buckets, total }, at) => ({
        on,
        buckets: agingBuckets.map((bucket) => buckets[bucket]),
        total,
        ...(days[at] === undefined ? {} : { days: days[at] }),
      })),
      denials: (await denialsByMonth(tx, monthly)).map((one) => ({ ...one, words: categoryWords(one.category) })),
      months: starts,
      weeks: Array.from({ length: weeks }, (_, at) => addDays(weekly.from, 7 * at)),
      cash: [...(await cashByWeek(tx, weekly))],
      lag: [...(await chargeLagByWeek(tx, weekly))],
      levels: [...(await levelsByMonth(tx, monthly))],
      coded: [...(await codedByWeek(tx, weekly, await namedAlike(tx)))],
    };
  });
}

function mondayOf(day: IsoDate): IsoDate {
  return addDays(day, -((weekdayOf(day) + 6) % 7));
}
