/** Patients, and the words they are found by. */
import type { PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Address, Guarantor, Patient, Sex } from "../core/parties/model.ts";
import { toJson } from "./json.ts";
import { type NameColumns, nameOf, present } from "./row.ts";
import { allOf, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export async function insertPatient(tx: Tx, patient: Omit<Patient, "id">): Promise<PatientId> {
  const { name } = patient;
  const row = await tx.one<{ id: PatientId }>(sql`
    insert into patient (practice_id, account_number, last_name, first_name, middle_name, suffix, birth_date, death_date, sex, address, phone,
      guarantor)
    values (${tx.practiceId}, ${patient.accountNumber}, ${name.last}, ${name.first}, ${name.middle}, ${name.suffix}, ${patient.birthDate},
      ${patient.deathDate}, ${patient.sex}, ${toJson(patient.address)}, ${patient.phone}, ${toJson(patient.guarantor)})
    returning id`);
  await saveWords(tx, { ...patient, id: row.id });
  return row.id;
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
  await saveWords(tx, patient);
  return true;
}

/** Holds the patient's account until the transaction ends. */
export async function lockPatient(tx: Tx, id: PatientId): Promise<void> {
  await tx.run(sql`select 1 from patient where practice_id = ${tx.practiceId} and id = ${id} for update`);
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
  // Ranges, because row security lets LIKE use no index.
  const conditions = words.map(
    (word) => sql`exists (select 1 from patient_word w where w.practice_id = ${tx.practiceId} and w.patient_id = patient.id
      and w.word >= ${word} and w.word < ${word}::text || ${highest})`,
  );
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

/** Brings the search words up to date; also to be called when a coverage of the patient changes. */
export async function refreshPatientWords(tx: Tx, id: PatientId): Promise<void> {
  const patient = await loadPatient(tx, id);
  if (patient !== undefined) await saveWords(tx, patient);
}

const highest = "\u{10FFFF}";

async function saveWords(tx: Tx, patient: Patient): Promise<void> {
  const members = await tx.many<{ member_id: string }>(
    sql`select member_id from coverage where practice_id = ${tx.practiceId} and patient_id = ${patient.id}`,
  );
  const { name } = patient;
  const parts = [name.last, name.first, name.middle, name.suffix, patient.accountNumber, patient.birthDate];
  const numbers = [patient.phone?.replace(/\D/g, ""), ...members.map((row) => row.member_id.replace(/[^\p{L}\p{N}]/gu, ""))];
  const words = searchWords([...parts, ...numbers].filter((part) => part !== undefined).join(" "));
  await tx.run(sql`
    delete from patient_word where practice_id = ${tx.practiceId} and patient_id = ${patient.id} and word <> all(${words}::text[])`);
  await tx.run(sql`
    insert into patient_word (practice_id, word, patient_id) select ${tx.practiceId}, word, ${patient.id} from unnest(${words}::text[]) as word
    on conflict do nothing`);
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
