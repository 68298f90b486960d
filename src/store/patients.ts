/** Patients, and the words they are found by. */
import { assert } from "../core/kernel/assert.ts";
import type { PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Address, Guarantor, Patient, Sex } from "../core/parties/model.ts";
import { toJson } from "./json.ts";
import { isStanding, mergedRecords, recordsOfAll } from "./patient-merges.ts";
import { groupRows, type NameColumns, nameOf, present } from "./row.ts";
import { takeRowIds } from "./row-ids.ts";
import { allOf, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export async function insertPatient(tx: Tx, patient: Omit<Patient, "id">): Promise<PatientId> {
  const [id] = await insertPatients(tx, [patient]);
  assert(id !== undefined, "a patient that was made has an id");
  return id;
}

/** Their ids in the order of the patients. */
export async function insertPatients(tx: Tx, patients: readonly Omit<Patient, "id">[]): Promise<readonly PatientId[]> {
  const ids = await takeRowIds<PatientId>(tx, "patient", patients.length);
  if (patients.length === 0) return ids;
  tx.post(sql`
    insert into patient (practice_id, id, account_number, last_name, first_name, middle_name, suffix, birth_date, death_date, sex, address,
      phone, guarantor)
    select ${tx.practiceId}::int, given.* from unnest(${ids}::bigint[], ${patients.map((one) => one.accountNumber)}::text[],
      ${patients.map((one) => one.name.last)}::text[], ${patients.map((one) => one.name.first)}::text[],
      ${patients.map((one) => one.name.middle ?? null)}::text[], ${patients.map((one) => one.name.suffix ?? null)}::text[],
      ${patients.map((one) => one.birthDate)}::date[], ${patients.map((one) => one.deathDate ?? null)}::date[],
      ${patients.map((one) => one.sex)}::text[], ${patients.map((one) => toJson(one.address))}::jsonb[],
      ${patients.map((one) => one.phone ?? null)}::text[], ${patients.map((one) => toJson(one.guarantor))}::jsonb[]) as given`);
  await refreshPatientWords(tx, ids);
  return ids;
}

/** Those who have one of these account numbers. One of a record that was merged leads to the record that stands for it. */
export async function patientsByAccounts(tx: Tx, accounts: readonly string[]): Promise<readonly Patient[]> {
  const rows = await tx.many<PatientRow>(sql`
    select * from patient where practice_id = ${tx.practiceId} and account_number = any(${accounts}::text[]) order by id`);
  return standing(tx, rows.map(patientOf));
}

/** Those who were born on one of these days, lowest id first; also by what a record said that was merged. */
export async function patientsBornOn(tx: Tx, days: readonly IsoDate[]): Promise<readonly Patient[]> {
  const rows = await tx.many<PatientRow>(sql`
    select * from patient where practice_id = ${tx.practiceId} and birth_date = any(${[...new Set(days)]}::date[]) order by id`);
  return standing(tx, rows.map(patientOf));
}

/** The record as it was written, under the number of the one that stands for it now. */
async function standing(tx: Tx, patients: readonly Patient[]): Promise<readonly Patient[]> {
  const merged = await mergedRecords(tx);
  return merged.size === 0 ? patients : patients.map((one) => ({ ...one, id: merged.get(one.id) ?? one.id }));
}

/** Writes all fields of a patient that exists. False when there is none of that id. */
export async function updatePatient(tx: Tx, patient: Patient): Promise<boolean> {
  const { name } = patient;
  const changed = await tx.run(sql`
    update patient set account_number = ${patient.accountNumber}, last_name = ${name.last}, first_name = ${name.first},
      middle_name = ${name.middle}, suffix = ${name.suffix}, birth_date = ${patient.birthDate}, death_date = ${patient.deathDate},
      sex = ${patient.sex}, address = ${toJson(patient.address)}, phone = ${patient.phone}, guarantor = ${toJson(patient.guarantor)}
    where practice_id = ${tx.practiceId} and id = ${patient.id}`);
  if (changed === 0) return false;
  tx.touched.patients.add(patient.id);
  await refreshPatientWords(tx, [patient.id]);
  return true;
}

/** Holds the patient's account until the transaction ends. */
export async function lockPatient(tx: Tx, id: PatientId): Promise<void> {
  lockPatients(tx, [id]);
}

export function lockPatients(tx: Tx, ids: readonly PatientId[]): void {
  tx.post(sql`
    select 1 from patient where practice_id = ${tx.practiceId} and id = any(${ids}::bigint[]) order by id for no key update`);
}

export async function loadPatient(tx: Tx, id: PatientId): Promise<Patient | undefined> {
  const row = await tx.maybe<PatientRow>(sql`select * from patient where practice_id = ${tx.practiceId} and id = ${id}`);
  return row === undefined ? undefined : patientOf(row);
}

export async function loadPatients(tx: Tx, ids: readonly PatientId[]): Promise<ReadonlyMap<PatientId, Patient>> {
  const rows = await tx.many<PatientRow>(sql`select * from patient where practice_id = ${tx.practiceId} and id = any(${ids}::bigint[])`);
  return new Map(rows.map((row) => [row.id, patientOf(row)]));
}

/** By last name, first name, id; `after` is the last row of the page before. */
export async function listPatients(
  tx: Tx,
  { limit, after }: { readonly limit: number; readonly after?: Patient },
): Promise<readonly Patient[]> {
  const rows = await tx.many<PatientRow>(sql`
    select * from patient where practice_id = ${tx.practiceId}
      and ${isStanding(tx, sql`patient.id`)}
      and ${after === undefined ? sql`true` : sql`(last_name, first_name, id) > (${after.name.last}, ${after.name.first}, ${after.id}::bigint)`}
    order by last_name, first_name, id limit ${limit}`);
  return rows.map(patientOf);
}

/**
 * Patients who have a word that begins with each word of the text: parts of the name, account number, birth date
 * (1950-02-17, 02/17/1950 or 02171950), member id, the phone's digits.
 */
export async function searchPatients(
  tx: Tx,
  { text, limit }: { readonly text: string; readonly limit: number },
): Promise<readonly Patient[]> {
  const words = searchWords(text).slice(0, 8);
  if (words.length === 0) return [];
  // Ranges, because row security lets LIKE use no index. The longest word is looked up first: asked of patient after patient in the
  // order of names, a word that few have would walk through all of them.
  const [first, ...others] = [...words].sort((a, b) => b.length - a.length);
  const conditions = [
    sql`id = any(array(select w.patient_id from patient_word w where w.practice_id = ${tx.practiceId}
      and w.word >= ${first} and w.word < ${first}::text || ${highest}))`,
    ...others.map(
      (word) => sql`exists (select 1 from patient_word w where w.practice_id = ${tx.practiceId} and w.patient_id = patient.id
        and w.word >= ${word} and w.word < ${word}::text || ${highest})`,
    ),
  ];
  const rows = await tx.many<PatientRow>(sql`
    select * from patient where practice_id = ${tx.practiceId} and ${allOf(conditions)} order by last_name, first_name, id limit ${limit}`);
  return rows.map(patientOf);
}

/** Letters without accents, in lower case, and digits; a date in any form becomes its eight digits, year first. */
export function searchWords(text: string): readonly string[] {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const dated = plain
    .replace(/\b(\d{4})-(\d{2})-(\d{2})\b/g, "$1$2$3")
    .replace(
      /\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/g,
      (_, month: string, day: string, year: string) => `${year}${month.padStart(2, "0")}${day.padStart(2, "0")}`,
    );
  return [...new Set(dated.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ""))];
}

