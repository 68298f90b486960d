/**
 * Reads a professional claim file that somebody else wrote into patients, coverages, visits and claims. The file is stored
 * first; each claim is taken over in a transaction of its own; one that cannot be is put before a person, never dropped.
 */

import { lineControlNumber } from "../core/claims/build-claim.ts";
import { encounterFromClaim, type ImportedEncounter } from "../core/claims/from-file.ts";
import { counted } from "../core/kernel/counted.ts";
import type { Finding } from "../core/kernel/finding.ts";
import type { ClaimId, EncounterId } from "../core/kernel/id.ts";
import { detectX12 } from "../core/x12/transactions/detect.ts";
import type { ProfessionalClaim } from "../core/x12/transactions/professional-claim.ts";
import { readProfessionalClaimFile } from "../core/x12/transactions/read-professional-claims.ts";
import { readBlob } from "../store/blobs.ts";
import { insertClaim } from "../store/claims.ts";
import { insertCoverage, listCoverages } from "../store/coverages.ts";
import { insertEncounter, loadEncounter, saveCharges, saveCodingState, saveDiagnoses } from "../store/encounters.ts";
import { raiseException } from "../store/exceptions.ts";
import { findImportOutcome, recordImportOutcome } from "../store/import-claims.ts";
import { finishInboundFile, listInboundFiles } from "../store/inbound-files.ts";
import { sql } from "../store/sql.ts";
import { inPractice, type Tx } from "../store/transaction.ts";
import { lockClaim } from "./claim-history.ts";
import { type Context, practiceToday } from "./context.ts";
import { type FindingView, findingView } from "./finding-views.ts";
import { coverageOfImport, findOrMakeLocation, findOrMakePatient, findOrMakePayer, findOrMakeProvider } from "./imported-parties.ts";
import { checkAndPost, startHistory } from "./prepare-claim.ts";
import { importPartner, storeInbound, workNewFiles } from "./take-in.ts";
import { loadVisitRecord } from "./visit-record.ts";

export interface ImportedClaim {
  readonly controlNumber: string;
  readonly visitId?: EncounterId;
  readonly words: string;
}

export interface ImportReport {
  readonly fileId: number;
  /** The same bytes were imported before: nothing was changed now. */
  readonly already: boolean;
  readonly claims: ImportedClaim[];
  readonly findings: FindingView[];
}

export async function importClaims(context: Context, file: { readonly name: string; readonly bytes: Uint8Array }): Promise<ImportReport> {
  const { sets } = detectX12(file.bytes);
  if (sets.length > 0 && !sets.some((set) => set.startsWith("837"))) return takeInAnswer(context, file);
  const stored = await storeInbound(context, { ...file, partner: importPartner });
  // A file that is still new was cut off: the same bytes again go on with it.
  if (stored.already && stored.file.status !== "new") return { fileId: stored.file.id, already: true, claims: [], findings: [] };
  return workImport(context, stored.file.id, file.bytes);
}

/** Goes on with the imports that a killed process left. Returns how many there were. */
export async function resumeImports(context: Context): Promise<number> {
  const { app, practiceId } = context;
  const waiting = await inPractice(app.pool, practiceId, (tx) =>
    listInboundFiles(tx, { status: "new", partner: importPartner, limit: 1000 }),
  );
  for (const file of waiting) {
    const bytes = await inPractice(app.pool, practiceId, (tx) => readBlob(tx, file.fileId));
    if (bytes !== undefined) await workImport(context, file.id, bytes);
  }
  return waiting.length;
}

/** Takes over every claim of the file that has no outcome yet. */
async function workImport(context: Context, inboundFileId: number, bytes: Uint8Array): Promise<ImportReport> {
  const read = readProfessionalClaimFile(bytes);
  const claims: ImportedClaim[] = [];
  for (const { batch } of read.batches) {
    for (const claim of batch.claims) claims.push(await takeOverOrExplain(context, { claim, inboundFileId, index: claims.length }));
  }
  const words =
    claims.length === 0
      ? "No professional claim was found in this file."
      : `${counted(claims.length, "claim")} read, ${claims.filter((one) => one.visitId !== undefined).length} taken over.`;
  await finish(context, inboundFileId, { words, empty: claims.length === 0, findings: read.findings });
  return {
    fileId: inboundFileId,
    already: false,
    claims,
    findings: read.findings.slice(0, 200).map(findingView),
  };
}

