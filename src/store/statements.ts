/** Statements to patients, as they were made. */

import { assert } from "../core/kernel/assert.ts";
import type { Cents } from "../core/kernel/cents.ts";
import type { PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { storeBlob } from "./blobs.ts";
import { toJson } from "./json.ts";
import { groupRows, present } from "./row.ts";
import { takeRowIds } from "./row-ids.ts";
import { allOf, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface StoredStatement {
  readonly id: number;
  readonly number: string;
  readonly patientId: PatientId;
  readonly date: IsoDate;
  readonly dueDate?: IsoDate;
  readonly amount: Cents;
  /** The values it was printed from. */
  readonly content: unknown;
  /** Of the PDF: `readBlob(tx, pdfFileId)`. */
  readonly pdfFileId?: number;
  readonly pdfSha256?: string;
  /** Of the cycle it was made in; absent on those made before there was one. */
  readonly step?: number;
  readonly runId?: number;
}

type NewStatement = Pick<StoredStatement, "number" | "patientId" | "date" | "dueDate" | "amount" | "content" | "step" | "runId">;

export async function insertStatement(tx: Tx, statement: NewStatement): Promise<number> {
  const [id] = await insertStatements(tx, [statement]);
  assert(id !== undefined, "a statement that was made has an id");
  return id;
}

/** Their ids in the order of the statements. */
export async function insertStatements(tx: Tx, statements: readonly NewStatement[]): Promise<readonly number[]> {
  if (statements.length === 0) return [];
  const ids = await takeRowIds<number>(tx, "statement", statements.length);
  tx.post(sql`
    insert into statement (practice_id, id, number, patient_id, statement_date, due_date, amount, content, step, run_id)
    select ${tx.practiceId}::int, given.* from unnest(${ids}::bigint[], ${statements.map((one) => one.number)}::text[],
      ${statements.map((one) => one.patientId)}::bigint[], ${statements.map((one) => one.date)}::date[],
      ${statements.map((one) => one.dueDate ?? null)}::date[], ${statements.map((one) => one.amount)}::bigint[],
      ${statements.map((one) => toJson(one.content))}::jsonb[], ${statements.map((one) => one.step ?? null)}::int[],
      ${statements.map((one) => one.runId ?? null)}::bigint[]) as given`);
  return ids;
}

/** Made on this day or later, newest first. */
export async function statementsSince(
  tx: Tx,
  day: IsoDate,
): Promise<readonly Pick<StoredStatement, "id" | "number" | "patientId" | "date" | "amount">[]> {
  return tx.many(sql`
    select id, number, patient_id as "patientId", statement_date as date, amount from statement
    where practice_id = ${tx.practiceId} and statement_date >= ${day}::date order by statement_date desc, id desc`);
}

/** Of each of these patients, newest first: the day and the charges it asked for. */
export async function statementsOfPatients(
  tx: Tx,
  ids: readonly PatientId[],
): Promise<ReadonlyMap<PatientId, readonly Pick<StoredStatement, "patientId" | "date" | "content">[]>> {
  const rows = await tx.many<Pick<StoredStatement, "patientId" | "date" | "content">>(sql`
    select patient_id as "patientId", statement_date as date, content from statement
    where practice_id = ${tx.practiceId} and patient_id = any(${ids}::bigint[]) order by patient_id, statement_date desc, id desc`);
  return groupRows(rows, (row) => row.patientId);
}

/** Held until the transaction ends: of two that open it for the first time, one draws it. */
export async function lockStatement(tx: Tx, id: number): Promise<StoredStatement | undefined> {
  const row = await tx.maybe<StatementRow>(
    sql`select * from statement where practice_id = ${tx.practiceId} and id = ${id} for no key update`,
  );
  return row === undefined ? undefined : statementOf(row);
}

export async function saveStatementPdf(tx: Tx, id: number, pdf: Uint8Array): Promise<void> {
  const { fileId, sha256 } = await storeBlob(tx, pdf);
  tx.post(sql`
    update statement set pdf_file_id = ${fileId}, pdf_sha256 = ${sha256} where practice_id = ${tx.practiceId} and id = ${id}`);
}

/** Newest first. */
export async function listStatements(
  tx: Tx,
  {
    patientId,
    runId,
    limit,
    offset = 0,
  }: { readonly patientId?: PatientId; readonly runId?: number; readonly limit: number; readonly offset?: number },
): Promise<readonly StoredStatement[]> {
  const rows = await tx.many<StatementRow>(sql`
    select * from statement
    where practice_id = ${tx.practiceId} and ${allOf([
      patientId === undefined ? undefined : sql`patient_id = ${patientId}`,
      runId === undefined ? undefined : sql`run_id = ${runId}`,
    ])}
    order by statement_date desc, id desc limit ${limit} offset ${offset}`);
  return rows.map(statementOf);
}

interface StatementRow {
  readonly id: number;
  readonly number: string;
  readonly patient_id: PatientId;
  readonly statement_date: IsoDate;
  readonly due_date: IsoDate | null;
  readonly amount: Cents;
  readonly content: unknown;
  readonly pdf_file_id: number | null;
  readonly pdf_sha256: string | null;
  readonly step: number | null;
  readonly run_id: number | null;
}

function statementOf(row: StatementRow): StoredStatement {
  return {
    id: row.id,
    number: row.number,
    patientId: row.patient_id,
    date: row.statement_date,
    amount: row.amount,
    content: row.content,
    ...present({ dueDate: row.due_date, pdfFileId: row.pdf_file_id, pdfSha256: row.pdf_sha256, step: row.step, runId: row.run_id }),
  };
}
