/** The statement cycle's settings, and its runs: who got a statement, and who did not and why. */
import type { CycleStep, Gate, StatementCycle } from "../core/billing/cycle.ts";
import type { Cents } from "../core/kernel/cents.ts";
import type { PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { toJson } from "./json.ts";
import { present } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface StoredCycle extends StatementCycle {
  readonly setOn: IsoDate;
  readonly setBy: string;
}

export async function insertCycle(tx: Tx, cycle: StoredCycle): Promise<void> {
  await tx.run(sql`
    insert into statement_cycle (practice_id, set_on, set_by, every_days, smallest, term_days, steps)
    values (${tx.practiceId}, ${cycle.setOn}, ${cycle.setBy}, ${cycle.everyDays}, ${cycle.smallest}, ${cycle.termDays}, ${toJson(cycle.steps)})`);
}

/** The newest; undefined while nobody has set any. */
export async function newestCycle(tx: Tx): Promise<StoredCycle | undefined> {
  const row = await tx.maybe<{
    readonly set_on: IsoDate;
    readonly set_by: string;
    readonly every_days: number;
    readonly smallest: Cents;
    readonly term_days: number;
    readonly steps: readonly CycleStep[];
  }>(sql`select * from statement_cycle where practice_id = ${tx.practiceId} order by id desc limit 1`);
  if (row === undefined) return undefined;
  return {
    everyDays: row.every_days,
    smallest: row.smallest,
    termDays: row.term_days,
    steps: row.steps,
    setOn: row.set_on,
    setBy: row.set_by,
  };
}

export interface StatementRun {
  readonly id: number;
  readonly on: IsoDate;
  readonly by: string;
  readonly state: "running" | "done";
  readonly sent: number;
  readonly heldBack: number;
  readonly amount: Cents;
}

export async function insertRun(tx: Tx, { on, by }: { readonly on: IsoDate; readonly by: string }): Promise<number> {
  const row = await tx.one<{ id: number }>(
    sql`insert into statement_run (practice_id, run_on, asked_by) values (${tx.practiceId}, ${on}, ${by}) returning id`,
  );
  return row.id;
}

export async function finishRun(tx: Tx, runId: number): Promise<void> {
  await tx.run(sql`update statement_run set state = 'done' where practice_id = ${tx.practiceId} and id = ${runId}`);
}

/** The newest first. */
export async function listRuns(
  tx: Tx,
  { limit, runId }: { readonly limit: number; readonly runId?: number },
): Promise<readonly StatementRun[]> {
  return tx.many<StatementRun>(sql`
    select r.id, r.run_on as "on", r.asked_by as by, r.state, coalesce(s.sent, 0)::int as sent, coalesce(s.held, 0)::int as "heldBack",
      coalesce(s.amount, 0)::bigint as amount
    from statement_run r
      left join lateral (select count(w.statement_id) as sent, count(*) - count(w.statement_id) as held,
          sum(w.amount) filter (where w.statement_id is not null) as amount
        from statement_run_row w where w.practice_id = r.practice_id and w.run_id = r.id) s on true
    where r.practice_id = ${tx.practiceId} and ${runId === undefined ? sql`true` : sql`r.id = ${runId}`}
    order by r.id desc limit ${limit}`);
}

export interface RunRow {
  readonly patientId: PatientId;
  readonly statementId?: number;
  readonly amount: Cents;
  readonly gates: readonly Pick<Gate, "kind" | "title" | "words">[];
}

export async function insertRunRow(tx: Tx, runId: number, row: RunRow): Promise<void> {
  await tx.run(sql`
    insert into statement_run_row (practice_id, run_id, patient_id, statement_id, amount, gates)
    values (${tx.practiceId}, ${runId}, ${row.patientId}, ${row.statementId}, ${row.amount}, ${toJson(row.gates)})`);
}

/** By patient, those with a statement first. */
export async function rowsOfRun(tx: Tx, runId: number, limit: number): Promise<readonly RunRow[]> {
  const rows = await tx.many<{
    readonly patientId: PatientId;
    readonly statementId: number | null;
    readonly amount: Cents;
    readonly gates: RunRow["gates"];
  }>(sql`
    select patient_id as "patientId", statement_id as "statementId", amount, gates from statement_run_row
    where practice_id = ${tx.practiceId} and run_id = ${runId} order by statement_id nulls last, patient_id limit ${limit}`);
  return rows.map(({ statementId, ...row }) => ({ ...row, ...present({ statementId }) }));
}

/** Who may get one: whoever owes something, in the order of ids; those whom the run has had are left out. */
export async function patientsForRun(
  tx: Tx,
  { after, limit, runId }: { readonly after: number; readonly limit: number; readonly runId?: number },
): Promise<readonly PatientId[]> {
  const had =
    runId === undefined
      ? sql`true`
      : sql`not exists (select 1 from statement_run_row w where w.practice_id = b.practice_id and w.run_id = ${runId} and w.patient_id = b.patient_id)`;
  const rows = await tx.many<{ id: PatientId }>(sql`
    select b.patient_id as id from patient_balance b
    where b.practice_id = ${tx.practiceId} and b.patient > 0 and b.patient_id > ${after}::bigint and ${had} order by b.patient_id limit ${limit}`);
  return rows.map((row) => row.id);
}

export async function countPatientsForRun(tx: Tx): Promise<number> {
  const row = await tx.one<{ n: number }>(
    sql`select count(*)::int as n from patient_balance where practice_id = ${tx.practiceId} and patient > 0`,
  );
  return row.n;
}
