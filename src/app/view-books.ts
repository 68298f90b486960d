/** The books as people look at them: at the end of any day, day by day, entry by entry, and a patient's account. */
import { maskedName } from "../core/access/glass.ts";
import { type Cents, sumCents, zeroCents } from "../core/kernel/cents.ts";
import { counted } from "../core/kernel/counted.ts";
import type { ClaimId, PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { ok } from "../core/kernel/result.ts";
import type { Account } from "../core/ledger/model.ts";
import { lastDayOf } from "../core/ledger/periods.ts";
import { formatFullName } from "../core/parties/format.ts";
import { trialBalance } from "../store/books.ts";
import { loadClaim } from "../store/claims.ts";
import { listEncounters, loadEncounters } from "../store/encounters.ts";
import { loadEntries, loadEntriesByKey } from "../store/journal.ts";
import { claimBalanceAsOf, depositsOf, entriesOfDay, journalDays, loadEntryWithLines, patientBalanceAsOf } from "../store/journal-days.ts";
import { listMoneyRequests, type MoneyRequest } from "../store/money-requests.ts";
import { listPayers } from "../store/parties.ts";
import { loadPatient, loadPatients } from "../store/patients.ts";
import { paymentsOfPatient } from "../store/payments.ts";
import { readPractice, snapshotOfPractice, type Tx } from "../store/transaction.ts";
import { hiddenPatients, onRecord, recordAct } from "./audit/record.ts";
import { chargeAccounts } from "./charge-accounts.ts";
import { type Context, practiceToday } from "./context.ts";
import { accountWords } from "./ledger-words.ts";
import { no, notFound } from "./refusal.ts";
import { isRefund } from "./second-person.ts";

const pageSize = 100;
const mostDeposits = 2000;

/** Every account at the end of a day; debits and credits come to the same. */
export async function viewTrialBalance(context: Context, on: IsoDate | undefined) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const day = on ?? (await practiceToday(context, tx)).today;
    const balances = await trialBalance(tx, day);
    const side = (keep: (amount: Cents) => boolean) => Math.abs(sumCents([...balances.values()].filter(keep)));
    const names = Object.keys(accountWords) as Account[];
    return {
      on: day,
      accounts: names
        .map((account) => ({ account, words: accountWords[account], amount: balances.get(account) ?? zeroCents }))
        .filter((one) => one.amount !== 0),
      debits: side((amount) => amount > 0),
      credits: side((amount) => amount < 0),
    };
  });
}

/** The days of a month that have entries, newest first, and what went in and out of the bank. */
export async function viewMonth(context: Context, month: IsoDate) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const days = { from: month, to: lastDayOf(month) };
    const deposits = await depositsOf(tx, { ...days, limit: mostDeposits });
    return {
      month,
      days: [...(await journalDays(tx, days))],
      deposits: deposits.map((one) => ({ ...one, words: depositWords(one) })),
    };
  });
}

/** The entries of a day, a page at a time. `next` is where the following page begins. */
export async function viewDay(context: Context, { day, after }: { readonly day: IsoDate; readonly after: number }) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const entries = await entriesOfDay(tx, { day, after, limit: pageSize + 1 });
    const page = entries.slice(0, pageSize);
    return { day, entries: page, ...(entries.length > pageSize ? { next: page.at(-1)?.id ?? after } : {}) };
  });
}

export async function viewEntry(context: Context, entryId: number) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const found = await loadEntryWithLines(tx, entryId);
    if (found === undefined) return notFound("entry");
    const { head, lines } = found;
    const patients = [...new Set(lines.flatMap((line) => line.patientId ?? []))];
    const hidden = await hiddenPatients(context, tx, patients);
    await recordAct(context, tx, {
      act: "entry.open",
      patients,
      object: ["entry", entryId],
      ...(hidden.size > 0 ? { outcome: "restricted" } : {}),
    });
    if (hidden.size > 0)
      return no("restricted-entry", "A restricted patient stands in this entry.", "Who may open restricted records can open it.");
    const undoneBy = await loadEntriesByKey(tx, "reversal", [`${head.source}/${head.sourceKey}`]);
    return ok({
      ...head,
      lines: lines.map((line) => ({ ...line, words: accountWords[line.account] })),
      ...(undoneBy[0] === undefined ? {} : { undoneBy: undoneBy[0].id }),
    });
  });
}

/** A patient's account at the end of a day: balances, open charges, payments, and what was asked to be written off or sent back. */
export async function viewPatientAccount(context: Context, patientId: PatientId, on: IsoDate | undefined) {
  return onRecord(context, { act: "account.open", object: ["patient", patientId], snapshot: true }, async (tx) => {
    const patient = await loadPatient(tx, patientId);
    if (patient === undefined) return notFound("patient");
    const day = on ?? (await practiceToday(context, tx)).today;
    const entries = (await loadEntries(tx, { patientIds: [patientId] })).filter((entry) => entry.on <= day);
    const accounts = chargeAccounts(entries);
    const undone = new Set(entries.filter((entry) => entry.source === "reversal").map((entry) => entry.sourceKey));
    const visits = await loadEncounters(
      tx,
      (await listEncounters(tx, { patientId }, { limit: 1000 })).map((visit) => visit.id),
    );
    return ok({
      id: patient.id,
      name: formatFullName(patient.name),
      accountNumber: patient.accountNumber,
      on: day,
      balance: await patientBalanceAsOf(tx, patientId, day),
      charges: [...visits.values()].flatMap((visit) =>
        visit.charges.flatMap((charge) => {
          const account = accounts.get(charge.id);
          if (account === undefined) return [];
          const { charged, insurancePaid, contractual, writtenOff, patientPaid, insuranceBalance, patientBalance } = account;
          return [
            {
              id: charge.id,
              visitId: visit.id,
              on: charge.serviceFrom,
              procedure: charge.procedure,
              charged,
              insurancePaid,
              contractual,
              writtenOff,
              patientPaid,
              insuranceBalance,
              patientBalance,
            },
          ];
        }),
      ),
      payments: (await paymentsOfPatient(tx, patientId)).map((payment) => ({
        id: payment.id,
        on: payment.receivedOn,
        amount: payment.amount,
        method: payment.method,
        receivedBy: payment.receivedBy,
        undone: undone.has(`patient-payment/payment ${payment.id}`),
      })),
      requests: await requestViews(tx, await listMoneyRequests(tx, { patientId, limit: 100 })),
    });
  });
}

