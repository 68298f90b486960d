/** The books, asked whether they add up. */
import { sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";

export async function countEntries(tx: Tx): Promise<number> {
  return (await tx.one<{ n: number }>(sql`select count(*) as n from journal_entry where practice_id = ${tx.practiceId}`)).n;
}

export async function unbalancedEntries(tx: Tx): Promise<readonly { readonly id: number; readonly cents: number }[]> {
  return tx.many(sql`
    select entry_id as id, sum(amount)::bigint as cents from journal_line where practice_id = ${tx.practiceId}
    group by entry_id having sum(amount) <> 0 order by 1`);
}

/** Also an entry without any line. */
export async function entriesWithLostLines(
  tx: Tx,
): Promise<readonly { readonly id: number; readonly lines: number; readonly last: number }[]> {
  return tx.many(sql`
    select e.id, coalesce(l.lines, 0)::bigint as lines, coalesce(l.last, 0)::bigint as last from journal_entry e
    left join (select entry_id, count(*) as lines, max(line_number) as last from journal_line where practice_id = ${tx.practiceId}
      group by entry_id) l on l.entry_id = e.id
    where e.practice_id = ${tx.practiceId} and l.lines is distinct from l.last::bigint or e.practice_id = ${tx.practiceId} and l.lines is null
    order by e.id`);
}

/** In cents: what posted payments say (BPR02), and what the cash account has from other than patients. */
export async function payersCash(tx: Tx): Promise<{ readonly posted: number; readonly booked: number; readonly payments: number }> {
  return tx.one(sql`
    select (select count(*) from remittance where practice_id = ${tx.practiceId} and status = 'posted') as payments,
      (select coalesce(sum(amount), 0)::bigint from remittance where practice_id = ${tx.practiceId} and status = 'posted') as posted,
      (select coalesce(sum(l.amount), 0)::bigint from journal_line l
        join journal_entry e on e.practice_id = l.practice_id and e.id = l.entry_id
        where l.practice_id = ${tx.practiceId} and l.account = 'cash' and e.source in ('remittance-claim', 'provider-adjustment', 'deposit'))
        as booked`);
}
