/** The patient's statement: its values are stored at once; its PDF is drawn when it is first opened, stored, and shown from there ever after. */
import { type AccountForStatement, decideStatement, type Gate, type StatementCycle, usualCycle } from "../core/billing/cycle.ts";
import { excessNotice } from "../core/billing/estimate-excess.ts";
import { buildStatement, type Statement } from "../core/billing/statement.ts";
import { assert } from "../core/kernel/assert.ts";
import { type Cents, zeroCents } from "../core/kernel/cents.ts";
import type { ChargeId, EncounterId, PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { ok } from "../core/kernel/result.ts";
import { formatPhone } from "../core/parties/format.ts";
import { drawStatement } from "../documents/statement-pdf.ts";
import { patientBalances } from "../store/balances.ts";
import { readBlob } from "../store/blobs.ts";
import { takeNumbers } from "../store/control-numbers.ts";
import { loadEntriesByKey } from "../store/journal.ts";
import { type PatientPayment, paymentsOfPatients } from "../store/payments.ts";
import { groupRows } from "../store/row.ts";
import { newestCycle } from "../store/statement-runs.ts";
import { insertStatements, lockStatement, saveStatementPdf, statementsOfPatients } from "../store/statements.ts";
import { inPractice, type Tx } from "../store/transaction.ts";
import { type Done, hiddenPatients, onRecord, recordActs } from "./audit/record.ts";
import type { Context } from "./context.ts";
import { loadAccounts, type PatientAccount } from "./patients/load-account.ts";
import { no, notFound, type Outcome } from "./refusal.ts";

/** Refuses when nothing may be asked of the patient today, with the reason of the gate. A person asks: no cycle holds it back. */
export async function makeStatement(context: Context, encounterId: EncounterId): Promise<Outcome<MadeStatement>> {
  return onRecord(context, { act: "statement.make", object: ["visit", encounterId] }, (tx, audit) =>
    statementByHand(context, tx, audit.patientId),
  );
}

/** `knowsExcess`: whoever asks has seen that the bill is far above its estimate; the audit says so. */
export async function makePatientStatement(
  context: Context,
  patientId: PatientId,
  { knowsExcess = false }: { readonly knowsExcess?: boolean } = {},
): Promise<Outcome<MadeStatement>> {
  return onRecord(context, { act: "statement.make", object: ["patient", patientId] }, (tx, audit) => {
    if (knowsExcess) audit.note([{ field: "above the estimate", to: "sent knowingly, with the right to dispute" }]);
    return statementByHand(context, tx, patientId, { knowsExcess });
  });
}

interface MadeStatement {
  readonly statementId: number;
}

async function statementByHand(
  context: Context,
  tx: Tx,
  patientId: PatientId,
  how: { readonly knowsExcess?: boolean } = {},
): Promise<Outcome<MadeStatement>> {
  const [made] = await statementsByHand(context, tx, [patientId], how);
  return made ?? notFound("patient");
}

/** As one by one, in the same few questions for all; the outcomes in the order of the patients. */
export async function makeStatements(context: Context, patientIds: readonly PatientId[]): Promise<readonly Outcome<MadeStatement>[]> {
  if (patientIds.length === 0) return [];
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const hidden = await hiddenPatients(context, tx, patientIds);
    const able = patientIds.filter((id) => !hidden.has(id));
    const made = await statementsByHand(context, tx, able);
    const outcomes = new Map(able.map((id, at) => [id, made[at]]));
    recordActs(
      context,
      tx,
      patientIds.map((id): Done => {
        const outcome = outcomes.get(id);
        return {
          act: "statement.make",
          patients: [id],
          object: ["patient", id],
          ...(outcome?.ok === true ? {} : { outcome: outcome === undefined ? "restricted" : outcome.refusal.problem }),
        };
      }),
    );
    return patientIds.map((id) => outcomes.get(id) ?? no("restricted", "This patient's record is restricted."));
  });
}

