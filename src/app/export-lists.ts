/**
 * What a list shows, as CSV for a spreadsheet. Rows come in pages, each read in a transaction of its own, so that a slow
 * reader holds no connection; the visits are fixed when the export begins.
 */
import { byteOrderMark, csvLine } from "../core/kernel/csv.ts";
import { hasWords } from "../core/kernel/has-words.ts";
import { ok } from "../core/kernel/result.ts";
import { type EncounterSummary, listEncounters } from "../store/encounters.ts";
import { readPractice } from "../store/transaction.ts";
import type { Context } from "./context.ts";
import { type VisitRow, visitRows } from "./list-visits.ts";
import { no, type Outcome } from "./refusal.ts";
import { listFiles } from "./view-files.ts";

/** A spreadsheet holds a million rows; one export reads at most this many. */
const mostRows = 100_000;
const pageRows = 500;

export interface VisitExport {
  /** Only this queue. */
  readonly queue?: string;
  /** Words that the row must have, as the list's search has them. */
  readonly find?: string;
}

export async function exportVisits(context: Context, wanted: VisitExport): Promise<Outcome<AsyncIterable<string>>> {
  const { app, practiceId } = context;
  const summaries = await readPractice(app.pool, practiceId, (tx) => listEncounters(tx, {}, { limit: mostRows + 1 }));
  return summaries.length > mostRows ? tooMany("visits") : ok(visitLines(context, summaries, wanted));
}

const visitHead = [
  "Date",
  "Patient",
  "Account",
  "Reason",
  "Clinician",
  "Payer",
  "Queue",
  "Next",
  "Charged",
  "Insurance owes",
  "Patient owes",
];

async function* visitLines(context: Context, summaries: readonly EncounterSummary[], { queue, find = "" }: VisitExport) {
  yield byteOrderMark + csvLine(visitHead);
  for (let from = 0; from < summaries.length; from += pageRows) {
    const page = summaries.slice(from, from + pageRows);
    const rows = await readPractice(context.app.pool, context.practiceId, (tx) => visitRows(context, tx, page));
    yield rows
      .filter((row) => (queue === undefined || row.queue.name === queue) && hasWords(wordsOf(row), find))
      .map(visitLine)
      .join("");
  }
}

/** What the search of the list looks in. */
function wordsOf({ patientName, accountNumber, reason, payerName = "self-pay", providerName }: VisitRow): string {
  return `${patientName} ${accountNumber} ${reason} ${payerName} ${providerName}`;
}

function visitLine(row: VisitRow): string {
  return csvLine([
    row.date,
    row.patientName,
    row.accountNumber,
    row.reason,
    row.providerName,
    row.payerName ?? "self-pay",
    row.queue.words,
    row.queue.next,
    { money: row.charged },
    { money: row.insuranceBalance },
    { money: row.patientBalance },
  ]);
}

export async function exportFiles(context: Context): Promise<Outcome<AsyncIterable<string>>> {
  const { files } = await listFiles(context, mostRows + 1);
  return files.length > mostRows ? tooMany("files") : ok(fileLines(files));
}

async function* fileLines(files: Awaited<ReturnType<typeof listFiles>>["files"]) {
  yield byteOrderMark + csvLine(["Date", "Way", "File", "Kind", "Bytes", "State", "What came of it"]);
  for (let from = 0; from < files.length; from += pageRows) {
    const page = files.slice(from, from + pageRows);
    yield page
      .map(({ on, direction, name, kind, bytes, status, words }) => csvLine([on, direction, name, kind, bytes, status, words]))
      .join("");
  }
}

function tooMany(what: string) {
  return no(
    "too-many",
    `There are more than ${mostRows.toLocaleString("en-US")} ${what}, which is more than one export holds.`,
    "Read them page by page through the API.",
  );
}
