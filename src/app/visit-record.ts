/** Everything of one visit that its use cases and its page need, read in one transaction. */
import type { EncounterId } from "../core/kernel/id.ts";
import { primaryOn } from "../core/parties/coverage.ts";
import type { Coverage, Location, Patient, Payer, Plan, Practice, Provider } from "../core/parties/model.ts";
import type { Encounter } from "../core/visits/model.ts";
import { claimsOfEncounter, type StoredClaim } from "../store/claims.ts";
import { listCoverages } from "../store/coverages.ts";
import { loadEncounter } from "../store/encounters.ts";
import { loadLocation, loadPayer, loadPlan, loadProvider } from "../store/parties.ts";
import { loadPatient } from "../store/patients.ts";
import { loadPractice } from "../store/practices.ts";
import type { Tx } from "../store/transaction.ts";

export interface VisitRecord {
  readonly encounter: Encounter;
  readonly practice: Practice;
  readonly patient: Patient;
  readonly rendering: Provider;
  readonly location: Location;
  /** In order of rank. */
  readonly coverages: readonly Coverage[];
  /** The coverage that is asked first on the day of the visit; absent for self-pay. */
  readonly coverage?: Coverage;
  readonly payer?: Payer;
  readonly plan?: Plan;
  /** The newest claim to the primary payer. */
  readonly claim?: StoredClaim;
}

export async function loadVisitRecord(tx: Tx, id: EncounterId): Promise<VisitRecord | undefined> {
  const encounter = await loadEncounter(tx, id);
  if (encounter === undefined) return undefined;
  const [practice, patient, rendering, location, coverages, claims] = await Promise.all([
    loadPractice(tx),
    loadPatient(tx, encounter.patientId),
    loadProvider(tx, encounter.renderingId),
    loadLocation(tx, encounter.locationId),
    listCoverages(tx, encounter.patientId),
    claimsOfEncounter(tx, id),
  ]);
  if (practice === undefined || patient === undefined || rendering === undefined || location === undefined) return undefined;
  const claim = claims.findLast((one) => one.rank === 1);
  const coverage = encounter.selfPay
    ? undefined
    : (coverages.find((one) => one.id === claim?.coverageId) ?? primaryOn(coverages, encounter.date));
  const payer = coverage === undefined ? undefined : await loadPayer(tx, coverage.payerId);
  const plan = coverage?.planId === undefined ? undefined : await loadPlan(tx, coverage.planId);
  return {
    encounter,
    practice,
    patient,
    rendering,
    location,
    coverages,
    ...(coverage === undefined ? {} : { coverage }),
    ...(payer === undefined ? {} : { payer }),
    ...(plan === undefined ? {} : { plan }),
    ...(claim === undefined ? {} : { claim }),
  };
}
