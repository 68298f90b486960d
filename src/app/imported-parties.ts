/** Finds the parties of an imported claim by their natural keys, or makes them. */
import type { ImportedCoverage, ImportedEncounter } from "../core/claims/from-file.ts";
import { assert } from "../core/kernel/assert.ts";
import type { LocationId, PatientId, PayerId, ProviderId } from "../core/kernel/id.ts";
import { type IsoDate, isoDate } from "../core/kernel/iso-date.ts";
import type { Address, Coverage, Patient, Payer, PersonName } from "../core/parties/model.ts";
import type { X12Address } from "../core/x12/transactions/professional-claim.ts";
import { takeNumbers } from "../store/control-numbers.ts";
import { coveragesOfPatients, insertCoverages } from "../store/coverages.ts";
import { insertLocation, insertPayer, insertProvider, listLocations, listPayers, listProviders } from "../store/parties.ts";
import { insertPatients, patientsBornOn } from "../store/patients.ts";
import type { Tx } from "../store/transaction.ts";

/**
 * What a claim file does not say of a payer, until somebody sets it. A filing limit that nobody knows has not passed: a
 * hundred years. Replacements are taken as most payers take them, and 180 days to appeal are common.
 */
const unknownPayer = { timelyFilingDays: 36_500, takesReplacement: true, appealDays: 180 } as const;

export interface ImportedParties {
  readonly patientId: PatientId;
  readonly deathDate?: IsoDate;
  readonly renderingId: ProviderId;
  readonly locationId: LocationId;
  /** The one that the claim asks. */
  readonly coverage: Coverage;
  readonly payer: Payer;
}

/** In the order of the claims. The same party in two claims is made once, as the first of them has it. */
export async function findOrMakeParties(tx: Tx, imports: readonly ImportedEncounter[]): Promise<readonly ImportedParties[]> {
  const payers = await findOrMakePayers(tx, imports);
  const providers = await findOrMakeProviders(tx, imports);
  const locations = await findOrMakeLocations(tx, imports);
  const patients = await findOrMakePatients(tx, imports);
  const coverages = await findOrMakeCoverages(
    tx,
    imports.map((imported) => ({ imported, patientId: found(patients, patientKey(imported)).id })),
    payers,
  );
  return imports.map((imported) => {
    const patient = found(patients, patientKey(imported));
    const payer = found(payers, payerKey(imported.coverage));
    return {
      patientId: patient.id,
      renderingId: found(providers, providerKey(imported.rendering)),
      locationId: found(locations, locationKey(imported.location)),
      coverage: found(coverages, coverageKey(patient.id, payer.id, imported.coverage.memberId)),
      payer,
      ...(patient.deathDate === undefined ? {} : { deathDate: patient.deathDate }),
    };
  });
}

function found<Value>(values: ReadonlyMap<string, Value>, key: string): Value {
  const value = values.get(key);
  assert(value !== undefined, "a party of an import was found or made");
  return value;
}

function payerKey({ payer }: ImportedCoverage): string {
  return payer.payerId ?? payer.key;
}

async function findOrMakePayers(tx: Tx, imports: readonly ImportedEncounter[]): Promise<ReadonlyMap<string, Payer>> {
  const payers = new Map((await listPayers(tx)).map((payer) => [payer.payerId, payer]));
  for (const coverage of imports.flatMap((one) => [one.coverage, ...one.otherCoverages])) {
    const payerId = payerKey(coverage);
    if (payers.has(payerId)) continue;
    const { name, filingIndicator = "ZZ", address } = coverage.payer;
    const payer = {
      name: name === "" ? payerId : name,
      payerId,
      filingIndicator,
      ...unknownPayer,
      ...(address === undefined ? {} : { address: plainAddress(address) }),
    };
    payers.set(payerId, { ...payer, id: await insertPayer(tx, payer) });
  }
  return payers;
}

function providerKey({ name, npi }: { readonly name: { readonly last: string; readonly first?: string }; readonly npi?: string }): string {
  return npi === undefined ? JSON.stringify([name.last, name.first ?? ""]) : npi;
}

async function findOrMakeProviders(tx: Tx, imports: readonly ImportedEncounter[]): Promise<ReadonlyMap<string, ProviderId>> {
  const providers = new Map<string, ProviderId>();
  const add = (key: string, id: ProviderId): void => void (providers.has(key) || providers.set(key, id));
  for (const { name, npi, id } of await listProviders(tx)) {
    add(npi, id);
    add(providerKey({ name }), id);
  }
  for (const { rendering } of imports) {
    const { name, npi, taxonomy } = rendering;
    if (providers.has(providerKey(rendering))) continue;
    const id = await insertProvider(tx, {
      name: {
        last: name.last,
        first: name.first ?? "",
        ...(name.middle === undefined ? {} : { middle: name.middle }),
        ...(name.suffix === undefined ? {} : { suffix: name.suffix }),
      },
      credential: "",
      npi: npi ?? "",
      ...(taxonomy === undefined ? {} : { taxonomy }),
    });
    add(providerKey(rendering), id);
    add(providerKey({ name }), id);
  }
  return providers;
}

function locationKey({ name, placeOfService }: { readonly name: string; readonly placeOfService: string }): string {
  return JSON.stringify([name, placeOfService]);
}

