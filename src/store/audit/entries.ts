/** The audit's rows. They are inserted in the transaction of what they tell; nobody changes or removes one. */
import { createHash } from "node:crypto";
import type { Act } from "../../core/access/acts.ts";
import { groupText } from "../../core/access/chain.ts";
import type { FieldChange } from "../../core/access/changes.ts";
import type { Purpose } from "../../core/access/purposes.ts";
import type { ClaimId, PatientId } from "../../core/kernel/id.ts";
import type { AccountId } from "../access/accounts.ts";
import { arrayText, sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";

export interface NewEntry {
  readonly actorKind: "person" | "key" | "machine" | "patient";
  readonly actor: string;
  readonly accountId?: AccountId | undefined;
  readonly role?: string | undefined;
  readonly purpose: Purpose;
  readonly act: Act;
  /** 'done', or the stable word of the refusal. */
  readonly outcome: string;
  readonly patients: readonly PatientId[];
  readonly object?: readonly [kind: string, id: string | number] | undefined;
  readonly changes?: readonly FieldChange[] | undefined;
  readonly session?: string | undefined;
  readonly request?: string | undefined;
}

/** In their order. */
export function insertEntries(tx: Tx, entries: readonly NewEntry[]): void {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => {
    const patients = [...new Set(entry.patients)].sort((a, b) => a - b);
    const [objectKind, objectId] = entry.object ?? [];
    return {
      ...entry,
      patients,
      group: patients.length > 1 ? sha256(groupText(patients)) : null,
      objectKind: objectKind ?? null,
      objectId: objectId === undefined ? null : String(objectId),
      changes: entry.changes === undefined || entry.changes.length === 0 ? null : JSON.stringify(entry.changes),
    };
  });
  const groups = new Map(rows.flatMap(({ group, patients }) => (group === null ? [] : [[group, patients] as const])));
  if (groups.size > 0) {
    tx.post(sql`
      insert into audit_group (practice_id, hash, patient_ids)
      select ${tx.practiceId}::int, hash, patient_ids::bigint[] from unnest(${[...groups.keys()]}::text[],
        ${[...groups.values()].map(arrayText)}::text[]) as given (hash, patient_ids) order by hash on conflict do nothing`);
  }
  tx.post(sql`
    insert into audit_entry (practice_id, actor_kind, actor, account_id, role, purpose, act, outcome, patient_id, patient_group, patients,
      object_kind, object_id, changes, session, request)
    select ${tx.practiceId}::int, given.* from unnest(${rows.map((one) => one.actorKind)}::text[], ${rows.map((one) => one.actor)}::text[],
      ${rows.map((one) => one.accountId ?? null)}::bigint[], ${rows.map((one) => one.role ?? null)}::text[],
      ${rows.map((one) => one.purpose)}::text[], ${rows.map((one) => one.act)}::text[], ${rows.map((one) => one.outcome)}::text[],
      ${rows.map(({ patients }) => (patients.length === 1 ? patients[0] : null))}::bigint[], ${rows.map((one) => one.group)}::text[],
      ${rows.map((one) => one.patients.length)}::int[], ${rows.map((one) => one.objectKind)}::text[], ${rows.map((one) => one.objectId)}::text[],
      ${rows.map((one) => one.changes)}::text[], ${rows.map((one) => one.session ?? null)}::text[],
      ${rows.map((one) => one.request ?? null)}::text[]) as given`);
}

