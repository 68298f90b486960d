/** All visits with their queue and what is open on them. */
import { type Cents, sumCents } from "../core/kernel/cents.ts";
import type { EncounterId } from "../core/kernel/id.ts";
import { primaryOn } from "../core/parties/coverage.ts";
import { formatListName } from "../core/parties/format.ts";
import { queues } from "../core/worklist/queue.ts";
import { chargeBalances, owedNothing } from "../store/balances.ts";
import { primaryClaims } from "../store/claims.ts";
import { coveragesOfPatients } from "../store/coverages.ts";
import { listDenials } from "../store/denials.ts";
import { type EncounterSummary, listEncounters, loadEncounters } from "../store/encounters.ts";
import { listPayers, listProviders } from "../store/parties.ts";
import { loadPatients } from "../store/patients.ts";
import { readPractice, type Tx } from "../store/transaction.ts";
import { type Context, practiceToday } from "./context.ts";
import { queueOfVisit, queueWords, type VisitQueue } from "./visit-queue.ts";

export interface VisitRow {
  readonly id: EncounterId;
  readonly date: string;
  readonly patientName: string;
  readonly accountNumber: string;
  readonly providerName: string;
  readonly reason: string;
  readonly payerName?: string;
  readonly queue: VisitQueue;
  readonly charged: Cents;
  readonly insuranceBalance: Cents;
  readonly patientBalance: Cents;
}

/** The newest of them; a practice's full lists have their own paging in the worklists. */
const mostVisits = 500;

export async function listVisits(
  context: Context,
): Promise<{ visits: VisitRow[]; queues: { name: VisitQueue["name"]; words: string; count: number }[] }> {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const visits = await visitRows(context, tx, await listEncounters(tx, {}, { limit: mostVisits }));
    const counts = queues.map((name) => ({
      name,
      words: queueWords[name].words,
      count: visits.filter((visit) => visit.queue.name === name).length,
    }));
    return { visits, queues: counts };
  });
}

/** The rows of these visits, in their order. */
export async function visitRows(context: Context, tx: Tx, summaries: readonly EncounterSummary[]): Promise<VisitRow[]> {
  const { today } = await practiceToday(context, tx);
  const encounters = await loadEncounters(
    tx,
    summaries.map((one) => one.id),
  );
  const patients = await loadPatients(tx, [...new Set(summaries.map((one) => one.patientId))]);
  const providers = new Map((await listProviders(tx)).map((provider) => [provider.id, provider]));
  const payers = new Map((await listPayers(tx)).map((payer) => [payer.id, payer]));
  const denied = new Set(
    (await listDenials(tx, { statuses: ["open", "working", "appealed"], limit: 10_000 })).map((denial) => denial.claimId),
  );
  const balances = await chargeBalances(
    tx,
    [...encounters.values()].flatMap((encounter) => encounter.charges.map((charge) => charge.id)),
  );
  const claims = await primaryClaims(tx, [...encounters.keys()]);
  const coverages = await coveragesOfPatients(tx, [...patients.keys()]);
  const rows: VisitRow[] = [];
  for (const summary of summaries) {
    const encounter = encounters.get(summary.id);
    const patient = patients.get(summary.patientId);
    if (encounter === undefined || patient === undefined) continue;
    const claim = claims.get(encounter.id);
    const coverage = encounter.selfPay ? undefined : primaryOn(coverages.get(patient.id) ?? [], encounter.date);
    const payerId = claim?.payerId ?? coverage?.payerId;
    const payer = payerId === undefined ? undefined : payers.get(payerId);
    const owed = encounter.charges.map((charge) => balances.get(charge.id) ?? owedNothing);
    const insuranceBalance = sumCents(owed.map((one) => one.insurance));
    const patientBalance = sumCents(owed.map((one) => one.patient));
    const provider = providers.get(encounter.renderingId);
    rows.push({
      id: encounter.id,
      date: encounter.date,
      patientName: formatListName(patient.name),
      accountNumber: patient.accountNumber,
      providerName: provider === undefined ? "" : formatListName(provider.name),
      reason: encounter.reason,
      ...(payer === undefined ? {} : { payerName: payer.name }),
      queue: queueOfVisit({
        encounter,
        openDenial: claim !== undefined && denied.has(claim.id),
        charged: summary.charges,
        insuranceBalance,
        patientBalance,
        today,
        ...(claim === undefined ? {} : { claim }),
        ...(payer === undefined ? {} : { payer }),
      }),
      charged: summary.charges,
      insuranceBalance,
      patientBalance,
    });
  }
  return rows;
}
