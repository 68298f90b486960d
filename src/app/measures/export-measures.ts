/** The rows of a measure, and open balances by age, as CSV for a spreadsheet. */
import { addCents, type Cents, cents } from "../../core/kernel/cents.ts";
import { byteOrderMark, type CsvCell, csvLine } from "../../core/kernel/csv.ts";
import type { PatientId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { agingBuckets } from "../../core/ledger/aging.ts";
import type { MeasureColumn } from "../../core/measures/model.ts";
import { agePatients } from "../../store/measures/aging.ts";
import { rowsOf } from "../../store/measures/read-rows.ts";
import { snapshotOfPractice } from "../../store/transaction.ts";
import { type Context, practiceToday } from "../context.ts";
import { no, type Outcome } from "../refusal.ts";
import { agedView, type Basis, viewPayerAging } from "./view-aging.ts";
import { filterOf, findList, namesOf, type RowsQuery, rowViews } from "./view-measures.ts";

/** A spreadsheet holds a million rows; one export reads at most this many. */
const mostRows = 100_000;
const rowsAtOnce = 5000;

export async function exportMeasure(context: Context, measureId: string, query: RowsQuery): Promise<Outcome<AsyncIterable<string>>> {
  const { app, practiceId } = context;
  const found = await snapshotOfPractice(app.pool, practiceId, async (tx) => {
    const list = await findList(context, tx, measureId, query);
    if (!list.ok) return list;
    const beyond = await rowsOf(tx, list.value.asked, { ...filterOf(query), limit: 1, from: { skip: mostRows } });
    return beyond.length === 0
      ? list
      : no("too-many", `There are more than ${mostRows.toLocaleString("en-US")} rows.`, "Choose fewer days.");
  });
  return found.ok ? ok(measureLines(context, measureId, query, found.value.list)) : found;
}

async function* measureLines(
  context: Context,
  measureId: string,
  query: RowsQuery,
  { part, whole }: { readonly part?: MeasureColumn; readonly whole?: MeasureColumn },
) {
  const columns = [part?.words, whole?.words].filter((words) => words !== undefined);
  yield byteOrderMark + csvLine(["Date", "Patient", "Account", "Payer", "What", ...columns]);
  let after = -1;
  for (;;) {
    const page = await snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
      const found = await findList(context, tx, measureId, query);
      if (!found.ok) return [];
      const rows = await rowsOf(tx, found.value.asked, { ...filterOf(query), limit: rowsAtOnce, from: { after } });
      return rowViews(context, tx, found.value.asked.rows, { rows, act: "numbers.export" });
    });
    if (page.length > 0)
      yield page
        .map((row) =>
          csvLine([
            row.on,
            "patientName" in row ? row.patientName : "",
            "accountNumber" in row ? row.accountNumber : "",
            row.payerName ?? "",
            row.words,
            ...(part === undefined ? [] : [cell(row.part, part)]),
            ...(whole === undefined ? [] : [cell(row.whole, whole)]),
          ]),
        )
        .join("");
    after = page.at(-1)?.key ?? after;
    if (page.length < rowsAtOnce) return;
  }
}

function cell(value: number, { unit }: MeasureColumn): CsvCell {
  // Hundredths and cents are both written with two decimals.
  return unit === "money" || unit === "hundredths" ? { money: cents(value) } : value;
}

const bucketHeads = ["0-30 days", "31-60", "61-90", "91-120", "over 120", "Open", "Credits", "Balance"];

export async function exportPayerAging(context: Context): Promise<Outcome<AsyncIterable<string>>> {
  const { rows, total } = await viewPayerAging(context);
  const lines = [...rows.map((row) => csvLine([row.name, ...bucketCells(row)])), csvLine(["All payers", ...bucketCells(total)])];
  return ok(oneAfterAnother([byteOrderMark + csvLine(["Payer", ...bucketHeads]), ...lines]));
}

async function* oneAfterAnother(lines: readonly string[]) {
  yield lines.join("");
}

export async function exportPatientAging(context: Context, basis: Basis): Promise<Outcome<AsyncIterable<string>>> {
  // Before the answer begins, so that a database that fails is said as it is.
  const today = await snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => (await practiceToday(context, tx)).today);
  return ok(patientLines(context, { basis, today }));
}

async function* patientLines(context: Context, { basis, today }: { readonly basis: Basis; readonly today: IsoDate }) {
  yield byteOrderMark + csvLine(["Patient", "Account", ...bucketHeads]);
  let after = 0 as PatientId;
  for (let read = 0; read < mostRows; read += rowsAtOnce) {
    const page = await snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
      const rows = await agePatients(tx, { today, basis, limit: rowsAtOnce, after });
      const names = await namesOf(
        context,
        tx,
        rows.map((row) => row.patientId),
        "numbers.export",
      );
      return rows.map(({ patientId, ...row }) => ({ patientId, ...agedView(row), ...names.get(patientId) }));
    });
    if (page.length > 0) yield page.map((row) => csvLine([row.patientName ?? "", row.accountNumber ?? "", ...bucketCells(row)])).join("");
    after = page.at(-1)?.patientId ?? after;
    if (page.length < rowsAtOnce) return;
  }
}

function bucketCells({
  buckets,
  debits,
  credits,
}: {
  readonly buckets: readonly Cents[];
  readonly debits: Cents;
  readonly credits: Cents;
}): readonly CsvCell[] {
  return [
    ...agingBuckets.map((_, at) => ({ money: buckets[at] ?? cents(0) })),
    { money: debits },
    { money: credits },
    { money: addCents(debits, credits) },
  ];
}
