/** When the program itself recorded that a claim was written and answered, by the server's clock in UTC. */
import type { ClaimId } from "../core/kernel/id.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export async function recordedTimes(
  tx: Tx,
  { claimId }: { readonly claimId: ClaimId },
): Promise<{ readonly written: ReadonlyMap<string, string>; readonly received: ReadonlyMap<number, string> }> {
  const rows = await tx.many<{ name: string | null; file: number | null; at: string }>(sql`
    select e.payload ->> 'fileName' as name, i.id as file,
      to_char(coalesce(i.recorded_at, e.recorded_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"') as at
    from claim_event e left join inbound_file i on i.practice_id = e.practice_id and i.id = (e.payload ->> 'inboundFileId')::bigint
    where e.practice_id = ${tx.practiceId} and e.claim_id = ${claimId} and (e.kind = 'written' or e.payload ? 'inboundFileId')`);
  return {
    written: new Map(rows.flatMap(({ name, at }) => (name === null ? [] : [[name, at] as const]))),
    received: new Map(rows.flatMap(({ file, at }) => (file === null ? [] : [[file, at] as const]))),
  };
}
