/** The manager's numbers: each with its formula, and opened to the rows that it is the sum of. */
import { maskedName } from "../../core/access/glass.ts";
import { id, type PatientId, type PayerId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { measureOf, measures } from "../../core/measures/definitions.ts";
import type { Days, Measure, MeasureList, MeasureSums, RowsName } from "../../core/measures/model.ts";
import { daysOf, figureOf, readMeasure } from "../../core/measures/read-measure.ts";
import { formatListName } from "../../core/parties/format.ts";
import type { Queue } from "../../core/worklist/queue.ts";
import { isKeptByDay } from "../../store/measures/measure-days.ts";
import {
  type MeasureRow,
  partsOf,
  type RowGroup,
  type RowPage,
  type RowParts,
  type RowSums,
  type RowsAsked,
  rowsOf,
  sumFromTotals,
  sumRows,
  sumsByDay,
} from "../../store/measures/read-rows.ts";
import { firstDays } from "../../store/measures/service-totals.ts";
import { listPayers } from "../../store/parties.ts";
import { loadPatients } from "../../store/patients.ts";
import { readPractice, snapshotOfPractice, type Tx } from "../../store/transaction.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { categoryWords } from "../denials/list.ts";
import { accountWords } from "../ledger-words.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { queueWords } from "../visit-queue.ts";
import { namedAlike } from "./named-alike.ts";
import { workSchedule } from "./work-schedule.ts";

/** The days that were asked for; without them the ninety up to today. */
export interface PeriodAsked {
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

const defaultDays = 90;
export const pageRows = 100;

/** Everything that one look needs: the practice's date, the days, and since when there is something to count. */
async function standing(context: Context, tx: Tx, asked: PeriodAsked) {
  const { today } = await practiceToday(context, tx);
  const usual = daysOf({ window: { kind: "today", days: defaultDays } }, { period: { from: today, to: today }, today });
  const to = asked.to ?? usual.to;
  const period: Days = { from: asked.from ?? (asked.to === undefined ? usual.from : to), to };
  return { today, period, schedule: workSchedule(context.app.codeBook), ...(await firstDays(tx)) };
}

type Standing = Awaited<ReturnType<typeof standing>>;

/** Every measure with its figure, or with why there is none. */
export async function viewMeasures(context: Context, asked: PeriodAsked) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const now = await standing(context, tx, asked);
    const byDay = await sumsByDay(tx, now.period, now.schedule);
    const views = [];
    for (const measure of measures) views.push(measureView(measure, now, await sumsOf(tx, { measure, now, byDay })));
    return { today: now.today, period: now.period, measures: views };
  });
}

/** One measure, and its rows summed by payer, by kind and by month. */
export async function viewMeasure(context: Context, measureId: string, asked: PeriodAsked) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const measure = measureOf(measureId);
    if (measure === undefined) return notFound("measure");
    const now = await standing(context, tx, asked);
    const payers = await payerNames(tx);
    const lists = [];
    let sums: MeasureSums = noSums;
    for (const list of measure.lists) {
      const parts = await partsOf(tx, await withNames(tx, rowsAsked(measure, list, now)));
      sums = withList(sums, measure, parts.sums);
      lists.push(listView(measure, { list, parts, payers }));
    }
    return ok({ today: now.today, period: now.period, measure: measureView(measure, now, sums), lists });
  });
}

function measureView(measure: Measure, now: Standing, sums: MeasureSums) {
  const { id: measureId, family, name, formula, includes, excludes, shape, benchmark, better, lists } = measure;
  const days = daysOf(measure, now);
  return {
    id: measureId,
    family,
    name,
    formula,
    includes: [...includes],
    excludes: [...excludes],
    shape,
    days,
    window: measure.window.kind,
    reading: readMeasure(measure, sums, now),
    lists: lists.map(({ rows: _rows, ...list }, index) => ({ ...list, index })),
    ...(better === undefined ? {} : { better }),
    ...(benchmark === undefined ? {} : { benchmark }),
  };
}

