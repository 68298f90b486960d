/** Makes patients, coverages, visits and claims of a lot of claims that somebody else wrote. */
import { lineControlNumber } from "../core/claims/build-claim.ts";
import { encounterFromClaim, type ImportedEncounter } from "../core/claims/from-file.ts";
import { assert } from "../core/kernel/assert.ts";
import type { Cents } from "../core/kernel/cents.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Charge, Encounter } from "../core/visits/model.ts";
import type { ProfessionalClaim } from "../core/x12/transactions/professional-claim.ts";
import { insertClaims, takenControlNumbers } from "../store/claims.ts";
import { addCodingEvents } from "../store/coding-events.ts";
import { insertCharges, insertDiagnoses, insertEncounters, type NewEncounter } from "../store/encounters.ts";
import { raiseExceptions } from "../store/exceptions.ts";
import { findImportOutcomes, type ImportOutcome, recordImportOutcomes } from "../store/import-claims.ts";
import type { Tx } from "../store/transaction.ts";
import { recordAct } from "./audit/record.ts";
import { checkClaims, firstDraft } from "./check-claims.ts";
import { type Context, practiceToday } from "./context.ts";
import { findOrMakeParties, type ImportedParties } from "./imported-parties.ts";

/** By whom a visit was coded that came with a claim of somebody else. */
const importer = "imported";

export interface ClaimInFile {
  readonly claim: ProfessionalClaim;
  /** Its place in the file, from 0. */
  readonly index: number;
}

/** What became of each, in their order; those that have an outcome keep it. */
export async function takeOverClaims(
  context: Context,
  tx: Tx,
  inboundFileId: number,
  lot: readonly ClaimInFile[],
): Promise<readonly ImportOutcome[]> {
  const known = await findImportOutcomes(
    tx,
    inboundFileId,
    lot.map((one) => one.index),
  );
  const { today } = await practiceToday(context, tx);
  const imports = lot.filter((one) => !known.has(one.index)).map((one): Import => ({ ...one, imported: encounterFromClaim(one.claim) }));
  const refused = imports.flatMap(({ index, imported }) => {
    const why = blockingReason(imported);
    const { controlNumber, total } = imported;
    return why === undefined ? [] : [{ index, amount: total, controlNumber, words: `Claim ${controlNumber} was not taken over: ${why}` }];
  });
  await explain(tx, inboundFileId, refused, today);
  const made = await makeVisits(
    context,
    tx,
    imports.filter(({ imported }) => blockingReason(imported) === undefined),
    today,
  );
  const outcomes = [...refused.map(({ index, controlNumber, words }) => [index, { controlNumber, words }] as const), ...made];
  await recordImportOutcomes(
    tx,
    inboundFileId,
    outcomes.map(([position, outcome]) => ({ position, ...outcome })),
  );
  const all = new Map<number, ImportOutcome>([...known, ...outcomes]);
  return lot.map(({ index }) => {
    const outcome = all.get(index);
    assert(outcome !== undefined, "every claim of a lot has an outcome");
    return outcome;
  });
}

/** A claim whose taking over failed is put before a person. */
export async function explainClaim(
  context: Context,
  tx: Tx,
  inboundFileId: number,
  { claim: { controlNumber }, index, error }: ClaimInFile & { readonly error: unknown },
): Promise<ImportOutcome> {
  const known = (await findImportOutcomes(tx, inboundFileId, [index])).get(index);
  if (known !== undefined) return known;
  const { today } = await practiceToday(context, tx);
  const words = `Claim ${controlNumber} was not taken over: it could not be stored (${error instanceof Error ? error.name : "failure"}).`;
  await explain(tx, inboundFileId, [{ index, controlNumber, words }], today);
  await recordImportOutcomes(tx, inboundFileId, [{ position: index, controlNumber, words }]);
  return { controlNumber, words };
}

interface Import extends ClaimInFile {
  readonly imported: ImportedEncounter;
}