/**
 * Brings the search words up to date; also to be called when a coverage of a patient changes. A record that was merged is found by
 * nothing; the one that stands for it is found by both's words.
 */
export async function refreshPatientWords(tx: Tx, ids: readonly PatientId[]): Promise<void> {
  const merged = await mergedRecords(tx);
  const records = await recordsOfAll(tx, ids);
  const patients = await loadPatients(tx, records);
  const members = await tx.many<{ patient_id: PatientId; member_id: string }>(
    sql`select patient_id, member_id from coverage where practice_id = ${tx.practiceId} and patient_id = any(${records}::bigint[])`,
  );
  const membersOf = groupRows(members, (row) => row.patient_id);
  const all = [...patients.values()].flatMap((patient) =>
    wordsOf(
      patient,
      (membersOf.get(patient.id) ?? []).map((row) => row.member_id),
    ).map((word) => ({ id: merged.get(patient.id) ?? patient.id, word })),
  );
  const words = merged.size === 0 ? all : [...new Map(all.map((one) => [`${one.id} ${one.word}`, one])).values()];
  const given = sql`unnest(${words.map((one) => one.id)}::bigint[], ${words.map((one) => one.word)}::text[]) as given (id, word)`;
  tx.post(sql`
    delete from patient_word w where w.practice_id = ${tx.practiceId} and w.patient_id = any(${ids}::bigint[])
      and not exists (select 1 from ${given} where given.id = w.patient_id and given.word = w.word)`);
  tx.post(sql`
    insert into patient_word (practice_id, word, patient_id) select ${tx.practiceId}::int, word, id from ${given} on conflict do nothing`);
}

const highest = "\u{10FFFF}";

function wordsOf({ name, accountNumber, birthDate, phone }: Patient, memberIds: readonly string[]): readonly string[] {
  const parts = [name.last, name.first, name.middle, name.suffix, accountNumber, birthDate];
  const numbers = [phone?.replace(/\D/g, ""), ...memberIds.map((one) => one.replace(/[^\p{L}\p{N}]/gu, ""))];
  return searchWords([...parts, ...numbers].filter((part) => part !== undefined).join(" "));
}

interface PatientRow extends NameColumns {
  readonly id: PatientId;
  readonly account_number: string;
  readonly birth_date: IsoDate;
  readonly death_date: IsoDate | null;
  readonly sex: Sex;
  readonly address: Address;
  readonly phone: string | null;
  readonly guarantor: Guarantor;
}

function patientOf(row: PatientRow): Patient {
  return {
    id: row.id,
    accountNumber: row.account_number,
    name: nameOf(row),
    birthDate: row.birth_date,
    sex: row.sex,
    address: row.address,
    guarantor: row.guarantor,
    ...present({ deathDate: row.death_date, phone: row.phone }),
  };
}