const noSums: MeasureSums = { rows: 0, part: 0, whole: 0 };

/** Over all lists of a measure, where there are some from kept days or totals. */
async function sumsOf(
  tx: Tx,
  { measure, now, byDay }: { readonly measure: Measure; readonly now: Standing; readonly byDay: ReadonlyMap<RowsName, RowSums> },
): Promise<MeasureSums> {
  let sums = noSums;
  for (const list of measure.lists) {
    const asked = rowsAsked(measure, list, now);
    const kept = measure.window.kind === "period" && isKeptByDay(asked.rows);
    sums = withList(sums, measure, kept ? (byDay.get(asked.rows) ?? noRows) : await sumOfRows(tx, asked));
  }
  return sums;
}

async function sumOfRows(tx: Tx, asked: RowsAsked): Promise<RowSums> {
  const totals = await sumFromTotals(tx, asked);
  return totals === undefined ? sumRows(tx, asked) : { ...noRows, ...totals };
}

const noRows: RowSums = { rows: 0, part: 0, whole: 0, median: null, ninetieth: null };

/** A list adds to the side for which it has a column. */
function withList(sums: MeasureSums, { shape }: Measure, { rows, part, whole, median, ninetieth }: RowSums): MeasureSums {
  return {
    rows: sums.rows + rows,
    part: sums.part + part,
    whole: sums.whole + whole,
    ...(shape === "mean-days" && median !== null && ninetieth !== null ? { median, ninetieth } : {}),
  };
}

function rowsAsked(measure: Measure, { rows }: MeasureList, now: Standing): RowsAsked {
  return { rows, days: daysOf(measure, now), today: now.today, schedule: now.schedule };
}

/** With the logins of people of one name: for rows that people read. */
async function withNames(tx: Tx, asked: RowsAsked): Promise<RowsAsked> {
  if (!asked.rows.startsWith("done-") && !asked.rows.startsWith("reviewed-")) return asked;
  return { ...asked, alike: await namedAlike(tx) };
}

function listView(
  measure: Measure,
  { list, parts, payers }: { readonly list: MeasureList; readonly parts: RowParts; readonly payers: ReadonlyMap<PayerId, string> },
) {
  const { rows, part, whole } = parts.sums;
  const group = ({ rows: count, part: above, whole: below }: RowGroup, words: string) => ({
    words,
    rows: count,
    part: above,
    whole: below,
    ...(list.part !== undefined && list.whole !== undefined && below > 0 && measure.shape !== "money"
      ? { value: figureOf(measure.shape, { part: above, whole: below }, 1) }
      : {}),
  });
  const byDay = list.rows.endsWith("-by-day");
  // Days of a person are counted once, whatever payers they worked for.
  const ofPeople = measure.family === "people" && measure.shape !== "percent";
  return {
    title: list.title,
    rows,
    part,
    whole,
    byPayer:
      byDay || ofPeople
        ? []
        : parts.byPayer.map((one) => ({
            ...group(one, one.payerId === null ? withoutPayer(list) : (payers.get(one.payerId) ?? "")),
            ...(one.payerId === null ? {} : { payerId: one.payerId }),
          })),
    byKind: byDay ? [] : parts.byWords.map((one) => ({ ...group(one, rowWords(list.rows, one.words)), kind: one.words })),
    byMonth: parts.byMonth.map((one) => ({ ...group(one, one.month), month: one.month })),
  };
}

/** Of an open balance it is the patients' part; of anything else, a visit that no payer is asked for. */
function withoutPayer({ rows }: MeasureList): string {
  return rows.endsWith("-balances") ? "patients" : "no payer";
}

export interface RowsQuery extends PeriodAsked {
  readonly list: number;
  readonly skip: number;
  readonly which?: "in" | "out";
  readonly payer?: number;
  readonly kind?: string;
}

