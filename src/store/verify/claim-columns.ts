/** What is stored of a claim as a copy of its events. */
import type { ClaimId } from "../../core/kernel/id.ts";
import { sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";

export interface ClaimColumns {
  readonly id: ClaimId;
  readonly state: string;
  readonly version: number;
  readonly lastSequence: number;
}

/** In order of the ids, after that one. */
export async function claimColumnsAfter(tx: Tx, after: number, limit: number): Promise<readonly ClaimColumns[]> {
  return tx.many(sql`
    select id, state, version, last_sequence as "lastSequence" from claim where practice_id = ${tx.practiceId} and id > ${after}
    order by id limit ${limit}`);
}
