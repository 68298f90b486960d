/** Ids for rows that are made together, so that what belongs to each row can name it. */
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

const sequences = {
  patient: sql`nextval('patient_id_seq')`,
  coverage: sql`nextval('coverage_id_seq')`,
  encounter: sql`nextval('encounter_id_seq')`,
  charge: sql`nextval('charge_id_seq')`,
  claim: sql`nextval('claim_id_seq')`,
  file_blob: sql`nextval('file_blob_id_seq')`,
  inbound_file: sql`nextval('inbound_file_id_seq')`,
  statement: sql`nextval('statement_id_seq')`,
  outbound_file: sql`nextval('outbound_file_id_seq')`,
  inquiry: sql`nextval('inquiry_id_seq')`,
  estimate: sql`nextval('estimate_id_seq')`,
} as const;

/** In rising order. */
export async function takeRowIds<Id>(tx: Tx, table: keyof typeof sequences, count: number): Promise<readonly Id[]> {
  if (count === 0) return [];
  const rows = await tx.many<{ id: Id }>(sql`select ${sequences[table]} as id from generate_series(1, ${count}::int)`);
  return rows.map((row) => row.id);
}
