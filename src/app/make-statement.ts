/** The patient's statement: its values are stored at once; its PDF is drawn when it is first opened, stored, and shown from there ever after. */
import { type AccountForStatement, decideStatement, type Gate, type StatementCycle, usualCycle } from "../core/billing/cycle.ts";
import { buildStatement, type Statement } from "../core/billing/statement.ts";
import { zeroCents } from "../core/kernel/cents.ts";
import type { ChargeId, EncounterId, PatientId } from "../core/kernel/id.ts";
import { ok } from "../core/kernel/result.ts";
import { drawStatement } from "../documents/statement-pdf.ts";
import { patientBalance } from "../store/balances.ts";
import { readBlob } from "../store/blobs.ts";
import { takeNumbers } from "../store/control-numbers.ts";
import { loadEntriesByKey } from "../store/journal.ts";
import { paymentsOfPatient } from "../store/payments.ts";
import { newestCycle } from "../store/statement-runs.ts";
import { insertStatement, listStatements, lockStatement, saveStatementPdf } from "../store/statements.ts";
import type { Tx } from "../store/transaction.ts";
import { onRecord } from "./audit/record.ts";
import type { Context } from "./context.ts";
import { loadAccount, type PatientAccount } from "./patients/load-account.ts";
import { no, notFound, type Outcome } from "./refusal.ts";

/** More were never made for one account. */
const mostStatements = 500;

/** Refuses when nothing may be asked of the patient today, with the reason of the gate. A person asks: no cycle holds it back. */
export async function makeStatement(context: Context, encounterId: EncounterId): Promise<Outcome<{ readonly statementId: number }>> {
  return onRecord(context, { act: "statement.make", object: ["visit", encounterId] }, (tx, audit) =>
    statementByHand(context, tx, audit.patientId),
  );
}

export async function makePatientStatement(context: Context, patientId: PatientId): Promise<Outcome<{ readonly statementId: number }>> {
  return onRecord(context, { act: "statement.make", object: ["patient", patientId] }, (tx) => statementByHand(context, tx, patientId));
}

async function statementByHand(context: Context, tx: Tx, patientId: PatientId): Promise<Outcome<{ readonly statementId: number }>> {
  const account = await loadAccount(context, tx, patientId);
  if (account === undefined) return notFound("patient");
  const prepared = await prepareStatement(tx, account, { cycle: (await newestCycle(tx)) ?? usualCycle, byHand: true });
  if (!prepared.send) {
    const [gate] = prepared.gates;
    return no(
      gate?.kind === "nothing-due" || gate?.kind === "payer-pending" || gate?.title === "Kept back" ? "nothing-due" : "held",
      `There is nothing to ask of the patient now. ${gate?.words ?? ""}`,
    );
  }
  return ok({ statementId: await saveStatement(tx, account, prepared) });
}

export type PreparedStatement =
  | { readonly send: true; readonly statement: Statement; readonly step: number }
  | { readonly send: false; readonly statement: Statement; readonly gates: readonly Gate[] };

/** The statement that would go out today, without its number, and whether it may. */
export async function prepareStatement(
  tx: Tx,
  account: PatientAccount,
  { cycle, byHand = false }: { readonly cycle: StatementCycle; readonly byHand?: boolean },
): Promise<PreparedStatement> {
  const { practice, patient, today, charges } = account;
  const open = charges.filter(
    ({ account: { patientBalance: patients, insuranceBalance } }) => patients !== zeroCents || insuranceBalance !== zeroCents,
  );
  const build = (step?: Statement["step"]): Statement =>
    buildStatement({
      practice,
      patient,
      guarantor: patient.guarantor,
      charges: open.map(({ told }) => told),
      payments,
      unapplied,
      today,
      number: "",
      termDays: cycle.termDays,
      ...(step === undefined ? {} : { step }),
    });
  const payments = (await standingPayments(tx, patient.id)).map(({ receivedOn, amount, method }) => ({ on: receivedOn, amount, method }));
  const { unapplied } = await patientBalance(tx, patient.id);
  const statement = build();
  const facts: AccountForStatement = {
    patient,
    amountDue: statement.amountDue,
    onHold: statement.totals.onHold,
    holdReasons: [...new Set(open.flatMap(({ gate }) => (gate.withheld > zeroCents ? gate.reasons : [])))],
    insurancePending: statement.totals.insurancePending,
    holds: account.holds,
    dueCharges: dueCharges(statement),
    earlier: (await listStatements(tx, { patientId: patient.id, limit: mostStatements })).map(({ date, content }) => ({
      date,
      charges: dueCharges(content as Statement),
    })),
  };
  const decision = decideStatement(facts, { cycle, today, byHand });
  if (!decision.send) return { send: false, statement, gates: decision.gates };
  const words = cycle.steps[decision.step - 1];
  const step = words === undefined ? undefined : { number: decision.step, ...words };
  return { send: true, statement: build(step), step: decision.step };
}

export async function saveStatement(
  tx: Tx,
  { patient, today }: PatientAccount,
  { statement, step, runId }: { readonly statement: Statement; readonly step: number; readonly runId?: number },
): Promise<number> {
  const number = `S${String(await takeNumbers(tx, "statement")).padStart(6, "0")}`;
  return insertStatement(tx, {
    number,
    patientId: patient.id,
    date: today,
    dueDate: statement.dueDate,
    amount: statement.amountDue,
    content: { ...statement, number },
    step,
    ...(runId === undefined ? {} : { runId }),
  });
}

function dueCharges({ lines }: Pick<Statement, "lines">): readonly ChargeId[] {
  return lines.filter((line) => line.youOwe > zeroCents).map((line) => line.chargeId);
}

/** An undone payment is no payment. */
async function standingPayments(tx: Tx, patientId: PatientId): Promise<Awaited<ReturnType<typeof paymentsOfPatient>>> {
  const payments = await paymentsOfPatient(tx, patientId);
  const keys = payments.map((payment) => `patient-payment/payment ${payment.id}`);
  const undone = new Set((await loadEntriesByKey(tx, "reversal", keys)).map((entry) => entry.sourceKey));
  return payments.filter((_, at) => !undone.has(keys[at] ?? ""));
}

export async function readStatementPdf(context: Context, statementId: number): Promise<Outcome<Uint8Array>> {
  return onRecord(context, { act: "statement.open", object: ["statement", statementId] }, async (tx) => {
    const statement = await lockStatement(tx, statementId);
    if (statement === undefined) return notFound("statement");
    if (statement.pdfFileId === undefined) {
      const pdf = await drawStatement(statement.content as Statement);
      await saveStatementPdf(tx, statementId, pdf);
      return ok(pdf);
    }
    const bytes = await readBlob(tx, statement.pdfFileId);
    return bytes === undefined ? notFound("statement") : ok(bytes);
  });
}
