/** Pages of the list of patients with what is open on each. */
import type { Cents } from "../core/kernel/cents.ts";
import type { PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { isStanding } from "./patient-merges.ts";
import { type Sql, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export const patientShows = ["all", "owes", "credit"] as const;
export type PatientShow = (typeof patientShows)[number];

/** The ids of a page: all by name, or those who owe or have a credit, the largest first. */
export async function patientPage(
  tx: Tx,
  { show, after, limit }: { readonly show: PatientShow; readonly after?: PatientId; readonly limit: number },
): Promise<readonly PatientId[]> {
  const rows = await tx.many<{ id: PatientId }>(show === "all" ? byName(tx, after, limit) : byAmount(tx, show, { after, limit }));
  return rows.map((row) => row.id);
}

function byName(tx: Tx, after: PatientId | undefined, limit: number): Sql {
  const behind =
    after === undefined
      ? sql`true`
      : sql`(last_name, first_name, id) > (select p.last_name, p.first_name, p.id from patient p where p.practice_id = ${tx.practiceId} and p.id = ${after})`;
  return sql`
    select id from patient where practice_id = ${tx.practiceId} and ${isStanding(tx, sql`patient.id`)} and ${behind} order by last_name, first_name, id limit ${limit}`;
}

/** Credits are negative in the books, so the largest comes first either way. */
function byAmount(
  tx: Tx,
  show: "owes" | "credit",
  { after, limit }: { readonly after: PatientId | undefined; readonly limit: number },
): Sql {
  if (show === "owes")
    return sql`
      select patient_id as id from patient_balance where practice_id = ${tx.practiceId} and patient > 0 and ${
        after === undefined
          ? sql`true`
          : sql`(patient, patient_id) < (select b.patient, b.patient_id from patient_balance b where b.practice_id = ${tx.practiceId} and b.patient_id = ${after})`
      } order by patient desc, patient_id desc limit ${limit}`;
  return sql`
    select patient_id as id from patient_balance where practice_id = ${tx.practiceId} and unapplied < 0 and ${
      after === undefined
        ? sql`true`
        : sql`(unapplied, patient_id) > (select b.unapplied, b.patient_id from patient_balance b where b.practice_id = ${tx.practiceId} and b.patient_id = ${after})`
    } order by unapplied, patient_id limit ${limit}`;
}

export interface PatientFigures {
  readonly id: PatientId;
  readonly patient: Cents;
  readonly insurance: Cents;
  readonly unapplied: Cents;
  readonly lastStatement?: IsoDate;
}

/** What is open on each of the patients, and when the last statement was made. */
export async function patientFigures(tx: Tx, ids: readonly PatientId[]): Promise<ReadonlyMap<PatientId, PatientFigures>> {
  const rows = await tx.many<Omit<PatientFigures, "lastStatement"> & { readonly lastStatement: IsoDate | null }>(sql`
    select w.id, coalesce(b.patient, 0) as patient, coalesce(b.insurance, 0) as insurance, coalesce(-b.unapplied, 0) as unapplied,
      (select max(s.statement_date) from statement s where s.practice_id = ${tx.practiceId} and s.patient_id = w.id) as "lastStatement"
    from unnest(${ids}::bigint[]) as w (id)
      left join patient_balance b on b.practice_id = ${tx.practiceId} and b.patient_id = w.id`);
  return new Map(rows.map(({ lastStatement, ...row }) => [row.id, { ...row, ...(lastStatement === null ? {} : { lastStatement }) }]));
}

const mostCounted = 10_001;

/** How many there are of each kind; 10,001 stands for more. */
export async function countPatients(tx: Tx): Promise<Readonly<Record<PatientShow, number>>> {
  const count = (from: Sql): Sql => sql`(select count(*)::int from (select 1 ${from} limit ${mostCounted}) counted)`;
  return tx.one(sql`
    select ${count(sql`from patient where practice_id = ${tx.practiceId} and ${isStanding(tx, sql`patient.id`)}`)} as "all",
      ${count(sql`from patient_balance where practice_id = ${tx.practiceId} and patient > 0`)} as owes,
      ${count(sql`from patient_balance where practice_id = ${tx.practiceId} and unapplied < 0`)} as credit`);
}
