/** Payers' payments as a list, and whether each was found at the bank. */
import type { Cents } from "../core/kernel/cents.ts";
import type { PayerId, RemittanceId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { RemittanceStatus } from "./remittances.ts";
import { allOf, type Sql, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface RemittanceFilter {
  readonly statuses?: readonly RemittanceStatus[];
  readonly payerIds?: readonly PayerId[];
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly deposited?: boolean;
}

export interface ListedRemittance {
  readonly id: RemittanceId;
  readonly payerName: string;
  readonly trace: string;
  readonly method: string;
  readonly amount: Cents;
  readonly paidOn: IsoDate | null;
  readonly receivedOn: IsoDate;
  readonly status: RemittanceStatus;
  readonly balanced: boolean;
  readonly claims: number;
  /** Claims whose money waits. */
  readonly held: number;
  /** Open exceptions of the payment. */
  readonly waiting: number;
  readonly depositedOn: IsoDate | null;
}

/** Newest first; `after` and `before` are payments. */
export async function listedRemittances(
  tx: Tx,
  filter: RemittanceFilter,
  { limit, after, before }: { readonly limit: number; readonly after?: number | undefined; readonly before?: number | undefined },
): Promise<readonly ListedRemittance[]> {
  const backwards = before !== undefined;
  const beyond = before !== undefined ? sql`r.id > ${before}` : after !== undefined ? sql`r.id < ${after}` : undefined;
  const order = backwards ? sql`r.id` : sql`r.id desc`;
  const rows = await tx.many<ListedRemittance>(sql`
    with page as materialized (
      select r.* from remittance r where r.practice_id = ${tx.practiceId} and ${allOf([matches(tx, filter), beyond])}
      order by ${order} limit ${limit})
    select r.id, r.payer_name as "payerName", r.trace, r.method, r.amount, r.paid_on as "paidOn", f.received_on as "receivedOn", r.status,
      coalesce((r.proof ->> 'balanced')::boolean, false) as balanced, c.claims, c.held, x.waiting, d.deposited_on as "depositedOn"
    from page r
      join inbound_file f on f.practice_id = r.practice_id and f.id = r.inbound_file_id
      cross join lateral (select count(*) as claims, count(*) filter (where state = 'held') as held from remittance_claim
        where practice_id = ${tx.practiceId} and remittance_id = r.id) c
      cross join lateral (select count(*) as waiting from exception_item where practice_id = ${tx.practiceId} and source = 'remittance'
        and source_key >= r.id || '/' and source_key < r.id || '0' and status = 'open') x
      left join remittance_deposit d on d.practice_id = r.practice_id and d.remittance_id = r.id
    order by ${order}`);
  return backwards ? rows.reverse() : rows;
}

/** Exact up to 10,000; 10,001 means more. */
export async function countListedRemittances(tx: Tx, filter: RemittanceFilter): Promise<number> {
  const row = await tx.one<{ n: number }>(sql`
    select count(*) as n from (select 1 from remittance r where r.practice_id = ${tx.practiceId} and ${matches(tx, filter)} limit 10001) as found`);
  return row.n;
}

export interface DepositMark {
  readonly on: IsoDate;
  readonly by: string;
}

export async function loadDeposit(tx: Tx, id: RemittanceId): Promise<DepositMark | undefined> {
  return tx.maybe<DepositMark>(sql`
    select deposited_on as "on", marked_by as "by" from remittance_deposit where practice_id = ${tx.practiceId} and remittance_id = ${id}`);
}

/** The day at the bank; without one the mark is taken back. */
export async function saveDeposit(tx: Tx, id: RemittanceId, mark: DepositMark | undefined): Promise<void> {
  if (mark === undefined) {
    await tx.run(sql`delete from remittance_deposit where practice_id = ${tx.practiceId} and remittance_id = ${id}`);
    return;
  }
  await tx.run(sql`
    insert into remittance_deposit (practice_id, remittance_id, deposited_on, marked_by) values (${tx.practiceId}, ${id}, ${mark.on}, ${mark.by})
    on conflict (practice_id, remittance_id) do update
      set deposited_on = excluded.deposited_on, marked_by = excluded.marked_by, recorded_at = now()`);
}

/** What waits for a person, of one payment. */
export async function exceptionsOfRemittance(
  tx: Tx,
  id: RemittanceId,
): Promise<readonly { readonly id: number; readonly reason: string; readonly status: string }[]> {
  return tx.many(sql`
    select id, reason, status from exception_item where practice_id = ${tx.practiceId} and source in ('remittance', 'next-payer')
      and source_key >= ${`${id}/`}::text and source_key < ${`${id}0`}::text order by status, id limit 500`);
}

function matches(tx: Tx, { statuses, payerIds, from, to, deposited }: RemittanceFilter): Sql {
  const marked = sql`exists (select 1 from remittance_deposit d where d.practice_id = ${tx.practiceId} and d.remittance_id = r.id)`;
  return allOf([
    statuses === undefined ? undefined : sql`r.status = any(${statuses}::text[])`,
    payerIds === undefined ? undefined : sql`r.payer_id = any(${payerIds}::bigint[])`,
    from === undefined ? undefined : sql`r.paid_on >= ${from}::date`,
    to === undefined ? undefined : sql`r.paid_on <= ${to}::date`,
    deposited === undefined ? undefined : deposited ? marked : sql`not ${marked} and r.amount <> 0`,
  ]);
}