interface NotTakenOver {
  readonly index: number;
  readonly controlNumber: string;
  readonly words: string;
  readonly amount?: Cents;
}

async function explain(tx: Tx, inboundFileId: number, claims: readonly NotTakenOver[], today: IsoDate): Promise<void> {
  await raiseExceptions(
    tx,
    claims.map(({ index, controlNumber, words, amount }) => ({
      source: "import",
      sourceKey: `${inboundFileId}/${index}`,
      reason: words,
      detail: { controlNumber, ...(amount === undefined ? {} : { amount }) },
      raisedOn: today,
    })),
  );
}

/** Without these no patient, visit or first version can be made. */
function blockingReason(imported: ImportedEncounter): string | undefined {
  if (imported.frequency !== "1") return "it replaces or voids a claim that is not here.";
  if (imported.date === undefined) return "it has no date of service.";
  if (imported.patient.birthDate === undefined) return "its patient has no birth date.";
  if (imported.charges.length === 0) return "it has no service line.";
  return undefined;
}

interface Made extends Import {
  readonly parties: ImportedParties;
  readonly encounter: Encounter;
}

async function makeVisits(
  context: Context,
  tx: Tx,
  imports: readonly Import[],
  today: IsoDate,
): Promise<readonly (readonly [number, ImportOutcome])[]> {
  if (imports.length === 0) return [];
  const parties = await findOrMakeParties(
    tx,
    imports.map((one) => one.imported),
  );
  const encounters = await saveEncounters(
    tx,
    imports.map((one, at) => ({ ...one, parties: parties[at] })),
    today,
  );
  const made = imports.map((one, at): Made => {
    const [party, encounter] = [parties[at], encounters[at]];
    assert(party !== undefined && encounter !== undefined, "a visit was made for each claim");
    return { ...one, parties: party, encounter };
  });
  await recordAct(context, tx, { act: "claim.import", patients: made.map(({ encounter }) => encounter.patientId) });
  return makeClaims(context, tx, made, today);
}

async function saveEncounters(
  tx: Tx,
  imports: readonly (Import & { readonly parties: ImportedParties | undefined })[],
  today: IsoDate,
): Promise<readonly Encounter[]> {
  const wanted = imports.map(({ imported, parties }) => {
    assert(parties !== undefined, "the parties of a claim were found or made");
    return visitOf(imported, parties, today);
  });
  const ids = await insertEncounters(tx, wanted);
  const visits = imports.map(({ claim, imported }, at) => {
    const [id, visit] = [ids[at], wanted[at]];
    assert(id !== undefined && visit !== undefined, "a visit was made for each claim");
    const diagnoses = claim.diagnoses.map((one, index) => ({ position: index + 1, code: one.code, evidence: [] }));
    return { ...visit, id, diagnoses, charges: chargesOf(imported, visit.date) };
  });
  await insertDiagnoses(
    tx,
    visits.flatMap((visit) => visit.diagnoses.map((one) => ({ ...one, encounterId: visit.id }))),
  );
  const chargeIds = await insertCharges(
    tx,
    visits.flatMap((visit) => visit.charges.map((one) => ({ ...one, encounterId: visit.id }))),
  );
  addCodingEvents(tx, ids, { on: today, by: importer, kind: "taken-over" });
  let next = 0;
  return visits.map((visit) => ({
    ...visit,
    charges: visit.charges.map((charge) => {
      const id = chargeIds[next++];
      assert(id !== undefined, "a charge was made for each line");
      return { ...charge, id };
    }),
  }));
}

function visitOf(imported: ImportedEncounter, { patientId, renderingId, locationId }: ImportedParties, today: IsoDate): NewEncounter {
  const { referring } = imported;
  return {
    patientId,
    date: imported.date ?? today,
    renderingId,
    locationId,
    placeOfService: imported.location.placeOfService,
    reason: `Imported claim ${imported.controlNumber}`,
    selfPay: false,
    coded: { on: today, by: importer },
    ...(referring?.npi === undefined
      ? {}
      : { referring: { name: { last: referring.name.last, first: referring.name.first ?? "" }, npi: referring.npi } }),
    ...(imported.priorAuthorization === undefined ? {} : { priorAuthorization: imported.priorAuthorization }),
    ...(imported.patientPaid === undefined ? {} : { patientPaid: imported.patientPaid }),
  };
}

