/** What the list of claims is read from: a row a claim, written with the places of its visit. */
import type { ClaimId, EncounterId } from "../core/kernel/id.ts";
import { type Sql, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

const columns = sql`practice_id, claim_id, encounter_id, patient_id, payer_id, rendering_id, service_from, sort_name, state, frequency, charged,
  insurance, denied`;

/** The rows of these visits' claims, brought up to date. */
export async function placeClaims(tx: Tx, encounters: readonly EncounterId[]): Promise<void> {
  tx.post(sql`
    insert into claim_place as kept (${columns})
    select * from (${placesNow(tx, sql`c.encounter_id = any(${encounters}::bigint[])`)}) as now order by claim_id
    on conflict (practice_id, claim_id) do update set (${columns}) = row(excluded.*) where (kept.*) is distinct from (excluded.*)`);
}

/** Compares what is kept with what it follows from: some claims, in the order of their ids. */
export async function compareClaimPlaces(
  tx: Tx,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<{ readonly ids: readonly ClaimId[]; readonly wrong: readonly ClaimId[] }> {
  const rows = await tx.many<{ id: ClaimId; wrong: boolean }>(sql`
    with batch as materialized (
      select id from claim where practice_id = ${tx.practiceId} and id > ${after} order by id limit ${limit})
    select now.claim_id as id, kept.claim_id is null or (kept.*) is distinct from (now.*) as wrong
    from (${placesNow(tx, sql`c.id in (select id from batch)`)}) as now
      left join claim_place kept on kept.practice_id = now.practice_id and kept.claim_id = now.claim_id
    order by now.claim_id`);
  return { ids: rows.map((row) => row.id), wrong: rows.filter((row) => row.wrong).map((row) => row.id) };
}

function placesNow(tx: Tx, which: Sql): Sql {
  return sql`
    select c.practice_id, c.id as claim_id, c.encounter_id, c.patient_id, c.payer_id, e.rendering_id, c.service_from,
      upper(p.last_name || ', ' || p.first_name) as sort_name, c.state, c.frequency, c.charge_total as charged,
      coalesce(b.insurance, 0)::bigint as insurance, exists (select 1 from denial d where d.practice_id = c.practice_id and d.claim_id = c.id
        and d.status in ('open', 'working', 'appealed')) as denied
    from claim c join encounter e on e.practice_id = c.practice_id and e.id = c.encounter_id
      join patient p on p.practice_id = c.practice_id and p.id = c.patient_id
      left join claim_balance b on b.practice_id = c.practice_id and b.claim_id = c.id
    where c.practice_id = ${tx.practiceId} and ${which}`;
}
