/** Everything of one denied line that its page and its commands need, read in one transaction. */
import { assert } from "../../core/kernel/assert.ts";
import { nextAfter } from "../../core/parties/coverage.ts";
import type { Payer } from "../../core/parties/model.ts";
import type { Charge } from "../../core/visits/model.ts";
import { loadClaim, type StoredClaim } from "../../store/claims.ts";
import type { StoredDenial } from "../../store/denials.ts";
import { loadPayer } from "../../store/parties.ts";
import type { Tx } from "../../store/transaction.ts";
import { loadVisitRecord, type VisitRecord } from "../visit-record.ts";

export interface CaseRecord {
  readonly denial: StoredDenial;
  readonly claim: StoredClaim;
  readonly payer: Payer;
  readonly visit: VisitRecord;
  /** Absent when the line was taken off the visit since. */
  readonly charge?: Charge;
  /** Another coverage of the patient comes after this payer on the day. */
  readonly hasNextPayer: boolean;
}

export async function loadCaseRecord(tx: Tx, denial: StoredDenial): Promise<CaseRecord> {
  const claim = await loadClaim(tx, denial.claimId);
  assert(claim !== undefined, "a denial has its claim");
  const payer = await loadPayer(tx, denial.payerId);
  const visit = await loadVisitRecord(tx, claim.encounterId);
  assert(payer !== undefined && visit !== undefined, "a claim has its payer and its visit");
  const charge = visit.encounter.charges.find((one) => one.id === denial.chargeId);
  const hasNextPayer = nextAfter(visit.coverages, claim.rank, claim.serviceFrom) !== undefined;
  return { denial, claim, payer, visit, hasNextPayer, ...(charge === undefined ? {} : { charge }) };
}
