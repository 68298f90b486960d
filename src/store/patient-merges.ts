/** Records of one person that were brought together: which stands for which, what came over, and the way back. */

import { cents } from "../core/kernel/cents.ts";
import type { ChargeId, ClaimId, CoverageId, EncounterId, PatientId, PayerId, RemittanceId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { HeldBalance } from "../core/ledger/record-merge.ts";
import type { Coverage, Patient } from "../core/parties/model.ts";
import { toJson } from "./json.ts";
import { present } from "./row.ts";
import { type Sql, sql } from "./sql.ts";
import { remembered, type Tx } from "./transaction.ts";

/** Rows that name a patient and follow to the standing record. What is only ever added to (calls, estimates, audit …) stays and is read with it. */
const followers = {
  encounter: sql`encounter`,
  claim: sql`claim`,
  coverage: sql`coverage`,
  denial: sql`denial`,
  appointment: sql`appointment`,
  billing_hold: sql`billing_hold`,
  payment_plan: sql`payment_plan`,
  statement: sql`statement`,
  patient_payment: sql`patient_payment`,
  money_request: sql`money_request`,
  inquiry: sql`inquiry`,
} as const;

export type Follower = keyof typeof followers;

export interface MovedRows {
  readonly rows: Readonly<Partial<Record<Follower, readonly number[]>>>;
  /** Insurances that both records had: they stay with the old record, and what named them names the other's. */
  /** The patient's own money and refunds that no charge names, as they were carried. */
  readonly pockets: readonly HeldBalance[];
  readonly twins: readonly {
    readonly from: CoverageId;
    readonly into: CoverageId;
    readonly claims: readonly number[];
    readonly inquiries: readonly number[];
  }[];
}

export interface Registered {
  readonly patient: Patient;
  readonly coverages: readonly Coverage[];
}

export interface PatientMerge {
  readonly id: number;
  readonly patientId: PatientId;
  readonly intoId: PatientId;
  readonly on: IsoDate;
  readonly by: string;
  readonly reason: string;
  readonly moved: MovedRows;
  readonly before: { readonly standing: Registered; readonly merged: Registered };
  readonly after: Registered;
  readonly lastEntry: number;
  readonly undoneOn?: IsoDate;
  readonly undoneBy?: string;
  readonly undoReason?: string;
}

const memoryKey = "merged records";

/** Each merged record with the one that stands for it now, however many merges lie between. */
export function mergedRecords(tx: Tx): Promise<ReadonlyMap<PatientId, PatientId>> {
  return remembered(tx, memoryKey, () => mergedRecordsNow(tx));
}

export async function mergedRecordsNow(tx: Tx): Promise<ReadonlyMap<PatientId, PatientId>> {
  const rows = await tx.many<{ from: PatientId; into: PatientId }>(
    sql`select patient_id as "from", into_id as "into" from patient_merge where practice_id = ${tx.practiceId} and undone_on is null`,
  );
  const next = new Map(rows.map((row) => [row.from, row.into]));
  // A ring of merges is refused when it would be made; one in the data must not hang every page.
  const standing = (id: PatientId, past: ReadonlySet<PatientId> = new Set([id])): PatientId => {
    const into = next.get(id);
    return into === undefined || past.has(into) ? id : standing(into, new Set([...past, into]));
  };
  return new Map([...next.keys()].map((id) => [id, standing(id)]));
}

/** A patient's record and those that were merged into it. */
export async function recordsOf(tx: Tx, id: PatientId): Promise<readonly PatientId[]> {
  return recordsOfAll(tx, [id]);
}

export async function recordsOfAll(tx: Tx, ids: readonly PatientId[]): Promise<readonly PatientId[]> {
  const merged = await mergedRecords(tx);
  if (merged.size === 0) return ids;
  const wanted = new Set(ids);
  return [...ids, ...[...merged].filter(([from, into]) => wanted.has(into) && !wanted.has(from)).map(([from]) => from)];
}

/** Patients that no other record stands for. */
export function isStanding(tx: Tx, patientId: Sql): Sql {
  return sql`not exists (select from patient_merge gone where gone.practice_id = ${tx.practiceId} and gone.patient_id = ${patientId}
    and gone.undone_on is null)`;
}

export async function insertMerge(tx: Tx, one: Omit<PatientMerge, "id" | "undoneOn" | "undoneBy" | "undoReason">): Promise<number> {
  tx.memory.delete(memoryKey);
  const row = await tx.one<{ id: number }>(sql`
    insert into patient_merge (practice_id, patient_id, into_id, merged_on, merged_by, reason, moved, before, after, last_entry)
    values (${tx.practiceId}, ${one.patientId}, ${one.intoId}, ${one.on}, ${one.by}, ${one.reason}, ${toJson(one.moved)}, ${toJson(one.before)},
      ${toJson(one.after)}, ${one.lastEntry})
    returning id`);
  return row.id;
}

export async function endMerge(
  tx: Tx,
  id: number,
  { on, by, reason }: { readonly on: IsoDate; readonly by: string; readonly reason: string },
): Promise<void> {
  tx.memory.delete(memoryKey);
  await tx.run(sql`
    update patient_merge set undone_on = ${on}, undone_by = ${by}, undo_reason = ${reason} where practice_id = ${tx.practiceId} and id = ${id}`);
}

/** Newest first; those that were undone too. */
export async function mergesInto(tx: Tx, id: PatientId): Promise<readonly PatientMerge[]> {
  return mergesWhere(tx, sql`into_id = ${id}`);
}

export async function loadMerge(tx: Tx, id: number): Promise<PatientMerge | undefined> {
  return (await mergesWhere(tx, sql`id = ${id}`))[0];
}

/** True when the record was ever one side of a merge: then what was posted meanwhile may stand under the other. */
export async function everMerged(tx: Tx, ids: readonly PatientId[]): Promise<ReadonlySet<PatientId>> {
  const rows = await tx.many<{ id: PatientId }>(sql`
    select patient_id as id from patient_merge where practice_id = ${tx.practiceId} and patient_id = any(${ids}::bigint[])
    union select into_id from patient_merge where practice_id = ${tx.practiceId} and into_id = any(${ids}::bigint[])`);
  return new Set(rows.map((row) => row.id));
}

async function mergesWhere(tx: Tx, condition: Sql): Promise<readonly PatientMerge[]> {
  const rows = await tx.many<MergeRow>(
    sql`select * from patient_merge where practice_id = ${tx.practiceId} and ${condition} order by id desc`,
  );
  return rows.map((row) => ({
    id: row.id,
    patientId: row.patient_id,
    intoId: row.into_id,
    on: row.merged_on,
    by: row.merged_by,
    reason: row.reason,
    moved: row.moved,
    before: row.before,
    after: row.after,
    lastEntry: row.last_entry,
    ...present({ undoneOn: row.undone_on, undoneBy: row.undone_by, undoReason: row.undo_reason }),
  }));
}

/**
 * Holds both records, their visits and claims to the end of the transaction without waiting. False when somebody works at one of
 * them: waiting here could close a ring of waits. What was known of merges before is forgotten: somebody may have ended one since.
 */
export async function tryToLockRecords(tx: Tx, ids: readonly PatientId[]): Promise<boolean> {
  const held = async (table: Sql, key: Sql): Promise<boolean> => {
    const { there, locked } = await tx.one<{ there: number; locked: number }>(sql`
      select (select count(*)::int from ${table} where practice_id = ${tx.practiceId} and ${key} = any(${ids}::bigint[])) as there,
        (select count(*)::int from (select 1 from ${table} where practice_id = ${tx.practiceId} and ${key} = any(${ids}::bigint[])
          for update skip locked) held) as locked`);
    return there === locked;
  };
  const all =
    (await held(sql`encounter`, sql`patient_id`)) &&
    (await held(sql`claim`, sql`patient_id`)) &&
    (await held(sql`appointment`, sql`patient_id`)) &&
    (await held(sql`patient`, sql`id`));
  tx.memory.delete(memoryKey);
  return all;
}

/** The ids of all that follows a record. A hold that the other has too, and insurances that both have, stay. */
export async function followingRows(
  tx: Tx,
  { from, into, stays }: { readonly from: PatientId; readonly into: PatientId; readonly stays: readonly CoverageId[] },
): Promise<MovedRows["rows"]> {
  const found: Partial<Record<Follower, readonly number[]>> = {};
  for (const [table, name] of Object.entries(followers) as [Follower, Sql][]) {
    const kept =
      table === "coverage"
        ? sql`id <> all(${stays}::bigint[])`
        : table === "billing_hold"
          ? sql`not (lifted_on is null and encounter_id is null and exists (select from billing_hold other
              where other.practice_id = ${tx.practiceId} and other.patient_id = ${into} and other.kind = billing_hold.kind
                and other.encounter_id is null and other.lifted_on is null))`
          : sql`true`;
    const rows = await tx.many<{ id: number }>(
      sql`select id from ${name} where practice_id = ${tx.practiceId} and patient_id = ${from} and ${kept} order by id`,
    );
    if (rows.length > 0) found[table] = rows.map((row) => row.id);
  }
  return found;
}

export async function moveRows(tx: Tx, rows: MovedRows["rows"], to: PatientId): Promise<void> {
  for (const [table, ids] of Object.entries(rows) as [Follower, readonly number[]][])
    await tx.run(sql`
      update ${followers[table]} set patient_id = ${to} where practice_id = ${tx.practiceId} and id = any(${ids}::bigint[])`);
  for (const id of (rows.encounter ?? []) as readonly EncounterId[]) tx.touched.encounters.add(id);
}

/** What was made meanwhile for visits that go back: it belongs to the visit. */
export async function rowsOfVisits(tx: Tx, visits: readonly number[]): Promise<MovedRows["rows"]> {
  const [claim, denial, payment] = await Promise.all([
    tx.many<{ id: number }>(sql`select id from claim where practice_id = ${tx.practiceId} and encounter_id = any(${visits}::bigint[])`),
    tx.many<{ id: number }>(sql`
      select d.id from denial d join claim c on c.practice_id = d.practice_id and c.id = d.claim_id
      where d.practice_id = ${tx.practiceId} and c.encounter_id = any(${visits}::bigint[])`),
    tx.many<{ id: number }>(
      sql`select id from patient_payment where practice_id = ${tx.practiceId} and encounter_id = any(${visits}::bigint[])`,
    ),
  ]);
  const idsOf = (some: readonly { readonly id: number }[]): readonly number[] => some.map((one) => one.id);
  return { claim: idsOf(claim), denial: idsOf(denial), patient_payment: idsOf(payment) };
}

/** Claims and questions of an insurance that both records had name the standing record's now. */
export async function nameTwin(tx: Tx, from: CoverageId, into: CoverageId): Promise<MovedRows["twins"][number]> {
  const claims = await tx.many<{ id: number }>(
    sql`update claim set coverage_id = ${into} where practice_id = ${tx.practiceId} and coverage_id = ${from} returning id`,
  );
  const inquiries = await tx.many<{ id: number }>(
    sql`update inquiry set coverage_id = ${into} where practice_id = ${tx.practiceId} and coverage_id = ${from} returning id`,
  );
  return { from, into, claims: claims.map((row) => row.id), inquiries: inquiries.map((row) => row.id) };
}

/** Also claims of this record that were made while the two were one: both cards are the same. */
export async function nameTwinAgain(tx: Tx, of: PatientId, { from, into, claims, inquiries }: MovedRows["twins"][number]): Promise<void> {
  await tx.run(sql`
    update claim set coverage_id = ${from} where practice_id = ${tx.practiceId}
      and (id = any(${claims}::bigint[]) or (patient_id = ${of} and coverage_id = ${into}))`);
  await tx.run(sql`update inquiry set coverage_id = ${from} where practice_id = ${tx.practiceId} and id = any(${inquiries}::bigint[])`);
}

export interface SentWhileOne {
  readonly claimId: ClaimId;
  readonly controlNumber: string;
  readonly payerName: string;
  readonly on: IsoDate;
}

/**
 * After the records were parted: claims that left while they were one and say what is of the other record. Those of the record that
 * goes back were sent with the standing one's name; those of the standing one only when they have the other's insurance.
 */
export async function sentWhileOne(tx: Tx, { id, patientId, intoId }: PatientMerge): Promise<readonly SentWhileOne[]> {
  return tx.many<SentWhileOne>(sql`
    select c.id as "claimId", c.control_number as "controlNumber", p.name as "payerName", max(e.happened_on) as "on"
    from patient_merge m
      join claim c on c.practice_id = m.practice_id and c.patient_id in (${patientId}, ${intoId})
      join claim_event e on e.practice_id = c.practice_id and e.claim_id = c.id and e.kind = 'written' and e.recorded_at > m.recorded_at
      join coverage v on v.practice_id = c.practice_id and v.id = c.coverage_id
      join payer p on p.practice_id = c.practice_id and p.id = c.payer_id
    where m.practice_id = ${tx.practiceId} and m.id = ${id} and (c.patient_id = ${patientId} or v.patient_id <> c.patient_id)
    group by 1, 2, 3 order by 1`);
}

export async function newestEntry(tx: Tx): Promise<number> {
  return (await tx.one<{ id: number }>(sql`select coalesce(max(id), 0) as id from journal_entry where practice_id = ${tx.practiceId}`)).id;
}

/**
 * What lies on the balance sheet under this very record: of all, or of some charges. Money that waits for its place keeps its
 * remittance, since it is found again by it.
 */
export async function heldBalances(
  tx: Tx,
  id: PatientId,
  { ofVisits }: { readonly ofVisits?: readonly number[] } = {},
): Promise<readonly HeldBalance[]> {
  const which =
    ofVisits === undefined
      ? sql`true`
      : sql`(charge_id in (select c.id from charge c where c.practice_id = ${tx.practiceId} and c.encounter_id = any(${ofVisits}::bigint[]))
          or (charge_id is null and claim_id in (select c.id from claim c where c.practice_id = ${tx.practiceId} and c.encounter_id = any(${ofVisits}::bigint[]))))`;
  const rows = await tx.many<BalanceRow>(sql`
    select account, charge_id, claim_id, payer_id, case when account = 'unapplied' then remittance_id end as remittance_id, sum(amount)::bigint as amount
    from journal_line where practice_id = ${tx.practiceId} and patient_id = ${id} and ${which}
      and account in ('insurance-receivable', 'patient-receivable', 'unapplied', 'take-backs-pending', 'refunds')
    group by 1, 2, 3, 4, 5 having sum(amount) <> 0 order by 1, 2, 3, 4, 5`);
  return rows.map((row) => ({
    account: row.account,
    amount: cents(row.amount),
    ...present({ chargeId: row.charge_id, claimId: row.claim_id, payerId: row.payer_id, remittanceId: row.remittance_id }),
  })) as readonly HeldBalance[];
}

/** Whether the record's own unapplied money or a refund of it has moved after this entry of the books, in an entry that no merge made. */
export async function pocketMovedSince(tx: Tx, id: PatientId, entry: number): Promise<boolean> {
  const { moved } = await tx.one<{ moved: boolean }>(sql`
    select exists (select from journal_line l join journal_entry e on e.practice_id = l.practice_id and e.id = l.entry_id
      where l.practice_id = ${tx.practiceId} and l.patient_id = ${id} and l.account in ('unapplied', 'refunds') and l.payer_id is null
        and l.charge_id is null and l.entry_id > ${entry}::bigint and e.source <> 'record-merge') as moved`);
  return moved;
}

/** Records that were merged and still have something under them; what `verify` looks for. */
export async function mergedWithRows(tx: Tx): Promise<{ readonly merged: number; readonly wrong: readonly PatientId[] }> {
  const followed = Object.entries(followers)
    .filter(([table]) => table !== "coverage" && table !== "billing_hold")
    .map(([, name]) => sql`select patient_id from ${name} where practice_id = ${tx.practiceId}`)
    .reduce((all, one) => sql`${all} union all ${one}`);
  const [{ n }, wrong] = await Promise.all([
    tx.one<{ n: number }>(sql`select count(*)::int as n from patient_merge where practice_id = ${tx.practiceId} and undone_on is null`),
    tx.many<{ id: PatientId }>(sql`
      select m.patient_id as id from patient_merge m where m.practice_id = ${tx.practiceId} and m.undone_on is null and (
        exists (select from (${followed}) f where f.patient_id = m.patient_id)
        or exists (select from patient_balance b where b.practice_id = m.practice_id and b.patient_id = m.patient_id
          and (b.insurance <> 0 or b.patient <> 0 or b.unapplied <> 0))
        or exists (select from patient_word w where w.practice_id = m.practice_id and w.patient_id = m.patient_id))
      order by 1`),
  ]);
  return { merged: n, wrong: wrong.map((row) => row.id) };
}

export interface PairOfRecords {
  readonly one: PatientId;
  readonly other: PatientId;
}

/**
 * Pairs that share a birth date and the beginning of a name, a telephone number or a card, and of which nobody has said that they are two
 * people; those that share most come first, so that what is beyond the limit is the least likely. Who they are is for `likenessesOf` to weigh.
 */
export async function pairsToWeigh(tx: Tx, { limit }: { readonly limit: number }): Promise<readonly PairOfRecords[]> {
  const stands = (id: Sql): Sql => isStanding(tx, id);
  return tx.many<PairOfRecords>(sql`
    select one, other from (
      select a.id as one, b.id as other, 2 as shared from patient a join patient b on b.practice_id = a.practice_id and b.birth_date = a.birth_date and b.id > a.id
        and (left(b.last_name, 1) = left(a.last_name, 1) or left(b.first_name, 1) = left(a.first_name, 1) or b.phone = a.phone)
        where a.practice_id = ${tx.practiceId}
      union all
      select a.id, b.id, 2 from patient a join patient b on b.practice_id = a.practice_id and b.phone = a.phone and b.id > a.id
        and left(b.first_name, 1) = left(a.first_name, 1) where a.practice_id = ${tx.practiceId}
      union all
      select distinct a.patient_id, b.patient_id, 3 from coverage a join coverage b
        on b.practice_id = a.practice_id and b.member_id = a.member_id and b.patient_id > a.patient_id where a.practice_id = ${tx.practiceId}) pair
    where ${stands(sql`pair.one`)} and ${stands(sql`pair.other`)} and not exists (
      select from same_person s where s.practice_id = ${tx.practiceId} and s.patient_id = pair.one and s.other_id = pair.other and not s.same
        and s.id = (select max(n.id) from same_person n where n.practice_id = s.practice_id and n.patient_id = s.patient_id and n.other_id = s.other_id))
    group by one, other order by sum(shared) desc, one, other limit ${limit}`);
}

interface MergeRow {
  readonly id: number;
  readonly patient_id: PatientId;
  readonly into_id: PatientId;
  readonly merged_on: IsoDate;
  readonly merged_by: string;
  readonly reason: string;
  readonly moved: MovedRows;
  readonly before: PatientMerge["before"];
  readonly after: Registered;
  readonly last_entry: number;
  readonly undone_on: IsoDate | null;
  readonly undone_by: string | null;
  readonly undo_reason: string | null;
}

interface BalanceRow {
  readonly account: string;
  readonly charge_id: ChargeId | null;
  readonly claim_id: ClaimId | null;
  readonly payer_id: PayerId | null;
  readonly remittance_id: RemittanceId | null;
  readonly amount: number;
}

/** The links of a record that goes lead nowhere any more, and sessions that came by one end. */
export async function endLinksOf(tx: Tx, id: PatientId, by: string): Promise<void> {
  await tx.run(sql`
    update patient_link set revoked_at = now(), revoked_by = ${by}, session_hash = null, session_ends_at = null
    where practice_id = ${tx.practiceId} and patient_id = ${id} and revoked_at is null`);
}

/** Of both records' visits those whose claim has not left: it carries the registration. */
export async function unsentVisitsOf(tx: Tx, ids: readonly PatientId[]): Promise<readonly EncounterId[]> {
  const rows = await tx.many<{ id: EncounterId }>(sql`
    select distinct encounter_id as id from claim where practice_id = ${tx.practiceId} and patient_id = any(${ids}::bigint[])
      and state in ('draft', 'held', 'ready') order by id`);
  return rows.map((row) => row.id);
}
