/** Makes the claim of a visit, or makes it anew, and checks it: it is held by its errors, or ready. Nothing is sent here. */
import { buildClaim } from "../core/claims/build-claim.ts";
import type { ClaimFrequency } from "../core/claims/model.ts";
import type { ClaimFacts } from "../core/claims/state.ts";
import { assert } from "../core/kernel/assert.ts";
import { type Finding, hasErrors } from "../core/kernel/finding.ts";
import type { ClaimId, EncounterId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { ok } from "../core/kernel/result.ts";
import { memberIdKind } from "../core/parties/member-id.ts";
import type { PriorService } from "../core/scrub/context.ts";
import { scrubClaim } from "../core/scrub/scrub-claim.ts";
import type { ProfessionalClaim } from "../core/x12/transactions/professional-claim.ts";
import { appendClaimEvents, claimsOfPatient, insertClaim, type StoredClaim, saveClaimContent, saveFindings } from "../store/claims.ts";
import { takeNumbers } from "../store/control-numbers.ts";
import { lockEncounter } from "../store/encounters.ts";
import { inPractice, type Tx } from "../store/transaction.ts";
import { appendEvents, type ClaimWithFacts, lockClaim } from "./claim-history.ts";
import { type App, type Context, practiceToday } from "./context.ts";
import { postClaimCharges } from "./post-charges.ts";
import { no, notFound, type Outcome } from "./refusal.ts";
import { loadVisitRecord, type VisitRecord } from "./visit-record.ts";

/** Refuses: no such visit, self-pay, no coverage on the day, nothing coded, a claim that has left the house. */
export async function prepareClaim(context: Context, encounterId: EncounterId): Promise<Outcome<ClaimId>> {
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    await lockEncounter(tx, encounterId);
    const visit = await loadVisitRecord(tx, encounterId);
    if (visit === undefined) return notFound("visit");
    if (visit.encounter.selfPay) return no("self-pay", "This visit is self-pay: there is no payer to ask.");
    if (visit.coverage === undefined || visit.payer === undefined) {
      return no("no-coverage", "No insurance of the patient covers the day of the visit.", "Add the coverage, or make the visit self-pay.");
    }
    if (visit.encounter.charges.length === 0) return no("no-charges", "Nothing is charged yet.", "Code the visit first.");
    const { today } = await practiceToday(context, tx);
    if (visit.claim === undefined) return ok(await draftFirst(context.app, tx, visit, today));
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
  }: {
    readonly visit: VisitRecord;
    readonly held: ClaimWithFacts;
    readonly today: IsoDate;
    readonly version: number;
    readonly frequency: ClaimFrequency;
    readonly originalPayerControlNumber?: string;
    readonly why: string;
  },
): Promise<ClaimId> {
  const number = originalPayerControlNumber;
  const built = builtContent(visit, held.claim, {
    controlNumber: held.claim.controlNumber,
    frequency,
    ...(number === undefined ? {} : { originalPayerControlNumber: number }),
  });
  await saveClaimContent(tx, { id: held.claim.id, version, frequency, ...built });
  const drafted = await appendEvents(tx, held, today, [{ v: 1, kind: "drafted", version, frequency, why }]);
  assert(drafted.ok, drafted.ok ? "" : drafted.refusal.words);
  await checkAndPost(app, tx, visit, { claimId: held.claim.id, facts: drafted.value, content: built.content, today });
  return held.claim.id;
}

async function draftFirst(app: App, tx: Tx, visit: VisitRecord, today: IsoDate): Promise<ClaimId> {
  const { encounter, coverage, payer } = visit;
  assert(coverage !== undefined && payer !== undefined, "a first draft has a payer");
  const controlNumber = `CW${String(tx.practiceId)}-${String(await takeNumbers(tx, "claim")).padStart(6, "0")}`;
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
  await startHistory(tx, claimId, today, "prepared from the visit");
  const held = await lockClaim(tx, claimId);
  assert(held !== undefined, "a claim that was just made is there");
  await checkAndPost(app, tx, visit, { claimId, facts: held.facts, content: built.content, today });
  return claimId;
}

/** The first event of a claim. There is nothing to fold before it, so it is appended by itself. */
export async function startHistory(tx: Tx, claimId: ClaimId, on: IsoDate, why: string): Promise<void> {
  await appendClaimEvents(tx, on, {
    claimId,
    after: 0,
    events: [{ v: 1, kind: "drafted", version: 1, frequency: "1", why }],
    state: "draft",
  });
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

/** Runs the check, records held or passed with the findings, and brings the ledger's charges up to date. */
export async function checkAndPost(
  app: App,
  tx: Tx,
  visit: VisitRecord,
  {
    claimId,
    facts,
    content,
    today,
  }: { readonly claimId: ClaimId; readonly facts: ClaimFacts; readonly content: ProfessionalClaim; readonly today: IsoDate },
): Promise<readonly Finding[]> {
  const findings = await scrubOf(app, tx, visit, content, today);
  await saveFindings(tx, claimId, facts.version, findings);
  const held = await lockClaim(tx, claimId);
  assert(held !== undefined, "the claim is locked");
  const errors = findings.filter((one) => one.severity === "error").length;
  const checked = await appendEvents(tx, held, today, [
    hasErrors(findings) ? { v: 1, kind: "held", findings: errors } : { v: 1, kind: "passed" },
  ]);
  assert(checked.ok, checked.ok ? "" : checked.refusal.words);
  const { encounter, payer } = visit;
  assert(payer !== undefined, "a claim has a payer");
  const wanted = encounter.charges.map((charge) => ({ chargeId: charge.id, amount: charge.amount }));
  await postClaimCharges(
    tx,
    { claimId, patientId: encounter.patientId, payerId: payer.id, revision: checked.value.lastSequence },
    wanted,
    today,
  );
  return findings;
}

async function scrubOf(app: App, tx: Tx, visit: VisitRecord, content: ProfessionalClaim, today: IsoDate): Promise<readonly Finding[]> {
  const { encounter, payer, patient, coverage } = visit;
  return scrubClaim(content, {
    today,
    tables: app.scrubTables,
    history: await historyOf(tx, visit, content.controlNumber),
    ...(encounter.note === undefined ? {} : { note: { signed: encounter.note.signedOn !== undefined } }),
    ...(payer === undefined ? {} : { payer: { timelyFilingDays: payer.timelyFilingDays, memberIdKind: memberIdKind(payer) } }),
    ...(patient.deathDate === undefined ? {} : { patient: { deathDate: patient.deathDate } }),
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

/** What else was claimed for this patient, as the payer may have it. */
async function historyOf(tx: Tx, visit: VisitRecord, controlNumber: string): Promise<readonly PriorService[]> {
  const others = (await claimsOfPatient(tx, visit.patient.id)).filter(
    (claim) => claim.controlNumber !== controlNumber && outcomeOf(claim) !== undefined,
  );
  return others.flatMap((claim) =>
    claim.content.lines.flatMap((line): readonly PriorService[] => {
      const { content } = claim;
      const outcome = outcomeOf(claim);
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
    }),
  );
}

function outcomeOf(claim: StoredClaim): PriorService["outcome"] | undefined {
  switch (claim.state) {
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
