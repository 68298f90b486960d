/** One relation a kind of row: the figure is its sum, and what one opens it to is itself. */
import { assert, assertNever } from "../../core/kernel/assert.ts";
import type { EncounterId, PatientId, PayerId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import type { Days, RowsName } from "../../core/measures/model.ts";
import { type Sql, sql } from "../sql.ts";
import { remembered, type Tx } from "../transaction.ts";
import { decidedDenied, decidedDeniedMoney, decidedFirstPass, decidedTime, sentClean, sentLag, sentRejected } from "./claim-rows.ts";
import type { DaysAsked } from "./days.ts";
import {
  answersPosted,
  appointmentsVerified,
  codedToSent,
  cohortVisits,
  firstStatements,
  officeVisits,
  patientPayments,
  questionsAsked,
} from "./flow-rows.ts";
import { foldDays, type RelationOfDays, sumDays, sumOfParts, wrongMeasureDays } from "./measure-days.ts";
import {
  agedBalances,
  allowedLines,
  chargesByDay,
  cohort,
  creditBalances,
  givenUp,
  netChargesByDay,
  openBalances,
  receiptsByDay,
  unappliedMoney,
} from "./money-rows.ts";
import { openSums } from "./open-totals.ts";
import {
  callsDone,
  codedDone,
  codedHours,
  denialsDone,
  exceptionsDone,
  type NamedAlike,
  paymentsDone,
  preparedDone,
  relativeWork,
  releasedDone,
  reviewedCodes,
  reviewedMoney,
  reviewedVisits,
  type WorkSchedule,
  workValues,
} from "./people-rows.ts";
import { cohortSums, totalsThrough } from "./service-totals.ts";
import { codedLag, codedWithQuestion, denialsDecided, denialsPreventable, denialsWorked, unbilledVisits } from "./work-rows.ts";

export interface RowsAsked {
  readonly rows: RowsName;
  readonly days: DaysAsked;
  readonly today: IsoDate;
  /** For "relative-work". */
  readonly schedule: WorkSchedule;
  /** For rows of people: who is told apart by more than the name. */
  readonly alike?: readonly NamedAlike[];
}

export interface RowSums {
  readonly rows: number;
  readonly part: number;
  readonly whole: number;
  readonly median: number | null;
  readonly ninetieth: number | null;
}

/** Without the median, which would have to put them in order. */
export async function sumRows(tx: Tx, asked: RowsAsked): Promise<RowSums> {
  return tx.one(sql`
    select count(*) as rows, coalesce(sum(part), 0)::bigint as part, coalesce(sum(whole), 0)::bigint as whole, null as median, null as ninetieth
    from (${await relation(tx, asked)}) r`);
}

/** As `sumRows` gives each of them, from the kept days: for rows of which there are many every day. */
export async function sumsByDay(tx: Tx, days: Days, schedule: WorkSchedule): Promise<ReadonlyMap<RowsName, RowSums>> {
  const sums = await sumDays(tx, days, relationOfDays(tx, schedule));
  return new Map([...sums].map(([rows, parts]) => [rows, sumOfParts(parts)]));
}

/** Brings the kept days up to date, some at a time. Returns how many changes it found noted. */
export function foldMeasureDays(tx: Tx, schedule: WorkSchedule): Promise<number> {
  return foldDays(tx, relationOfDays(tx, schedule));
}

export function compareMeasureDays(tx: Tx, schedule: WorkSchedule) {
  return wrongMeasureDays(tx, relationOfDays(tx, schedule));
}

/** None of the kept rows depends on which day is today, or on totals. */
function relationOfDays(tx: Tx, schedule: WorkSchedule): RelationOfDays {
  return { mark: schedule.mark, of: (rows, days) => relation(tx, { rows, days, today: days.to, schedule }) };
}

/** As `sumRows` gives it, from kept totals: there are many lines and open balances. Undefined for rows that have no totals. */
export async function sumFromTotals(
  tx: Tx,
  { rows, days, today }: RowsAsked,
): Promise<(Partial<Pick<RowSums, "rows">> & Pick<RowSums, "part" | "whole">) | undefined> {
  switch (rows) {
    case "cohort-net":
    case "cohort-gross": {
      const { gross, contractual, paid } = await remembered(tx, `cohort ${days.from} ${days.to}`, () => cohortSums(tx, days));
      return { part: paid, whole: rows === "cohort-gross" ? gross : gross - contractual };
    }
    case "open-balances":
    case "aged-balances":
    case "credit-balances":
      return (await remembered(tx, `open balances ${today}`, () => openSums(tx, today)))[rows];
    default:
      return undefined;
  }
}

export interface MeasureRow {
  readonly key: number;
  readonly on: IsoDate;
  readonly visitId: EncounterId | null;
  readonly patientId: PatientId | null;
  readonly payerId: PayerId | null;
  readonly words: string;
  readonly part: number;
  readonly whole: number;
}

export interface RowPage {
  readonly limit: number;
  /** The largest first, so many left out; or in the order of their keys after this one. */
  readonly from: { readonly skip: number } | { readonly after: number };
  /** Rows that count above the line, or those that do not. */
  readonly which?: "in" | "out";
  readonly payerId?: PayerId;
  readonly words?: string;
}

export async function rowsOf(tx: Tx, asked: RowsAsked, { limit, from, which, payerId, words }: RowPage): Promise<readonly MeasureRow[]> {
  const counted = which === undefined ? sql`true` : which === "in" ? sql`part <> 0` : sql`part = 0`;
  const ofPayer = payerId === undefined ? sql`true` : sql`payer_id = ${payerId}`;
  const ofWords = words === undefined ? sql`true` : sql`words = ${words}`;
  const place =
    "after" in from
      ? sql`key > ${from.after} order by key limit ${limit}`
      : sql`true order by part desc, whole desc, key limit ${limit} offset ${from.skip}`;
  return tx.many(sql`
    select key::bigint as key, on_day as "on", visit_id as "visitId", patient_id as "patientId", payer_id as "payerId", words,
      part::bigint as part, whole::bigint as whole
    from (${await relation(tx, asked)}) r where ${counted} and ${ofPayer} and ${ofWords} and ${place}`);
}

export interface RowGroup {
  readonly rows: number;
  readonly part: number;
  readonly whole: number;
}

export interface RowParts {
  readonly sums: RowSums;
  readonly byPayer: readonly (RowGroup & { readonly payerId: PayerId | null })[];
  readonly byWords: readonly (RowGroup & { readonly words: string })[];
  /** By the first day of the month, the newest first. */
  readonly byMonth: readonly (RowGroup & { readonly month: IsoDate })[];
}

const mostGroups = 200;

/** The sums and their parts of one reading of the rows. Medians by nearest rank: the smallest value that has so many at or below it. */
export async function partsOf(tx: Tx, asked: RowsAsked): Promise<RowParts> {
  const sums = sql`count(*) as rows, coalesce(sum(part), 0)::bigint as part, coalesce(sum(whole), 0)::bigint as whole`;
  const rows = await tx.many<RowSums & { by: string; payerId: PayerId | null; words: string | null; month: IsoDate | null }>(sql`
    with r as materialized (select on_day, payer_id, words, part, whole from (${await relation(tx, asked)}) x)
    select 'all' as by, null::bigint as "payerId", null::text as words, null::date as month, ${sums},
      percentile_disc(0.5) within group (order by part)::bigint as median, percentile_disc(0.9) within group (order by part)::bigint as ninetieth
      from r
    union all select 'payer', payer_id, null, null, ${sums}, null, null from r group by payer_id
    union all select 'words', null, words, null, ${sums}, null, null from r group by words
    union all select 'month', null, null, date_trunc('month', on_day)::date, ${sums}, null, null from r group by 4`);
  const all = rows.find((row) => row.by === "all");
  assert(all !== undefined, "a sum over no rows is a row too");
  const group = ({ rows: count, part, whole }: RowSums): RowGroup => ({ rows: count, part, whole });
  const largest = rows.toSorted((x, y) => y.whole - x.whole || y.part - x.part || (keyOf(x) < keyOf(y) ? -1 : 1));
  const of = (by: string) => largest.filter((row) => row.by === by).slice(0, mostGroups);
  return {
    sums: { ...group(all), median: all.median, ninetieth: all.ninetieth },
    byPayer: of("payer").map((row) => ({ ...group(row), payerId: row.payerId })),
    byWords: of("words").map((row) => ({ ...group(row), words: row.words ?? "" })),
    byMonth: rows
      .flatMap((row) => (row.by === "month" && row.month !== null ? [{ ...group(row), month: row.month }] : []))
      .toSorted((x, y) => (x.month < y.month ? 1 : -1))
      .slice(0, mostGroups),
  };
}

function keyOf({ payerId, words }: { readonly payerId: number | null; readonly words: string | null }): string {
  return words ?? String(payerId ?? "").padStart(16, "0");
}

/** Columns: key, on_day, visit_id, patient_id, payer_id, words, part, whole. */
async function relation(tx: Tx, { rows, days, today, schedule, alike = [] }: RowsAsked): Promise<Sql> {
  switch (rows) {
    case "open-balances":
      return openBalances(tx);
    case "aged-balances":
      return agedBalances(tx, today);
    case "credit-balances":
      return creditBalances(tx);
    case "charges-by-day":
      return chargesByDay(tx, { days, through: await totalsThrough(tx) });
    case "net-charges-by-day":
      return netChargesByDay(tx, { days, through: await totalsThrough(tx) });
    case "receipts-by-day":
      return receiptsByDay(tx, { days, through: await totalsThrough(tx) });
    case "unapplied-money":
      return unappliedMoney(tx);
    case "cohort-net":
      return cohort(tx, days, "net");
    case "cohort-gross":
      return cohort(tx, days, "gross");
    case "denial-write-offs":
      return givenUp(tx, days, sql`'write-off-denial', 'write-off-timely-filing'`);
    case "bad-debts":
      return givenUp(tx, days, sql`'bad-debt'`);
    case "submitted-clean":
      return sentClean(tx, days);
    case "submitted-rejected":
      return sentRejected(tx, days);
    case "submitted-lag":
      return sentLag(tx, days);
    case "remitted-first-pass":
      return decidedFirstPass(tx, days);
    case "remitted-denied":
      return decidedDenied(tx, days);
    case "remitted-denied-money":
      return decidedDeniedMoney(tx, days);
    case "remitted-time":
      return decidedTime(tx, days);
    case "denials-decided":
      return denialsDecided(tx, days);
    case "denials-worked":
      return denialsWorked(tx, days);
    case "denials-preventable":
      return denialsPreventable(tx, days);
    case "coded-lag":
      return codedLag(tx, days);
    case "coded-with-question":
      return codedWithQuestion(tx, days);
    case "unbilled-visits":
      return unbilledVisits(tx);
    case "questions-asked":
      return questionsAsked(tx, days, today);
    case "office-visits":
      return officeVisits(tx, days);
    case "appointments-verified":
      return appointmentsVerified(tx, days);
    case "coded-to-sent":
      return codedToSent(tx, days);
    case "answers-posted":
      return answersPosted(tx, days);
    case "first-statements":
      return firstStatements(tx, days);
    case "patient-payments":
      return patientPayments(tx, days);
    case "allowed-lines":
      return allowedLines(tx, days);
    case "relative-work":
      return relativeWork(tx, days, await workValues(tx, days, schedule));
    case "cohort-visits":
      return cohortVisits(tx, days);
    case "reviewed-codes":
      return reviewedCodes(tx, days, alike);
    case "reviewed-visits":
      return reviewedVisits(tx, days, alike);
    case "reviewed-money":
      return reviewedMoney(tx, days, alike);
    case "done-coded":
      return codedDone(tx, days, alike);
    case "done-coded-hours":
      return codedHours(tx, days, alike);
    case "done-prepared":
      return preparedDone(tx, days, alike);
    case "done-released":
      return releasedDone(tx, days, alike);
    case "done-posted":
      return paymentsDone(tx, days, alike);
    case "done-exceptions":
      return exceptionsDone(tx, days, alike);
    case "done-denials":
      return denialsDone(tx, days, alike);
    case "done-calls":
      return callsDone(tx, days, alike);
    default:
      return assertNever(rows);
  }
}
