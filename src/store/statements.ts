/** Statements to patients, as they were made. */
import type { Cents } from "../core/kernel/cents.ts";
import type { PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { storeBlob } from "./blobs.ts";
import { toJson } from "./json.ts";
import { present } from "./row.ts";
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

export async function insertStatement(
  tx: Tx,
  statement: Pick<StoredStatement, "number" | "patientId" | "date" | "dueDate" | "amount" | "content" | "step" | "runId">,
): Promise<number> {
  const row = await tx.one<{ id: number }>(sql`
    insert into statement (practice_id, number, patient_id, statement_date, due_date, amount, content, step, run_id)
    values (${tx.practiceId}, ${statement.number}, ${statement.patientId}, ${statement.date}, ${statement.dueDate}, ${statement.amount},
      ${toJson(statement.content)}, ${statement.step}, ${statement.runId})
    returning id`);
  return row.id;
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
