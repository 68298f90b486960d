/** Pages of the list of claims, by what it is filtered and sorted by; every filter and sort has its index. */
import type { ClaimState } from "../core/claims/model.ts";
import type { Cents } from "../core/kernel/cents.ts";
import type { ClaimId, EncounterId, PatientId, PayerId, ProviderId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { allOf, anyOf, type Sql, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

/** Counts stop here: this number means "more than 10,000". */
const mostCounted = 10_001;

export const claimSorts = ["date", "patient", "charged", "open"] as const;
export type ClaimSort = (typeof claimSorts)[number];

const sortColumns: Readonly<Record<ClaimSort, Sql>> = {
  date: sql`v.service_from`,
  patient: sql`v.sort_name`,
  charged: sql`v.charged`,
  open: sql`v.insurance`,
};

/** Several values of one filter are alternatives; several filters hold together. */
export interface ClaimFilter {
  readonly states?: readonly ClaimState[];
  readonly payerIds?: readonly PayerId[];
  readonly renderingIds?: readonly ProviderId[];
  readonly frequencies?: readonly string[];
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  /** Days of service that are one of these alternatives. */
  readonly spans?: readonly { readonly from: IsoDate | "-infinity"; readonly to: IsoDate }[];
  readonly least?: Cents;
  readonly most?: Cents;
  /** Only those with an open denial. */
  readonly denied?: boolean;
  /** Only these patients'. */
  readonly patientIds?: readonly PatientId[];
  /** Only patients who have words that begin so, each. */
  readonly words?: readonly string[];
  /** These are not found by their words. */
  readonly butNot?: readonly PatientId[];
  /** The beginning of the control number. */
  readonly numbered?: string;
}

export interface ClaimPageRequest {
  readonly sort: ClaimSort;
  readonly descending: boolean;
  readonly limit: number;
  /** The page behind this claim, or the one before it. */
  readonly from?: { readonly claim: ClaimId; readonly way: "after" | "before" };
}

export interface ListedClaim {
  readonly id: ClaimId;
  readonly visitId: EncounterId;
  readonly patientId: PatientId;
  readonly controlNumber: string;
  readonly payerId: PayerId;
  readonly renderingId: ProviderId;
  readonly date: IsoDate;
  readonly lastName: string;
  readonly firstName: string;
  readonly state: ClaimState;
  readonly stateSince: IsoDate;
  readonly rank: 1 | 2 | 3;
  readonly version: number;
  readonly frequency: string;
  readonly charged: Cents;
  readonly open: Cents;
  readonly denied: boolean;
}

/** In the order that was asked for, also a page before a claim. */
export async function listedClaims(tx: Tx, filter: ClaimFilter, page: ClaimPageRequest): Promise<readonly ListedClaim[]> {
  const column = sortColumns[page.sort];
  const backwards = page.from?.way === "before";
  const down = page.descending !== backwards;
  const { from } = page;
  const beyond =
    from === undefined
      ? undefined
      : sql`(${column}, v.claim_id) ${down ? sql`<` : sql`>`} (select ${column}, v.claim_id from claim_place v
          where v.practice_id = ${tx.practiceId} and v.claim_id = ${from.claim})`;
  const order = down ? sql`${column} desc, v.claim_id desc` : sql`${column}, v.claim_id`;
  const rows = await tx.many<ListedClaim>(sql`
    with page as materialized (
      select v.* from claim_place v where v.practice_id = ${tx.practiceId} and ${allOf([matches(tx, filter), beyond])}
      order by ${order} limit ${page.limit})
    select v.claim_id as id, v.encounter_id as "visitId", v.patient_id as "patientId", c.control_number as "controlNumber",
      v.payer_id as "payerId", v.rendering_id as "renderingId", v.service_from as date, p.last_name as "lastName", p.first_name as "firstName",
      v.state, c.state_since as "stateSince", c.rank, c.version, v.frequency, v.charged, v.insurance as open, v.denied
    from page v join claim c on c.practice_id = v.practice_id and c.id = v.claim_id
      join patient p on p.practice_id = v.practice_id and p.id = v.patient_id
    order by ${order}`);
  return backwards ? rows.reverse() : rows;
}

/** Exact below `most`. */
export async function countListedClaims(tx: Tx, filter: ClaimFilter, most = mostCounted): Promise<number> {
  const row = await tx.one<{ n: number }>(sql`
    select count(*) as n from (select 1 from claim_place v where v.practice_id = ${tx.practiceId} and ${matches(tx, filter)}
      limit ${most}) as found`);
  return row.n;
}

/** How many claims are in each state, each exact up to 10,000. States without claims are absent. */
export async function countClaimStates(tx: Tx, states: readonly ClaimState[]): Promise<ReadonlyMap<ClaimState, number>> {
  const rows = await tx.many<{ state: ClaimState; n: number }>(sql`
    select q.state, c.n from unnest(${states}::text[]) as q (state)
      cross join lateral (select count(*) as n from (select 1 from claim_place v where v.practice_id = ${tx.practiceId} and v.state = q.state
        limit ${mostCounted}) as found) c
    where c.n > 0`);
  return new Map(rows.map((row) => [row.state, row.n]));
}

const highest = "\u{10FFFF}";

function matches(tx: Tx, filter: ClaimFilter): Sql {
  const {
    states,
    payerIds,
    renderingIds,
    frequencies,
    from,
    to,
    spans,
    least,
    most,
    denied,
    patientIds,
    words = [],
    butNot = [],
    numbered,
  } = filter;
  return allOf([
    states === undefined ? undefined : isOneOf(sql`v.state`, states),
    payerIds === undefined ? undefined : sql`v.payer_id = any(${payerIds}::bigint[])`,
    renderingIds === undefined ? undefined : sql`v.rendering_id = any(${renderingIds}::bigint[])`,
    frequencies === undefined ? undefined : corrected(frequencies),
    from === undefined ? undefined : sql`v.service_from >= ${from}::date`,
    to === undefined ? undefined : sql`v.service_from <= ${to}::date`,
    spans === undefined
      ? undefined
      : anyOf(spans.map((span) => sql`(v.service_from >= ${span.from}::date and v.service_from <= ${span.to}::date)`)),
    least === undefined ? undefined : sql`v.charged >= ${least}::bigint`,
    most === undefined ? undefined : sql`v.charged <= ${most}::bigint`,
    denied === true ? sql`v.denied` : undefined,
    patientIds === undefined ? undefined : sql`v.patient_id = any(${patientIds}::bigint[])`,
    ...words.map(
      (word) => sql`exists (select 1 from patient_word w where w.practice_id = ${tx.practiceId} and w.patient_id = v.patient_id
        and w.word >= ${word}::text and w.word < ${word}::text || ${highest})`,
    ),
    words.length === 0 || butNot.length === 0 ? undefined : sql`v.patient_id <> all(${butNot}::bigint[])`,
    numbered === undefined
      ? undefined
      : sql`v.claim_id in (select id from claim where practice_id = ${tx.practiceId} and control_number >= ${numbered}::text
          and control_number < ${numbered}::text || ${highest} limit ${mostCounted})`,
  ]);
}

/** Without originals the index of the corrected ones serves. */
function corrected(frequencies: readonly string[]): Sql {
  const any = isOneOf(sql`v.frequency`, frequencies);
  return frequencies.includes("1") ? any : sql`${any} and v.frequency <> '1'`;
}

/** One value is asked for as itself: only then does an index also give the order behind it. */
function isOneOf(column: Sql, values: readonly string[]): Sql {
  return values.length === 1 ? sql`${column} = ${values[0]}::text` : sql`${column} = any(${values}::text[])`;
}