async function findOrMakeLocations(tx: Tx, imports: readonly ImportedEncounter[]): Promise<ReadonlyMap<string, LocationId>> {
  const locations = new Map<string, LocationId>();
  for (const one of await listLocations(tx)) if (!locations.has(locationKey(one))) locations.set(locationKey(one), one.id);
  for (const { location } of imports) {
    const key = locationKey(location);
    if (locations.has(key)) continue;
    const made = await insertLocation(tx, {
      name: location.name,
      placeOfService: location.placeOfService,
      address: plainAddress(location.address),
      ...(location.npi === undefined ? {} : { npi: location.npi }),
      ...(location.cliaNumber === undefined ? {} : { cliaNumber: location.cliaNumber }),
    });
    locations.set(key, made);
  }
  return locations;
}

/** The same name and birth date in one practice is the same person. */
function patientKey({ patient }: Pick<ImportedEncounter, "patient">): string {
  return personKey(patient.name, birthDateOf(patient));
}

function personKey(name: PersonName, birthDate: IsoDate): string {
  return JSON.stringify([name.last.toUpperCase(), name.first.toUpperCase(), birthDate]);
}

function birthDateOf(patient: ImportedEncounter["patient"]): IsoDate {
  return patient.birthDate ?? isoDate("1900-01-01");
}

type KnownPatient = Pick<Patient, "id" | "deathDate">;

async function findOrMakePatients(tx: Tx, imports: readonly ImportedEncounter[]): Promise<ReadonlyMap<string, KnownPatient>> {
  const patients = new Map<string, KnownPatient>();
  const born = await patientsBornOn(
    tx,
    imports.map(({ patient }) => birthDateOf(patient)),
  );
  for (const patient of born) {
    const key = personKey(patient.name, patient.birthDate);
    if (!patients.has(key)) patients.set(key, patient);
  }
  const fresh = new Map<string, ImportedEncounter>();
  for (const one of imports) {
    const key = patientKey(one);
    if (!patients.has(key) && !fresh.has(key)) fresh.set(key, one);
  }
  if (fresh.size === 0) return patients;
  const firstNumber = await takeNumbers(tx, "patient", fresh.size);
  const made = await insertPatients(
    tx,
    [...fresh.values()].map(({ patient, guarantor }, at) => ({
      accountNumber: `P${String(firstNumber + at).padStart(6, "0")}`,
      name: patient.name,
      birthDate: birthDateOf(patient),
      sex: patient.sex ?? "U",
      address: plainAddress(patient.address),
      guarantor: {
        name: guarantor.name,
        address: plainAddress(guarantor.address ?? patient.address),
        relationship: guarantor.relationship,
      },
    })),
  );
  for (const [at, key] of [...fresh.keys()].entries()) {
    const id = made[at];
    if (id !== undefined) patients.set(key, { id });
  }
  return patients;
}

function coverageKey(patientId: PatientId, payerId: PayerId, memberId: string): string {
  return JSON.stringify([patientId, payerId, memberId]);
}

async function findOrMakeCoverages(
  tx: Tx,
  imports: readonly { readonly imported: ImportedEncounter; readonly patientId: PatientId }[],
  payers: ReadonlyMap<string, Payer>,
): Promise<ReadonlyMap<string, Coverage>> {
  const coverages = new Map<string, Coverage>();
  const stored = await coveragesOfPatients(tx, [...new Set(imports.map((one) => one.patientId))]);
  for (const one of [...stored.values()].flat()) {
    const key = coverageKey(one.patientId, one.payerId, one.memberId);
    if (!coverages.has(key)) coverages.set(key, one);
  }
  const fresh = new Map<string, Omit<Coverage, "id">>();
  for (const { imported, patientId } of imports) {
    for (const coverage of [imported.coverage, ...imported.otherCoverages]) {
      const payerId = found(payers, payerKey(coverage)).id;
      const key = coverageKey(patientId, payerId, coverage.memberId);
      if (!coverages.has(key) && !fresh.has(key)) fresh.set(key, coverageOfImport({ patientId, payerId, coverage }));
    }
  }
  const ids = await insertCoverages(tx, [...fresh.values()]);
  for (const [at, [key, coverage]] of [...fresh].entries()) {
    const id = ids[at];
    if (id !== undefined) coverages.set(key, { ...coverage, id });
  }
  return coverages;
}

function coverageOfImport({
  patientId,
  payerId,
  coverage,
}: {
  readonly patientId: PatientId;
  readonly payerId: PayerId;
  readonly coverage: ImportedCoverage;
}): Omit<Coverage, "id"> {
  const { subscriber } = coverage;
  return {
    patientId,
    payerId,
    rank: coverage.rank,
    memberId: coverage.memberId,
    relationship: coverage.relationship,
    ...(coverage.groupNumber === undefined ? {} : { groupNumber: coverage.groupNumber }),
    ...(coverage.groupName === undefined ? {} : { groupName: coverage.groupName }),
    ...(coverage.relationship === "18"
      ? {}
      : {
          subscriber: {
            name: subscriber.name,
            ...(subscriber.birthDate === undefined ? {} : { birthDate: subscriber.birthDate }),
            ...(subscriber.sex === undefined ? {} : { sex: subscriber.sex }),
            ...(subscriber.address === undefined ? {} : { address: plainAddress(subscriber.address) }),
          },
        }),
  };
}

function plainAddress(address: X12Address | undefined): Address {
  return {
    line1: address?.line1 ?? "",
    city: address?.city ?? "",
    state: address?.state ?? "",
    zip: address?.zip ?? "",
    ...(address?.line2 === undefined ? {} : { line2: address.line2 }),
  };
}
