/** Samples of coded visits, the coding as it was when they were drawn, and what was said of it. Rows are only added. */
import type { Cents } from "../core/kernel/cents.ts";
import type { EncounterId, PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { CodeCounts, CodeVerdict, ReviewEventKind, ReviewedCoding, ReviewPlace } from "../core/reviews/model.ts";
import type { RiskFacts } from "../core/reviews/risk.ts";
import { toJson } from "./json.ts";
import { present } from "./row.ts";
import { type Sql, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface Sample {
  readonly id: number;
  readonly drawnOn: IsoDate;
  readonly drawnBy: string;
  readonly reviewerId?: number;
  readonly reviewerName: string;
  readonly coderName: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly method: "random" | "risk";
  readonly seed: number;
  readonly blind: boolean;
  readonly population: number;
}

/** Who coded in these days, and how many visits: the visits that stand coded now, by the last who coded them. */
export async function codersIn(
  tx: Tx,
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
): Promise<readonly { readonly name: string; readonly visits: number }[]> {
  return tx.many(sql`
    select coded_by as name, count(*) as visits from encounter
    where practice_id = ${tx.practiceId} and coded_on between ${from}::date and ${to}::date and coded_by <> 'imported'
    group by 1 order by 2 desc, 1 limit 500`);
}

export interface DrawableVisit extends RiskFacts {
  readonly id: EncounterId;
  readonly patientId: PatientId;
}

/** The visits that this person coded in these days, with what speaks for a second look. */
export async function visitsToDraw(
  tx: Tx,
  { coder, from, to }: { readonly coder: string; readonly from: IsoDate; readonly to: IsoDate },
): Promise<readonly DrawableVisit[]> {
  const mine = sql`practice_id = ${tx.practiceId} and encounter_id = v.id`;
  return tx.many(sql`
    select v.id, v.patient_id as "patientId", k.procedures, k.modifiers,
      exists (select 1 from claim c join denial d on d.practice_id = c.practice_id and d.claim_id = c.id where c.practice_id = ${tx.practiceId}
        and c.encounter_id = v.id and d.status <> 'void' and d.category in ('COD', 'BUN', 'MN')) as "deniedForCoding",
      exists (select 1 from visit_work where ${mine} and kind = 'asked') as asked
    from encounter v
      cross join lateral (select coalesce(array_agg(procedure order by line_number), '{}') as procedures,
        coalesce((select array_agg(distinct m) from charge, unnest(modifiers) m where ${mine} and not removed), '{}') as modifiers
        from charge where ${mine} and not removed) k
    where v.practice_id = ${tx.practiceId} and v.coded_on between ${from}::date and ${to}::date and v.coded_by = ${coder}
    order by v.id limit 100000`);
}

export async function insertSample(
  tx: Tx,
  { drawnById, ...sample }: Omit<Sample, "id"> & { readonly drawnById?: number | undefined },
): Promise<number> {
  const { id } = await tx.one<{ id: number }>(sql`
    insert into coding_sample (practice_id, drawn_on, drawn_by, drawn_by_id, reviewer_id, reviewer_name, coder_name, from_day, to_day, method, seed,
      blind, population)
    values (${tx.practiceId}, ${sample.drawnOn}, ${sample.drawnBy}, ${drawnById}, ${sample.reviewerId}, ${sample.reviewerName},
      ${sample.coderName}, ${sample.from}, ${sample.to}, ${sample.method}, ${sample.seed}, ${sample.blind}, ${sample.population})
    returning id`);
  return id;
}

export interface SampledVisit {
  readonly encounterId: EncounterId;
  readonly coderName: string;
  readonly coderId?: number;
  readonly coding: ReviewedCoding;
  readonly risk: number;
  readonly riskWords: readonly string[];
}

/** In the order in which they were drawn. */
export async function insertSampleVisits(tx: Tx, sampleId: number, visits: readonly SampledVisit[]): Promise<void> {
  for (const [index, one] of visits.entries())
    tx.post(sql`
      insert into coding_sample_visit (practice_id, sample_id, position, encounter_id, coder_name, coder_id, coding, risk, risk_words)
      values (${tx.practiceId}, ${sampleId}, ${index + 1}, ${one.encounterId}, ${one.coderName}, ${one.coderId}, ${toJson(one.coding)},
        ${one.risk}, ${one.riskWords}::text[])`);
}

/** Who coded each of these visits last, as far as they signed in. */
export async function lastCoders(tx: Tx, visits: readonly EncounterId[]): Promise<ReadonlyMap<EncounterId, number>> {
  const rows = await tx.many<{ id: EncounterId; account: number | null }>(sql`
    select distinct on (encounter_id) encounter_id as id, account_id as account from coding_event
    where practice_id = ${tx.practiceId} and encounter_id = any(${visits}::bigint[]) order by encounter_id, sequence desc`);
  return new Map(rows.flatMap(({ id, account }) => (account === null ? [] : [[id, account] as const])));
}

const sampleColumns = sql`s.id, s.drawn_on as "drawnOn", s.drawn_by as "drawnBy", s.reviewer_id as "reviewerId", s.reviewer_name as "reviewerName",
  s.coder_name as "coderName", s.from_day as "from", s.to_day as "to", s.method, s.seed, s.blind, s.population`;

/** Which of the visits' coder is meant: the account, or who has none by the name. */
export interface Person {
  readonly id: number | undefined;
  readonly name: string;
}

function isPerson(person: Person, idColumn: Sql, nameColumn: Sql): Sql {
  return person.id === undefined ? sql`(${idColumn} is null and ${nameColumn} = ${person.name})` : sql`${idColumn} = ${person.id}`;
}

export interface SampleStanding extends Sample {
  readonly visits: number;
  readonly reviewed: number;
  readonly disputed: number;
  readonly closed: number;
}

/** The newest first: all, or those that this person reviews. */
export async function listSamples(tx: Tx, of: "all" | Person): Promise<readonly SampleStanding[]> {
  const whose = of === "all" ? sql`true` : isPerson(of, sql`s.reviewer_id`, sql`s.reviewer_name`);
  const rows = await tx.many<SampleStanding>(sql`
    select ${sampleColumns}, n.visits, n.reviewed, n.disputed, n.closed
    from coding_sample s
      cross join lateral (select count(*) as visits, count(*) filter (where kind in ('reviewed', 'agreed', 'disputed')) as reviewed,
          count(*) filter (where kind = 'disputed') as disputed, count(*) filter (where kind = 'closed') as closed
        from coding_sample_visit v left join lateral (select kind from coding_review_event e where e.practice_id = v.practice_id
            and e.sample_id = v.sample_id and e.position = v.position order by sequence desc limit 1) e on true
        where v.practice_id = ${tx.practiceId} and v.sample_id = s.id) n
    where s.practice_id = ${tx.practiceId} and ${whose} order by s.id desc limit 200`);
  return rows.map((row) => present(row) as SampleStanding);
}

export async function loadSample(tx: Tx, sampleId: number): Promise<Sample | undefined> {
  const row = await tx.maybe<Sample>(
    sql`select ${sampleColumns} from coding_sample s where s.practice_id = ${tx.practiceId} and s.id = ${sampleId}`,
  );
  return row === undefined ? undefined : (present(row) as Sample);
}

/** How the visits of a sample stand, in their order. */
export async function sampleStates(
  tx: Tx,
  sampleId: number,
): Promise<readonly { readonly position: number; readonly state: ReviewEventKind | "open" }[]> {
  return tx.many(sql`
    select v.position, coalesce(e.kind, 'open') as state from coding_sample_visit v
      left join lateral (select kind from coding_review_event e where e.practice_id = v.practice_id and e.sample_id = v.sample_id
        and e.position = v.position order by sequence desc limit 1) e on true
    where v.practice_id = ${tx.practiceId} and v.sample_id = ${sampleId} order by v.position`);
}

/** Holds it until the transaction ends: what is said of a review comes one after the other. */
export async function loadSampleVisit(
  tx: Tx,
  { sampleId, position }: ReviewPlace,
  { lock = false } = {},
): Promise<SampledVisit | undefined> {
  const row = await tx.maybe<Omit<SampledVisit, "coderId"> & { readonly coderId: number | null }>(sql`
    select encounter_id as "encounterId", coder_name as "coderName", coder_id as "coderId", coding, risk, risk_words as "riskWords"
    from coding_sample_visit where practice_id = ${tx.practiceId} and sample_id = ${sampleId} and position = ${position}`);
  if (row === undefined) return undefined;
  if (lock) await tx.many(sql`select pg_advisory_xact_lock(417248, hashtext(${`${tx.practiceId} ${sampleId} ${position}`}))`);
  const { coderId, ...rest } = row;
  return { ...rest, ...present({ coderId }) };
}

export interface ReviewEvent {
  readonly sequence: number;
  readonly kind: ReviewEventKind;
  readonly on: IsoDate;
  /** An instant, ISO 8601. */
  readonly at: string;
  readonly by: string;
  readonly words: string;
  readonly content?: ReviewedCoding | readonly CodeVerdict[];
}

export async function reviewEvents(tx: Tx, { sampleId, position }: ReviewPlace): Promise<readonly ReviewEvent[]> {
  const rows = await tx.many<ReviewEvent>(sql`
    select sequence, kind, on_day as "on", to_char(recorded_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, by_name as by, words, content
    from coding_review_event where practice_id = ${tx.practiceId} and sample_id = ${sampleId} and position = ${position} order by sequence`);
  return rows.map((row) => present(row) as ReviewEvent);
}

export interface NewReviewEvent {
  readonly sequence: number;
  readonly kind: ReviewEventKind;
  readonly on: IsoDate;
  readonly by: string;
  readonly byId?: number | undefined;
  readonly words: string;
  readonly content?: ReviewedCoding | readonly CodeVerdict[];
  readonly counts?: CodeCounts & { readonly charged: Cents; readonly misstated: Cents | undefined };
}

export async function addReviewEvent(tx: Tx, { sampleId, position }: ReviewPlace, event: NewReviewEvent): Promise<void> {
  const { counts, content } = event;
  await tx.run(sql`
    insert into coding_review_event (practice_id, sample_id, position, sequence, kind, on_day, by_name, by_id, words, content, right_codes,
      wrong_codes, missed_codes, charged, misstated)
    values (${tx.practiceId}, ${sampleId}, ${position}, ${event.sequence}, ${event.kind}, ${event.on}, ${event.by}, ${event.byId}, ${event.words},
      ${content === undefined ? null : toJson(content)}, ${counts?.right}, ${counts?.wrong}, ${counts?.missing}, ${counts?.charged},
      ${counts?.misstated})`);
}

export interface OwnReview extends ReviewPlace {
  readonly visitDate: IsoDate;
  readonly state: ReviewEventKind;
  readonly on: IsoDate;
  readonly right?: number;
  readonly wrong?: number;
  readonly missing?: number;
}

/** Reviews of what this person coded, once the reviewer has given their verdicts; what waits for an answer first. */
export async function reviewsOfCoder(tx: Tx, coder: Person): Promise<readonly OwnReview[]> {
  const rows = await tx.many<OwnReview>(sql`
    select v.sample_id as "sampleId", v.position, n.visit_date as "visitDate", e.kind as state, e.on_day as "on", e.right_codes as "right",
      e.wrong_codes as wrong, e.missed_codes as missing
    from coding_sample_visit v
      join encounter n on n.practice_id = v.practice_id and n.id = v.encounter_id
      cross join lateral (select kind, on_day, right_codes, wrong_codes, missed_codes from coding_review_event e where e.practice_id = v.practice_id
        and e.sample_id = v.sample_id and e.position = v.position order by sequence desc limit 1) e
    where v.practice_id = ${tx.practiceId} and ${isPerson(coder, sql`v.coder_id`, sql`v.coder_name`)} and e.kind <> 'own-codes'
    order by e.kind <> 'reviewed', v.sample_id desc, v.position limit 500`);
  return rows.map((row) => present(row) as OwnReview);
}

export interface AccuracyRow {
  readonly coder: string;
  readonly reviews: number;
  readonly withoutError: number;
  readonly right: number;
  readonly wrong: number;
  readonly missing: number;
  /** Of reviews whose money is known. */
  readonly charged: Cents;
  readonly misstated: Cents;
}

/** Closed reviews of these days, by coder. */
export async function accuracyOf(
  tx: Tx,
  { from, to, of }: { readonly from: IsoDate; readonly to: IsoDate; readonly of: "all" | Person },
): Promise<readonly AccuracyRow[]> {
  const whose = of === "all" ? sql`true` : isPerson(of, sql`v.coder_id`, sql`v.coder_name`);
  return tx.many(sql`
    select v.coder_name as coder, count(*) as reviews, count(*) filter (where e.wrong_codes = 0 and e.missed_codes = 0) as "withoutError",
      sum(e.right_codes) as "right", sum(e.wrong_codes) as wrong, sum(e.missed_codes) as missing,
      coalesce(sum(e.charged) filter (where e.misstated is not null), 0)::bigint as charged, coalesce(sum(e.misstated), 0)::bigint as misstated
    from coding_review_event e join coding_sample_visit v on v.practice_id = e.practice_id and v.sample_id = e.sample_id and v.position = e.position
    where e.practice_id = ${tx.practiceId} and e.kind = 'closed' and e.on_day between ${from}::date and ${to}::date and ${whose}
    group by 1 order by 1`);
}
