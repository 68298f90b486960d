/** The versions of a visit's note. */
import type { EncounterId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface NoteVersion {
  /** 1 is the first. */
  readonly number: number;
  readonly kind: "draft" | "signed" | "addendum";
  readonly text: string;
  readonly on: IsoDate;
  readonly by: string;
}

export async function addNoteVersion(tx: Tx, visitId: EncounterId, one: NoteVersion): Promise<void> {
  await tx.run(sql`
    insert into note_version (practice_id, encounter_id, number, kind, content, written_on, written_by)
    values (${tx.practiceId}, ${visitId}, ${one.number}, ${one.kind}, ${one.text}, ${one.on}, ${one.by})`);
}

/** The first first. */
export async function versionsOfNote(tx: Tx, visitId: EncounterId): Promise<readonly NoteVersion[]> {
  return tx.many<NoteVersion>(sql`
    select number, kind, content as text, written_on as "on", written_by as "by" from note_version
    where practice_id = ${tx.practiceId} and encounter_id = ${visitId} order by number`);
}