/** A page of the rows behind a measure, the largest first. Patients' names are in it, so it is on record. */
export async function viewMeasureRows(context: Context, measureId: string, query: RowsQuery) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const found = await findList(context, tx, measureId, query);
    if (!found.ok) return found;
    const { asked } = found.value;
    const rows = await rowsOf(tx, asked, { ...filterOf(query), limit: pageRows + 1, from: { skip: query.skip } });
    const page = rows.slice(0, pageRows);
    return ok({ rows: await rowViews(context, tx, asked.rows, { rows: page, act: "numbers.rows" }), more: rows.length > pageRows });
  });
}

export async function findList(context: Context, tx: Tx, measureId: string, query: Pick<RowsQuery, "from" | "to" | "list">) {
  const measure = measureOf(measureId);
  const list = measure?.lists[query.list];
  if (measure === undefined || list === undefined) return notFound("list of a measure");
  const asked = rowsAsked(measure, list, await standing(context, tx, query));
  return ok({ measure, list, asked: await withNames(tx, asked) });
}

export function filterOf({
  which,
  payer,
  kind,
}: Pick<RowsQuery, "which" | "payer" | "kind">): Pick<RowPage, "which" | "payerId" | "words"> {
  return {
    ...(which === undefined ? {} : { which }),
    ...(payer === undefined ? {} : { payerId: id<"payer">(payer) }),
    ...(kind === undefined ? {} : { words: kind }),
  };
}

/** Rows as people read them. Names of restricted patients stay hidden from who may not see them. */
export async function rowViews(
  context: Context,
  tx: Tx,
  name: RowsName,
  { rows, act }: { readonly rows: readonly MeasureRow[]; readonly act: "numbers.rows" | "numbers.export" },
) {
  const shown = await namesOf(
    context,
    tx,
    rows.flatMap(({ patientId }) => (patientId === null ? [] : [patientId])),
    act,
  );
  const payers = await payerNames(tx);
  return rows.map(({ key, on, visitId, patientId, payerId, words, part, whole }) => ({
    key,
    on,
    words: rowWords(name, words),
    part,
    whole,
    ...(visitId === null ? {} : { visitId }),
    ...(patientId === null ? {} : (shown.get(patientId) ?? {})),
    ...(payerId === null ? {} : { payerName: payers.get(payerId) ?? "" }),
  }));
}

/** Name and account of each patient, with the row of who looked. */
export async function namesOf(
  context: Context,
  tx: Tx,
  ids: readonly PatientId[],
  act: "numbers.rows" | "numbers.export",
): Promise<ReadonlyMap<PatientId, { readonly patientName: string; readonly accountNumber: string }>> {
  const unique = [...new Set(ids)];
  const hidden = await hiddenPatients(context, tx, unique);
  const patients = await loadPatients(tx, unique);
  await recordAct(context, tx, { act, patients: unique.filter((one) => !hidden.has(one)) });
  return new Map(
    [...patients].map(([patientId, { name, accountNumber }]) => [
      patientId,
      hidden.has(patientId) ? { patientName: maskedName, accountNumber: "" } : { patientName: formatListName(name), accountNumber },
    ]),
  );
}

export async function payerNames(tx: Tx): Promise<ReadonlyMap<PayerId, string>> {
  return new Map((await listPayers(tx)).map((payer) => [payer.id, payer.name]));
}

function rowWords(name: RowsName, words: string): string {
  switch (name) {
    case "unbilled-visits":
      return queueWords[words as Queue]?.words ?? words;
    case "remitted-denied":
    case "remitted-denied-money":
      return words.startsWith("denied: ") ? `denied: ${categoryWords(words.slice("denied: ".length))}` : words;
    case "denials-preventable":
      return categoryWords(words);
    case "denial-write-offs":
    case "bad-debts":
      return accountWords[words as keyof typeof accountWords] ?? words;
    default:
      return words;
  }
}

export function badPeriod({ from, to }: PeriodAsked): Outcome<never> | undefined {
  return from !== undefined && to !== undefined && from > to
    ? no("period", "The last day comes before the first.", "Turn them round.")
    : undefined;
}
