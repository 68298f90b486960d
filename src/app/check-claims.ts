/** Runs the check on claims that were made or made anew, records held or passed with the findings, and brings the ledger's charges up to date. */

import { decidedBefore } from "../core/claims/earlier-decisions.ts";
import type { ClaimEvent, ClaimState, Doer } from "../core/claims/model.ts";
import { applyClaimEvent, type ClaimFacts, foldClaim } from "../core/claims/state.ts";
import { assert } from "../core/kernel/assert.ts";
import { type Finding, hasErrors } from "../core/kernel/finding.ts";
import type { ClaimId } from "../core/kernel/id.ts";
import { daysBetween, type IsoDate } from "../core/kernel/iso-date.ts";
import { memberIdKind } from "../core/parties/member-id.ts";
import type { Coverage, Payer } from "../core/parties/model.ts";
import { lastFilingDay } from "../core/parties/timely-filing.ts";
import type { PriorService } from "../core/scrub/context.ts";
import { scrubClaim } from "../core/scrub/scrub-claim.ts";
import type { Encounter } from "../core/visits/model.ts";
import type { ProfessionalClaim } from "../core/x12/transactions/professional-claim.ts";
import { appendEventsOfClaims, type ClaimChange, claimsOfPatients, type StoredClaim, saveFindingsOfClaims } from "../store/claims.ts";
import type { Tx } from "../store/transaction.ts";
import type { App } from "./context.ts";
import { postClaimCharges } from "./post-charges.ts";

/** A claim whose content is to be checked. It was made, or is locked, in this transaction. */
export interface ClaimToCheck {
  readonly claimId: ClaimId;
  readonly content: ProfessionalClaim;
  readonly encounter: Encounter;
  readonly payer: Payer;
  readonly coverage?: Coverage;
  readonly deathDate?: IsoDate;
  /** With the pending events. */
  readonly facts: ClaimFacts;
  /** The charges are on the books already, under the claim to the first payer. */
  readonly chargesStand?: boolean;
  /** What has happened to it and is not stored yet: it is stored with the verdict. */
  readonly pending: readonly ClaimEvent[];
}

/** The first event of a claim, and the facts it leads to. */
export function firstDraft(on: IsoDate, why: string, doer?: Doer): Pick<ClaimToCheck, "facts" | "pending"> {
  const event = { v: 1, kind: "drafted", version: 1, frequency: "1", why, ...doer } as const;
  const facts = foldClaim([{ sequence: 1, on, event }]);
  assert(facts.ok, "a claim begins with its draft");
  return { facts: facts.value, pending: [event] };
}

/** The states in the order of the claims. However many they are, the database is asked the same few times. */
export async function checkClaims(app: App, tx: Tx, claims: readonly ClaimToCheck[], today: IsoDate): Promise<readonly ClaimState[]> {
  const histories = await claimsOfPatients(tx, [...new Set(claims.map((one) => one.encounter.patientId))], knownStates);
  const checked = claims.map((claim) => {
    const findings = findingsOf(app, claim, histories.get(claim.encounter.patientId) ?? [], today);
    const verdict = verdictOf(findings);
    const after = applyClaimEvent(claim.facts, { sequence: claim.facts.lastSequence + 1, on: today, event: verdict });
    assert(after.ok, after.ok ? "" : after.refusal.words);
    return { claim, findings, verdict, facts: after.value };
  });
  await saveFindingsOfClaims(
    tx,
    checked.map(({ claim, findings }) => ({ claimId: claim.claimId, version: claim.facts.version, findings })),
  );
  await appendEventsOfClaims(
    tx,
    today,
    checked.map(({ claim, verdict, facts }): ClaimChange => {
      const number = facts.payerControlNumber;
      return {
        claimId: claim.claimId,
        after: claim.facts.lastSequence - claim.pending.length,
        events: [...claim.pending, verdict],
        state: facts.state,
        ...(number === undefined ? {} : { payerControlNumber: number }),
      };
    }),
  );
  await postClaimCharges(
    tx,
    checked
      .filter(({ claim }) => claim.chargesStand !== true)
      .map(({ claim: { claimId, encounter, payer }, facts }) => ({
        claimId,
        patientId: encounter.patientId,
        payerId: payer.id,
        revision: facts.lastSequence,
        wanted: encounter.charges.map((charge) => ({ chargeId: charge.id, amount: charge.amount })),
      })),
    today,
  );
  return checked.map(({ facts }) => facts.state);
}

