/** Credentials and continuing education of the practice's own people. Rows are only added; what a row replaces or takes back is gone. */
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { present } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export const staffKinds = ["credential", "licence", "dea", "enrolment", "other"] as const;
export type StaffKind = (typeof staffKinds)[number];
export const educationCategories = ["coding", "billing", "compliance", "clinical", "ethics", "management", "other"] as const;
export type EducationCategory = (typeof educationCategories)[number];

export interface StaffCredential {
  readonly id: number;
  readonly personId: number;
  readonly personName: string;
  readonly kind: StaffKind;
  readonly key?: string;
  readonly title: string;
  readonly issuer: string;
  readonly number: string;
  readonly since?: IsoDate;
  readonly renewsOn?: IsoDate;
  /** A decimal. */
  readonly unitsNeeded?: string;
  readonly cycleMonths?: number;
  readonly note: string;
  readonly replacesId?: number;
  readonly recordedOn: IsoDate;
  readonly recordedBy: string;
}

export type NewStaffCredential = Omit<StaffCredential, "id"> & { readonly ended?: boolean };

export async function insertStaffCredential(tx: Tx, one: NewStaffCredential): Promise<number> {
  const { id } = await tx.one<{ id: number }>(sql`
    insert into staff_credential (practice_id, person_id, person_name, kind, credential_key, title, issuer, number, since, renews_on, units_needed,
      cycle_months, note, replaces_id, ended, recorded_on, recorded_by)
    values (${tx.practiceId}, ${one.personId}, ${one.personName}, ${one.kind}, ${one.key}, ${one.title}, ${one.issuer}, ${one.number}, ${one.since},
      ${one.renewsOn}, ${one.unitsNeeded}::numeric, ${one.cycleMonths}, ${one.note}, ${one.replacesId}, ${one.ended ?? false},
      ${one.recordedOn}, ${one.recordedBy})
    returning id`);
  return id;
}

const columns = sql`c.id, c.person_id as "personId", c.person_name as "personName", c.kind, c.credential_key as key, c.title, c.issuer, c.number,
  c.since, c.renews_on as "renewsOn", c.units_needed::text as "unitsNeeded", c.cycle_months as "cycleMonths", c.note, c.replaces_id as "replacesId",
  c.recorded_on as "recordedOn", c.recorded_by as "recordedBy"`;

/** What holds now; of one person, or of all. */
export async function staffCredentials(tx: Tx, personId?: number): Promise<readonly StaffCredential[]> {
  const whose = personId === undefined ? sql`true` : sql`c.person_id = ${personId}`;
  const rows = await tx.many<StaffCredential>(sql`
    select ${columns} from staff_credential c
    where c.practice_id = ${tx.practiceId} and ${whose} and not c.ended
      and not exists (select 1 from staff_credential n where n.practice_id = c.practice_id and n.replaces_id = c.id)
    order by c.person_name, c.person_id, c.renews_on nulls last, c.id limit 5000`);
  return rows.map((row) => present(row) as StaffCredential);
}

/** Every row of one person, the newest first: also what was replaced or taken out. */
export async function staffHistory(tx: Tx, personId: number): Promise<readonly (StaffCredential & { readonly ended: boolean })[]> {
  const rows = await tx.many<StaffCredential & { ended: boolean }>(sql`
    select ${columns}, c.ended from staff_credential c where c.practice_id = ${tx.practiceId} and c.person_id = ${personId}
    order by c.id desc limit 1000`);
  return rows.map((row) => present(row) as StaffCredential & { readonly ended: boolean });
}

/** Undefined also when something newer stands instead of it. Held until the transaction ends by the newer row's own key. */
export async function currentStaffCredential(tx: Tx, id: number): Promise<StaffCredential | undefined> {
  const row = await tx.maybe<StaffCredential>(sql`
    select ${columns} from staff_credential c where c.practice_id = ${tx.practiceId} and c.id = ${id} and not c.ended
      and not exists (select 1 from staff_credential n where n.practice_id = c.practice_id and n.replaces_id = c.id)`);
  return row === undefined ? undefined : (present(row) as StaffCredential);
}

export interface StaffEducation {
  readonly id: number;
  readonly personId: number;
  readonly personName: string;
  readonly on: IsoDate;
  readonly title: string;
  /** A decimal. */
  readonly units: string;
  readonly category: EducationCategory;
  readonly evidence: string;
  readonly recordedOn: IsoDate;
  readonly recordedBy: string;
}

export async function insertStaffEducation(tx: Tx, one: Omit<StaffEducation, "id"> & { readonly takesBack?: number }): Promise<number> {
  const { id } = await tx.one<{ id: number }>(sql`
    insert into staff_education (practice_id, person_id, person_name, on_day, title, units, category, evidence, takes_back, recorded_on, recorded_by)
    values (${tx.practiceId}, ${one.personId}, ${one.personName}, ${one.on}, ${one.title}, ${one.units}::numeric, ${one.category}, ${one.evidence},
      ${one.takesBack}, ${one.recordedOn}, ${one.recordedBy})
    returning id`);
  return id;
}

/** The newest first, without what was taken back. */
export async function staffEducation(tx: Tx, personId?: number): Promise<readonly StaffEducation[]> {
  const whose = personId === undefined ? sql`true` : sql`e.person_id = ${personId}`;
  return tx.many<StaffEducation>(sql`
    select e.id, e.person_id as "personId", e.person_name as "personName", e.on_day as "on", e.title, e.units::text as units, e.category, e.evidence,
      e.recorded_on as "recordedOn", e.recorded_by as "recordedBy"
    from staff_education e where e.practice_id = ${tx.practiceId} and ${whose} and e.takes_back is null
      and not exists (select 1 from staff_education n where n.practice_id = e.practice_id and n.takes_back = e.id)
    order by e.on_day desc, e.id desc limit 10000`);
}
