/** The statements of the cycle: who would get one today, the run as a job, and what runs have sent. */
import { maskedName } from "../../core/access/glass.ts";
import { type StatementCycle, usualCycle } from "../../core/billing/cycle.ts";
import { assert } from "../../core/kernel/assert.ts";
import { counted } from "../../core/kernel/counted.ts";
import type { PatientId } from "../../core/kernel/id.ts";
import { ok } from "../../core/kernel/result.ts";
import { formatListName } from "../../core/parties/format.ts";
import { loadPatients, lockPatient } from "../../store/patients.ts";
import {
  countPatientsForRun,
  finishRun,
  insertCycle,
  insertRun,
  insertRunRow,
  listRuns,
  newestCycle,
  patientsForRun,
  rowsOfRun,
} from "../../store/statement-runs.ts";
import { inPractice, readPractice, snapshotOfPractice, type Tx } from "../../store/transaction.ts";
import { hiddenPatients, recordAct } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { startJob } from "../jobs/start-jobs.ts";
import { unwatched, type Watch } from "../jobs/task.ts";
import { prepareStatement, saveStatements, statementPdf } from "../make-statement.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { loadAccount } from "./load-account.ts";

/** A screen's worth: the preview decides each account anew. */
const previewed = 100;
const mostRuns = 50;
const mostRows = 2000;

/** What the run would do today, a page of accounts at a time, in the order of the run. */
export async function previewRun(context: Context, after: number) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const cycle = (await newestCycle(tx)) ?? usualCycle;
    const found = await patientsForRun(tx, { after, limit: previewed + 1 });
    const page = found.slice(0, previewed);
    const hidden = await hiddenPatients(context, tx, page);
    await recordAct(context, tx, { act: "statement.list", patients: page.filter((id) => !hidden.has(id)) });
    const rows = [];
    for (const patientId of page) {
      const account = await loadAccount(context, tx, patientId);
      if (account === undefined) continue;
      const prepared = await prepareStatement(tx, account, { cycle });
      rows.push({
        patient: { id: patientId, name: hidden.has(patientId) ? maskedName : formatListName(account.patient.name) },
        amount: prepared.statement.amountDue,
        ...(prepared.send
          ? { step: prepared.step, stepTitle: prepared.statement.step?.title ?? "Statement", gates: [] }
          : { gates: prepared.gates.map(({ kind, title, words, authority }) => ({ kind, title, words, authority })) }),
      });
    }
    return {
      today: today as string,
      rows,
      owing: await countPatientsForRun(tx),
      running: (await listRuns(tx, { limit: 1 })).some(({ state }) => state === "running"),
      ...(found.length > previewed ? { next: page.at(-1) as number } : {}),
    };
  });
}

/** Refuses while another run goes on. */
export async function startRun(context: Context): Promise<Outcome<{ readonly runId: number; readonly jobId: number }>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    if ((await listRuns(tx, { limit: 1 })).some(({ state }) => state === "running"))
      return no("run-goes-on", "A run of statements goes on already.", "Look at Jobs how far it is.");
    const { today } = await practiceToday(context, tx);
    const runId = await insertRun(tx, { on: today, by: context.user });
    await recordAct(context, tx, { act: "statement.run", patients: [], object: ["statement-run", runId] });
    const job = await startJob(context, tx, { kind: "statement-run", subjectId: runId, subject: `of ${today}` });
    return ok({ runId, jobId: job.id });
  });
}

/** Account by account, each in its own transaction with its PDF; one that was had is not had again. */
export async function runStatements(context: Context, runId: number, watch: Watch = unwatched): Promise<string> {
  const pool = { pool: context.app.pool, practiceId: context.practiceId };
  const total = await readPractice(pool.pool, pool.practiceId, countPatientsForRun);
  let done = 0;
  let after = 0;
  for (;;) {
    const from = after;
    const patients = await readPractice(pool.pool, pool.practiceId, (tx) => patientsForRun(tx, { after: from, limit: 50, runId }));
    if (patients.length === 0) break;
    for (const patientId of patients) {
      await watch.at({ done, total });
      await inPractice(pool.pool, pool.practiceId, (tx) => runOne(context, tx, { runId, patientId }));
      done += 1;
      after = patientId;
    }
  }
  const [run] = await inPractice(pool.pool, pool.practiceId, async (tx) => {
    await finishRun(tx, runId);
    return listRuns(tx, { limit: 1, runId });
  });
  return `${counted(run?.sent ?? 0, "statement")} made, ${counted(run?.heldBack ?? 0, "account")} held back, each with its reason.`;
}

async function runOne(
  context: Context,
  tx: Tx,
  { runId, patientId }: { readonly runId: number; readonly patientId: PatientId },
): Promise<void> {
  await lockPatient(tx, patientId);
  const account = await loadAccount(context, tx, patientId);
  if (account === undefined) return;
  const cycle = (await newestCycle(tx)) ?? usualCycle;
  const prepared = await prepareStatement(tx, account, { cycle });
  const amount = prepared.statement.amountDue;
  if (!prepared.send) {
    const gates = prepared.gates.map(({ kind, title, words }) => ({ kind, title, words }));
    await insertRunRow(tx, runId, { patientId, amount, gates });
    return;
  }
  const [statementId] = await saveStatements(tx, [{ account, statement: prepared.statement, step: prepared.step, runId }]);
  assert(statementId !== undefined, "a statement that was saved has its number");
  // Drawn now and kept: what is printed again later is these bytes.
  await statementPdf(tx, statementId);
  await insertRunRow(tx, runId, { patientId, statementId, amount, gates: [] });
  await recordAct(context, tx, { act: "statement.make", patients: [patientId], object: ["statement", statementId] });
}

export async function viewRuns(context: Context) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => ({ runs: [...(await listRuns(tx, { limit: mostRuns }))] }));
}

/** What one run did, account by account. */
export async function viewRun(context: Context, runId: number) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const [run] = await listRuns(tx, { limit: 1, runId });
    if (run === undefined) return notFound("run");
    const rows = await rowsOfRun(tx, runId, mostRows);
    const ids = rows.map((row) => row.patientId);
    const hidden = await hiddenPatients(context, tx, ids);
    await recordAct(context, tx, {
      act: "statement.list",
      patients: ids.filter((id) => !hidden.has(id)),
      object: ["statement-run", runId],
    });
    const patients = await loadPatients(tx, ids);
    return ok({
      run,
      rows: rows.map(({ patientId, gates, ...row }) => {
        const patient = hidden.has(patientId) ? undefined : patients.get(patientId);
        return {
          ...row,
          gates: gates.map((gate) => ({ ...gate })),
          patient: { id: patientId, name: patient === undefined ? maskedName : formatListName(patient.name) },
        };
      }),
    });
  });
}

export async function viewCycle(context: Context) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const set = await newestCycle(tx);
    const { everyDays, smallest, termDays, steps } = set ?? usualCycle;
    return {
      everyDays,
      smallest,
      termDays,
      steps: steps.map((step) => ({ ...step })),
      ...(set === undefined ? {} : { setOn: set.setOn, setBy: set.setBy }),
    };
  });
}

export async function setCycle(context: Context, cycle: StatementCycle): Promise<Outcome<undefined>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    await insertCycle(tx, { ...cycle, setOn: today, setBy: context.user });
    return ok(undefined);
  });
}