function verdictOf(findings: readonly Finding[]): ClaimEvent {
  const errors = findings.filter((one) => one.severity === "error").length;
  return hasErrors(findings) ? { v: 1, kind: "held", findings: errors } : { v: 1, kind: "passed" };
}

function findingsOf(
  app: App,
  { content, encounter, payer, coverage, deathDate }: ClaimToCheck,
  others: readonly StoredClaim[],
  today: IsoDate,
): readonly Finding[] {
  return scrubClaim(content, {
    today,
    tables: app.scrubTables,
    history: others.filter((claim) => claim.encounterId !== encounter.id).flatMap(servicesOf),
    ...(encounter.note === undefined ? {} : { note: { signed: encounter.note.signedOn !== undefined } }),
    payer: { ...filingDaysOf(content, payer), memberIdKind: memberIdKind(payer) },
    ...(deathDate === undefined ? {} : { patient: { deathDate } }),
    ...(coverage === undefined
      ? {}
      : {
          coverage: {
            ...(coverage.from === undefined ? {} : { from: coverage.from }),
            ...(coverage.to === undefined ? {} : { to: coverage.to }),
          },
        }),
  });
}

/** The check counts from the service; a later payer may count from the decision before it. */
function filingDaysOf(content: ProfessionalClaim, payer: Payer): { readonly timelyFilingDays?: number } {
  const servedOn = content.lines[0]?.serviceFrom;
  if (servedOn === undefined) return {};
  const last = lastFilingDay(payer, { servedOn, decidedBefore: decidedBefore(content) });
  return { timelyFilingDays: daysBetween({ from: servedOn, to: last }) };
}

/** What else was claimed for the patient, as the payer may have it. */
function servicesOf(claim: StoredClaim): readonly PriorService[] {
  const { content } = claim;
  const outcome = outcomeOf(claim.state);
  return content.lines.flatMap((line): readonly PriorService[] => {
    const rendering = line.rendering ?? content.rendering;
    const taxonomy = rendering?.taxonomy ?? content.billing.taxonomy;
    if (line.serviceFrom === undefined || outcome === undefined) return [];
    return [
      {
        controlNumber: claim.controlNumber,
        payerId: content.payer.id?.value ?? "",
        outcome,
        on: line.serviceFrom,
        procedure: line.procedure.code,
        modifiers: line.procedure.modifiers,
        units: line.units,
        charge: line.charge,
        placeOfService: line.placeOfService ?? content.placeOfService,
        ...(content.billing.npi === undefined ? {} : { billingNpi: content.billing.npi }),
        ...(rendering?.npi === undefined ? {} : { renderingNpi: rendering.npi }),
        ...(taxonomy === undefined ? {} : { taxonomy }),
      },
    ];
  });
}

/** States in which a payer has the claim, or had it. */
const knownStates = [
  "queued",
  "submitted",
  "file-accepted",
  "accepted",
  "paid",
  "partly-paid",
  "to-patient",
  "closed",
  "denied",
] as const satisfies readonly ClaimState[];

function outcomeOf(state: ClaimState): PriorService["outcome"] | undefined {
  switch (state) {
    case "queued":
    case "submitted":
    case "file-accepted":
    case "accepted":
      return "open";
    case "paid":
    case "partly-paid":
    case "to-patient":
    case "closed":
      return "paid";
    case "denied":
      return "denied";
    case "draft":
    case "held":
    case "ready":
    case "rejected":
    case "reversed":
    case "voided":
      return undefined;
  }
}