/** An 835 or acknowledgement that a person brings by hand is an answer like one from the folder. */
async function takeInAnswer(context: Context, file: { readonly name: string; readonly bytes: Uint8Array }): Promise<ImportReport> {
  const stored = await storeInbound(context, file);
  await workNewFiles(context);
  return { fileId: stored.file.id, already: stored.already, claims: [], findings: [] };
}

/** One claim that fails never stops the others. */
async function takeOverOrExplain(context: Context, one: Import): Promise<ImportedClaim> {
  const { controlNumber } = one.claim;
  try {
    return await inPractice(context.app.pool, context.practiceId, async (tx) => {
      const known = await findImportOutcome(tx, one.inboundFileId, one.index);
      if (known !== undefined) return known;
      const outcome = await takeOver(context, tx, one);
      await recordImportOutcome(tx, one.inboundFileId, { position: one.index, ...outcome });
      return outcome;
    });
  } catch (error) {
    const words = `Claim ${controlNumber} was not taken over: it could not be stored (${error instanceof Error ? error.name : "failure"}).`;
    return inPractice(context.app.pool, context.practiceId, async (tx) => {
      const known = await findImportOutcome(tx, one.inboundFileId, one.index);
      if (known !== undefined) return known;
      const { today } = await practiceToday(context, tx);
      await raiseException(tx, {
        source: "import",
        sourceKey: `${one.inboundFileId}/${one.index}`,
        reason: words,
        detail: { controlNumber },
        raisedOn: today,
      });
      await recordImportOutcome(tx, one.inboundFileId, { position: one.index, controlNumber, words });
      return { controlNumber, words };
    });
  }
}

interface Import {
  readonly claim: ProfessionalClaim;
  readonly inboundFileId: number;
  readonly index: number;
}

async function takeOver(context: Context, tx: Tx, one: Import): Promise<ImportedClaim> {
  const imported = encounterFromClaim(one.claim);
  const { controlNumber } = imported;
  const blocked = blockingReason(imported);
  if (blocked !== undefined) {
    const { today } = await practiceToday(context, tx);
    const words = `Claim ${controlNumber} was not taken over: ${blocked}`;
    await raiseException(tx, {
      source: "import",
      sourceKey: `${one.inboundFileId}/${one.index}`,
      reason: words,
      detail: { controlNumber, amount: imported.total },
      raisedOn: today,
    });
    return { controlNumber, words };
  }
  const visitId = await makeVisit(tx, context, imported, one.claim);
  const claimId = await makeClaim(context, tx, { visitId, imported, claim: one.claim });
  const held = await lockClaim(tx, claimId);
  return {
    controlNumber: held?.claim.controlNumber ?? controlNumber,
    visitId,
    words: held?.facts.state === "ready" ? "passed the check" : "held by its findings",
  };
}

/** Without these no patient, visit or first version can be made. */
function blockingReason(imported: ImportedEncounter): string | undefined {
  if (imported.frequency !== "1") return "it replaces or voids a claim that is not here.";
  if (imported.date === undefined) return "it has no date of service.";
  if (imported.patient.birthDate === undefined) return "its patient has no birth date.";
  if (imported.charges.length === 0) return "it has no service line.";
  return undefined;
}

async function makeVisit(tx: Tx, context: Context, imported: ImportedEncounter, claim: ProfessionalClaim): Promise<EncounterId> {
  const { today } = await practiceToday(context, tx);
  const date = imported.date ?? today;
  const patientId = await findOrMakePatient(tx, imported);
  const renderingId = await findOrMakeProvider(tx, imported.rendering);
  const locationId = await findOrMakeLocation(tx, imported);
  for (const coverage of [imported.coverage, ...imported.otherCoverages]) {
    const payerId = await findOrMakePayer(tx, coverage);
    const known = (await listCoverages(tx, patientId)).some((one) => one.payerId === payerId && one.memberId === coverage.memberId);
    if (!known) await insertCoverage(tx, coverageOfImport({ patientId, payerId, coverage }));
  }
  const referring = imported.referring;
  const encounterId = await insertEncounter(tx, {
    patientId,
    date,
    renderingId,
    locationId,
    placeOfService: imported.location.placeOfService,
    reason: `Imported claim ${imported.controlNumber}`,
    selfPay: false,
    ...(referring?.npi === undefined
      ? {}
      : { referring: { name: { last: referring.name.last, first: referring.name.first ?? "" }, npi: referring.npi } }),
    ...(imported.priorAuthorization === undefined ? {} : { priorAuthorization: imported.priorAuthorization }),
    ...(imported.patientPaid === undefined ? {} : { patientPaid: imported.patientPaid }),
  });
  await saveDiagnoses(
    tx,
    encounterId,
    claim.diagnoses.map((one, index) => ({ position: index + 1, code: one.code, evidence: [] })),
  );
  await saveCharges(
    tx,
    encounterId,
    imported.charges.map(({ procedure, modifiers, units, amount, pointers, serviceFrom, serviceTo, ndc }, index) => ({
      lineNumber: index + 1,
      serviceFrom: serviceFrom ?? date,
      serviceTo: serviceTo ?? serviceFrom ?? date,
      procedure,
      modifiers,
      units,
      amount,
      pointers,
      evidence: [],
      ...(ndc === undefined ? {} : { ndc }),
    })),
  );
  await saveCodingState(tx, encounterId, { state: "coded", on: today, by: "imported" });
  return encounterId;
}

