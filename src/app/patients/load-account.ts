/** A patient's whole account: every charge with what the books say of it, what may be asked of the patient today, and why the rest may not. */
import { checkAgainstEstimate } from "../../core/billing/desk-paper.ts";
import type { EstimateExcess } from "../../core/billing/estimate-excess.ts";
import { type Hold, holdReasons } from "../../core/billing/holds.ts";
import { type GateAnswer, gateCharge } from "../../core/billing/patient-due.ts";
import { type PlanStanding, planStanding } from "../../core/billing/payment-plan.ts";
import type { StatementCharge } from "../../core/billing/statement.ts";
import { addCents, type Cents, maxCents, sumCents, zeroCents } from "../../core/kernel/cents.ts";
import type { ChargeId, EncounterId, PatientId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { coverageOn, nextAfter } from "../../core/parties/coverage.ts";
import { formatFullName } from "../../core/parties/format.ts";
import type { Coverage, Patient, Payer, Plan, Practice } from "../../core/parties/model.ts";
import type { Charge, Encounter } from "../../core/visits/model.ts";
import { type StoredHold, standingHolds } from "../../store/billing-holds.ts";
import { claimsOfEncounters, type StoredClaim } from "../../store/claims.ts";
import { coveragesOfPatients } from "../../store/coverages.ts";
import { denialsOfClaims } from "../../store/denials.ts";
import { loadEncounters, newestVisitsOf } from "../../store/encounters.ts";
import { estimatesOfVisits, type StoredEstimate } from "../../store/estimates.ts";
import { loadEntries, type StoredEntry } from "../../store/journal.ts";
import { listPayers, listPlans, listProviders } from "../../store/parties.ts";
import { everMerged } from "../../store/patient-merges.ts";
import { loadPatients } from "../../store/patients.ts";
import { plansOfPatients, type StoredPlan } from "../../store/payment-plans.ts";
import { remittanceClaimsOfClaims } from "../../store/remittances.ts";
import { groupRows } from "../../store/row.ts";
import type { Tx } from "../../store/transaction.ts";
import { type ChargeAccount, chargeAccounts } from "../charge-accounts.ts";
import { type Context, practiceToday } from "../context.ts";

export interface AccountCharge {
  readonly visit: Encounter;
  readonly charge: Charge;
  readonly account: ChargeAccount;
  /** As statements and the telephone tell it. */
  readonly told: StatementCharge;
  readonly gate: GateAnswer;
  /** To the first payer. */
  readonly claim?: StoredClaim;
}

export interface PatientAccount {
  readonly practice: Practice;
  readonly today: IsoDate;
  readonly patient: Patient;
  readonly entries: readonly StoredEntry[];
  /** All that was ever charged, the oldest first. */
  readonly charges: readonly AccountCharge[];
  readonly visits: ReadonlyMap<EncounterId, Encounter>;
  readonly holds: readonly StoredHold[];
  /** All plans, the newest first, with how each stands today. */
  readonly plans: readonly { readonly plan: StoredPlan; readonly standing: PlanStanding }[];
  readonly coverages: readonly Coverage[];
  readonly payers: ReadonlyMap<number, Payer>;
  /** Visits that are billed far above their good-faith estimate. */
  readonly excesses: readonly EstimateExcess[];
}

const mostVisits = 2000;

export async function loadAccount(context: Context, tx: Tx, patientId: PatientId): Promise<PatientAccount | undefined> {
  return (await loadAccounts(context, tx, [patientId])).get(patientId);
}

/** As `loadAccount`, in the same few questions for many. Who is not there is not in the answer. */
export async function loadAccounts(
  context: Context,
  tx: Tx,
  patientIds: readonly PatientId[],
): Promise<ReadonlyMap<PatientId, PatientAccount>> {
  if (patientIds.length === 0) return new Map();
  const { practice, today } = await practiceToday(context, tx);
  const [patients, ids, held, planned, parted] = await Promise.all([
    loadPatients(tx, patientIds),
    newestVisitsOf(tx, patientIds, mostVisits),
    standingHolds(tx, patientIds),
    plansOfPatients(tx, patientIds),
    everMerged(tx, patientIds),
  ]);
  const visitIds = ids.map((one) => one.id);
  const [loaded, facts] = await Promise.all([loadEncounters(tx, visitIds), loadFacts(context, tx, patientIds, visitIds)]);
  const visitsOf = groupRows([...loaded.values()], (visit) => visit.patientId);
  // Of records that were merged and parted, what was posted meanwhile stands under the other: the charge says whose it is.
  const ownerOf = new Map(
    [...loaded.values()].flatMap((visit) =>
      parted.has(visit.patientId) ? visit.charges.map((one) => [one.id, visit.patientId] as const) : [],
    ),
  );
  const posted = await loadEntries(tx, { patientIds, orCharges: [...ownerOf.keys()] });
  const entriesOf = groupRows(
    posted.flatMap((entry) => [...ownersOf(entry, ownerOf)].map((of) => ({ of, entry }))),
    ({ of }) => of,
  );
  return new Map(
    [...patients].map(([id, patient]) => {
      const account = accountOf(patient, {
        entries: (entriesOf.get(id) ?? []).map(({ entry }) => entry),
        visits: visitsOf.get(id) ?? [],
        holds: held.get(id) ?? [],
        stored: planned.get(id) ?? [],
        today,
        facts: { ...facts, coverages: facts.coveragesOf.get(id) ?? [] },
      });
      return [id, { practice, today, patient, ...account }];
    }),
  );
}

function ownersOf({ lines }: StoredEntry, ownerOf: ReadonlyMap<ChargeId, PatientId>): ReadonlySet<PatientId | undefined> {
  return new Set(lines.flatMap((line) => [line.patientId, line.chargeId === undefined ? undefined : ownerOf.get(line.chargeId)]));
}

function accountOf(
  patient: Patient,
  {
    entries,
    visits,
    holds,
    stored,
    today,
    facts,
  }: {
    readonly entries: readonly StoredEntry[];
    readonly visits: readonly Encounter[];
    readonly holds: readonly StoredHold[];
    readonly stored: readonly StoredPlan[];
    readonly today: IsoDate;
    readonly facts: Facts;
  },
): Omit<PatientAccount, "practice" | "today" | "patient"> {
  const accounts = chargeAccounts(entries);
  const plans = stored.map((plan) => ({ plan, standing: standingOfPlan(plan, accounts, today) }));
  const kept = plans.find(({ standing }) => standing.state === "kept" || standing.state === "behind");
  const charges = visits
    .flatMap((visit) => visit.charges.map((charge) => ({ visit, charge })))
    .flatMap(({ visit, charge }) => {
      const account = accounts.get(charge.id);
      if (account === undefined) return [];
      return [accountCharge({ visit, charge, account, patient, holds, planned: kept?.plan.chargeIds.includes(charge.id) === true, facts })];
    })
    .sort((a, b) =>
      a.charge.serviceFrom === b.charge.serviceFrom ? a.charge.id - b.charge.id : a.charge.serviceFrom < b.charge.serviceFrom ? -1 : 1,
    );
  const { coverages, payers } = facts;
  const excesses = visits.flatMap((visit) => excessOf(visit, facts));
  return { excesses, entries, charges, visits: new Map(visits.map((visit) => [visit.id, visit])), holds, plans, coverages, payers };
}

function excessOf(visit: Encounter, { estimates }: Facts): readonly EstimateExcess[] {
  const estimate = estimates.get(visit.id);
  if (estimate === undefined || !visit.selfPay) return [];
  const { over, mayDispute } = checkAgainstEstimate({ expected: estimate.total, billed: sumCents(visit.charges.map((one) => one.amount)) });
  if (!mayDispute) return [];
  const { madeOn, total } = estimate;
  return [{ serviceDate: visit.date, estimatedOn: madeOn, expected: total, over, chargeIds: visit.charges.map((one) => one.id) }];
}

/** How a plan stands: what its charges still have open is what it has not settled. */
export function standingOfPlan(plan: StoredPlan, accounts: ReadonlyMap<number, ChargeAccount>, today: IsoDate): PlanStanding {
  const open: Cents = sumCents(plan.chargeIds.map((chargeId) => maxCents(accounts.get(chargeId)?.patientBalance ?? zeroCents, zeroCents)));
  return planStanding(plan.terms, { open, today, ended: plan.endedOn !== undefined });
}

interface Facts {
  readonly app: Context["app"];
  readonly claims: ReadonlyMap<EncounterId, readonly StoredClaim[]>;
  readonly openDenials: ReadonlySet<number>;
  readonly remarks: ReadonlyMap<number, readonly string[]>;
  readonly coverages: readonly Coverage[];
  readonly payers: ReadonlyMap<number, Payer>;
  readonly plans: ReadonlyMap<number, Plan>;
  readonly providers: ReadonlyMap<number, string>;
  /** What visits were estimated at before them. */
  readonly estimates: ReadonlyMap<EncounterId, StoredEstimate>;
}

/** Of all patients that are asked about: whose coverages count is put in for each. */
async function loadFacts(
  { app }: Context,
  tx: Tx,
  patientIds: readonly PatientId[],
  visits: readonly EncounterId[],
): Promise<Omit<Facts, "coverages"> & { readonly coveragesOf: ReadonlyMap<PatientId, readonly Coverage[]> }> {
  const [claims, coveragesOf, estimates] = await Promise.all([
    claimsOfEncounters(tx, visits),
    coveragesOfPatients(tx, patientIds),
    estimatesOfVisits(tx, visits),
  ]);
  const claimIds = [...claims.values()].flat().map((claim) => claim.id);
  const [denials, answers] = await Promise.all([
    denialsOfClaims(tx, claimIds, ["open", "working", "corrected", "appealed"]),
    remittanceClaimsOfClaims(tx, claimIds),
  ]);
  const remarks = new Map<number, readonly string[]>();
  for (const { claimId, content } of answers) {
    if (claimId === undefined) continue;
    remarks.set(claimId, [...(remarks.get(claimId) ?? []), ...content.remarks, ...content.lines.flatMap((line) => line.remarks)]);
  }
  return {
    app,
    claims,
    openDenials: new Set(denials.flatMap((denial) => denial.chargeId ?? [])),
    remarks,
    coveragesOf,
    estimates,
    payers: new Map((await listPayers(tx)).map((payer) => [payer.id, payer])),
    plans: new Map((await listPlans(tx)).map((plan) => [plan.id, plan])),
    providers: new Map((await listProviders(tx)).map((provider) => [provider.id, formatFullName(provider.name)])),
  };
}

function accountCharge({
  visit,
  charge,
  account,
  patient,
  holds,
  planned,
  facts,
}: {
  readonly visit: Encounter;
  readonly charge: Charge;
  readonly account: ChargeAccount;
  readonly patient: Patient;
  readonly holds: readonly Hold[];
  readonly planned: boolean;
  readonly facts: Facts;
}): AccountCharge {
  const claim = (facts.claims.get(visit.id) ?? []).findLast((one) => one.rank === 1);
  const medicaid = holds.some(({ kind }) => kind === "medicaid") || isCoveredBy(facts, charge.serviceFrom, isMedicaid);
  const told: StatementCharge = {
    chargeId: charge.id,
    patientBalance: account.patientBalance,
    insuranceBalance: account.insuranceBalance,
    shares: account.shares,
    selfPay: visit.selfPay,
    furtherPayer:
      claim !== undefined &&
      nextAfter(facts.coverages, claim.rank, claim.serviceFrom) !== undefined &&
      account.insuranceBalance !== zeroCents,
    openWork: facts.openDenials.has(charge.id),
    awaitsCorrection: claim?.state === "reversed",
    ...(medicaid && !visit.selfPay ? { program: "medicaid" as const } : {}),
    remarks: claim === undefined ? [] : (facts.remarks.get(claim.id) ?? []),
    holds: [
      ...holdReasons(holds, {
        encounterId: visit.id,
        medicare: isCoveredBy(facts, charge.serviceFrom, isMedicare),
        toAnother: patient.guarantor.relationship !== "self",
      }),
      ...(planned ? ["It is in a payment plan: its instalments are asked for, not the whole."] : []),
    ],
    serviceFrom: charge.serviceFrom,
    description: facts.app.codeBook.procedure(charge.procedure, charge.serviceFrom)?.wording ?? `Service ${charge.procedure}`,
    providerName: facts.providers.get(visit.renderingId) ?? "",
    charge: account.charged,
    insurancePaid: account.insurancePaid,
    adjusted: addCents(account.contractual, account.writtenOff),
    patientPaid: account.patientPaid,
    ...(claim === undefined ? {} : { payerName: facts.payers.get(claim.payerId)?.name ?? "your insurance" }),
    ...(account.owedSince === undefined ? {} : { owedSince: account.owedSince }),
  };
  return { visit, charge, account, told, gate: gateCharge(told), ...(claim === undefined ? {} : { claim }) };
}

function isCoveredBy(facts: Facts, on: IsoDate, is: (payer: Payer | undefined, plan: Plan | undefined) => boolean): boolean {
  return coverageOn(facts.coverages, on).some((one) =>
    is(facts.payers.get(one.payerId), one.planId === undefined ? undefined : facts.plans.get(one.planId)),
  );
}

/** SBR09: MC is Medicaid; MA and MB are Medicare, 16 a Medicare Advantage plan. */
function isMedicaid(payer: Payer | undefined, plan: Plan | undefined): boolean {
  return plan?.kind === "medicaid" || payer?.filingIndicator === "MC";
}

function isMedicare(payer: Payer | undefined, plan: Plan | undefined): boolean {
  return plan?.kind === "medicare-part-b" || ["MA", "MB", "16"].includes(payer?.filingIndicator ?? "");
}
