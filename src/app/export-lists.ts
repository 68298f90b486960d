/**
 * What a list shows, as CSV for a spreadsheet. Rows come in pages, each read in a transaction of its own, so that a slow
 * reader holds no connection.
 */
import { byteOrderMark, csvLine } from "../core/kernel/csv.ts";
import type { EncounterId } from "../core/kernel/id.ts";
import { ok } from "../core/kernel/result.ts";
import type { Context } from "./context.ts";
import { countVisits, type VisitQuery, type VisitRow, visitsAfter } from "./list-visits.ts";
import { no, type Outcome } from "./refusal.ts";
import { listFiles } from "./view-files.ts";

/** A spreadsheet holds a million rows; one export reads at most this many. */
const mostRows = 100_000;
const pageRows = 500;

/** The visits of a query, newest first, whatever it is sorted by: the day of a visit does not change while it is read. */
export async function exportVisits(context: Context, query: VisitQuery): Promise<Outcome<AsyncIterable<string>>> {
  return (await countVisits(context, query, mostRows + 1)) > mostRows ? tooMany("visits") : ok(visitLines(context, query));
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
  "Has it",
  "Follow up",
  "Points",
];

async function* visitLines(context: Context, { sort: _sort, descending: _descending, ...query }: VisitQuery) {
  yield byteOrderMark + csvLine(visitHead);
  let last: EncounterId | undefined;
  for (;;) {
    const page = await visitsAfter(context, { ...query, limit: pageRows, ...(last === undefined ? {} : { after: last }) });
    if (page.length > 0) yield page.map(visitLine).join("");
    last = page.at(-1)?.id;
    if (page.length < pageRows) return;
  }
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
    row.owner?.name ?? "",
    row.followUp ?? "",
    row.priority === undefined ? "" : String(row.priority.points),
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
