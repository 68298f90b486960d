/** Makes the claim of a visit, or makes it anew, and checks it: it is held by its errors, or ready. Nothing is sent here. */
import { buildClaim } from "../core/claims/build-claim.ts";
import { claimControlNumber } from "../core/claims/control-number.ts";
import type { ClaimFrequency, CorrectionUndo } from "../core/claims/model.ts";
import { applyClaimEvent, type ClaimFacts } from "../core/claims/state.ts";
import { assert } from "../core/kernel/assert.ts";
import type { ClaimId, EncounterId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { ok } from "../core/kernel/result.ts";
import type { ProfessionalClaim } from "../core/x12/transactions/professional-claim.ts";
import { insertClaim, type StoredClaim, saveClaimContent } from "../store/claims.ts";
import { takeNumbers } from "../store/control-numbers.ts";
import { lockEncounter } from "../store/encounters.ts";
import type { Tx } from "../store/transaction.ts";
import { onRecord } from "./audit/record.ts";
import { type ClaimToCheck, checkClaims, firstDraft } from "./check-claims.ts";
import { type ClaimWithFacts, lockClaim } from "./claim-history.ts";
import { type App, type Context, practiceToday, whoActs } from "./context.ts";
import { refusedByWish } from "./patients/paid-in-full.ts";
import { no, notFound, type Outcome } from "./refusal.ts";
import { loadVisitRecord, type VisitRecord } from "./visit-record.ts";
import { refusedByQuestion } from "./worklist/work-on-visit.ts";

/** Refuses: no such visit, self-pay, paid in full and not for the plan, no coverage on the day, nothing coded, a claim that has left the house. */
export async function prepareClaim(context: Context, encounterId: EncounterId): Promise<Outcome<ClaimId>> {
  return onRecord(context, { act: "claim.prepare", object: ["visit", encounterId] }, async (tx) => {
    await lockEncounter(tx, encounterId);
    const visit = await loadVisitRecord(tx, encounterId);
    if (visit === undefined) return notFound("visit");
    const asked = await refusedByQuestion(tx, encounterId);
    if (asked !== undefined) return asked;
    const wish = await refusedByWish(tx, { patientId: visit.patient.id, visitId: encounterId });
    if (wish !== undefined) return wish;
    if (visit.encounter.selfPay) return no("self-pay", "This visit is self-pay: there is no payer to ask.");
    if (visit.coverage === undefined || visit.payer === undefined) {
      return no("no-coverage", "No insurance of the patient covers the day of the visit.", "Add the coverage, or make the visit self-pay.");
    }
    if (visit.encounter.charges.length === 0) return no("no-charges", "Nothing is charged yet.", "Code the visit first.");
    const { today } = await practiceToday(context, tx);
    if (visit.claim === undefined) return ok(await draftFirst(context, tx, visit, today));
    const held = await lockClaim(tx, visit.claim.id);
    assert(held !== undefined, "a claim that was just read is there");
    if (!isUnsent(held.facts)) {
      return no("sent", "This version of the claim has left the house.", "Wait for the answer; then send it again or replace it.");
    }
    return ok(await redraft(context.app, tx, visit, held, today));
  });
}

/** What the visit says has changed: a claim that has not left the house is made anew from it and checked again. */
export async function redraftUnsent(context: Context, tx: Tx, encounterId: EncounterId): Promise<void> {
  const visit = await loadVisitRecord(tx, encounterId);
  if (visit?.claim === undefined) return;
  const held = await lockClaim(tx, visit.claim.id);
  if (held === undefined || !isUnsent(held.facts)) return;
  const { today } = await practiceToday(context, tx);
  await redraft(context.app, tx, visit, held, today);
}

function isUnsent({ state }: ClaimFacts): boolean {
  return state === "draft" || state === "held" || state === "ready";
}

/** The next version of a claim (after a rejection or a decision), made from the visit as it is coded now. */
export async function draftVersion(
  app: App,
  tx: Tx,
  {
    visit,
    held,
    today,
    version,
    frequency,
    originalPayerControlNumber,
    why,
    correction,
  }: {
    readonly visit: VisitRecord;
    readonly held: ClaimWithFacts;
    readonly today: IsoDate;
    readonly version: number;
    readonly frequency: ClaimFrequency;
    readonly originalPayerControlNumber?: string;
    readonly why: string;
    readonly correction?: CorrectionUndo;
  },
): Promise<ClaimId> {
  const number = originalPayerControlNumber;
  const built = builtContent(visit, held.claim, {
    controlNumber: held.claim.controlNumber,
    frequency,
    ...(number === undefined ? {} : { originalPayerControlNumber: number }),
  });
  await saveClaimContent(tx, { id: held.claim.id, version, frequency, ...built });
  const event = { v: 1, kind: "drafted", version, frequency, why, ...(correction === undefined ? {} : { correction }) } as const;
  const drafted = applyClaimEvent(held.facts, { sequence: held.facts.lastSequence + 1, on: today, event });
  assert(drafted.ok, drafted.ok ? "" : drafted.refusal.words);
  await checkClaims(
    app,
    tx,
    [toCheck(visit, { claimId: held.claim.id, content: built.content, facts: drafted.value, pending: [event] })],
    today,
  );
  return held.claim.id;
}

async function draftFirst(context: Context, tx: Tx, visit: VisitRecord, today: IsoDate): Promise<ClaimId> {
  const { app } = context;
  const { encounter, coverage, payer } = visit;
  assert(coverage !== undefined && payer !== undefined, "a first draft has a payer");
  const controlNumber = claimControlNumber(tx.practiceId, await takeNumbers(tx, "claim"));
  const built = builtContent(visit, undefined, { controlNumber, frequency: "1" });
  const claimId = await insertClaim(
    tx,
    {
      encounterId: encounter.id,
      patientId: encounter.patientId,
      coverageId: coverage.id,
      payerId: payer.id,
      controlNumber,
      rank: coverage.rank,
      version: 1,
      frequency: "1",
      state: "draft",
      ...built,
    },
    { on: today, serviceFrom: encounter.date },
  );
  const first = firstDraft(today, "prepared from the visit", whoActs(context));
  await checkClaims(app, tx, [toCheck(visit, { claimId, content: built.content, ...first })], today);
  return claimId;
}

function toCheck(visit: VisitRecord, claim: Pick<ClaimToCheck, "claimId" | "content" | "facts" | "pending">): ClaimToCheck {
  const { encounter, patient, payer, coverage } = visit;
  assert(payer !== undefined, "a claim has a payer");
  return {
    ...claim,
    encounter,
    payer,
    ...(patient.deathDate === undefined ? {} : { deathDate: patient.deathDate }),
    ...(coverage === undefined ? {} : { coverage }),
  };
}

async function redraft(app: App, tx: Tx, visit: VisitRecord, held: ClaimWithFacts, today: IsoDate): Promise<ClaimId> {
  const { facts, claim } = held;
  const original = facts.frequency === "1" ? undefined : facts.payerControlNumber;
  return draftVersion(app, tx, {
    visit,
    held,
    today,
    version: facts.version,
    frequency: facts.frequency,
    ...(original === undefined ? {} : { originalPayerControlNumber: original }),
    why: claim.version === 1 ? "checked again" : "changed before it was sent",
  });
}

/** The values of the next sending. A claim that came from a file keeps the parties of that file. */
function builtContent(
  visit: VisitRecord,
  before: StoredClaim | undefined,
  next: { readonly controlNumber: string; readonly frequency: ClaimFrequency; readonly originalPayerControlNumber?: string },
): { readonly content: ProfessionalClaim; readonly chargeIds: StoredClaim["chargeIds"] } {
  const { practice, rendering, location, patient, coverage, payer, encounter } = visit;
  assert(coverage !== undefined && payer !== undefined, "a claim has a payer");
  const built = buildClaim({ practice, rendering, location, patient, coverage, payer, encounter, ...next });
  if (before === undefined || encounter.note !== undefined) return built;
  const { charge, frequency, diagnoses, lines, identifiers } = built.content;
  const kept = before.content.identifiers.filter(
    (one) => one.qualifier !== "F8" && !identifiers.some((other) => other.qualifier === one.qualifier),
  );
  return {
    chargeIds: built.chargeIds,
    content: { ...before.content, charge, frequency, diagnoses, lines, identifiers: [...kept, ...identifiers] },
  };
}
