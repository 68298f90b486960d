/** The patient's statement: its values are stored at once; its PDF is drawn when it is first opened, stored, and shown from there ever after. */
import type { Statement, StatementCharge } from "../core/billing/statement.ts";
import { buildStatement } from "../core/billing/statement.ts";
import { addCents, zeroCents } from "../core/kernel/cents.ts";
import type { EncounterId, PatientId } from "../core/kernel/id.ts";
import { ok } from "../core/kernel/result.ts";
import { nextAfter } from "../core/parties/coverage.ts";
import { formatFullName } from "../core/parties/format.ts";
import { drawStatement } from "../documents/statement-pdf.ts";
import { patientBalance } from "../store/balances.ts";
import { readBlob } from "../store/blobs.ts";
import { claimsOfEncounter } from "../store/claims.ts";
import { takeNumbers } from "../store/control-numbers.ts";
import { listCoverages } from "../store/coverages.ts";
import { listDenials } from "../store/denials.ts";
import { listEncounters, loadEncounters } from "../store/encounters.ts";
import { loadEntries, loadEntriesByKey } from "../store/journal.ts";
import { listPayers, listProviders } from "../store/parties.ts";
import { paymentsOfPatient } from "../store/payments.ts";
import { remittanceClaimsOfClaim } from "../store/remittances.ts";
import { insertStatement, lockStatement, saveStatementPdf } from "../store/statements.ts";
import type { Tx } from "../store/transaction.ts";
import { onRecord } from "./audit/record.ts";
import { chargeAccounts } from "./charge-accounts.ts";
import { type Context, practiceToday } from "./context.ts";
import { no, notFound, type Outcome } from "./refusal.ts";
import { loadVisitRecord } from "./visit-record.ts";

const termDays = 25;

/** Refuses when nothing may be asked of the patient today, with the reason of the gate. */
export async function makeStatement(context: Context, encounterId: EncounterId): Promise<Outcome<{ readonly statementId: number }>> {
  return onRecord(context, { act: "statement.make", object: ["visit", encounterId] }, async (tx) => {
    const visit = await loadVisitRecord(tx, encounterId);
    if (visit === undefined) return notFound("visit");
    const { practice, today } = await practiceToday(context, tx);
    const { patient } = visit;
    const charges = await statementCharges(context, tx, patient.id);
    const statement = buildStatement({
      practice,
      patient,
      guarantor: patient.guarantor,
      charges,
      payments: (await standingPayments(tx, patient.id)).map(({ receivedOn, amount, method }) => ({ on: receivedOn, amount, method })),
      unapplied: (await patientBalance(tx, patient.id)).unapplied,
      today,
      number: `S${String(await takeNumbers(tx, "statement")).padStart(6, "0")}`,
      termDays,
    });
    if (statement.amountDue <= zeroCents) {
      const held = statement.lines.flatMap((line) => (line.onHold > zeroCents ? line.why : []));
      return no(
        "nothing-due",
        `There is nothing to ask of the patient now. ${held[0] ?? "Every payer has to finish first, and what is left must be the patient's."}`,
      );
    }
    const statementId = await insertStatement(tx, {
      number: statement.number,
      patientId: patient.id,
      date: today,
      dueDate: statement.dueDate,
      amount: statement.amountDue,
      content: statement,
    });
    return ok({ statementId });
  });
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

/** Every charge of the patient that is open or was part of the account, as the ledger knows it. */
async function statementCharges(context: Context, tx: Tx, patientId: PatientId): Promise<readonly StatementCharge[]> {
  const accounts = chargeAccounts(await loadEntries(tx, { patientId }));
  const visits = await loadEncounters(
    tx,
    (await listEncounters(tx, { patientId }, { limit: 1000 })).map((visit) => visit.id),
  );
  const providers = new Map((await listProviders(tx)).map((provider) => [provider.id, provider]));
  const payers = new Map((await listPayers(tx)).map((payer) => [payer.id, payer]));
  const coverages = await listCoverages(tx, patientId);
  const charges: StatementCharge[] = [];
  for (const encounter of visits.values()) {
    const claim = (await claimsOfEncounter(tx, encounter.id)).findLast((one) => one.rank === 1);
    const denials =
      claim === undefined
        ? []
        : await listDenials(tx, { claimId: claim.id, statuses: ["open", "working", "corrected", "appealed"], limit: 200 });
    const answers = claim === undefined ? [] : await remittanceClaimsOfClaim(tx, claim.id);
    const provider = providers.get(encounter.renderingId);
    for (const charge of encounter.charges) {
      const account = accounts.get(charge.id);
      if (account === undefined || (account.patientBalance === zeroCents && account.insuranceBalance === zeroCents)) continue;
      charges.push({
        chargeId: charge.id,
        patientBalance: account.patientBalance,
        insuranceBalance: account.insuranceBalance,
        shares: account.shares,
        selfPay: encounter.selfPay,
        furtherPayer:
          claim !== undefined &&
          nextAfter(coverages, claim.rank, claim.serviceFrom) !== undefined &&
          account.insuranceBalance !== zeroCents,
        openWork: denials.some((denial) => denial.chargeId === charge.id),
        awaitsCorrection: claim?.state === "reversed",
        remarks: answers.flatMap(({ content }) => [...content.remarks, ...content.lines.flatMap((line) => line.remarks)]),
        serviceFrom: charge.serviceFrom,
        description: context.app.codeBook.procedure(charge.procedure, charge.serviceFrom)?.wording ?? `Service ${charge.procedure}`,
        providerName: provider === undefined ? "" : formatFullName(provider.name),
        charge: account.charged,
        insurancePaid: account.insurancePaid,
        adjusted: addCents(account.contractual, account.writtenOff),
        patientPaid: account.patientPaid,
        ...(claim === undefined ? {} : { payerName: payers.get(claim.payerId)?.name ?? "your insurance" }),
        ...(account.owedSince === undefined ? {} : { owedSince: account.owedSince }),
      });
    }
  }
  return charges;
}
