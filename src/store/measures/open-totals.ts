/**
 * What is open by day of service: the sums of the balances that the kept places of claims and visits have. Triggers add the difference
 * in the transaction that changes a place (`0067-open-totals.ts`), as a row of its own, so that two who change the same day do not wait
 * for each other; from time to time the rows of a day are made one.
 */
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";
import { balances } from "./money-rows.ts";

interface Sums {
  readonly rows: number;
  readonly part: number;
  readonly whole: number;
}

/** As the rows of these names add up today. */
export async function openSums(
  tx: Tx,
  today: IsoDate,
): Promise<Readonly<Record<"open-balances" | "aged-balances" | "credit-balances", Sums>>> {
  const { debits, owed, old, credits, credit } = await tx.one<
    Readonly<Record<"debits" | "owed" | "old" | "credits" | "credit", number>>
  >(sql`
    select coalesce(sum(rows) filter (where not credit), 0)::bigint as debits, coalesce(sum(amount) filter (where not credit), 0)::bigint as owed,
      coalesce(sum(amount) filter (where not credit and ${today}::date - on_day > 90), 0)::bigint as old,
      coalesce(sum(rows) filter (where credit), 0)::bigint as credits, coalesce(sum(amount) filter (where credit), 0)::bigint as credit
    from open_total where practice_id = ${tx.practiceId}`);
  return {
    "open-balances": { rows: debits + credits, part: owed + credit, whole: 0 },
    "aged-balances": { rows: debits, part: old, whole: owed },
    "credit-balances": { rows: credits, part: -credit, whole: 0 },
  };
}

/** Makes the rows of each day one. Rows that come meanwhile stay. */
export async function foldOpenTotals(tx: Tx): Promise<void> {
  await tx.run(sql`
    with gone as (delete from open_total where practice_id = ${tx.practiceId}
      and pg_try_advisory_xact_lock(hashtext('claimwright open totals'), ${tx.practiceId})
      and exists (select 1 from open_total where practice_id = ${tx.practiceId} group by on_day, credit having count(*) > 1)
      returning on_day, credit, rows, amount)
    insert into open_total (practice_id, on_day, credit, rows, amount)
    select ${tx.practiceId}::int, on_day, credit, sum(rows)::bigint, sum(amount)::bigint from gone
    group by on_day, credit having sum(rows) <> 0 or sum(amount) <> 0`);
}

/** Days whose sums are not those of the places. On one snapshot. */
export async function wrongOpenTotals(tx: Tx): Promise<{ readonly totals: number; readonly wrong: readonly IsoDate[] }> {
  const { totals } = await tx.one<{ totals: number }>(sql`select count(*) as totals from open_total where practice_id = ${tx.practiceId}`);
  const wrong = await tx.many<{ day: IsoDate }>(sql`
    select distinct coalesce(k.on_day, f.on_day) as day
    from (select on_day, credit, sum(rows) as rows, sum(amount) as amount from open_total where practice_id = ${tx.practiceId}
      group by 1, 2 having sum(rows) <> 0 or sum(amount) <> 0) k
    full join (select on_day, amount < 0 as credit, count(*) as rows, sum(amount) as amount from ${balances(tx)} b group by 1, 2) f
      on f.on_day = k.on_day and f.credit = k.credit
    where (k.rows, k.amount) is distinct from (f.rows, f.amount) order by 1`);
  return { totals, wrong: wrong.map(({ day }) => day) };
}
