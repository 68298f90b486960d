/** What is owed. Stored copies of sums over the journal, written with the lines; past days are summed from the lines. */
import { type Cents, cents, zeroCents } from "../core/kernel/cents.ts";
import type { ChargeId, ClaimId, PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { JournalLine } from "../core/ledger/model.ts";
import { type Sql, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

/** What payers and the patient owe. */
export interface Owed {
  readonly insurance: Cents;
  readonly patient: Cents;
}

export interface PatientOwed extends Owed {
  /** The patient's money that belongs to no line yet, positive. */
  readonly unapplied: Cents;
}

export const owedNothing: Owed = { insurance: zeroCents, patient: zeroCents };

/** A claim without postings is not in the answer. */
export async function claimBalances(tx: Tx, ids: readonly ClaimId[]): Promise<ReadonlyMap<ClaimId, Owed>> {
  const rows = await tx.many<OwedRow<ClaimId>>(sql`
    select claim_id as id, insurance, patient from claim_balance where practice_id = ${tx.practiceId} and claim_id = any(${ids}::bigint[])`);
  return owedById(rows);
}

export async function chargeBalances(tx: Tx, ids: readonly ChargeId[]): Promise<ReadonlyMap<ChargeId, Owed>> {
  const rows = await tx.many<OwedRow<ChargeId>>(sql`
    select charge_id as id, insurance, patient from charge_balance where practice_id = ${tx.practiceId} and charge_id = any(${ids}::bigint[])`);
  return owedById(rows);
}

export async function patientBalance(tx: Tx, id: PatientId): Promise<PatientOwed> {
  return (await patientBalances(tx, [id])).get(id) ?? { ...owedNothing, unapplied: zeroCents };
}

/** A patient without postings is not in the answer. */
export async function patientBalances(tx: Tx, ids: readonly PatientId[]): Promise<ReadonlyMap<PatientId, PatientOwed>> {
  const rows = await tx.many<PatientOwed & { readonly id: PatientId }>(sql`
    select patient_id as id, insurance, patient, -unapplied as unapplied from patient_balance
    where practice_id = ${tx.practiceId} and patient_id = any(${ids}::bigint[])`);
  return new Map(rows.map(({ id, ...owed }) => [id, owed]));
}

/** Patients who owe at least this, most first. */
export async function patientsWhoOwe(
  tx: Tx,
  { atLeast, limit }: { readonly atLeast: Cents; readonly limit: number },
): Promise<readonly (PatientOwed & { readonly patientId: PatientId })[]> {
  return tx.many(sql`
    select patient_id as "patientId", insurance, patient, -unapplied as unapplied from patient_balance
    where practice_id = ${tx.practiceId} and patient >= ${atLeast} and patient > 0 order by patient desc, patient_id limit ${limit}`);
}

/** What each charge with a balance had open at the end of a day: the rows of an aging report. */
export async function openChargesAsOf(
  tx: Tx,
  asOf: IsoDate,
): Promise<readonly (Owed & { readonly chargeId: ChargeId; readonly patientId: PatientId; readonly serviceFrom: IsoDate })[]> {
  return tx.many(sql`
    select l.charge_id as "chargeId", min(l.patient_id) as "patientId", min(c.service_from) as "serviceFrom",
      coalesce(sum(l.amount) filter (where l.account = 'insurance-receivable'), 0)::bigint as insurance,
      coalesce(sum(l.amount) filter (where l.account = 'patient-receivable'), 0)::bigint as patient
    from journal_line l join charge c on c.practice_id = l.practice_id and c.id = l.charge_id
    where l.practice_id = ${tx.practiceId} and l.happened_on <= ${asOf}::date and l.account in ('insurance-receivable', 'patient-receivable')
    group by l.charge_id
    having sum(l.amount) filter (where l.account = 'insurance-receivable') <> 0
      or sum(l.amount) filter (where l.account = 'patient-receivable') <> 0
    order by l.charge_id`);
}

export interface BalanceMismatch {
  readonly kind: "claim" | "charge" | "patient";
  readonly id: number;
}

/** How many stored copies there are. */
export async function countBalances(tx: Tx): Promise<number> {
  const row = await tx.one<{ n: number }>(sql`
    select (select count(*) from claim_balance where practice_id = ${tx.practiceId})
      + (select count(*) from charge_balance where practice_id = ${tx.practiceId})
      + (select count(*) from patient_balance where practice_id = ${tx.practiceId}) as n`);
  return row.n;
}

/** Folds the whole journal again and compares: the stored copies that differ. Empty is the proof. */
export async function verifyBalances(tx: Tx): Promise<readonly BalanceMismatch[]> {
  const compare = (kind: BalanceMismatch["kind"], columns: { readonly table: Sql; readonly id: Sql }) => sql`
    select ${kind}::text as kind, coalesce(s.id, f.id) as id
    from (select ${columns.id} as id, insurance, patient from ${columns.table} where practice_id = ${tx.practiceId}) s
    full join (select ${columns.id} as id, coalesce(sum(amount) filter (where account = 'insurance-receivable'), 0) as insurance,
        coalesce(sum(amount) filter (where account = 'patient-receivable'), 0) as patient
      from journal_line where practice_id = ${tx.practiceId} and ${columns.id} is not null group by ${columns.id}) f on f.id = s.id
    where coalesce(s.insurance, 0) <> coalesce(f.insurance, 0) or coalesce(s.patient, 0) <> coalesce(f.patient, 0)`;
  return tx.many<BalanceMismatch>(sql`
    ${compare("claim", { table: sql`claim_balance`, id: sql`claim_id` })}
    union all ${compare("charge", { table: sql`charge_balance`, id: sql`charge_id` })}
    union all ${compare("patient", { table: sql`patient_balance`, id: sql`patient_id` })}`);
}

/** Adds lines just posted to the stored copies: claims, charges, patients, each in the order of the ids (always the same, so no ring of waits). */
export async function addToBalances(tx: Tx, lines: readonly JournalLine[]): Promise<void> {
  const claims = changes(lines, (line) => line.claimId);
  const charges = changes(lines, (line) => line.chargeId);
  for (const { id } of charges) tx.touched.charges.add(id as ChargeId);
  const patients = changes(lines, (line) => line.patientId);
  if (claims.length > 0) {
    tx.post(sql`
      insert into claim_balance (practice_id, claim_id, insurance, patient) ${rowsOf(tx, claims)}
      on conflict (practice_id, claim_id) do update set insurance = claim_balance.insurance + excluded.insurance,
        patient = claim_balance.patient + excluded.patient`);
  }
  if (charges.length > 0) {
    tx.post(sql`
      insert into charge_balance (practice_id, charge_id, insurance, patient) ${rowsOf(tx, charges)}
      on conflict (practice_id, charge_id) do update set insurance = charge_balance.insurance + excluded.insurance,
        patient = charge_balance.patient + excluded.patient`);
  }
  if (patients.length > 0) {
    tx.post(sql`
      insert into patient_balance (practice_id, patient_id, insurance, patient, unapplied)
      select given.*, pocket.unapplied from (${rowsOf(tx, patients)}) given
        join unnest(${patients.map((one) => one.id)}::bigint[], ${patients.map((one) => one.unapplied)}::bigint[]) as pocket (id, unapplied)
          on pocket.id = given.id
      order by given.id
      on conflict (practice_id, patient_id) do update set insurance = patient_balance.insurance + excluded.insurance,
        patient = patient_balance.patient + excluded.patient, unapplied = patient_balance.unapplied + excluded.unapplied`);
  }
}

interface Change {
  readonly id: number;
  insurance: number;
  patient: number;
  unapplied: number;
}

/** Sums by id in the order of the ids; ids whose lines touch no balance are left out. */
function changes(lines: readonly JournalLine[], idOf: (line: JournalLine) => number | undefined): readonly Change[] {
  const byId = new Map<number, Change>();
  for (const line of lines) {
    const id = idOf(line);
    if (id === undefined) continue;
    const change = byId.get(id) ?? { id, insurance: 0, patient: 0, unapplied: 0 };
    byId.set(id, change);
    if (line.account === "insurance-receivable") change.insurance += line.amount;
    else if (line.account === "patient-receivable") change.patient += line.amount;
    // What a payer sent and nobody has placed yet is held for the claim; it is not the patient's.
    else if (line.account === "unapplied" && line.payerId === undefined) change.unapplied += line.amount;
  }
  return [...byId.values()].sort((a, b) => a.id - b.id);
}

function rowsOf(tx: Tx, some: readonly Change[]): Sql {
  return sql`select ${tx.practiceId}::int as practice_id, one.id, one.insurance, one.patient
    from unnest(${some.map((one) => one.id)}::bigint[], ${some.map((one) => one.insurance)}::bigint[], ${some.map((one) => one.patient)}::bigint[])
      as one (id, insurance, patient) order by one.id`;
}

interface OwedRow<Id> extends Owed {
  readonly id: Id;
}

function owedById<Id>(rows: readonly OwedRow<Id>[]): ReadonlyMap<Id, Owed> {
  return new Map(rows.map((row) => [row.id, { insurance: cents(row.insurance), patient: cents(row.patient) }]));
}
