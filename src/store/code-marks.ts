/** Codes that somebody keeps or opened last. */
import type { CodeSystem } from "../core/kernel/code-lookup.ts";
import type { OwnerId } from "../core/worklist/work.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface CodeMark {
  readonly system: CodeSystem;
  readonly code: string;
  readonly favourite: boolean;
}

interface OwnMark {
  readonly ownerId: OwnerId;
  readonly system: CodeSystem;
  readonly code: string;
}

/** Favourites by system and code, then the others, the last opened first. */
export function marksOf(tx: Tx, ownerId: OwnerId): Promise<readonly CodeMark[]> {
  return tx.many<CodeMark>(sql`
    select system, code, favourite from code_mark where practice_id = ${tx.practiceId} and owner_id = ${ownerId}
    order by favourite desc, case when favourite then system || code end, opened_at desc, code`);
}

export async function openMark(tx: Tx, { ownerId, system, code }: OwnMark): Promise<void> {
  await tx.run(sql`
    insert into code_mark (practice_id, owner_id, system, code, favourite) values (${tx.practiceId}, ${ownerId}, ${system}, ${code}, false)
    on conflict (practice_id, owner_id, system, code) do update set opened_at = clock_timestamp()`);
}

export async function setFavourite(tx: Tx, { ownerId, system, code, favourite }: OwnMark & { readonly favourite: boolean }): Promise<void> {
  await tx.run(sql`
    insert into code_mark (practice_id, owner_id, system, code, favourite) values (${tx.practiceId}, ${ownerId}, ${system}, ${code}, ${favourite})
    on conflict (practice_id, owner_id, system, code) do update set favourite = excluded.favourite`);
}

/** Favourites stay; of what was only opened, the last ones. */
export async function dropOldMarks(tx: Tx, ownerId: OwnerId, most: number): Promise<void> {
  await tx.run(sql`
    delete from code_mark where practice_id = ${tx.practiceId} and owner_id = ${ownerId} and not favourite and (system, code) not in (
      select system, code from code_mark where practice_id = ${tx.practiceId} and owner_id = ${ownerId} and not favourite
      order by opened_at desc, code limit ${most})`);
}