async function statementsByHand(
  context: Context,
  tx: Tx,
  patientIds: readonly PatientId[],
  how: { readonly knowsExcess?: boolean } = {},
): Promise<readonly Outcome<MadeStatement>[]> {
  const accounts = await loadAccounts(context, tx, patientIds);
  const known = patientIds.flatMap((id) => accounts.get(id) ?? []);
  const prepared = await prepareStatements(tx, known, { cycle: (await newestCycle(tx)) ?? usualCycle, byHand: true, ...how });
  const sent = known.flatMap((account, at) => {
    const one = prepared[at];
    return one?.send === true ? [{ account, statement: one.statement, step: one.step }] : [];
  });
  const ids = await saveStatements(tx, sent);
  return patientIds.map((id) => {
    const at = known.findIndex((one) => one.patient.id === id);
    const one = prepared[at];
    if (one === undefined) return notFound("patient");
    const statementId = ids[sent.findIndex(({ account }) => account.patient.id === id)];
    return statementId === undefined ? refused(one) : ok({ statementId });
  });
}

function refused(prepared: PreparedStatement): Outcome<never> {
  const [gate] = prepared.send ? [] : prepared.gates;
  if (gate?.kind === "estimate")
    return no("estimate", gate.words, "The account's page, Statements & link, sends it with the right to dispute.");
  return no(
    gate?.kind === "nothing-due" || gate?.kind === "payer-pending" || gate?.title === "Kept back" ? "nothing-due" : "held",
    `There is nothing to ask of the patient now. ${gate?.words ?? ""}`,
  );
}

export type PreparedStatement =
  | { readonly send: true; readonly statement: Statement; readonly step: number }
  | { readonly send: false; readonly statement: Statement; readonly gates: readonly Gate[] };

interface HowToAsk {
  readonly cycle: StatementCycle;
  readonly byHand?: boolean;
  readonly knowsExcess?: boolean;
}

/** The statements that would go out today, without their numbers, and whether they may; in the order of the accounts. */
async function prepareStatements(tx: Tx, accounts: readonly PatientAccount[], how: HowToAsk): Promise<readonly PreparedStatement[]> {
  if (accounts.length === 0) return [];
  const ids = accounts.map(({ patient }) => patient.id);
  const [payments, balances, earlier] = await Promise.all([
    standingPayments(tx, ids),
    patientBalances(tx, ids),
    statementsOfPatients(tx, ids),
  ]);
  return accounts.map((account) => {
    const { id } = account.patient;
    const told = { payments: payments.get(id) ?? [], unapplied: balances.get(id)?.unapplied ?? zeroCents, earlier: earlier.get(id) ?? [] };
    return prepareOne(account, told, how);
  });
}

export async function prepareStatement(tx: Tx, account: PatientAccount, how: HowToAsk): Promise<PreparedStatement> {
  const [prepared] = await prepareStatements(tx, [account], how);
  assert(prepared !== undefined, "an account has its statement, or why it has none");
  return prepared;
}

interface Told {
  readonly payments: readonly PatientPayment[];
  readonly unapplied: Cents;
  readonly earlier: readonly { readonly date: IsoDate; readonly content: unknown }[];
}