export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** Whose record an object belongs to. */
const ownerQueries = {
  patient: (tx: Tx, id: number) => sql`select id as patient from patient where practice_id = ${tx.practiceId} and id = ${id}`,
  visit: (tx: Tx, id: number) => sql`select patient_id as patient from encounter where practice_id = ${tx.practiceId} and id = ${id}`,
  claim: (tx: Tx, id: number) => sql`select patient_id as patient from claim where practice_id = ${tx.practiceId} and id = ${id}`,
  letter: (tx: Tx, id: number) => sql`
    select d.patient_id as patient from appeal_letter l join denial d on d.practice_id = l.practice_id and d.id = l.denial_id
    where l.practice_id = ${tx.practiceId} and l.id = ${id}`,
  denial: (tx: Tx, id: number) => sql`select patient_id as patient from denial where practice_id = ${tx.practiceId} and id = ${id}`,
  statement: (tx: Tx, id: number) => sql`select patient_id as patient from statement where practice_id = ${tx.practiceId} and id = ${id}`,
  charge: (tx: Tx, id: number) => sql`
    select e.patient_id as patient from charge c join encounter e on e.practice_id = c.practice_id and e.id = c.encounter_id
    where c.practice_id = ${tx.practiceId} and c.id = ${id}`,
  payment: (tx: Tx, id: number) =>
    sql`select patient_id as patient from patient_payment where practice_id = ${tx.practiceId} and id = ${id}`,
  appointment: (tx: Tx, id: number) =>
    sql`select patient_id as patient from appointment where practice_id = ${tx.practiceId} and id = ${id}`,
  hold: (tx: Tx, id: number) => sql`select patient_id as patient from billing_hold where practice_id = ${tx.practiceId} and id = ${id}`,
  plan: (tx: Tx, id: number) => sql`select patient_id as patient from payment_plan where practice_id = ${tx.practiceId} and id = ${id}`,
  link: (tx: Tx, id: number) => sql`select patient_id as patient from patient_link where practice_id = ${tx.practiceId} and id = ${id}`,
  inquiry: (tx: Tx, id: number) => sql`select patient_id as patient from inquiry where practice_id = ${tx.practiceId} and id = ${id}`,
  estimate: (tx: Tx, id: number) => sql`select patient_id as patient from estimate where practice_id = ${tx.practiceId} and id = ${id}`,
  coverage: (tx: Tx, id: number) => sql`select patient_id as patient from coverage where practice_id = ${tx.practiceId} and id = ${id}`,
  request: (tx: Tx, id: number) => sql`select patient_id as patient from money_request where practice_id = ${tx.practiceId} and id = ${id}`,
} as const;

export type RecordKind = keyof typeof ownerQueries;

export async function patientOfObject(tx: Tx, [kind, id]: readonly [kind: RecordKind, id: number]): Promise<PatientId | undefined> {
  return (await tx.maybe<{ patient: PatientId }>(ownerQueries[kind](tx, id)))?.patient;
}

export async function patientsOfClaims(tx: Tx, claimIds: readonly ClaimId[]): Promise<ReadonlyMap<ClaimId, PatientId>> {
  const rows = await tx.many<{ id: ClaimId; patient: PatientId }>(sql`
    select id, patient_id as patient from claim where practice_id = ${tx.practiceId} and id = any(${claimIds}::bigint[])`);
  return new Map(rows.map((row) => [row.id, row.patient]));
}

/** The patients whose claims a file carries or answers. */
export async function patientsOfFile(
  tx: Tx,
  { direction, fileId }: { readonly direction: "in" | "out"; readonly fileId: number },
): Promise<readonly PatientId[]> {
  const rows = await tx.many<{ patient: PatientId }>(
    direction === "out"
      ? sql`
        select distinct c.patient_id as patient from snapshot s join claim c on c.practice_id = s.practice_id and c.id = s.claim_id
        where s.practice_id = ${tx.practiceId} and s.outbound_file_id = ${fileId}
        union
        select distinct q.patient_id from inquiry q where q.practice_id = ${tx.practiceId} and q.outbound_file_id = ${fileId}`
      : sql`
        select distinct c.patient_id as patient
        from remittance r
          join remittance_claim rc on rc.practice_id = r.practice_id and rc.remittance_id = r.id
          join claim c on c.practice_id = rc.practice_id and c.id = rc.claim_id
        where r.practice_id = ${tx.practiceId} and r.inbound_file_id = ${fileId}
        union
        select distinct e.patient_id from import_claim i join encounter e on e.practice_id = i.practice_id and e.id = i.encounter_id
        where i.practice_id = ${tx.practiceId} and i.inbound_file_id = ${fileId}
        union
        select distinct q.patient_id from inquiry q where q.practice_id = ${tx.practiceId} and q.inbound_file_id = ${fileId}`,
  );
  return rows.map((row) => row.patient);
}
