/** An invented practice with a patient, a signed visit and a claim: what most tests of the database begin with. */
import type { Claim } from "../../src/core/claims/model.ts";
import { cents } from "../../src/core/kernel/cents.ts";
import { decimal } from "../../src/core/kernel/decimal.ts";
import type {
  ChargeId,
  ClaimId,
  CoverageId,
  EncounterId,
  PatientId,
  PayerId,
  PlanId,
  PracticeId,
  ProviderId,
} from "../../src/core/kernel/id.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import type { JournalEntry } from "../../src/core/ledger/model.ts";
import type { Address, Practice } from "../../src/core/parties/model.ts";
import type { ProfessionalClaim } from "../../src/core/x12/transactions/professional-claim.ts";
import { appendClaimEvents, insertClaim } from "../../src/store/claims.ts";
import { takeNumbers } from "../../src/store/control-numbers.ts";
import { insertCoverage } from "../../src/store/coverages.ts";
import { insertEncounter, saveCharges, saveDiagnoses } from "../../src/store/encounters.ts";
import { insertLocation, insertPayer, insertPlan, insertProvider } from "../../src/store/parties.ts";
import { insertPatient } from "../../src/store/patients.ts";
import type { Pool } from "../../src/store/pool.ts";
import { createPractice } from "../../src/store/practices.ts";
import { inPractice } from "../../src/store/transaction.ts";

export interface SamplePractice {
  readonly practiceId: PracticeId;
  readonly providerId: ProviderId;
  readonly payerId: PayerId;
  readonly planId: PlanId;
  readonly patientId: PatientId;
  readonly coverageId: CoverageId;
  readonly encounterId: EncounterId;
  readonly chargeIds: readonly ChargeId[];
  readonly claimId: ClaimId;
  readonly controlNumber: string;
}

export const day = isoDate("2026-03-02");

export const street: Address = { line1: "12 Larch Street", city: "Springfield", state: "IL", zip: "627010000" };

export const examplePractice: Omit<Practice, "id"> = {
  name: "Larch Street Family Medicine",
  kind: "organisation",
  npi: "1999999984",
  taxId: { kind: "EI", number: "123456789" },
  taxonomy: "207Q00000X",
  address: street,
  phone: "2175550100",
  contactName: "Ida Fenn",
  timeZone: "America/Chicago",
  submitterId: "LARCH01",
};

/** Writes it under the app's role and returns its numbers. */
export async function makeSamplePractice(pool: Pool): Promise<SamplePractice> {
  const practiceId = await createPractice(pool, examplePractice, { demonstrationToday: day });
  return inPractice(pool, practiceId, async (tx) => {
    const providerId = await insertProvider(tx, { name: { last: "Moss", first: "Ada" }, credential: "MD", npi: "1999999976" });
    const locationId = await insertLocation(tx, { name: "Main office", placeOfService: "11", address: street });
    const payerId = await insertPayer(tx, {
      name: "Prairie Health Plan",
      payerId: "PRHP1",
      filingIndicator: "CI",
      timelyFilingDays: 180,
      takesReplacement: true,
      appealDays: 90,
    });
    const planId = await insertPlan(tx, { payerId, name: "Prairie PPO", kind: "ppo", contractFactor: decimal("1.25") });
    const name = { last: "Núñez", first: "Rosa" };
    const patientId = await insertPatient(tx, {
      accountNumber: `A${await takeNumbers(tx, "patient")}`,
      name,
      birthDate: isoDate("1961-07-09"),
      sex: "F",
      address: street,
      phone: "(217) 555-0142",
      guarantor: { name, address: street, relationship: "self" },
    });
    const coverageId = await insertCoverage(tx, {
      patientId,
      payerId,
      planId,
      rank: 1,
      memberId: "PRH-00417",
      relationship: "18",
      copay: cents(2500),
    });
    const encounterId = await insertEncounter(tx, {
      patientId,
      date: day,
      renderingId: providerId,
      locationId,
      placeOfService: "11",
      reason: "cough",
      selfPay: false,
      note: { text: "Cough for five days.", authorId: providerId, signedOn: day, signedBy: "Ada Moss, MD" },
    });
    await saveDiagnoses(tx, encounterId, [{ position: 1, code: "R059", evidence: [{ start: 0, end: 5, text: "Cough" }] }]);
    const line = { serviceFrom: day, serviceTo: day, modifiers: [], pointers: [1], evidence: [] };
    const charges = await saveCharges(tx, encounterId, [
      { ...line, lineNumber: 1, procedure: "99213", units: decimal("1"), amount: cents(15000) },
      { ...line, lineNumber: 2, procedure: "J1100", units: decimal("2.5"), amount: cents(5000) },
    ]);
    const controlNumber = `LF${await takeNumbers(tx, "claim")}`;
    const chargeIds = charges.map((charge) => charge.id);
    const claim: Omit<Claim, "id"> = {
      encounterId,
      patientId,
      coverageId,
      payerId,
      controlNumber,
      rank: 1,
      version: 1,
      frequency: "1",
      content: claimContent(controlNumber),
      chargeIds,
      state: "draft",
    };
    const claimId = await insertClaim(tx, claim, { on: day, serviceFrom: day });
    await appendClaimEvents(tx, day, {
      claimId,
      after: 0,
      events: [{ v: 1, kind: "drafted", version: 1, frequency: "1", why: "visit coded" }],
      state: "draft",
    });
    return { practiceId, providerId, payerId, planId, patientId, coverageId, encounterId, chargeIds, claimId, controlNumber };
  });
}

function claimContent(controlNumber: string): ProfessionalClaim {
  const party = { identifiers: [], contacts: [] };
  const line = {
    unitKind: "UN",
    pointers: [1],
    emergency: false,
    serviceFrom: day,
    identifiers: [],
    dates: [],
    notes: [],
    adjudications: [],
  };
  return {
    controlNumber,
    charge: cents(20000),
    placeOfService: "11",
    frequency: "1",
    providerSignature: true,
    assignment: "A",
    benefitsAssigned: "Y",
    releaseOfInformation: "Y",
    diagnoses: [{ qualifier: "ABK", code: "R059" }],
    dates: [],
    identifiers: [],
    notes: [],
    billing: { ...party, name: { kind: "organisation", last: examplePractice.name }, npi: examplePractice.npi },
    subscriber: { payerRank: "P", relationship: "18", name: { kind: "person", last: "Núñez", first: "Rosa" }, identifiers: [] },
    payer: { name: "Prairie Health Plan", identifiers: [] },
    otherPayers: [],
    lines: [
      { ...line, number: 1, procedure: { qualifier: "HC", code: "99213", modifiers: [] }, charge: cents(15000), units: decimal("1") },
      { ...line, number: 2, procedure: { qualifier: "HC", code: "J1100", modifiers: [] }, charge: cents(5000), units: decimal("2.5") },
    ],
  };
}

/** Its first charge, owed by the payer. */
export function chargeOf(sample: SamplePractice, amount = 15000): JournalEntry {
  const [chargeId] = sample.chargeIds;
  const about = { patientId: sample.patientId, claimId: sample.claimId, ...(chargeId === undefined ? {} : { chargeId }) };
  return {
    on: day,
    source: "charge",
    sourceKey: String(chargeId),
    memo: "office visit",
    lines: [
      { account: "insurance-receivable", amount: cents(amount), payerId: sample.payerId, ...about },
      { account: "charges", amount: cents(-amount), ...about },
    ],
  };
}
