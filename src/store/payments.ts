/** Money from patients as it was taken; its effect is in the journal. */
import { assert } from "../core/kernel/assert.ts";
import type { Cents } from "../core/kernel/cents.ts";
import type { ChargeId, EncounterId, PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { toJson } from "./json.ts";
import { present } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface PatientPayment {
  readonly id: number;
  readonly patientId: PatientId;
  readonly encounterId?: EncounterId;
  readonly receivedOn: IsoDate;
  readonly amount: Cents;
  readonly method: "cash" | "check" | "card" | "ach" | "other";
  /** Check number, last digits or the processor's reference; never a card number. */
  readonly reference?: string;
  readonly receivedBy: string;
  /** Theirs, when they had signed in. */
  readonly receivedByAccount?: number;
  /** The same key again is the same payment. */
  readonly idempotencyKey: string;
  /** What it was put on; the rest is unapplied. */
  readonly allocations: readonly { readonly chargeId: ChargeId; readonly amount: Cents }[];
}

interface TakenPayment {
  readonly already: boolean;
  readonly payment: PatientPayment;
}

/** Records a payment once: the same key comes back with `already` true and the first record. */
export async function insertPayment(tx: Tx, payment: Omit<PatientPayment, "id">): Promise<TakenPayment> {
  const [taken] = await insertPayments(tx, [payment]);
  assert(taken !== undefined, "a payment is new or was there before");
  return taken;
}

/** As `insertPayment`, in two statements for all; in their order. Each has a key of its own. */
export async function insertPayments(tx: Tx, payments: readonly Omit<PatientPayment, "id">[]): Promise<readonly TakenPayment[]> {
  const keys = payments.map((one) => one.idempotencyKey);
  const rows = await tx.many<PaymentRow>(sql`
    insert into patient_payment (practice_id, patient_id, encounter_id, received_on, amount, method, reference, received_by, account_id,
      idempotency_key, allocations)
    select ${tx.practiceId}::int, patient_id, encounter_id, received_on, amount, method, reference, received_by, account_id,
      idempotency_key, allocations
    from unnest(${payments.map((one) => one.patientId)}::bigint[], ${payments.map((one) => one.encounterId ?? null)}::bigint[],
      ${payments.map((one) => one.receivedOn)}::date[], ${payments.map((one) => one.amount)}::bigint[], ${payments.map((one) => one.method)}::text[],
      ${payments.map((one) => one.reference ?? null)}::text[], ${payments.map((one) => one.receivedBy)}::text[],
      ${payments.map((one) => one.receivedByAccount ?? null)}::bigint[], ${keys}::text[],
      ${payments.map((one) => toJson(one.allocations))}::jsonb[]) with ordinality
      as given (patient_id, encounter_id, received_on, amount, method, reference, received_by, account_id, idempotency_key, allocations, at)
    order by at
    on conflict (practice_id, idempotency_key) do nothing returning *`);
  const made = new Map(rows.map((row) => [row.idempotency_key, paymentOf(row)]));
  const before = keys.filter((key) => !made.has(key));
  const known = before.length === 0 ? [] : await paymentsWithKeys(tx, before);
  return keys.map((key): TakenPayment => {
    const payment = made.get(key) ?? known.find((one) => one.idempotencyKey === key);
    assert(payment !== undefined, "a payment is new or was there before");
    return { already: !made.has(key), payment };
  });
}

async function paymentsWithKeys(tx: Tx, keys: readonly string[]): Promise<readonly PatientPayment[]> {
  const rows = await tx.many<PaymentRow>(sql`
    select * from patient_payment where practice_id = ${tx.practiceId} and idempotency_key = any(${keys}::text[])`);
  return rows.map(paymentOf);
}

/** Whether a payment with this key is on record. */
export async function paymentWasTaken(tx: Tx, key: string): Promise<boolean> {
  const row = await tx.maybe(sql`select 1 from patient_payment where practice_id = ${tx.practiceId} and idempotency_key = ${key}`);
  return row !== undefined;
}

export async function loadPayment(tx: Tx, id: number): Promise<PatientPayment | undefined> {
  const row = await tx.maybe<PaymentRow>(sql`select * from patient_payment where practice_id = ${tx.practiceId} and id = ${id}`);
  return row === undefined ? undefined : paymentOf(row);
}

/** Newest first. */
export async function paymentsOfPatient(tx: Tx, id: PatientId): Promise<readonly PatientPayment[]> {
  return paymentsOfPatients(tx, [id]);
}

export async function paymentsOfPatients(tx: Tx, ids: readonly PatientId[]): Promise<readonly PatientPayment[]> {
  const rows = await tx.many<PaymentRow>(sql`
    select * from patient_payment where practice_id = ${tx.practiceId} and patient_id = any(${ids}::bigint[]) order by received_on desc, id desc`);
  return rows.map(paymentOf);
}

export async function paymentByKey(tx: Tx, key: string): Promise<PatientPayment | undefined> {
  const row = await tx.maybe<PaymentRow>(
    sql`select * from patient_payment where practice_id = ${tx.practiceId} and idempotency_key = ${key}`,
  );
  return row === undefined ? undefined : paymentOf(row);
}

/** Of the visits of these charges those for which the patient paid something. */
export async function visitsPaidAhead(tx: Tx, charges: readonly ChargeId[]): Promise<readonly EncounterId[]> {
  if (charges.length === 0) return [];
  const rows = await tx.many<{ id: EncounterId }>(sql`
    select distinct p.encounter_id as id from charge c
      join patient_payment p on p.practice_id = c.practice_id and p.encounter_id = c.encounter_id
    where c.practice_id = ${tx.practiceId} and c.id = any(${charges}::bigint[])`);
  return rows.map((row) => row.id);
}

/** Taken for these visits, oldest first. */
export async function paymentsOfVisits(
  tx: Tx,
  ids: readonly EncounterId[],
): Promise<readonly (PatientPayment & { readonly encounterId: EncounterId })[]> {
  if (ids.length === 0) return [];
  const rows = await tx.many<PaymentRow & { readonly encounter_id: EncounterId }>(sql`
    select * from patient_payment where practice_id = ${tx.practiceId} and encounter_id = any(${ids}::bigint[]) order by id`);
  return rows.map((row) => ({ ...paymentOf(row), encounterId: row.encounter_id }));
}

/** Of all payments that patients made. */
export async function paymentTotal(tx: Tx): Promise<Cents> {
  const row = await tx.one<{ total: Cents }>(sql`
    select coalesce(sum(amount), 0)::bigint as total from patient_payment where practice_id = ${tx.practiceId}`);
  return row.total;
}

interface PaymentRow {
  readonly id: number;
  readonly patient_id: PatientId;
  readonly encounter_id: EncounterId | null;
  readonly received_on: IsoDate;
  readonly amount: Cents;
  readonly method: PatientPayment["method"];
  readonly reference: string | null;
  readonly received_by: string;
  readonly idempotency_key: string;
  readonly allocations: PatientPayment["allocations"];
}

function paymentOf(row: PaymentRow): PatientPayment {
  return {
    id: row.id,
    patientId: row.patient_id,
    receivedOn: row.received_on,
    amount: row.amount,
    method: row.method,
    receivedBy: row.received_by,
    idempotencyKey: row.idempotency_key,
    allocations: row.allocations,
    ...present({ encounterId: row.encounter_id, reference: row.reference }),
  };
}
