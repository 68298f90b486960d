/** What was changed of the practice's settings, its own prices, and its rules with a number in them. */
import type { FieldChange } from "../core/access/changes.ts";
import type { Cents } from "../core/kernel/cents.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { toJson } from "./json.ts";
import { present } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export const settingSubjects = ["practice", "provider", "location", "payer", "plan", "fee", "rules"] as const;
export type SettingSubject = (typeof settingSubjects)[number];

export interface SettingChange {
  readonly id: number;
  readonly subject: SettingSubject;
  readonly key: string;
  readonly name: string;
  readonly changes: readonly FieldChange[];
  readonly on: IsoDate;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

export async function insertSettingChange(tx: Tx, change: Omit<SettingChange, "id" | "at">): Promise<number> {
  const row = await tx.one<{ id: number }>(sql`
    insert into setting_change (practice_id, subject, subject_key, name, changes, changed_on, changed_by)
    values (${tx.practiceId}, ${change.subject}, ${change.key}, ${change.name}, ${toJson(change.changes)}, ${change.on}, ${change.by})
    returning id`);
  return row.id;
}

const changeColumns = sql`id, subject, subject_key as key, name, changes, changed_on as "on", changed_by as "by",
  to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at`;

/** Newest first, those before `before`. */
export async function listSettingChanges(
  tx: Tx,
  { before, limit }: { readonly before: number | undefined; readonly limit: number },
): Promise<readonly SettingChange[]> {
  return tx.many<SettingChange>(sql`
    select ${changeColumns} from setting_change where practice_id = ${tx.practiceId} and (${before}::bigint is null or id < ${before})
    order by id desc limit ${limit}`);
}

export async function loadSettingChange(tx: Tx, id: number): Promise<SettingChange | undefined> {
  return tx.maybe<SettingChange>(sql`select ${changeColumns} from setting_change where practice_id = ${tx.practiceId} and id = ${id}`);
}

/** The number of the newest change of each row of these subjects: who changes a row says which state of it they saw. */
export async function newestChanges(tx: Tx): Promise<(subject: SettingSubject, key: string | number) => number> {
  const rows = await tx.many<{ subject: SettingSubject; key: string; id: number }>(sql`
    select subject, subject_key as key, max(id) as id from setting_change
    where practice_id = ${tx.practiceId} and subject <> 'fee' group by subject, subject_key`);
  const known = new Map(rows.map((row) => [`${row.subject} ${row.key}`, row.id]));
  return (subject, key) => known.get(`${subject} ${key}`) ?? 0;
}

export interface PracticeFee {
  readonly procedure: string;
  readonly from: IsoDate;
  /** Absent: no price any more. */
  readonly amount?: Cents;
  readonly setOn: IsoDate;
  readonly setBy: string;
}

export async function insertFee(tx: Tx, fee: PracticeFee): Promise<void> {
  await tx.run(sql`
    insert into practice_fee (practice_id, procedure, from_day, amount, set_on, set_by)
    values (${tx.practiceId}, ${fee.procedure}, ${fee.from}, ${fee.amount}, ${fee.setOn}, ${fee.setBy})`);
}

/** Of these codes, or of all; by code, the price that counts last at the end. */
export async function listFees(tx: Tx, procedures?: readonly string[]): Promise<readonly PracticeFee[]> {
  const rows = await tx.many<{ procedure: string; from: IsoDate; amount: Cents | null; setOn: IsoDate; setBy: string }>(sql`
    select procedure, from_day as "from", amount, set_on as "setOn", set_by as "setBy" from practice_fee
    where practice_id = ${tx.practiceId} and (${procedures ?? null}::text[] is null or procedure = any(${procedures ?? []}::text[]))
    order by procedure, from_day, id`);
  return rows.map(({ amount, ...row }) => ({ ...row, ...present({ amount }) }));
}

export interface PracticeRules {
  readonly smallBalance: Cents;
  readonly smallBalanceDays: number;
}

export interface SetRules extends PracticeRules {
  readonly setOn: IsoDate;
  readonly setBy: string;
}

export async function insertRules(tx: Tx, rules: SetRules): Promise<void> {
  await tx.run(sql`
    insert into practice_rules (practice_id, small_balance, small_balance_days, set_on, set_by)
    values (${tx.practiceId}, ${rules.smallBalance}, ${rules.smallBalanceDays}, ${rules.setOn}, ${rules.setBy})`);
}

/** Undefined while nobody has set any. */
export async function newestRules(tx: Tx): Promise<SetRules | undefined> {
  return tx.maybe<SetRules>(sql`
    select small_balance as "smallBalance", small_balance_days as "smallBalanceDays", set_on as "setOn", set_by as "setBy"
    from practice_rules where practice_id = ${tx.practiceId} order by id desc limit 1`);
}

export async function payerHasClaims(tx: Tx, payerId: number): Promise<boolean> {
  return (await tx.maybe(sql`select 1 from claim where practice_id = ${tx.practiceId} and payer_id = ${payerId} limit 1`)) !== undefined;
}