function prepareOne(
  { practice, patient, today, charges, holds, excesses }: PatientAccount,
  { payments, unapplied, earlier }: Told,
  { cycle, byHand = false, knowsExcess = false }: HowToAsk,
): PreparedStatement {
  const asked = earlier.map(({ date, content }) => ({ date, charges: dueCharges(content as Statement) }));
  const firstBill = (chargeIds: readonly ChargeId[]): IsoDate =>
    asked.reduce((first, { date, charges: some }) => (date < first && some.some((one) => chargeIds.includes(one)) ? date : first), today);
  const open = charges.filter(
    ({ account: { patientBalance: patients, insuranceBalance } }) => patients !== zeroCents || insuranceBalance !== zeroCents,
  );
  const openIds = new Set(open.filter(({ gate }) => gate.due > zeroCents).map(({ charge }) => charge.id));
  const rights = excesses
    .filter(({ chargeIds }) => chargeIds.some((one) => openIds.has(one)))
    .map((one) => excessNotice(one, { firstBill: firstBill(one.chargeIds), phone: formatPhone(practice.phone) }));
  const build = (step?: Statement["step"]): Statement =>
    buildStatement({
      practice,
      patient,
      guarantor: patient.guarantor,
      charges: open.map(({ told }) => told),
      payments: payments.map(({ receivedOn, amount, method }) => ({ on: receivedOn, amount, method })),
      unapplied,
      today,
      number: "",
      termDays: cycle.termDays,
      rights,
      ...(step === undefined ? {} : { step }),
    });
  const statement = build();
  const facts: AccountForStatement = {
    patient,
    amountDue: statement.amountDue,
    onHold: statement.totals.onHold,
    holdReasons: [...new Set(open.flatMap(({ gate }) => (gate.withheld > zeroCents ? gate.reasons : [])))],
    insurancePending: statement.totals.insurancePending,
    holds,
    dueCharges: dueCharges(statement),
    earlier: asked,
    excesses,
  };
  const decision = decideStatement(facts, { cycle, today, byHand, knowsExcess });
  if (!decision.send) return { send: false, statement, gates: decision.gates };
  const words = cycle.steps[decision.step - 1];
  const step = words === undefined ? undefined : { number: decision.step, ...words };
  return { send: true, statement: build(step), step: decision.step };
}

/** In the order of the statements. */
export async function saveStatements(
  tx: Tx,
  statements: readonly {
    readonly account: PatientAccount;
    readonly statement: Statement;
    readonly step: number;
    readonly runId?: number;
  }[],
): Promise<readonly number[]> {
  if (statements.length === 0) return [];
  const first = await takeNumbers(tx, "statement", statements.length);
  return insertStatements(
    tx,
    statements.map(({ account: { patient, today }, statement, step, runId }, at) => {
      const number = `S${String(first + at).padStart(6, "0")}`;
      const { dueDate, amountDue: amount } = statement;
      return {
        number,
        patientId: patient.id,
        date: today,
        dueDate,
        amount,
        content: { ...statement, number },
        step,
        ...(runId === undefined ? {} : { runId }),
      };
    }),
  );
}

function dueCharges({ lines }: Pick<Statement, "lines">): readonly ChargeId[] {
  return lines.filter((line) => line.youOwe > zeroCents).map((line) => line.chargeId);
}

/** An undone payment is no payment. */
async function standingPayments(tx: Tx, ids: readonly PatientId[]): Promise<ReadonlyMap<PatientId, readonly PatientPayment[]>> {
  const payments = await paymentsOfPatients(tx, ids);
  const keys = payments.map((payment) => `patient-payment/payment ${payment.id}`);
  const undone = new Set(payments.length === 0 ? [] : (await loadEntriesByKey(tx, "reversal", keys)).map((entry) => entry.sourceKey));
  return groupRows(
    payments.filter((_, at) => !undone.has(keys[at] ?? "")),
    (one) => one.patientId,
  );
}

export async function readStatementPdf(context: Context, statementId: number): Promise<Outcome<Uint8Array>> {
  return onRecord(context, { act: "statement.open", object: ["statement", statementId] }, (tx) => statementPdf(tx, statementId));
}

/** Drawn once, kept, and the same bytes ever after. */
export async function statementPdf(tx: Tx, statementId: number): Promise<Outcome<Uint8Array>> {
  const statement = await lockStatement(tx, statementId);
  if (statement === undefined) return notFound("statement");
  if (statement.pdfFileId === undefined) {
    const pdf = await drawStatement(statement.content as Statement);
    await saveStatementPdf(tx, statementId, pdf);
    return ok(pdf);
  }
  const bytes = await readBlob(tx, statement.pdfFileId);
  return bytes === undefined ? notFound("statement") : ok(bytes);
}