async function makeClaim(
  context: Context,
  tx: Tx,
  { visitId, imported, claim }: { readonly visitId: EncounterId; readonly imported: ImportedEncounter; readonly claim: ProfessionalClaim },
): Promise<ClaimId> {
  const { today } = await practiceToday(context, tx);
  const encounter = await loadEncounter(tx, visitId);
  if (encounter === undefined) throw new Error("the visit of an import was just made");
  const payerId = await findOrMakePayer(tx, imported.coverage);
  const coverage = (await listCoverages(tx, encounter.patientId)).find(
    (one) => one.payerId === payerId && one.memberId === imported.coverage.memberId,
  );
  if (coverage === undefined) throw new Error("the coverage of an import was just made");
  const controlNumber = await freeControlNumber(tx, imported.controlNumber);
  const content = withOurNumbers(claim, controlNumber);
  const claimId = await insertClaim(
    tx,
    {
      encounterId: visitId,
      patientId: encounter.patientId,
      coverageId: coverage.id,
      payerId,
      controlNumber,
      rank: 1,
      version: 1,
      frequency: "1",
      state: "draft",
      content,
      chargeIds: encounter.charges.map((charge) => charge.id),
    },
    { on: today, serviceFrom: encounter.date },
  );
  await startHistory(tx, claimId, today, `imported, claim ${imported.controlNumber} of the sender`);
  const held = await lockClaim(tx, claimId);
  const visit = await loadVisitRecord(tx, visitId);
  if (held === undefined || visit === undefined) throw new Error("the claim of an import was just made");
  await checkAndPost(context.app, tx, visit, { claimId, facts: held.facts, content, today });
  return claimId;
}

/** Line control numbers come back in the 835; a sender may have left them out. The place in their file means nothing in ours. */
function withOurNumbers({ place: _place, ...claim }: ProfessionalClaim, controlNumber: string): ProfessionalClaim {
  return {
    ...claim,
    controlNumber,
    lines: claim.lines.map((line) => ({ ...line, controlNumber: line.controlNumber ?? lineControlNumber(controlNumber, line.number) })),
  };
}

/** CLM01 leads every answer back, so it is ours alone: a number that another claim has gets a tail. At most 20 characters. */
async function freeControlNumber(tx: Tx, wanted: string): Promise<string> {
  const base = wanted.slice(0, 20);
  for (let tail = 1; ; tail += 1) {
    const candidate = tail === 1 && base !== "" ? base : `${base.slice(0, 15)}-${tail}`;
    const taken = await tx.maybe<{ id: number }>(
      sql`select id from claim where practice_id = ${tx.practiceId} and control_number = ${candidate}`,
    );
    if (taken === undefined) return candidate;
  }
}

async function finish(
  context: Context,
  inboundFileId: number,
  { words, empty, findings }: { readonly words: string; readonly empty: boolean; readonly findings: readonly Finding[] },
): Promise<void> {
  await inPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    await finishInboundFile(tx, inboundFileId, {
      status: empty ? "exception" : "worked",
      kind: "837P",
      report: { words, findings: findings.length },
    });
    if (empty)
      await raiseException(tx, { source: "inbound-file", sourceKey: String(inboundFileId), reason: words, detail: {}, raisedOn: today });
  });
}
