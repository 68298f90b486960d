/** Pages of the list of denials, sums by state, and groups of the same cause. */
import type { DenialStatus } from "../core/denials/case.ts";
import type { Cents } from "../core/kernel/cents.ts";
import type { DenialId, EncounterId, PatientId, PayerId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { allOf, type Sql, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export const denialSorts = ["due", "amount", "decided"] as const;
export type DenialSort = (typeof denialSorts)[number];

/** Several values of one filter are alternatives; filters hold together. */
export interface DenialFilter {
  readonly statuses?: readonly DenialStatus[];
  readonly categories?: readonly string[];
  readonly causes?: readonly string[];
  readonly actions?: readonly string[];
  readonly payerIds?: readonly PayerId[];
  /** CARC. */
  readonly reasons?: readonly string[];
  readonly procedures?: readonly string[];
  readonly preventable?: readonly string[];
  /** Due on or before this day. */
  readonly dueBy?: IsoDate;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

export interface ListedDenial {
  readonly id: DenialId;
  readonly patientId: PatientId;
  readonly encounterId: EncounterId;
  readonly payerId: PayerId;
  readonly lastName: string;
  readonly firstName: string;
  readonly accountNumber: string;
  readonly serviceFrom: IsoDate;
  readonly procedure: string;
  readonly decidedOn: IsoDate;
  readonly group: string;
  readonly reason: string;
  readonly remarks: readonly string[];
  readonly category: string;
  readonly cause: string;
  readonly preventable: string;
  readonly action: string | null;
  readonly status: DenialStatus;
  readonly amount: Cents;
  readonly recovered: Cents | null;
  /** "infinity" when nothing is due. */
  readonly due: string;
}

/** The next day on which something must have happened: the answer, the own reminder, else the step's deadline; nothing once it is closed. */
const due = sql`case when d.status in ('open', 'working', 'corrected', 'appealed')
  then coalesce(least(d.answer_by, d.next_on), d.deadline, 'infinity') else 'infinity' end`;

const sortColumns: Readonly<Record<DenialSort, Sql>> = { due, amount: sql`d.amount`, decided: sql`d.denied_on` };

/** One page, in the order that was asked for; `after` is the last row of the page before. */
export async function listedDenials(
  tx: Tx,
  filter: DenialFilter,
  page: { readonly sort: DenialSort; readonly descending: boolean; readonly limit: number; readonly after?: DenialId },
): Promise<readonly ListedDenial[]> {
  const column = sortColumns[page.sort];
  const beyond =
    page.after === undefined
      ? undefined
      : sql`(${column}, d.id) ${page.descending ? sql`<` : sql`>`} (select ${column}, d.id from denial d
          where d.practice_id = ${tx.practiceId} and d.id = ${page.after})`;
  const order = page.descending ? sql`${column} desc, d.id desc` : sql`${column}, d.id`;
  return tx.many<ListedDenial>(sql`
    with page as materialized (
      select d.* from denial d where d.practice_id = ${tx.practiceId} and ${allOf([matches(filter), beyond])}
      order by ${order} limit ${page.limit})
    select d.id, d.patient_id as "patientId", c.encounter_id as "encounterId", d.payer_id as "payerId", p.last_name as "lastName",
      p.first_name as "firstName", p.account_number as "accountNumber", h.service_from as "serviceFrom", d.procedure, d.denied_on as "decidedOn",
      d.group_code as group, d.carc as reason, d.remarks, d.category, d.cause, d.preventable, d.next_action as action, d.status, d.amount,
      d.recovered, (${due})::text as due
    from page d join claim c on c.practice_id = d.practice_id and c.id = d.claim_id
      join charge h on h.practice_id = d.practice_id and h.id = d.charge_id
      join patient p on p.practice_id = d.practice_id and p.id = d.patient_id
    order by ${order}`);
}

export interface DenialSum {
  readonly status: DenialStatus;
  readonly count: number;
  readonly amount: Cents;
  readonly recovered: Cents;
}

/** Of all that match but for the state: how many in each, and the money. */
export async function denialSums(tx: Tx, { statuses: _any, ...filter }: DenialFilter): Promise<readonly DenialSum[]> {
  return tx.many<DenialSum>(sql`
    select d.status, count(*) as count, coalesce(sum(d.amount), 0)::bigint as amount, coalesce(sum(d.recovered), 0)::bigint as recovered
    from denial d where d.practice_id = ${tx.practiceId} and ${matches(filter)} group by d.status`);
}

export interface DenialGroup {
  readonly payerId: PayerId;
  readonly reason: string;
  readonly procedure: string;
  readonly category: string;
  readonly cause: string;
  readonly count: number;
  readonly amount: Cents;
}

/** The same payer, reason and service: one cause, to be fixed once. The most money first. */
export async function denialGroups(tx: Tx, filter: DenialFilter, limit: number): Promise<readonly DenialGroup[]> {
  return tx.many<DenialGroup>(sql`
    select d.payer_id as "payerId", d.carc as reason, d.procedure, min(d.category) as category, min(d.cause) as cause, count(*) as count,
      sum(d.amount)::bigint as amount
    from denial d where d.practice_id = ${tx.practiceId} and ${matches(filter)}
    group by d.payer_id, d.carc, d.procedure order by sum(d.amount) desc, d.payer_id, d.carc, d.procedure limit ${limit}`);
}

/** What the practice's denials have as values of these filters. */
export async function denialChoices(
  tx: Tx,
): Promise<{ readonly categories: readonly string[]; readonly causes: readonly string[]; readonly reasons: readonly string[] }> {
  return tx.one(sql`
    select coalesce(array_agg(distinct category order by category), '{}') as categories,
      coalesce(array_agg(distinct cause order by cause), '{}') as causes, coalesce(array_agg(distinct carc order by carc), '{}') as reasons
    from (select distinct category, cause, carc from denial where practice_id = ${tx.practiceId}) used`);
}

function matches(filter: DenialFilter): Sql {
  const isOneOf = (column: Sql, values: readonly string[] | undefined): Sql | undefined =>
    values === undefined ? undefined : sql`${column} = any(${values}::text[])`;
  return allOf([
    isOneOf(sql`d.status`, filter.statuses),
    isOneOf(sql`d.category`, filter.categories),
    isOneOf(sql`d.cause`, filter.causes),
    isOneOf(sql`d.next_action`, filter.actions),
    isOneOf(sql`d.carc`, filter.reasons),
    isOneOf(sql`d.preventable`, filter.preventable),
    filter.payerIds === undefined ? undefined : sql`d.payer_id = any(${filter.payerIds}::bigint[])`,
    isOneOf(sql`d.procedure`, filter.procedures),
    filter.dueBy === undefined ? undefined : sql`${due} <= ${filter.dueBy}::date`,
    filter.from === undefined ? undefined : sql`d.denied_on >= ${filter.from}::date`,
    filter.to === undefined ? undefined : sql`d.denied_on <= ${filter.to}::date`,
  ]);
}
