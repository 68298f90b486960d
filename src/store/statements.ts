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
}

export async function insertStatement(
  tx: Tx,
  statement: Pick<StoredStatement, "number" | "patientId" | "date" | "dueDate" | "amount" | "content"> & { readonly pdf?: Uint8Array },
): Promise<number> {
  const blob = statement.pdf === undefined ? undefined : await storeBlob(tx, statement.pdf);
  const row = await tx.one<{ id: number }>(sql`
    insert into statement (practice_id, number, patient_id, statement_date, due_date, amount, content, pdf_file_id, pdf_sha256)
    values (${tx.practiceId}, ${statement.number}, ${statement.patientId}, ${statement.date}, ${statement.dueDate}, ${statement.amount},
      ${toJson(statement.content)}, ${blob?.fileId}, ${blob?.sha256})
    returning id`);
  return row.id;
}

export async function loadStatement(tx: Tx, id: number): Promise<StoredStatement | undefined> {
  const row = await tx.maybe<StatementRow>(sql`select * from statement where practice_id = ${tx.practiceId} and id = ${id}`);
  return row === undefined ? undefined : statementOf(row);
}

/** Newest first. */
export async function listStatements(
  tx: Tx,
  { patientId, limit, offset = 0 }: { readonly patientId?: PatientId; readonly limit: number; readonly offset?: number },
): Promise<readonly StoredStatement[]> {
  const rows = await tx.many<StatementRow>(sql`
    select * from statement
    where practice_id = ${tx.practiceId} and ${allOf([patientId === undefined ? undefined : sql`patient_id = ${patientId}`])}
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
}

function statementOf(row: StatementRow): StoredStatement {
  return {
    id: row.id,
    number: row.number,
    patientId: row.patient_id,
    date: row.statement_date,
    amount: row.amount,
    content: row.content,
    ...present({ dueDate: row.due_date, pdfFileId: row.pdf_file_id, pdfSha256: row.pdf_sha256 }),
  };
}
