/** What became of each claim of an imported file. */
import type { EncounterId } from "../core/kernel/id.ts";
import { present } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface ImportOutcome {
  readonly controlNumber: string;
  /** Absent when the claim was not taken over. */
  readonly visitId?: EncounterId;
  readonly words: string;
}

/** `position`: of the claim in its file, from 0. */
export async function recordImportOutcomes(
  tx: Tx,
  inboundFileId: number,
  outcomes: readonly (ImportOutcome & { readonly position: number })[],
): Promise<void> {
  tx.post(sql`
    insert into import_claim (practice_id, inbound_file_id, position, control_number, encounter_id, words)
    select ${tx.practiceId}::int, ${inboundFileId}::bigint, given.* from unnest(${outcomes.map((one) => one.position)}::int[],
      ${outcomes.map((one) => one.controlNumber)}::text[], ${outcomes.map((one) => one.visitId ?? null)}::bigint[],
      ${outcomes.map((one) => one.words)}::text[]) as given`);
}

/** What was recorded, by position. Until the transaction ends nobody else works a claim of this file, so each is worked once. */
export async function findImportOutcomes(
  tx: Tx,
  inboundFileId: number,
  positions: readonly number[],
): Promise<ReadonlyMap<number, ImportOutcome>> {
  tx.post(sql`select pg_advisory_xact_lock(hashtextextended(${`import ${tx.practiceId} ${inboundFileId}`}, 0))`);
  const rows = await tx.many<OutcomeRow>(sql`
    select position, control_number, encounter_id, words from import_claim
    where practice_id = ${tx.practiceId} and inbound_file_id = ${inboundFileId} and position = any(${positions}::int[])`);
  return new Map(
    rows.map((row) => [row.position, { controlNumber: row.control_number, words: row.words, ...present({ visitId: row.encounter_id }) }]),
  );
}

interface OutcomeRow {
  readonly position: number;
  readonly control_number: string;
  readonly encounter_id: EncounterId | null;
  readonly words: string;
}
