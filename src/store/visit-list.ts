/** Pages of the list of visits, by what it is filtered and sorted by; every filter and sort has its index. */
import type { Cents } from "../core/kernel/cents.ts";
import type { EncounterId, PatientId, PayerId, ProviderId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Span } from "../core/worklist/ages.ts";
import type { ChanceName } from "../core/worklist/chances.ts";
import type { Queue } from "../core/worklist/queue.ts";
import type { OwnerId } from "../core/worklist/work.ts";
import { allOf, anyOf, type Sql, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

/** Counts stop here: this number means "more than 10,000". */
const mostCounted = 10_001;

export const visitSorts = ["date", "patient", "charged", "insurance", "patient-owes", "deadline", "priority"] as const;
export type VisitSort = (typeof visitSorts)[number];

const sortColumns: Readonly<Record<VisitSort, Sql>> = {
  date: sql`v.visit_date`,
  patient: sql`v.sort_name`,
  charged: sql`v.charged`,
  insurance: sql`v.insurance`,
  "patient-owes": sql`v.patient`,
  deadline: sql`v.deadline`,
  priority: sql`v.rank`,
};

/** Several values of one filter are alternatives; several filters hold together. */
export interface VisitFilter {
  readonly queues?: readonly Queue[];
  readonly payerIds?: readonly PayerId[];
  readonly renderingIds?: readonly ProviderId[];
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  /** Days of the visit that are one of these alternatives. */
  readonly spans?: readonly Span[];
  /** Who has it; "nobody" beside them. */
  readonly owners?: readonly (OwnerId | "nobody")[];
  /** "due": put off, and its day has come. "asleep": its day has not come. "awake": anything else, due ones too. */
  readonly followUp?: FollowUpFilter;
  readonly denialCategories?: readonly string[];
  /** What is open with payer and patient together. */
  readonly openFrom?: Cents;
  readonly openTo?: Cents;
  /** The payer's last day is this one or earlier. */
  readonly deadlineUntil?: IsoDate;
  /** "withheld": the patient's part waits for the payer's. */
  readonly flags?: readonly VisitFlag[];
  /** Each word must be found, in any of its places. */
  readonly words?: readonly FoundWord[];
}

export type VisitFlag = "withheld";
type FollowUpFilter = "due" | "asleep" | "awake";

/** Where a word that somebody looks for was found. */
export interface FoundWord {
  /** The patients who have it; "many" when they are too many to be listed, and are found by `word` anew. */
  readonly patients: readonly PatientId[] | "many";
  /** Of "many": those who are not found by it all the same. */
  readonly butNot: readonly PatientId[];
  readonly word: string;
  readonly payerIds: readonly PayerId[];
  readonly renderingIds: readonly ProviderId[];
}

export interface VisitPageRequest {
  readonly sort: VisitSort;
  readonly descending: boolean;
  readonly limit: number;
  /** The page behind this visit, or the one before it. */
  readonly from?: { readonly visit: EncounterId; readonly way: "after" | "before" };
}

export interface ListedVisit {
  readonly id: EncounterId;
  readonly patientId: PatientId;
  readonly date: IsoDate;
  readonly lastName: string;
  readonly firstName: string;
  readonly middleName: string | null;
  readonly suffix: string | null;
  readonly accountNumber: string;
  readonly renderingId: ProviderId;
  readonly payerId: PayerId | null;
  readonly reason: string;
  readonly queue: Queue;
  readonly why: string;
  readonly charged: Cents;
  readonly insurance: Cents;
  readonly patient: Cents;
  /** Days are "infinity" or "-infinity" where there is none. */
  readonly deadline: string;
  readonly ownerId: OwnerId | null;
  readonly followUp: string;
  readonly moneyPoints: number;
  readonly chance: ChanceName;
  readonly countsTo: string;
}

/** In the order that was asked for, also a page before a visit. */
export async function listedVisits(
  tx: Tx,
  { filter, page, today }: { readonly filter: VisitFilter; readonly page: VisitPageRequest; readonly today: IsoDate },
): Promise<readonly ListedVisit[]> {
  const column = sortColumns[page.sort];
  const backwards = page.from?.way === "before";
  const down = page.descending !== backwards;
  const { from } = page;
  const beyond =
    from === undefined
      ? undefined
      : sql`(${column}, v.encounter_id) ${down ? sql`<` : sql`>`} (select ${column}, v.encounter_id from visit_place v
          where v.practice_id = ${tx.practiceId} and v.encounter_id = ${from.visit})`;
  const order = down ? sql`${column} desc, v.encounter_id desc` : sql`${column}, v.encounter_id`;
  const rows = await tx.many<ListedVisit>(sql`
    with page as materialized (
      select v.* from visit_place v where v.practice_id = ${tx.practiceId} and ${allOf([matches(tx, filter, today), beyond])}
      order by ${order} limit ${page.limit})
    select v.encounter_id as id, v.patient_id as "patientId", v.visit_date as date, p.last_name as "lastName", p.first_name as "firstName",
      p.middle_name as "middleName", p.suffix,
      p.account_number as "accountNumber", v.rendering_id as "renderingId", v.payer_id as "payerId", e.reason,
      case when v.silent_after < ${today}::date then 'silent' else v.queue end as queue,
      case when v.silent_after < ${today}::date then v.silent_why else v.why end as why, v.charged, v.insurance, v.patient, v.deadline,
      v.owner_id as "ownerId", v.follow_up as "followUp", v.money_points as "moneyPoints", v.chance, v.counts_to as "countsTo"
    from page v join encounter e on e.practice_id = v.practice_id and e.id = v.encounter_id
      join patient p on p.practice_id = v.practice_id and p.id = v.patient_id
    order by ${order}`);
  return backwards ? rows.reverse() : rows;
}

/** Exact below `most`. */
export async function countListedVisits(
  tx: Tx,
  filter: VisitFilter,
  { today, most = mostCounted }: { readonly today: IsoDate; readonly most?: number },
): Promise<number> {
  const row = await tx.one<{ n: number }>(sql`
    select count(*) as n from (select 1 from visit_place v where v.practice_id = ${tx.practiceId} and ${matches(tx, filter, today)}
      limit ${most}) as found`);
  return row.n;
}

/** How many visits stand in each queue on the day, each exact up to 10,000. Queues without visits may be absent. */
export async function countQueues(tx: Tx, today: IsoDate): Promise<ReadonlyMap<Queue, number>> {
  const rows = await tx.many<{ queue: Queue; n: number }>(sql`
    select q.name as queue, least(${mostCounted}::bigint, sum(c.n)::bigint) as n
    from (
      select queue as name, queue as kept, ${today}::date as since, 'infinity'::date as until from unnest(${keptQueues}::text[]) as queue
      union all select 'silent', queue, '-infinity'::date, ${today}::date - 1 from unnest(${waitingQueues}::text[]) as queue
    ) q
    cross join lateral (select count(*) as n from (select 1 from visit_place v where v.practice_id = ${tx.practiceId} and v.queue = q.kept
      and v.silent_after >= q.since and v.silent_after <= q.until limit ${mostCounted}) as found) c
    group by q.name`);
  return new Map(rows.map((row) => [row.queue, row.n]));
}

/** The queues that turn silent. */
const waitingQueues = ["awaiting-acknowledgement", "awaiting-payment"] as const satisfies readonly Queue[];

const keptQueues = [
  "needs-coding",
  "question-open",
  "held-by-findings",
  "outdated-code-set",
  "ready-to-file",
  ...waitingQueues,
  "rejected",
  "denied",
  "patient-balance",
  "credit-balance",
  "unmatched-money",
  "exceptions",
  "closed",
] as const satisfies readonly Queue[];

function matches(tx: Tx, filter: VisitFilter, today: IsoDate): Sql {
  const { queues, payerIds, renderingIds, from, to, words = [] } = filter;
  return allOf([
    queues === undefined ? undefined : inQueues(queues, today),
    payerIds === undefined ? undefined : sql`v.payer_id = any(${payerIds}::bigint[])`,
    renderingIds === undefined ? undefined : sql`v.rendering_id = any(${renderingIds}::bigint[])`,
    from === undefined ? undefined : sql`v.visit_date >= ${from}::date`,
    to === undefined ? undefined : sql`v.visit_date <= ${to}::date`,
    filter.spans === undefined
      ? undefined
      : anyOf(filter.spans.map((span) => sql`(v.visit_date >= ${span.from}::date and v.visit_date <= ${span.to}::date)`)),
    filter.owners === undefined ? undefined : hasOwner(filter.owners),
    filter.followUp === undefined ? undefined : isFollowedUp(filter.followUp, today),
    filter.denialCategories === undefined ? undefined : sql`v.denial_category = any(${filter.denialCategories}::text[])`,
    filter.openFrom === undefined ? undefined : sql`v.insurance + v.patient >= ${filter.openFrom}::bigint`,
    filter.openTo === undefined ? undefined : sql`v.insurance + v.patient <= ${filter.openTo}::bigint`,
    filter.deadlineUntil === undefined ? undefined : sql`v.deadline <= ${filter.deadlineUntil}::date`,
    filter.flags?.includes("withheld") === true ? sql`v.patient > 0 and v.queue <> 'patient-balance'` : undefined,
    ...words.map((word) => hasWord(tx, word)),
  ]);
}

function hasOwner(owners: readonly (OwnerId | "nobody")[]): Sql {
  const people = owners.filter((one) => one !== "nobody");
  return anyOf([
    people.length === 0 ? undefined : sql`v.owner_id = any(${people}::bigint[])`,
    owners.includes("nobody") ? sql`v.owner_id is null` : undefined,
  ]);
}

function isFollowedUp(followUp: FollowUpFilter, today: IsoDate): Sql {
  switch (followUp) {
    case "due":
      return sql`(v.follow_up > '-infinity'::date and v.follow_up <= ${today}::date)`;
    case "asleep":
      return sql`v.follow_up > ${today}::date`;
    case "awake":
      return sql`v.follow_up <= ${today}::date`;
  }
}

function inQueues(queues: readonly Queue[], today: IsoDate): Sql {
  const waiting = queues.filter((queue) => waitingQueues.some((one) => one === queue));
  const others = queues.filter((queue) => queue !== "silent" && !waiting.includes(queue));
  return anyOf([
    others.length === 0 ? undefined : isOneOf(sql`v.queue`, others),
    waiting.length === 0 ? undefined : sql`(${isOneOf(sql`v.queue`, waiting)} and v.silent_after >= ${today}::date)`,
    queues.includes("silent") ? sql`(v.queue = any(${waitingQueues}::text[]) and v.silent_after < ${today}::date)` : undefined,
  ]);
}

/** One value is asked for as itself: only then does an index also give the order behind it. */
function isOneOf(column: Sql, queues: readonly Queue[]): Sql {
  return queues.length === 1 ? sql`${column} = ${queues[0]}::text` : sql`${column} = any(${queues}::text[])`;
}

function hasWord(tx: Tx, { patients, butNot, word, payerIds, renderingIds }: FoundWord): Sql {
  return anyOf([
    patients === "many"
      ? sql`(exists (select 1 from patient_word w where w.practice_id = ${tx.practiceId} and w.patient_id = v.patient_id
          and w.word >= ${word} and w.word < ${word}::text || ${highest}) and v.patient_id <> all(${butNot}::bigint[]))`
      : sql`v.patient_id = any(${patients}::bigint[])`,
    payerIds.length === 0 ? undefined : sql`v.payer_id = any(${payerIds}::bigint[])`,
    renderingIds.length === 0 ? undefined : sql`v.rendering_id = any(${renderingIds}::bigint[])`,
  ]);
}

const highest = "\u{10FFFF}";
const mostPatients = 2000;

/** The patients who have a word that begins with this one. */
export async function patientsWithWord(tx: Tx, word: string): Promise<readonly PatientId[] | "many"> {
  const rows = await tx.many<{ id: PatientId }>(sql`
    select distinct patient_id as id from (select patient_id from patient_word where practice_id = ${tx.practiceId}
      and word >= ${word} and word < ${word}::text || ${highest} limit ${mostPatients + 1}) as found`);
  return rows.length > mostPatients ? "many" : rows.map((row) => row.id);
}
