/** What a student's work on a visit came to, read from where everything else reads it: the codes, the claim's events, the books. */
import type { CaseWork, WorkedClaim, WorkedMoney } from "../../core/academy/cases/work.ts";
import { formatDiagnosis } from "../../core/codebook/code-text.ts";
import { assert } from "../../core/kernel/assert.ts";
import { type Cents, sumCents } from "../../core/kernel/cents.ts";
import type { EncounterId } from "../../core/kernel/id.ts";
import { claimsOfEncounter, loadClaimEvents, loadFindings, type StoredClaim } from "../../store/claims.ts";
import { listDenials } from "../../store/denials.ts";
import { loadEntries } from "../../store/journal.ts";
import type { Tx } from "../../store/transaction.ts";
import { type ChargeAccount, chargeAccounts } from "../charge-accounts.ts";
import { loadVisitRecord } from "../visit-record.ts";

export async function readCaseWork(tx: Tx, encounterId: EncounterId): Promise<CaseWork> {
  const visit = await loadVisitRecord(tx, encounterId);
  assert(visit !== undefined, "the visit of a practice case is there");
  const claim = (await claimsOfEncounter(tx, encounterId)).findLast((one) => one.rank === 1);
  const denials = claim === undefined ? [] : await listDenials(tx, { claimId: claim.id, limit: 100 });
  return {
    diagnoses: visit.encounter.diagnoses.map(({ code }) => formatDiagnosis(code)),
    charges: visit.encounter.charges.map(({ procedure, modifiers, pointers }) => ({ procedure, modifiers, pointers })),
    memberId: visit.coverage?.memberId,
    claim: claim === undefined ? undefined : await readClaim(tx, claim),
    denials: denials.map(({ reason, status }) => ({ reason, status })),
    money: moneyOf([...chargeAccounts(await loadEntries(tx, { chargeIds: visit.encounter.charges.map((one) => one.id) })).values()]),
  };
}

async function readClaim(tx: Tx, claim: StoredClaim): Promise<WorkedClaim> {
  const events = (await loadClaimEvents(tx, claim.id)).map(({ event }) => event);
  const sentFrequencies: string[] = [];
  let frequency = "1";
  for (const event of events) {
    if (event.kind === "drafted") frequency = event.frequency;
    if (event.kind === "written") sentFrequencies.push(frequency);
  }
  const errors = (await loadFindings(tx, claim.id, claim.version)).filter((finding) => finding.severity === "error");
  return {
    state: claim.state,
    sentFrequencies,
    events: events.map(({ kind }) => kind),
    errors: [...new Set(errors.map(({ code }) => code))],
  };
}

function moneyOf(accounts: readonly ChargeAccount[]): WorkedMoney {
  const total = (of: (account: ChargeAccount) => Cents): Cents => sumCents(accounts.map(of));
  return {
    charged: total((one) => one.charged),
    insurancePaid: total((one) => one.insurancePaid),
    contractual: total((one) => one.contractual),
    writtenOff: total((one) => one.writtenOff),
    patientPaid: total((one) => one.patientPaid),
    insuranceBalance: total((one) => one.insuranceBalance),
    patientBalance: total((one) => one.patientBalance),
    patientShare: total((one) => sumCents(one.shares.map((share) => share.amount))),
  };
}
