/** What became of each claim of an imported file. */
import type { EncounterId } from "../core/kernel/id.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface ImportOutcome {
  readonly controlNumber: string;
  /** Absent when the claim was not taken over. */
  readonly visitId?: EncounterId;
  readonly words: string;
}

/** `position`: of the claim in its file, from 0. */
export async function recordImportOutcome(
  tx: Tx,
  inboundFileId: number,
  outcome: ImportOutcome & { readonly position: number },
): Promise<void> {
  await tx.run(sql`
    insert into import_claim (practice_id, inbound_file_id, position, control_number, encounter_id, words)
    values (${tx.practiceId}, ${inboundFileId}, ${outcome.position}, ${outcome.controlNumber}, ${outcome.visitId}, ${outcome.words})`);
}

/** What was recorded, if it was. Until the transaction ends nobody else works a claim of this file, so each is worked once. */
export async function findImportOutcome(tx: Tx, inboundFileId: number, position: number): Promise<ImportOutcome | undefined> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`import ${tx.practiceId} ${inboundFileId}`}, 0))`);
  const row = await tx.maybe<Omit<ImportOutcome, "visitId"> & { readonly visitId: EncounterId | null }>(sql`
    select control_number as "controlNumber", encounter_id as "visitId", words from import_claim
    where practice_id = ${tx.practiceId} and inbound_file_id = ${inboundFileId} and position = ${position}`);
  if (row === undefined) return undefined;
  const { visitId, ...outcome } = row;
  return { ...outcome, ...(visitId === null ? {} : { visitId }) };
}
