/** Claims, what happened to them, and what the check says of them now. A claim's state is a copy of the fold of its events. */
import type { Claim, ClaimEvent, ClaimFrequency, ClaimState, DatedClaimEvent } from "../core/claims/model.ts";
import { assert } from "../core/kernel/assert.ts";
import type { Finding } from "../core/kernel/finding.ts";
import type { ChargeId, ClaimId, CoverageId, EncounterId, PatientId, PayerId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { ProfessionalClaim } from "../core/x12/transactions/professional-claim.ts";
import { fromJson, toJson } from "./json.ts";
import { groupRows } from "./row.ts";
import { takeRowIds } from "./row-ids.ts";
import { arrayText, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

/** A claim as stored: with its place in the event log and what the payer calls it. */
export interface StoredClaim extends Claim {
  /** Sequence of its newest event; 0 before the first. */
  readonly lastSequence: number;
  readonly stateSince: IsoDate;
  readonly serviceFrom: IsoDate;
  /** The payer's number of the newest answer; a replacement or void needs it (REF*F8). */
  readonly payerControlNumber?: string;
}

/** Events to add, and the state that the fold gives with them. */
export interface ClaimChange {
  readonly claimId: ClaimId;
  /** The sequence the fold was made on. */
  readonly after: number;
  readonly events: readonly ClaimEvent[];
  readonly state: ClaimState;
  readonly payerControlNumber?: string;
}

/** Somebody else's event came between: load again and decide anew. */
export class ClaimMovedOn extends Error {
  override readonly name = "ClaimMovedOn";
}

/** A claim to be made: state "draft", without events. */
export type NewClaim = Omit<Claim, "id"> & { readonly serviceFrom: IsoDate };

/** Makes a claim, without events: `appendClaimEvents` follows with "drafted" in the same transaction. */
export async function insertClaim(
  tx: Tx,
  claim: Omit<Claim, "id">,
  { on, serviceFrom }: { readonly on: IsoDate; readonly serviceFrom: IsoDate },
): Promise<ClaimId> {
  const [id] = await insertClaims(tx, [{ ...claim, serviceFrom }], on);
  assert(id !== undefined, "a claim that was made has an id");
  return id;
}

/** Their ids in the order of the claims. */
export async function insertClaims(tx: Tx, claims: readonly NewClaim[], on: IsoDate): Promise<readonly ClaimId[]> {
  const ids = await takeRowIds<ClaimId>(tx, "claim", claims.length);
  if (claims.length === 0) return ids;
  for (const { encounterId } of claims) tx.touched.encounters.add(encounterId);
  tx.post(sql`
    insert into claim (practice_id, id, encounter_id, patient_id, coverage_id, payer_id, control_number, rank, version, frequency, content,
      charge_ids, charge_total, service_from, state, state_since)
    select ${tx.practiceId}::int, id, encounter_id, patient_id, coverage_id, payer_id, control_number, rank, version, frequency, content,
      charge_ids::bigint[], charge_total, service_from, state, ${on}::date
    from unnest(${ids}::bigint[], ${claims.map((one) => one.encounterId)}::bigint[], ${claims.map((one) => one.patientId)}::bigint[],
      ${claims.map((one) => one.coverageId)}::bigint[], ${claims.map((one) => one.payerId)}::bigint[],
      ${claims.map((one) => one.controlNumber)}::text[], ${claims.map((one) => one.rank)}::int[], ${claims.map((one) => one.version)}::int[],
      ${claims.map((one) => one.frequency)}::text[], ${claims.map((one) => toJson(one.content))}::jsonb[],
      ${claims.map((one) => arrayText(one.chargeIds))}::text[], ${claims.map((one) => one.content.charge)}::bigint[],
      ${claims.map((one) => one.serviceFrom)}::date[], ${claims.map((one) => one.state)}::text[])
      as given (id, encounter_id, patient_id, coverage_id, payer_id, control_number, rank, version, frequency, content, charge_ids,
        charge_total, service_from, state)`);
  return ids;
}

/** Of these control numbers those that a claim has. */
export async function takenControlNumbers(tx: Tx, numbers: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.many<{ number: string }>(sql`
    select control_number as number from claim where practice_id = ${tx.practiceId} and control_number = any(${numbers}::text[])`);
  return new Set(rows.map((row) => row.number));
}

/** Writes the values of a claim's next sending: version, frequency, content and charges. */
export async function saveClaimContent(
  tx: Tx,
  claim: Pick<Claim, "id" | "version" | "frequency" | "content" | "chargeIds">,
): Promise<boolean> {
  tx.touched.claims.add(claim.id);
  const changed = await tx.run(sql`
    update claim set version = ${claim.version}, frequency = ${claim.frequency}, content = ${toJson(claim.content)},
      charge_ids = ${claim.chargeIds}, charge_total = ${claim.content.charge}
    where practice_id = ${tx.practiceId} and id = ${claim.id}`);
  return changed > 0;
}

/** Adds one event or more and the state they lead to. Throws ClaimMovedOn when the claim has had another event since. */
export async function appendClaimEvents(tx: Tx, on: IsoDate, change: ClaimChange): Promise<void> {
  await appendEventsOfClaims(tx, on, [change]);
}

/** As `appendClaimEvents` for many claims in three statements; claims are locked in the order of their ids. */
export async function appendEventsOfClaims(tx: Tx, on: IsoDate, changes: readonly ClaimChange[]): Promise<void> {
  if (changes.length === 0) return;
  const ordered = [...changes].sort((a, b) => a.claimId - b.claimId);
  const ids = ordered.map((change) => change.claimId);
  for (const id of ids) tx.touched.claims.add(id);
  tx.post(sql`select 1 from claim where practice_id = ${tx.practiceId} and id = any(${ids}::bigint[]) order by id for no key update`);
  const moved = await tx.run(sql`
    update claim set state = given.state, last_sequence = given.after + given.added,
      state_since = case when claim.state = given.state then claim.state_since else ${on}::date end,
      payer_control_number = coalesce(given.payer_control_number, claim.payer_control_number)
    from unnest(${ids}::bigint[], ${ordered.map((one) => one.after)}::int[], ${ordered.map((one) => one.events.length)}::int[],
      ${ordered.map((one) => one.state)}::text[], ${ordered.map((one) => one.payerControlNumber ?? null)}::text[])
      as given (id, after, added, state, payer_control_number)
    where claim.practice_id = ${tx.practiceId} and claim.id = given.id and claim.last_sequence = given.after`);
  if (moved !== ordered.length) throw new ClaimMovedOn(`${ordered.length - moved} of ${ordered.length} claims changed meanwhile`);
  const events = ordered.flatMap((change) =>
    change.events.map((event, index) => ({ id: change.claimId, sequence: change.after + index + 1, event })),
  );
  tx.post(sql`
    insert into claim_event (practice_id, claim_id, sequence, happened_on, kind, payload)
    select ${tx.practiceId}::int, given.id, given.sequence, ${on}::date, given.kind, given.payload
    from unnest(${events.map((one) => one.id)}::bigint[], ${events.map((one) => one.sequence)}::int[],
      ${events.map((one) => one.event.kind)}::text[], ${events.map((one) => toJson(one.event))}::jsonb[])
      as given (id, sequence, kind, payload)`);
}

export async function loadClaim(tx: Tx, id: ClaimId): Promise<StoredClaim | undefined> {
  const row = await tx.maybe<ClaimRow>(sql`select ${claimColumns} from claim where practice_id = ${tx.practiceId} and id = ${id}`);
  return row === undefined ? undefined : claimOf(row);
}

export async function loadClaims(tx: Tx, ids: readonly ClaimId[]): Promise<ReadonlyMap<ClaimId, StoredClaim>> {
  const rows = await tx.many<ClaimRow>(
    sql`select ${claimColumns} from claim where practice_id = ${tx.practiceId} and id = any(${ids}::bigint[])`,
  );
  return new Map(rows.map((row) => [row.id, claimOf(row)]));
}

/** Loads and locks them, in the order of their ids, so that two transactions never wait for each other in a ring. */
export async function lockClaims(tx: Tx, ids: readonly ClaimId[]): Promise<ReadonlyMap<ClaimId, StoredClaim>> {
  const rows = await tx.many<ClaimRow>(sql`
    select ${claimColumns} from claim where practice_id = ${tx.practiceId} and id = any(${ids}::bigint[]) order by id for no key update`);
  return new Map(rows.map((row) => [row.id, claimOf(row)]));
}

/** As `lockClaims`, for who needs no content: the control numbers. */
export async function lockControlNumbers(tx: Tx, ids: readonly ClaimId[]): Promise<ReadonlyMap<ClaimId, string>> {
  const rows = await tx.many<{ id: ClaimId; number: string }>(sql`
    select id, control_number as number from claim where practice_id = ${tx.practiceId} and id = any(${ids}::bigint[]) order by id for update`);
  return new Map(rows.map((row) => [row.id, row.number]));
}

/** As `lockClaims`, by CLM01, with the claims to later payers of the same visits. Numbers that are not ours are not in the answer. */
export async function lockClaimsByControlNumbers(tx: Tx, numbers: readonly string[]): Promise<ReadonlyMap<string, StoredClaim>> {
  const rows = await tx.many<ClaimRow>(sql`
    select ${claimColumns} from claim where practice_id = ${tx.practiceId} and (control_number = any(${[...new Set(numbers)]}::text[])
      or id = any(array(select later.id from claim first join claim later on later.practice_id = first.practice_id
        and later.encounter_id = first.encounter_id and later.rank > first.rank
        where first.practice_id = ${tx.practiceId} and first.control_number = any(${[...new Set(numbers)]}::text[]))))
    order by id for no key update`);
  return new Map(rows.map((row) => [row.control_number, claimOf(row)]));
}

export async function claimsOfEncounter(tx: Tx, id: EncounterId): Promise<readonly StoredClaim[]> {
  const rows = await tx.many<ClaimRow>(
    sql`select ${claimColumns} from claim where practice_id = ${tx.practiceId} and encounter_id = ${id} order by rank, id`,
  );
  return rows.map(claimOf);
}

/** All claims of these visits, first by visit, then by rank. */
export async function claimsOfEncounters(tx: Tx, ids: readonly EncounterId[]): Promise<ReadonlyMap<EncounterId, readonly StoredClaim[]>> {
  const rows = await tx.many<ClaimRow>(sql`
    select ${claimColumns} from claim where practice_id = ${tx.practiceId} and encounter_id = any(${ids}::bigint[]) order by encounter_id, rank, id`);
  return groupRows(rows.map(claimOf), (claim) => claim.encounterId);
}

/** What is asked of a claim without its content. */
export type ClaimHead = Pick<StoredClaim, "id" | "encounterId" | "payerId" | "rank" | "state" | "serviceFrom">;

/** In order of visit, rank and id. */
export async function claimHeadsOfEncounters(tx: Tx, ids: readonly EncounterId[]): Promise<readonly ClaimHead[]> {
  return tx.many<ClaimHead>(sql`
    select id, encounter_id as "encounterId", payer_id as "payerId", rank, state, service_from as "serviceFrom" from claim
    where practice_id = ${tx.practiceId} and encounter_id = any(${ids}::bigint[]) order by encounter_id, rank, id`);
}

/** The claims of these patients that are in one of the states, each patient's newest service first. */
export async function claimsOfPatients(
  tx: Tx,
  ids: readonly PatientId[],
  states: readonly ClaimState[],
): Promise<ReadonlyMap<PatientId, readonly StoredClaim[]>> {
  const rows = await tx.many<ClaimRow>(sql`
    select ${claimColumns} from claim where practice_id = ${tx.practiceId} and patient_id = any(${ids}::bigint[]) and state = any(${states}::text[])
    order by service_from desc, id desc`);
  return groupRows(rows.map(claimOf), (claim) => claim.patientId);
}

/** In order of state, service date and id. For sending: `claimsInStates(tx, ["ready"], { limit, forUpdate: true })`. */
export async function claimsInStates(
  tx: Tx,
  states: readonly ClaimState[],
  { limit, forUpdate = false }: { readonly limit: number; readonly forUpdate?: boolean },
): Promise<readonly StoredClaim[]> {
  const rows = await tx.many<ClaimRow>(sql`
    select ${claimColumns} from claim where practice_id = ${tx.practiceId} and state = any(${states}::text[])
    order by id limit ${limit} ${forUpdate ? sql`for no key update` : sql``}`);
  return rows.map(claimOf);
}

/** Claims that wait for the next file and stand in none yet, at most so many of each payer, by payer in the order of their ids. */
export async function claimsToFile(tx: Tx, mostOfPayer: number): Promise<ReadonlyMap<PayerId, readonly ClaimId[]>> {
  const rows = await tx.many<{ id: ClaimId; payer: PayerId }>(sql`
    select waiting.id, p.id as payer from payer p cross join lateral (
      select c.id from claim c where c.practice_id = ${tx.practiceId} and c.state = 'queued' and c.payer_id = p.id
        and not exists (select 1 from snapshot s where s.practice_id = c.practice_id and s.claim_id = c.id and s.version = c.version)
      order by c.id limit ${mostOfPayer}) waiting
    where p.practice_id = ${tx.practiceId} order by p.name, p.id, waiting.id`);
  return new Map([...groupRows(rows, (row) => row.payer)].map(([payer, of]) => [payer, of.map((row) => row.id)]));
}

/** The visits whose claim on this coverage has not been released yet. */
export async function unsentEncountersOfCoverage(tx: Tx, coverageId: CoverageId): Promise<readonly EncounterId[]> {
  const rows = await tx.many<{ id: EncounterId }>(sql`
    select distinct encounter_id as id from claim
    where practice_id = ${tx.practiceId} and coverage_id = ${coverageId} and state = any(${["draft", "held", "ready"]}::text[])`);
  return rows.map((row) => row.id);
}

/** Visits with a claim that has not left and carries this practice's, clinician's, place's or payer's record; in the order of their numbers. */
export async function unsentEncountersOf(tx: Tx, subject: string, id: number): Promise<readonly EncounterId[]> {
  const rows = await tx.many<{ id: EncounterId }>(sql`
    select distinct c.encounter_id as id from claim c join encounter e on e.practice_id = c.practice_id and e.id = c.encounter_id
    where c.practice_id = ${tx.practiceId} and c.state = any(${["draft", "held", "ready"]}::text[])
      and case ${subject}::text when 'practice' then true when 'provider' then e.rendering_id = ${id}::bigint
        when 'location' then e.location_id = ${id}::bigint when 'payer' then c.payer_id = ${id}::bigint else false end
    order by 1`);
  return rows.map((row) => row.id);
}

export async function loadClaimEvents(tx: Tx, id: ClaimId): Promise<readonly DatedClaimEvent[]> {
  return (await loadEventsOfClaims(tx, [id])).get(id) ?? [];
}

export async function loadEventsOfClaims(tx: Tx, ids: readonly ClaimId[]): Promise<ReadonlyMap<ClaimId, readonly DatedClaimEvent[]>> {
  const rows = await tx.many<EventRow>(sql`
    select claim_id, sequence, happened_on, payload from claim_event
    where practice_id = ${tx.practiceId} and claim_id = any(${ids}::bigint[]) order by claim_id, sequence`);
  const groups = groupRows(rows, (row) => row.claim_id);
  return new Map(
    [...groups].map(([id, of]) => [id, of.map((row) => ({ sequence: row.sequence, on: row.happened_on, event: row.payload }))]),
  );
}

/** Makes these the current findings of that version. */
export async function saveFindings(tx: Tx, claimId: ClaimId, version: number, findings: readonly Finding[]): Promise<void> {
  await saveFindingsOfClaims(tx, [{ claimId, version, findings }]);
}

export async function saveFindingsOfClaims(
  tx: Tx,
  claims: readonly { readonly claimId: ClaimId; readonly version: number; readonly findings: readonly Finding[] }[],
): Promise<void> {
  tx.post(sql`
    delete from claim_finding f using unnest(${claims.map((one) => one.claimId)}::bigint[], ${claims.map((one) => one.version)}::int[])
      as given (id, version)
    where f.practice_id = ${tx.practiceId} and f.claim_id = given.id and f.version = given.version`);
  const rows = claims.flatMap(({ claimId, version, findings }) =>
    findings.map((finding, index) => ({ claimId, version, position: index + 1, finding })),
  );
  if (rows.length === 0) return;
  tx.post(sql`
    insert into claim_finding (practice_id, claim_id, version, position, code, severity, finding)
    select ${tx.practiceId}::int, given.* from unnest(${rows.map((one) => one.claimId)}::bigint[], ${rows.map((one) => one.version)}::int[],
      ${rows.map((one) => one.position)}::int[], ${rows.map((one) => one.finding.code)}::text[],
      ${rows.map((one) => one.finding.severity)}::text[], ${rows.map((one) => toJson(one.finding))}::jsonb[]) as given`);
}

export async function loadFindings(tx: Tx, id: ClaimId, version: number): Promise<readonly Finding[]> {
  const rows = await tx.many<{ finding: Finding }>(sql`
    select finding from claim_finding where practice_id = ${tx.practiceId} and claim_id = ${id} and version = ${version} order by position`);
  return rows.map((row) => row.finding);
}

/** The content as its text. */
const claimColumns = sql`id, encounter_id, patient_id, coverage_id, payer_id, control_number, rank, version, frequency,
  content::text as content, charge_ids, service_from, payer_control_number, state, state_since, last_sequence`;

export interface ClaimRow {
  readonly id: ClaimId;
  readonly encounter_id: EncounterId;
  readonly patient_id: PatientId;
  readonly coverage_id: CoverageId;
  readonly payer_id: PayerId;
  readonly control_number: string;
  readonly rank: 1 | 2 | 3;
  readonly version: number;
  readonly frequency: ClaimFrequency;
  readonly content: string;
  readonly charge_ids: readonly ChargeId[];
  readonly service_from: IsoDate;
  readonly payer_control_number: string | null;
  readonly state: ClaimState;
  readonly state_since: IsoDate;
  readonly last_sequence: number;
}

interface EventRow {
  readonly claim_id: ClaimId;
  readonly sequence: number;
  readonly happened_on: IsoDate;
  readonly payload: ClaimEvent;
}

/** Its content is read from its text when it is first asked for: most of what is done to a claim does not look into it. */
function claimOf(row: ClaimRow): StoredClaim {
  let content: ProfessionalClaim | undefined;
  return {
    id: row.id,
    encounterId: row.encounter_id,
    patientId: row.patient_id,
    coverageId: row.coverage_id,
    payerId: row.payer_id,
    controlNumber: row.control_number,
    rank: row.rank,
    version: row.version,
    frequency: row.frequency,
    get content(): ProfessionalClaim {
      content ??= fromJson(row.content) as ProfessionalClaim;
      return content;
    },
    chargeIds: row.charge_ids,
    state: row.state,
    lastSequence: row.last_sequence,
    stateSince: row.state_since,
    serviceFrom: row.service_from,
    ...(row.payer_control_number === null ? {} : { payerControlNumber: row.payer_control_number }),
  };
}
