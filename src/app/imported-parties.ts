/** Finds the parties of an imported claim by their natural keys, or makes them. */
import type { ImportedCoverage, ImportedEncounter, ImportedProvider } from "../core/claims/from-file.ts";
import type { LocationId, PatientId, PayerId, ProviderId } from "../core/kernel/id.ts";
import { isoDate } from "../core/kernel/iso-date.ts";
import type { Address, Coverage } from "../core/parties/model.ts";
import type { X12Address } from "../core/x12/transactions/professional-claim.ts";
import { takeNumbers } from "../store/control-numbers.ts";
import { insertLocation, insertPayer, insertProvider, listLocations, listPayers, listProviders } from "../store/parties.ts";
import { insertPatient } from "../store/patients.ts";
import { sql } from "../store/sql.ts";
import type { Tx } from "../store/transaction.ts";

/**
 * What a claim file does not say of a payer, until somebody sets it. A filing limit that nobody knows has not passed: a
 * hundred years. Replacements are taken as most payers take them, and 180 days to appeal are common.
 */
const unknownPayer = { timelyFilingDays: 36_500, takesReplacement: true, appealDays: 180 } as const;

export async function findOrMakePayer(tx: Tx, { payer }: ImportedCoverage): Promise<PayerId> {
  const payerId = payer.payerId ?? payer.key;
  const known = (await listPayers(tx)).find((one) => one.payerId === payerId);
  if (known !== undefined) return known.id;
  return insertPayer(tx, {
    name: payer.name === "" ? payerId : payer.name,
    payerId,
    filingIndicator: payer.filingIndicator ?? "ZZ",
    ...unknownPayer,
    ...(payer.address === undefined ? {} : { address: plainAddress(payer.address) }),
  });
}

export async function findOrMakeProvider(tx: Tx, provider: ImportedProvider): Promise<ProviderId> {
  const { name, npi, taxonomy } = provider;
  const known = (await listProviders(tx)).find((one) =>
    npi === undefined ? one.name.last === name.last && one.name.first === (name.first ?? "") : one.npi === npi,
  );
  if (known !== undefined) return known.id;
  return insertProvider(tx, {
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
}

export async function findOrMakeLocation(tx: Tx, { location }: ImportedEncounter): Promise<LocationId> {
  const known = (await listLocations(tx)).find((one) => one.name === location.name && one.placeOfService === location.placeOfService);
  if (known !== undefined) return known.id;
  return insertLocation(tx, {
    name: location.name,
    placeOfService: location.placeOfService,
    address: plainAddress(location.address),
    ...(location.npi === undefined ? {} : { npi: location.npi }),
    ...(location.cliaNumber === undefined ? {} : { cliaNumber: location.cliaNumber }),
  });
}

/** The same name and birth date in one practice is the same person. */
export async function findOrMakePatient(tx: Tx, { patient, guarantor }: ImportedEncounter): Promise<PatientId> {
  const birthDate = patient.birthDate ?? isoDate("1900-01-01");
  const known = await tx.maybe<{ id: PatientId }>(sql`
    select id from patient where practice_id = ${tx.practiceId} and upper(last_name) = ${patient.name.last.toUpperCase()}
      and upper(first_name) = ${patient.name.first.toUpperCase()} and birth_date = ${birthDate} order by id limit 1`);
  if (known !== undefined) return known.id;
  return insertPatient(tx, {
    accountNumber: `P${String(await takeNumbers(tx, "patient")).padStart(6, "0")}`,
    name: patient.name,
    birthDate,
    sex: patient.sex ?? "U",
    address: plainAddress(patient.address),
    guarantor: { name: guarantor.name, address: plainAddress(guarantor.address ?? patient.address), relationship: guarantor.relationship },
  });
}

export function coverageOfImport({
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
