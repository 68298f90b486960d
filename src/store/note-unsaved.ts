/** What somebody is writing into a visit's note and has not saved: one row of each writer and visit. */
import type { EncounterId } from "../core/kernel/id.ts";
import type { WrittenNote } from "../core/visits/note-sections.ts";
import { toJson } from "./json.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface UnsavedNote {
  readonly written: WrittenNote;
  /** The version that the writer had before them. */
  readonly newest: number;
  /** ISO 8601, as the database's clock had it. */
  readonly at: string;
}

export async function unsavedNote(tx: Tx, visitId: EncounterId, writer: number): Promise<UnsavedNote | undefined> {
  return tx.maybe<UnsavedNote>(sql`
    select written, newest, kept_at as at from note_unsaved
    where practice_id = ${tx.practiceId} and encounter_id = ${visitId} and account_id = ${writer}`);
}

export async function keepUnsaved(
  tx: Tx,
  visitId: EncounterId,
  { writer, written, newest }: { readonly writer: number; readonly written: WrittenNote; readonly newest: number },
): Promise<void> {
  await tx.run(sql`
    insert into note_unsaved (practice_id, encounter_id, account_id, newest, written)
    values (${tx.practiceId}, ${visitId}, ${writer}, ${newest}, ${toJson(written)})
    on conflict (practice_id, encounter_id, account_id) do update
      set newest = excluded.newest, written = excluded.written, kept_at = excluded.kept_at`);
}

export async function dropUnsaved(tx: Tx, visitId: EncounterId, writer: number): Promise<void> {
  await tx.run(sql`
    delete from note_unsaved where practice_id = ${tx.practiceId} and encounter_id = ${visitId} and account_id = ${writer}`);
}

/** When it is signed, nobody's unsaved words go into it any more. */
export async function dropAllUnsaved(tx: Tx, visitId: EncounterId): Promise<void> {
  await tx.run(sql`delete from note_unsaved where practice_id = ${tx.practiceId} and encounter_id = ${visitId}`);
}