/** What was owed on a claim at the end of a day. */
export async function viewClaimBalance(context: Context, claimId: ClaimId, on: IsoDate | undefined) {
  return onRecord(context, { act: "account.open", object: ["claim", claimId], snapshot: true }, async (tx) => {
    if ((await loadClaim(tx, claimId)) === undefined) return notFound("claim");
    const day = on ?? (await practiceToday(context, tx)).today;
    return ok({ id: claimId, on: day, balance: await claimBalanceAsOf(tx, claimId, day) });
  });
}

/** What waits for a second person, oldest first, and what was decided lately, newest first. */
export async function viewRequests(context: Context) {
  return snapshotOfPractice(context.app.pool, context.practiceId, async (tx) => {
    const waiting = await listMoneyRequests(tx, { state: "waiting", limit: 500 });
    const lately = (await listMoneyRequests(tx, { limit: 100 })).filter((one) => one.state !== "waiting");
    const mine = context.actor.accountId;
    const all = [...waiting, ...lately].flatMap((one) => one.subject.patientId ?? []);
    const hidden = await hiddenPatients(context, tx, [...new Set(all)]);
    await recordAct(context, tx, { act: "money.list", patients: all.filter((id) => !hidden.has(id)) });
    const views = (await requestViews(tx, [...waiting, ...lately])).map((one) =>
      one.patient !== undefined && hidden.has(one.patient.id) ? { ...one, patient: { ...one.patient, name: maskedName } } : one,
    );
    return {
      waiting: views
        .slice(0, waiting.length)
        .map((one, index) => ({ ...one, mine: mine !== undefined && waiting[index]?.askedAccount === mine })),
      decided: views.slice(waiting.length),
    };
  });
}

const kindWords: Readonly<Record<MoneyRequest["kind"], string>> = {
  "write-off": "Write-off",
  courtesy: "Courtesy adjustment",
  "patient-refund": "Refund to the patient",
  "payer-refund": "Refund to the payer",
  "undone-posting": "An answer taken off its claim",
};

async function requestViews(tx: Tx, requests: readonly MoneyRequest[]) {
  const patients = await loadPatients(tx, [...new Set(requests.flatMap((one) => one.subject.patientId ?? []))]);
  const payers = new Map((await listPayers(tx)).map((payer) => [payer.id, payer.name]));
  return requests.map(({ subject, ...one }) => {
    const patient = subject.patientId === undefined ? undefined : patients.get(subject.patientId);
    const payerName = "payerId" in subject && subject.payerId !== undefined ? payers.get(subject.payerId) : undefined;
    const reason =
      subject.what === "balance" && one.kind === "write-off" ? `, ${accountWords[subject.account].split(": ").at(-1) ?? ""}` : "";
    const owed = subject.what === "balance" ? `, owed by ${payerName ?? "the patient"}` : payerName === undefined ? "" : ` ${payerName}`;
    const from = `${reason}${owed}`;
    return {
      id: one.id,
      kind: one.kind,
      words: `${wholeWords(subject) ?? kindWords[one.kind]}${from}`,
      amount: one.amount,
      limit: one.limit,
      reason: one.reason,
      state: one.state,
      askedBy: one.askedBy,
      askedOn: one.askedOn,
      refund: isRefund(subject),
      ...(patient === undefined ? {} : { patient: { id: patient.id, name: formatFullName(patient.name) } }),
      ...(one.decidedBy === undefined ? {} : { decidedBy: one.decidedBy }),
      ...(one.decidedOn === undefined ? {} : { decidedOn: one.decidedOn }),
      ...(one.decision === undefined || one.decision === "" ? {} : { decision: one.decision }),
      ...(one.paidOn === undefined ? {} : { paidOn: one.paidOn }),
      ...(one.paidReference === undefined ? {} : { paidReference: one.paidReference }),
    };
  });
}

function wholeWords(subject: MoneyRequest["subject"]): string | undefined {
  if (subject.what === "denials") return "Write-off of what the payer denied";
  if (subject.what === "small-balances") return `Write-off of small balances, ${counted(subject.patients.length, "account")}`;
  if (subject.what === "small-remainders") return `Write-off of payers' small remainders, ${counted(subject.remainders.length, "charge")}`;
  return undefined;
}

function depositWords({
  source,
  payerName,
  trace,
  method,
}: {
  readonly source: string;
  readonly payerName?: string;
  readonly trace?: string;
  readonly method?: string;
}) {
  if (trace !== undefined) return `${payerName ?? "Payer not known"}, ${trace}`;
  if (source === "patient-payment") return `Patients, ${method ?? "other"}`;
  if (source === "refund-paid") return `Refund, ${method ?? ""}`;
  return source === "reversal" ? `Undone: ${method ?? ""}` : source;
}