function chargesOf(imported: ImportedEncounter, date: IsoDate): readonly Omit<Charge, "id">[] {
  return imported.charges.map(({ procedure, modifiers, units, amount, pointers, serviceFrom, serviceTo, ndc }, index) => ({
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
  }));
}

async function makeClaims(
  context: Context,
  tx: Tx,
  made: readonly Made[],
  today: IsoDate,
): Promise<readonly (readonly [number, ImportOutcome])[]> {
  const numbers = await freeControlNumbers(
    tx,
    made.map(({ imported }) => imported.controlNumber),
  );
  const claims = made.map((one, at) => {
    const controlNumber = numbers[at];
    assert(controlNumber !== undefined, "each claim has a number");
    return { ...one, controlNumber, content: withOurNumbers(one.claim, controlNumber) };
  });
  const ids = await insertClaims(
    tx,
    claims.map(({ encounter, parties: { coverage }, controlNumber, content }) => ({
      encounterId: encounter.id,
      patientId: encounter.patientId,
      coverageId: coverage.id,
      payerId: coverage.payerId,
      controlNumber,
      rank: 1,
      version: 1,
      frequency: "1",
      state: "draft",
      content,
      chargeIds: encounter.charges.map((charge) => charge.id),
      serviceFrom: encounter.date,
    })),
    today,
  );
  const states = await checkClaims(
    context.app,
    tx,
    claims.map(({ encounter, parties: { coverage, payer, deathDate }, imported, content }, at) => {
      const claimId = ids[at];
      assert(claimId !== undefined, "a claim was made for each visit");
      const first = firstDraft(today, `imported, claim ${imported.controlNumber} of the sender`);
      return { claimId, content, encounter, payer, coverage, ...(deathDate === undefined ? {} : { deathDate }), ...first };
    }),
    today,
  );
  return claims.map(({ index, controlNumber, encounter }, at) => [
    index,
    { controlNumber, visitId: encounter.id, words: states[at] === "ready" ? "passed the check" : "held by its findings" },
  ]);
}

/** Line control numbers come back in the 835; a sender may have left them out. The place in their file means nothing in ours. */
function withOurNumbers({ place: _place, ...claim }: ProfessionalClaim, controlNumber: string): ProfessionalClaim {
  return {
    ...claim,
    controlNumber,
    lines: claim.lines.map((line) => ({ ...line, controlNumber: line.controlNumber ?? lineControlNumber(controlNumber, line.number) })),
  };
}

/**
 * CLM01 leads every answer back, so it is ours alone: a number that another claim has, here or earlier in the lot, gets a
 * tail. At most 20 characters.
 */
async function freeControlNumbers(tx: Tx, wanted: readonly string[]): Promise<readonly string[]> {
  const given = new Map<number, string>();
  const used = new Set<string>();
  for (let tail = 1; given.size < wanted.length; tail += 1) {
    const candidates = wanted.map((one, at) => (given.has(at) ? undefined : withTail(one, tail)));
    const taken = await takenControlNumbers(
      tx,
      candidates.filter((one) => one !== undefined),
    );
    for (const [at, candidate] of candidates.entries()) {
      if (candidate === undefined || taken.has(candidate) || used.has(candidate)) continue;
      used.add(candidate);
      given.set(at, candidate);
    }
  }
  return wanted.map((_, at) => given.get(at) ?? "");
}

function withTail(wanted: string, tail: number): string {
  const base = wanted.slice(0, 20);
  return tail === 1 && base !== "" ? base : `${base.slice(0, 15)}-${tail}`;
}
