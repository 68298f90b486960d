/** What must hold after any number of simulated days: the books, the queues, and that nothing is stuck. */
import { addCents, type Cents, cents, formatUsd, sumCents, zeroCents } from "../../core/kernel/cents.ts";
import type { Queue } from "../../core/worklist/queue.ts";
import { listExceptions } from "../../store/exceptions.ts";
import { listInboundFiles } from "../../store/inbound-files.ts";
import { accountTotals } from "../../store/journal.ts";
import { listPreparedFiles } from "../../store/outbound-files.ts";
import { paymentTotal } from "../../store/payments.ts";
import { readPractice, type Tx } from "../../store/transaction.ts";
import { payersCash } from "../../store/verify/books.ts";
import type { Context } from "../context.ts";
import { mostVisitsAPage, type VisitRow, visitsAfter } from "../list-visits.ts";
import { runVerify } from "../verify/run-verify.ts";

export interface ProofLine {
  readonly holds: string;
  readonly ok: boolean;
  readonly words: string;
}

export interface QueueTotal {
  readonly queue: Queue;
  readonly visits: number;
  readonly insurance: Cents;
  readonly patient: Cents;
}

export interface Proof {
  readonly lines: readonly ProofLine[];
  readonly queues: readonly QueueTotal[];
  readonly sound: boolean;
}

export async function provePractice(context: Context): Promise<Proof> {
  const { app, practiceId } = context;
  const report = await runVerify(app);
  const stored = report.checks.map((check) => ({
    holds: check.holds,
    ok: check.found === 0,
    words: `${check.examined.toLocaleString("en-US")} examined`,
  }));
  const rows = await allRows(context);
  const lines = await readPractice(app.pool, practiceId, async (tx) => {
    const totals = await accountTotals(tx);
    return [...(await moneyLines(tx, totals)), ...queueLines(rows, totals), ...(await stuckLines(tx))];
  });
  const all = [...stored, ...lines];
  return { lines: all, queues: queueTotals(rows), sound: all.every((line) => line.ok) };
}

async function moneyLines(tx: Tx, totals: ReadonlyMap<string, Cents>): Promise<readonly ProofLine[]> {
  const of = (account: string): Cents => totals.get(account) ?? zeroCents;
  const sum = sumCents([...totals.values()]);
  const posted = cents((await payersCash(tx)).posted);
  const fromPatients = await paymentTotal(tx);
  const deposits = addCents(posted, fromPatients);
  return [
    { holds: "the journal adds up to zero", ok: sum === zeroCents, words: formatUsd(sum) },
    {
      holds: "deposits equal payments: cash = payers' payments + patients' payments",
      ok: of("cash") === deposits,
      words: `${formatUsd(of("cash"))} = ${formatUsd(posted)} + ${formatUsd(fromPatients)}`,
    },
    {
      holds: "what belongs to no charge yet stands in an account of its own",
      ok: true,
      words: `unapplied ${formatUsd(of("unapplied"))}, take-backs pending ${formatUsd(of("take-backs-pending"))}`,
    },
  ];
}

/** Each visit is in one queue by construction; what must hold is that no open money lies in the queue of the closed. */
function queueLines(rows: readonly VisitRow[], totals: ReadonlyMap<string, Cents>): readonly ProofLine[] {
  const hidden = rows.filter(
    (row) => row.queue.name === "closed" && (row.insuranceBalance !== zeroCents || row.patientBalance !== zeroCents),
  );
  const insurance = sumCents(rows.map((row) => row.insuranceBalance));
  const patient = sumCents(rows.map((row) => row.patientBalance));
  return [
    { holds: "every open balance stands in a queue that somebody works", ok: hidden.length === 0, words: `${hidden.length} hidden` },
    {
      holds: "what the queues hold is what the books say is owed",
      ok: insurance === totals.get("insurance-receivable") && patient === totals.get("patient-receivable"),
      words: `insurance ${formatUsd(insurance)}, patients ${formatUsd(patient)}`,
    },
  ];
}

async function stuckLines(tx: Tx): Promise<readonly ProofLine[]> {
  const prepared = (await listPreparedFiles(tx)).length;
  const unworked = (await listInboundFiles(tx, { status: "new", limit: 1_000 })).length;
  const exceptions = (await listExceptions(tx, { status: "open", limit: 1_000 })).length;
  return [
    { holds: "no file waits to be written", ok: prepared === 0, words: `${prepared} prepared` },
    { holds: "no file that came in waits to be worked", ok: unworked === 0, words: `${unworked} new` },
    { holds: "what could not be placed is before a person", ok: true, words: `${exceptions} exceptions open` },
  ];
}

async function allRows(context: Context): Promise<readonly VisitRow[]> {
  const rows: VisitRow[] = [];
  for (let last: VisitRow | undefined; ; ) {
    const some = await visitsAfter(context, { limit: mostVisitsAPage, ...(last === undefined ? {} : { after: last.id }) });
    rows.push(...some);
    last = some.at(-1);
    if (last === undefined || some.length < mostVisitsAPage) return rows;
  }
}

function queueTotals(rows: readonly VisitRow[]): readonly QueueTotal[] {
  const names = [...new Set(rows.map((row) => row.queue.name))].sort();
  return names.map((queue) => {
    const mine = rows.filter((row) => row.queue.name === queue);
    return {
      queue,
      visits: mine.length,
      insurance: sumCents(mine.map((row) => row.insuranceBalance)),
      patient: sumCents(mine.map((row) => row.patientBalance)),
    };
  });
}
