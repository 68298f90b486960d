/** Visits with their note, diagnoses and charges. */
import { assert } from "../core/kernel/assert.ts";
import { type Cents, cents } from "../core/kernel/cents.ts";
import { decimal, formatDecimal } from "../core/kernel/decimal.ts";
import type { ChargeId, EncounterId, LocationId, PatientId, ProviderId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Charge, Encounter, EncounterDiagnosis, Evidence, Note } from "../core/visits/model.ts";
import { toJson } from "./json.ts";
import { groupRows, present } from "./row.ts";
import { takeRowIds } from "./row-ids.ts";
import { allOf, arrayText, type Sql, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

/** Where the coder stands: not coded, waiting for the clinician's answer, coded and signed by a coder. */
/** Line numbers of removed charges begin here; a claim has at most 50 lines. */
const removedFrom = 1000;

export type CodingState = "open" | "question" | "coded";

/** A row of a list of visits. */
export interface EncounterSummary {
  readonly id: EncounterId;
  readonly patientId: PatientId;
  readonly patientLast: string;
  readonly patientFirst: string;
  readonly date: IsoDate;
  readonly renderingId: ProviderId;
  readonly reason: string;
  readonly signed: boolean;
  readonly selfPay: boolean;
  readonly codingState: CodingState;
  readonly codedOn?: IsoDate;
  readonly codedBy?: string;
  readonly charges: Cents;
}

/** A visit to be made. With `coded` it comes coded, as one that was taken over from a claim. */
export type NewEncounter = Omit<Encounter, "id" | "diagnoses" | "charges"> & {
  readonly coded?: { readonly on: IsoDate; readonly by: string };
};

/** Makes the visit; diagnoses and charges are saved apart. */
export async function insertEncounter(tx: Tx, encounter: NewEncounter): Promise<EncounterId> {
  const [id] = await insertEncounters(tx, [encounter]);
  assert(id !== undefined, "a visit that was made has an id");
  return id;
}

/** Their ids in the order of the visits. */
export async function insertEncounters(tx: Tx, encounters: readonly NewEncounter[]): Promise<readonly EncounterId[]> {
  const ids = await takeRowIds<EncounterId>(tx, "encounter", encounters.length);
  if (encounters.length === 0) return ids;
  for (const id of ids) tx.touched.encounters.add(id);
  tx.post(sql`
    insert into encounter (practice_id, id, patient_id, visit_date, rendering_id, referring, location_id, place_of_service, reason, self_pay,
      note_text, note_author_id, signed_on, signed_by, prior_authorization, patient_paid, coding_state, coded_on, coded_by)
    select ${tx.practiceId}::int, given.* from unnest(${ids}::bigint[], ${encounters.map((one) => one.patientId)}::bigint[],
      ${encounters.map((one) => one.date)}::date[], ${encounters.map((one) => one.renderingId)}::bigint[],
      ${encounters.map((one) => (one.referring === undefined ? null : toJson(one.referring)))}::jsonb[],
      ${encounters.map((one) => one.locationId)}::bigint[], ${encounters.map((one) => one.placeOfService)}::text[],
      ${encounters.map((one) => one.reason)}::text[], ${encounters.map((one) => one.selfPay)}::boolean[],
      ${encounters.map((one) => one.note?.text ?? null)}::text[], ${encounters.map((one) => one.note?.authorId ?? null)}::bigint[],
      ${encounters.map((one) => one.note?.signedOn ?? null)}::date[], ${encounters.map((one) => one.note?.signedBy ?? null)}::text[],
      ${encounters.map((one) => one.priorAuthorization ?? null)}::text[], ${encounters.map((one) => one.patientPaid ?? null)}::bigint[],
      ${encounters.map((one): CodingState => (one.coded === undefined ? "open" : "coded"))}::text[],
      ${encounters.map((one) => one.coded?.on ?? null)}::date[], ${encounters.map((one) => one.coded?.by ?? null)}::text[]) as given`);
  return ids;
}

/** False when the visit is not there or its note is signed: a signed note is amended, not rewritten. */
export async function saveNote(tx: Tx, id: EncounterId, note: Note): Promise<boolean> {
  const changed = await tx.run(sql`
    update encounter set note_text = ${note.text}, note_author_id = ${note.authorId}, signed_on = ${note.signedOn}, signed_by = ${note.signedBy}
    where practice_id = ${tx.practiceId} and id = ${id} and signed_on is null`);
  return changed > 0;
}

/** A signed note with what was added below it. */
export async function amendNote(tx: Tx, id: EncounterId, text: string): Promise<void> {
  await tx.run(sql`
    update encounter set note_text = ${text} where practice_id = ${tx.practiceId} and id = ${id} and signed_on is not null
      and starts_with(${text}, note_text)`);
}

/** What stands beside the codes on a claim: the payer's authorisation and who referred. Undefined takes it away. */
export async function saveReferral(
  tx: Tx,
  id: EncounterId,
  { authorisation, referring }: { readonly authorisation: string | undefined; readonly referring: Encounter["referring"] | undefined },
): Promise<void> {
  tx.touched.encounters.add(id);
  tx.post(sql`
    update encounter set prior_authorization = ${authorisation}, referring = ${referring === undefined ? null : toJson(referring)}::jsonb
    where practice_id = ${tx.practiceId} and id = ${id}`);
}

export async function saveCodingState(
  tx: Tx,
  id: EncounterId,
  state: { readonly state: "open" | "question" } | { readonly state: "coded"; readonly on: IsoDate; readonly by: string },
): Promise<boolean> {
  const coded = state.state === "coded" ? state : undefined;
  tx.touched.encounters.add(id);
  const changed = await tx.run(sql`
    update encounter set coding_state = ${state.state}, coded_on = ${coded?.on}, coded_by = ${coded?.by}
    where practice_id = ${tx.practiceId} and id = ${id}`);
  return changed > 0;
}

/** Replaces all diagnoses of the visit. */
export async function saveDiagnoses(tx: Tx, id: EncounterId, diagnoses: readonly EncounterDiagnosis[]): Promise<void> {
  tx.touched.encounters.add(id);
  tx.post(sql`delete from encounter_diagnosis where practice_id = ${tx.practiceId} and encounter_id = ${id}`);
  await insertDiagnoses(
    tx,
    diagnoses.map((diagnosis) => ({ encounterId: id, ...diagnosis })),
  );
}

/** Diagnoses of visits that have none. */
export async function insertDiagnoses(
  tx: Tx,
  diagnoses: readonly (EncounterDiagnosis & { readonly encounterId: EncounterId })[],
): Promise<void> {
  for (const { encounterId } of diagnoses) tx.touched.encounters.add(encounterId);
  tx.post(sql`
    insert into encounter_diagnosis (practice_id, encounter_id, position, code, evidence)
    select ${tx.practiceId}::int, given.* from unnest(${diagnoses.map((one) => one.encounterId)}::bigint[],
      ${diagnoses.map((one) => one.position)}::int[], ${diagnoses.map((one) => one.code)}::text[],
      ${diagnoses.map((one) => toJson(one.evidence))}::jsonb[]) as given`);
}

/**
 * Makes the visit's charges be these. A charge with an id is changed in place, one without is made, one that is left out is
 * out of the visit but stays in the table, since the ledger may name it. Returns them with their ids, in the given order.
 */
export async function saveCharges(
  tx: Tx,
  encounterId: EncounterId,
  charges: readonly (Omit<Charge, "id"> & { readonly id?: ChargeId })[],
): Promise<readonly Charge[]> {
  tx.touched.encounters.add(encounterId);
  const kept = charges.map((charge) => charge.id).filter((id) => id !== undefined);
  tx.post(sql`
    update charge set removed = true, line_number = ${removedFrom} + id
    where practice_id = ${tx.practiceId} and encounter_id = ${encounterId} and not removed and id <> all(${kept}::bigint[])`);
  for (const charge of charges) if (charge.id !== undefined) await changeCharge(tx, encounterId, { ...charge, id: charge.id });
  const fresh = charges.filter((charge) => charge.id === undefined);
  const made = await insertCharges(
    tx,
    fresh.map((charge) => ({ ...charge, encounterId })),
  );
  const idOf = new Map(fresh.map((charge, index) => [charge, made[index]]));
  return charges.map((charge) => {
    const id = charge.id ?? idOf.get(charge);
    assert(id !== undefined, "a charge that was saved has an id");
    return { ...charge, id };
  });
}

/** New charges of any visits. Their ids in the order of the charges. */
export async function insertCharges(
  tx: Tx,
  charges: readonly (Omit<Charge, "id"> & { readonly encounterId: EncounterId })[],
): Promise<readonly ChargeId[]> {
  const ids = await takeRowIds<ChargeId>(tx, "charge", charges.length);
  if (charges.length === 0) return ids;
  for (const { encounterId } of charges) tx.touched.encounters.add(encounterId);
  tx.post(sql`
    insert into charge (practice_id, id, encounter_id, line_number, service_from, service_to, procedure, modifiers, units, amount, pointers, ndc,
      evidence)
    select ${tx.practiceId}::int, id, encounter_id, line_number, service_from, service_to, procedure, modifiers::text[], units, amount,
      pointers::int[], ndc, evidence
    from unnest(${ids}::bigint[], ${charges.map((one) => one.encounterId)}::bigint[], ${charges.map((one) => one.lineNumber)}::int[],
      ${charges.map((one) => one.serviceFrom)}::date[], ${charges.map((one) => one.serviceTo)}::date[],
      ${charges.map((one) => one.procedure)}::text[], ${charges.map((one) => arrayText(one.modifiers))}::text[],
      ${charges.map((one) => formatDecimal(one.units))}::numeric[], ${charges.map((one) => one.amount)}::bigint[],
      ${charges.map((one) => arrayText(one.pointers))}::text[], ${charges.map((one) => one.ndc ?? null)}::text[],
      ${charges.map((one) => toJson(one.evidence))}::jsonb[])
      as given (id, encounter_id, line_number, service_from, service_to, procedure, modifiers, units, amount, pointers, ndc, evidence)`);
  return ids;
}

/** Holds the visit until the transaction ends: two people, or two presses of a button, come one after the other. */
export async function lockEncounter(tx: Tx, id: EncounterId): Promise<void> {
  tx.post(sql`select 1 from encounter where practice_id = ${tx.practiceId} and id = ${id} for no key update`);
}

export async function loadEncounter(tx: Tx, id: EncounterId): Promise<Encounter | undefined> {
  return (await loadEncounters(tx, [id])).get(id);
}

/** The newest visits of each of these patients, at most so many of each; the ids in rising order. */
export async function newestVisitsOf(tx: Tx, patientIds: readonly PatientId[], limit: number): Promise<readonly EncounterOfPatient[]> {
  return tx.many<EncounterOfPatient>(sql`
    select v.id, p.id as "patientId" from unnest(${patientIds}::bigint[]) as p (id)
      cross join lateral (select id from encounter where practice_id = ${tx.practiceId} and patient_id = p.id
        order by visit_date desc, id desc limit ${limit}) v
    order by v.id`);
}

export interface EncounterOfPatient {
  readonly id: EncounterId;
  readonly patientId: PatientId;
}

export async function loadEncounters(tx: Tx, ids: readonly EncounterId[]): Promise<ReadonlyMap<EncounterId, Encounter>> {
  const rows = await tx.many<EncounterRow>(
    sql`select * from encounter where practice_id = ${tx.practiceId} and id = any(${ids}::bigint[]) order by id`,
  );
  const asked = tx.many<DiagnosisRow>(sql`
    select * from encounter_diagnosis where practice_id = ${tx.practiceId} and encounter_id = any(${ids}::bigint[]) order by encounter_id, position`);
  const charges = await tx.many<ChargeRow>(sql`
    select * from charge where practice_id = ${tx.practiceId} and encounter_id = any(${ids}::bigint[]) and not removed order by encounter_id, line_number`);
  const diagnoses = await asked;
  const diagnosesOf = groupRows(diagnoses, (row) => row.encounter_id);
  const chargesOf = groupRows(charges, (row) => row.encounter_id);
  return new Map(rows.map((row) => [row.id, encounterOf(row, diagnosesOf.get(row.id) ?? [], chargesOf.get(row.id) ?? [])]));
}

export interface EncounterFilter {
  readonly patientId?: PatientId;
  readonly codingStates?: readonly CodingState[];
  readonly signed?: boolean;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  /** Only visits without a claim of rank 1. */
  readonly withoutClaim?: boolean;
}

/** Newest first. */
export async function listEncounters(
  tx: Tx,
  filter: EncounterFilter,
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<readonly EncounterSummary[]> {
  const rows = await tx.many<SummaryRow>(sql`
    select e.id, e.patient_id, p.last_name, p.first_name, e.visit_date, e.rendering_id, e.reason, e.signed_on is not null as signed, e.self_pay,
      e.coding_state, e.coded_on, e.coded_by,
      (select coalesce(sum(c.amount), 0)::bigint from charge c where c.practice_id = ${tx.practiceId} and c.encounter_id = e.id and not c.removed) as charges
    from encounter e join patient p on p.practice_id = e.practice_id and p.id = e.patient_id
    where e.practice_id = ${tx.practiceId} and ${matches(tx, filter)}
    order by e.visit_date desc, e.id desc limit ${limit} offset ${offset}`);
  return rows.map(summaryOf);
}

export async function countEncounters(tx: Tx, filter: EncounterFilter): Promise<number> {
  const row = await tx.one<{ n: number }>(sql`
    select count(*) as n from (select 1 from encounter e where e.practice_id = ${tx.practiceId} and ${matches(tx, filter)} limit 10001) as found`);
  return row.n;
}

function matches(tx: Tx, filter: EncounterFilter): Sql {
  const { patientId, codingStates, signed, from, to, withoutClaim } = filter;
  return allOf([
    patientId === undefined ? undefined : sql`e.patient_id = ${patientId}`,
    codingStates === undefined ? undefined : sql`e.coding_state = any(${codingStates}::text[])`,
    signed === undefined ? undefined : sql`(e.signed_on is not null) = ${signed}::boolean`,
    from === undefined ? undefined : sql`e.visit_date >= ${from}::date`,
    to === undefined ? undefined : sql`e.visit_date <= ${to}::date`,
    withoutClaim !== true
      ? undefined
      : sql`not exists (select 1 from claim k where k.practice_id = ${tx.practiceId} and k.encounter_id = e.id)`,
  ]);
}

/** Whose charge it is, also of one that recoding took out. */
export async function findCharge(
  tx: Tx,
  id: ChargeId,
): Promise<{ readonly patientId: PatientId; readonly encounterId: EncounterId } | undefined> {
  return tx.maybe(sql`
    select e.patient_id as "patientId", e.id as "encounterId" from charge c
      join encounter e on e.practice_id = c.practice_id and e.id = c.encounter_id
    where c.practice_id = ${tx.practiceId} and c.id = ${id}`);
}

async function changeCharge(tx: Tx, encounterId: EncounterId, charge: Charge): Promise<void> {
  await tx.one(sql`
    update charge set (line_number, service_from, service_to, procedure, modifiers, units, amount, pointers, ndc, evidence)
      = row(${charge.lineNumber}::int, ${charge.serviceFrom}::date, ${charge.serviceTo}::date, ${charge.procedure}::text,
        ${charge.modifiers}::text[], ${formatDecimal(charge.units)}::numeric, ${charge.amount}::bigint, ${charge.pointers}::int[],
        ${charge.ndc}::text, ${toJson(charge.evidence)}::jsonb)
    where practice_id = ${tx.practiceId} and encounter_id = ${encounterId} and id = ${charge.id} returning id`);
  // It stands with the denied lines too, which are listed by it.
  tx.post(sql`
    update denial set procedure = ${charge.procedure} where practice_id = ${tx.practiceId} and charge_id = ${charge.id}
      and procedure <> ${charge.procedure}`);
}

interface EncounterRow {
  readonly id: EncounterId;
  readonly patient_id: PatientId;
  readonly visit_date: IsoDate;
  readonly rendering_id: ProviderId;
  readonly referring: Encounter["referring"] | null;
  readonly location_id: LocationId;
  readonly place_of_service: string;
  readonly reason: string;
  readonly self_pay: boolean;
  readonly note_text: string | null;
  readonly note_author_id: ProviderId | null;
  readonly signed_on: IsoDate | null;
  readonly signed_by: string | null;
  readonly prior_authorization: string | null;
  readonly patient_paid: number | null;
}

interface DiagnosisRow {
  readonly encounter_id: EncounterId;
  readonly position: number;
  readonly code: string;
  readonly evidence: readonly Evidence[];
}

interface ChargeRow {
  readonly id: ChargeId;
  readonly encounter_id: EncounterId;
  readonly line_number: number;
  readonly service_from: IsoDate;
  readonly service_to: IsoDate;
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: string;
  readonly amount: number;
  readonly pointers: readonly number[];
  readonly ndc: string | null;
  readonly evidence: readonly Evidence[];
}

interface SummaryRow {
  readonly id: EncounterId;
  readonly patient_id: PatientId;
  readonly last_name: string;
  readonly first_name: string;
  readonly visit_date: IsoDate;
  readonly rendering_id: ProviderId;
  readonly reason: string;
  readonly signed: boolean;
  readonly self_pay: boolean;
  readonly coding_state: CodingState;
  readonly coded_on: IsoDate | null;
  readonly coded_by: string | null;
  readonly charges: number;
}

function encounterOf(row: EncounterRow, diagnoses: readonly DiagnosisRow[], charges: readonly ChargeRow[]): Encounter {
  return {
    id: row.id,
    patientId: row.patient_id,
    date: row.visit_date,
    renderingId: row.rendering_id,
    locationId: row.location_id,
    placeOfService: row.place_of_service,
    reason: row.reason,
    selfPay: row.self_pay,
    diagnoses: diagnoses.map(({ position, code, evidence }) => ({ position, code, evidence })),
    charges: charges.map(chargeOf),
    ...present({
      referring: row.referring ?? null,
      note: noteOf(row),
      priorAuthorization: row.prior_authorization,
      patientPaid: row.patient_paid === null ? null : cents(row.patient_paid),
    }),
  };
}

function noteOf(row: EncounterRow): Note | null {
  if (row.note_text === null || row.note_author_id === null) return null;
  return { text: row.note_text, authorId: row.note_author_id, ...present({ signedOn: row.signed_on, signedBy: row.signed_by }) };
}

function chargeOf(row: ChargeRow): Charge {
  return {
    id: row.id,
    lineNumber: row.line_number,
    serviceFrom: row.service_from,
    serviceTo: row.service_to,
    procedure: row.procedure,
    modifiers: row.modifiers,
    units: decimal(row.units),
    amount: cents(row.amount),
    pointers: row.pointers,
    evidence: row.evidence,
    ...present({ ndc: row.ndc }),
  };
}

function summaryOf(row: SummaryRow): EncounterSummary {
  return {
    id: row.id,
    patientId: row.patient_id,
    patientLast: row.last_name,
    patientFirst: row.first_name,
    date: row.visit_date,
    renderingId: row.rendering_id,
    reason: row.reason,
    signed: row.signed,
    selfPay: row.self_pay,
    codingState: row.coding_state,
    charges: cents(row.charges),
    ...present({ codedOn: row.coded_on, codedBy: row.coded_by }),
  };
}
