/** A day's visits arrive, are coded, and their claims are made, checked and released: in few statements however many they are. */
import type { InventedVisit } from "../../core/academy/invent-day.ts";
import { buildClaim } from "../../core/claims/build-claim.ts";
import { claimControlNumber } from "../../core/claims/control-number.ts";
import { assert } from "../../core/kernel/assert.ts";
import { cents, negateCents } from "../../core/kernel/cents.ts";
import { decimal } from "../../core/kernel/decimal.ts";
import type { PatientId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { formatFullName } from "../../core/parties/format.ts";
import type { Coverage, Patient, Provider } from "../../core/parties/model.ts";
import type { Charge, Encounter } from "../../core/visits/model.ts";
import { type PracticeFees, priceCharge } from "../../core/visits/price-charge.ts";
import { insertClaims } from "../../store/claims.ts";
import { addCodingEvents } from "../../store/coding-events.ts";
import { takeNumbers } from "../../store/control-numbers.ts";
import { coveragesOfPatients, insertCoverages, updateCoverage } from "../../store/coverages.ts";
import { insertCharges, insertDiagnoses, insertEncounters, type NewEncounter } from "../../store/encounters.ts";
import { postEntries } from "../../store/journal.ts";
import { insertPatients, patientsByAccounts } from "../../store/patients.ts";
import { present } from "../../store/row.ts";
import { inPractice, type Tx } from "../../store/transaction.ts";
import { checkClaims, firstDraft } from "../check-claims.ts";
import { appendToClaims } from "../claim-history.ts";
import { whoActs } from "../context.ts";
import { practiceFees } from "../practice-fees.ts";
import type { Office, OfficePayer } from "./office.ts";

/** A visit as it came in; `claimState` is absent where no claim was made. */
export interface ReceivedVisit {
  readonly visit: InventedVisit;
  readonly encounter: Encounter;
  readonly claimState?: string;
}

/** `coded`: as the practice codes them, mistakes included, with their claims; else they wait for a coder. */
export async function receiveVisits(
  office: Office,
  on: IsoDate,
  { visits, coded }: { readonly visits: readonly InventedVisit[]; readonly coded: boolean },
): Promise<readonly ReceivedVisit[]> {
  const { app, practiceId } = office.context;
  const received = await inPractice(app.pool, practiceId, async (tx) => {
    const arrivals = await saveVisits(office, tx, { on, coded, arrivals: await findOrRegister(office, tx, visits) });
    await chargeSelfPay(tx, on, arrivals);
    return makeClaims(office, tx, on, arrivals);
  });
  for (const visit of visits) office.lastSeen.set(visit.person.patient.accountNumber, on);
  office.counts.visits += received.length;
  office.counts.claims += received.filter((one) => one.claimState !== undefined).length;
  return received;
}

interface Arrival {
  readonly visit: InventedVisit;
  readonly patient: Patient;
  readonly coverage?: Coverage;
}

/** The patients of the day: those who are known, and the others with their card as the desk reads it. */
async function findOrRegister(office: Office, tx: Tx, visits: readonly InventedVisit[]): Promise<readonly Arrival[]> {
  const accounts = visits.map((visit) => visit.person.patient.accountNumber);
  const known = new Map((await patientsByAccounts(tx, accounts)).map((patient) => [patient.accountNumber, patient]));
  const isFirst = ({ person }: InventedVisit, index: number): boolean =>
    accounts.indexOf(person.patient.accountNumber) === index && !known.has(person.patient.accountNumber);
  const fresh = visits.filter(isFirst);
  const ids = await insertPatients(
    tx,
    fresh.map((visit) => visit.person.patient),
  );
  for (const [index, { person }] of fresh.entries()) {
    const id = ids[index];
    assert(id !== undefined, "a patient was made for each new face");
    known.set(person.patient.accountNumber, { ...person.patient, id });
  }
  await insertCoverages(
    tx,
    fresh.flatMap((visit, index) => coveragesOf(office, visit, ids[index])),
  );
  const coverages = new Map(
    await coveragesOfPatients(
      tx,
      [...known.values()].map((patient) => patient.id),
    ),
  );
  for (const { person, mistake } of visits) {
    const patient = known.get(person.patient.accountNumber);
    const held = patient === undefined ? undefined : coverages.get(patient.id)?.[0];
    if (mistake !== "member-id-misread" || patient === undefined || held === undefined) continue;
    // A new card, and a hurried hand.
    const misreadCard = { ...held, memberId: misread(held.memberId) };
    if (held.memberId !== misreadCard.memberId) await updateCoverage(tx, misreadCard);
    coverages.set(patient.id, [misreadCard]);
  }
  return visits.map((visit) => {
    const patient = known.get(visit.person.patient.accountNumber);
    assert(patient !== undefined, "every patient of the day is registered");
    const coverage = coverages.get(patient.id)?.[0];
    return { visit, patient, ...(coverage === undefined ? {} : { coverage }) };
  });
}

function coveragesOf(
  office: Office,
  { person, mistake }: InventedVisit,
  patientId: PatientId | undefined,
): readonly Omit<Coverage, "id">[] {
  const { coverage } = person;
  if (coverage === undefined) return [];
  const payer = office.payers.get(coverage.key);
  assert(payer !== undefined && patientId !== undefined, "a card names a payer of the practice");
  const { memberId, relationship, groupNumber, subscriber, copay, supplement } = coverage;
  const first: Omit<Coverage, "id"> = {
    relationship,
    ...present({ groupNumber, subscriber, copay }),
    patientId,
    payerId: payer.payer.id,
    planId: payer.planId,
    rank: 1,
    memberId: mistake === "member-id-misread" ? misread(memberId) : memberId,
  };
  // A practice of an older version does not know this payer.
  const second = supplement === undefined ? undefined : office.payers.get(supplement.key);
  if (supplement === undefined || second === undefined) return [first];
  return [first, { relationship, patientId, payerId: second.payer.id, planId: second.planId, rank: 2, memberId: supplement.memberId }];
}

/** An id that no payer issued, as a hurried hand types it. */
function misread(memberId: string): string {
  return `XQ${memberId.slice(-5)}`;
}

interface Arrivals {
  readonly on: IsoDate;
  readonly coded: boolean;
  readonly arrivals: readonly Arrival[];
}

async function saveVisits(office: Office, tx: Tx, { on, coded, arrivals }: Arrivals) {
  const isCoded = ({ visit }: Arrival): boolean => coded && visit.mistake !== "not-coded";
  const news = arrivals.map((arrival, index) => newEncounter(office, on, arrival, isCoded(arrival) ? coderOf(office, index) : undefined));
  const ids = await insertEncounters(tx, news);
  const procedures = arrivals.filter(isCoded).flatMap(({ visit }) => visit.charges.map((charge) => charge.procedure));
  const fees = await practiceFees(office.context.app, tx, [...new Set(procedures)]);
  const saved = arrivals.map((arrival, index) => {
    const id = ids[index];
    assert(id !== undefined, "a visit was made for each arrival");
    const { visit } = arrival;
    return {
      ...arrival,
      id,
      diagnoses: isCoded(arrival)
        ? visit.diagnosisCodes.map((code, at) => ({ position: at + 1, code, evidence: [evidenceOf(visit, at)] }))
        : [],
      charges: isCoded(arrival) ? pricedCharges(visit, { on, fees }) : [],
    };
  });
  await insertDiagnoses(
    tx,
    saved.flatMap(({ id, diagnoses }) => diagnoses.map((one) => ({ encounterId: id, ...one }))),
  );
  const chargeIds = await insertCharges(
    tx,
    saved.flatMap(({ id, charges }) => charges.map((one) => ({ encounterId: id, ...one }))),
  );
  for (const coder of office.coders)
    addCodingEvents(
      tx,
      saved.filter((one, index) => isCoded(one) && coderOf(office, index) === coder).map((one) => one.id),
      { on, by: coder, kind: "coded" },
    );
  let next = 0;
  return saved.map(({ id, diagnoses, charges, ...arrival }, index) => {
    const encounter: Encounter = {
      ...(news[index] as NewEncounter),
      id,
      diagnoses,
      charges: charges.map((charge) => {
        const chargeId = chargeIds[next++];
        assert(chargeId !== undefined, "a charge was made for each service");
        return { ...charge, id: chargeId };
      }),
    };
    return { ...arrival, encounter };
  });
}

function coderOf({ coders, context }: Office, index: number): string {
  return coders[index % coders.length] ?? context.user;
}

function evidenceOf(visit: InventedVisit, at: number) {
  const evidence = visit.note.diagnoses[at]?.evidence;
  assert(evidence !== undefined, "each diagnosis has its words");
  return evidence;
}

function newEncounter(office: Office, on: IsoDate, { visit, patient, coverage }: Arrival, coder: string | undefined): NewEncounter {
  const clinician = clinicianOf(office, visit);
  const signed = visit.mistake !== "note-unsigned" && visit.mistake !== "note-late";
  return {
    patientId: patient.id,
    date: on,
    renderingId: clinician.id,
    referring: { name: { last: clinician.name.last, first: clinician.name.first }, npi: clinician.npi },
    locationId: office.location.id,
    placeOfService: office.location.placeOfService,
    reason: visit.reason,
    selfPay: coverage === undefined,
    ...(visit.authorization === undefined ? {} : { priorAuthorization: visit.authorization }),
    note: {
      text: visit.note.text,
      authorId: clinician.id,
      ...(signed ? { signedOn: on, signedBy: `${formatFullName(clinician.name)}, ${clinician.credential}` } : {}),
    },
    ...(coder === undefined ? {} : { coded: { on, by: coder } }),
  };
}

function clinicianOf(office: Office, visit: InventedVisit): Provider {
  const clinician = office.clinicians[visit.clinician];
  assert(clinician !== undefined, "every visit has a clinician of the practice");
  return clinician;
}

function pricedCharges(
  visit: InventedVisit,
  { on, fees }: { readonly on: IsoDate; readonly fees: PracticeFees },
): readonly Omit<Charge, "id">[] {
  return visit.charges.map(({ procedure, modifiers, units: text, pointers, evidence }, index) => {
    const units = decimal(text);
    const amount = priceCharge({ procedure, units, on, fees });
    assert(amount !== undefined, `the practice has a price for ${procedure}`);
    return {
      lineNumber: index + 1,
      serviceFrom: on,
      serviceTo: on,
      procedure,
      modifiers,
      units,
      amount: cents(amount),
      pointers,
      evidence: [evidence],
    };
  });
}

interface Saved extends Arrival {
  readonly encounter: Encounter;
}

/** A self-pay visit is the patient's at once. */
async function chargeSelfPay(tx: Tx, on: IsoDate, visits: readonly Saved[]): Promise<void> {
  const entries = visits
    .filter(({ encounter }) => encounter.selfPay && encounter.charges.length > 0)
    .map(({ encounter: { id, patientId, charges } }) => ({
      on,
      source: "charge" as const,
      sourceKey: `visit ${id} change 1`,
      memo: "Charges of the visit",
      lines: charges.flatMap(({ id: chargeId, amount }) => [
        { account: "patient-receivable" as const, amount, patientId, chargeId },
        { account: "charges" as const, amount: negateCents(amount), patientId, chargeId },
      ]),
    }));
  if (entries.length > 0) await postEntries(tx, entries);
}

async function makeClaims(office: Office, tx: Tx, on: IsoDate, visits: readonly Saved[]): Promise<readonly ReceivedVisit[]> {
  const billed = visits.flatMap((saved) => {
    const { coverage, encounter } = saved;
    if (coverage === undefined || encounter.charges.length === 0) return [];
    const payer = [...office.payers.values()].find((one) => one.payer.id === coverage.payerId);
    assert(payer !== undefined, "a coverage names a payer of the practice");
    return [{ ...saved, coverage, payer }];
  });
  if (billed.length === 0) return visits.map(({ visit, encounter }) => ({ visit, encounter }));
  const first = await takeNumbers(tx, "claim", billed.length);
  const built = billed.map((one, index) => ({ ...one, ...builtClaim(office, one, first + index) }));
  const ids = await insertClaims(
    tx,
    built.map(({ encounter, coverage, content, chargeIds, controlNumber }) => ({
      encounterId: encounter.id,
      patientId: encounter.patientId,
      coverageId: coverage.id,
      payerId: coverage.payerId,
      controlNumber,
      rank: 1,
      version: 1,
      frequency: "1" as const,
      state: "draft" as const,
      content,
      chargeIds,
      serviceFrom: encounter.date,
    })),
    on,
  );
  const toCheck = built.map(({ content, encounter, coverage, payer }, index) => {
    const claimId = ids[index];
    assert(claimId !== undefined, "a claim was made for each visit");
    return {
      claimId,
      content,
      encounter,
      coverage,
      payer: payer.payer,
      ...firstDraft(on, "prepared from the visit", whoActs(office.context)),
    };
  });
  const states = await checkClaims(office.context.app, tx, toCheck, on);
  await appendToClaims(
    tx,
    on,
    toCheck.flatMap(({ claimId }, index) =>
      states[index] === "ready" ? [{ claimId, event: { v: 1, kind: "released", ...whoActs(office.context) } as const }] : [],
    ),
  );
  const stateOf = new Map(toCheck.map(({ encounter }, index) => [encounter.id, states[index]]));
  return visits.map(({ visit, encounter }) => {
    const claimState = stateOf.get(encounter.id);
    return { visit, encounter, ...(claimState === undefined ? {} : { claimState }) };
  });
}

function builtClaim(
  office: Office,
  { visit, patient, coverage, payer, encounter }: Saved & { readonly coverage: Coverage; readonly payer: OfficePayer },
  number: number,
) {
  const controlNumber = claimControlNumber(office.practice.id, number);
  const built = buildClaim({
    practice: office.practice,
    rendering: clinicianOf(office, visit),
    location: office.location,
    patient,
    coverage,
    payer: payer.payer,
    encounter,
    controlNumber,
    frequency: "1",
  });
  return { ...built, controlNumber };
}
