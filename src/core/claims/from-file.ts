/**
 * A claim that somebody else wrote, taken apart into what a practice keeps: who, by which insurance, where, what and
 * for how much. Natural keys stand in place of ids, so that the caller finds what it has and makes only what is new.
 */
import type { Cents } from "../kernel/cents.ts";
import type { Decimal } from "../kernel/decimal.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { PersonName, Sex } from "../parties/model.ts";
import type {
  ClaimLine,
  ClaimProvider,
  ClaimSubscriber,
  ProfessionalClaim,
  RelatedCauses,
  X12Address,
  X12Name,
} from "../x12/transactions/professional-claim.ts";

/** Where a claim goes that no person has looked at and the practice cannot take over as it is. */
export type ImportQueue = "icd-9" | "no-service-date" | "no-birth-date" | "no-member-id" | "no-diagnosis" | "several-providers";

export interface ImportedPerson {
  readonly name: PersonName;
  readonly birthDate?: IsoDate;
  readonly sex?: Sex;
  readonly address?: X12Address;
}

export interface ImportedProvider {
  /** NPI, else the name in capitals. */
  readonly key: string;
  readonly name: X12Name;
  readonly npi?: string;
  readonly taxonomy?: string;
  readonly taxId?: { readonly kind: "EI" | "SY"; readonly number: string };
  readonly address?: X12Address;
  readonly phone?: string;
}

export interface ImportedCoverage {
  /** Payer and member id. */
  readonly key: string;
  readonly payer: {
    readonly key: string;
    readonly name: string;
    readonly payerId?: string;
    readonly filingIndicator?: string;
    readonly address?: X12Address;
  };
  readonly rank: 1 | 2 | 3;
  readonly memberId: string;
  readonly groupNumber?: string;
  readonly groupName?: string;
  /** 18 self, or the patient's relation to the subscriber. */
  readonly relationship: string;
  readonly subscriber: ImportedPerson;
}

export interface ImportedCharge {
  readonly lineNumber: number;
  readonly controlNumber?: string;
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: Decimal;
  readonly amount: Cents;
  readonly pointers: readonly number[];
  readonly serviceFrom?: IsoDate;
  readonly serviceTo?: IsoDate;
  readonly ndc?: string;
}

export interface ImportedEncounter {
  /** CLM01, and with the billing NPI the key of the whole. */
  readonly controlNumber: string;
  readonly frequency: string;
  readonly originalPayerControlNumber?: string;
  readonly patient: ImportedPerson & { readonly key: string };
  /** Who is asked for the patient's share: an adult patient, else the subscriber. */
  readonly guarantor: ImportedPerson & { readonly relationship: "self" | "parent" | "spouse" | "other" };
  readonly coverage: ImportedCoverage;
  readonly otherCoverages: readonly ImportedCoverage[];
  readonly billing: ImportedProvider;
  readonly rendering: ImportedProvider;
  readonly referring?: ImportedProvider;
  readonly location: {
    readonly key: string;
    readonly name: string;
    readonly npi?: string;
    readonly address?: X12Address;
    readonly placeOfService: string;
    readonly cliaNumber?: string;
  };
  /** First day of service. */
  readonly date?: IsoDate;
  /** ICD-10-CM, in the order of the claim. */
  readonly diagnoses: readonly string[];
  readonly charges: readonly ImportedCharge[];
  readonly total: Cents;
  readonly patientPaid?: Cents;
  readonly priorAuthorization?: string;
  readonly relatedCauses?: RelatedCauses;
  readonly accidentOn?: IsoDate;
  /** Set when a person must look first, with the reason in words. */
  readonly queue?: { readonly name: ImportQueue; readonly words: string };
}

export function encounterFromClaim(claim: ProfessionalClaim): ImportedEncounter {
  const self = claim.dependent === undefined;
  const patient = personOf(claim.dependent ?? claim.subscriber);
  const subscriber = personOf(claim.subscriber);
  const relationship = claim.dependent?.relationship ?? "18";
  const billing = providerOf(claim.billing);
  const rendering = claim.rendering ?? soleLineRendering(claim.lines);
  const date = firstDay(claim.lines);
  const queue = queueOf(claim);
  const original = identifier(claim, "F8");
  const authorization = identifier(claim, "G1");
  const accident = claim.dates.find((one) => one.qualifier === "439");
  return {
    controlNumber: claim.controlNumber,
    frequency: claim.frequency,
    ...(original === undefined ? {} : { originalPayerControlNumber: original }),
    patient: { ...patient, key: personKey(patient) },
    guarantor: self ? { ...patient, relationship: "self" } : guarantorOf(patient, subscriber, { relationship, on: date }),
    coverage: coverageOf(claim.subscriber, claim.payer, { relationship }),
    otherCoverages: claim.otherPayers.map((other) =>
      coverageOf(other.subscriber, other.payer, { relationship: other.subscriber.relationship ?? relationship }),
    ),
    billing,
    rendering: rendering === undefined ? billing : providerOf(rendering),
    ...(claim.referring === undefined ? {} : { referring: providerOf(claim.referring) }),
    location: locationOf(claim),
    ...(date === undefined ? {} : { date }),
    diagnoses: claim.diagnoses.filter((one) => one.qualifier.startsWith("AB")).map((one) => one.code),
    charges: claim.lines.map(chargeOf),
    total: claim.charge,
    ...(claim.patientPaid === undefined ? {} : { patientPaid: claim.patientPaid }),
    ...(authorization === undefined ? {} : { priorAuthorization: authorization }),
    ...(claim.relatedCauses === undefined ? {} : { relatedCauses: claim.relatedCauses }),
    ...(accident === undefined ? {} : { accidentOn: accident.from }),
    ...(queue === undefined ? {} : { queue }),
  };
}

/** Name, first name and birth date in capitals: how two files mean the same patient. */
function personKey(person: ImportedPerson): string {
  return [person.name.last, person.name.first, person.birthDate ?? ""].map(plain).join("|");
}

function personOf(given: Pick<ClaimSubscriber, "name"> & Partial<Pick<ClaimSubscriber, "birthDate" | "sex" | "address">>): ImportedPerson {
  const { name } = given;
  return {
    name: {
      last: name.last,
      first: name.first ?? "",
      ...(name.middle === undefined ? {} : { middle: name.middle }),
      ...(name.suffix === undefined ? {} : { suffix: name.suffix }),
    },
    ...(given.birthDate === undefined ? {} : { birthDate: given.birthDate }),
    ...(given.sex === undefined ? {} : { sex: given.sex }),
    ...(given.address === undefined ? {} : { address: given.address }),
  };
}

/** An adult answers for themselves, also under a spouse's or a parent's insurance; a child's bill goes to the subscriber. */
function guarantorOf(
  patient: ImportedPerson,
  subscriber: ImportedPerson,
  { relationship, on }: { readonly relationship: string; readonly on: IsoDate | undefined },
): ImportedEncounter["guarantor"] {
  const adultFrom =
    patient.birthDate === undefined ? undefined : `${Number(patient.birthDate.slice(0, 4)) + 18}${patient.birthDate.slice(4)}`;
  if (relationship !== "19" || (on !== undefined && adultFrom !== undefined && on >= adultFrom))
    return { ...patient, relationship: "self" };
  const address = subscriber.address ?? patient.address;
  return { ...subscriber, ...(address === undefined ? {} : { address }), relationship: "parent" };
}

const ranks: Readonly<Record<string, 1 | 2 | 3>> = { P: 1, S: 2 };

function coverageOf(
  subscriber: ClaimSubscriber,
  payer: ProfessionalClaim["payer"],
  { relationship }: { readonly relationship: string },
): ImportedCoverage {
  const payerId = payer.id?.value;
  const memberId = subscriber.memberId?.value ?? "";
  const payerKey = payerId ?? plain(payer.name);
  return {
    key: `${payerKey}|${plain(memberId)}`,
    payer: {
      key: payerKey,
      name: payer.name,
      ...(payerId === undefined ? {} : { payerId }),
      ...(subscriber.filingIndicator === undefined ? {} : { filingIndicator: subscriber.filingIndicator }),
      ...(payer.address === undefined ? {} : { address: payer.address }),
    },
    rank: ranks[subscriber.payerRank] ?? 3,
    memberId,
    ...(subscriber.groupNumber === undefined ? {} : { groupNumber: subscriber.groupNumber }),
    ...(subscriber.groupName === undefined ? {} : { groupName: subscriber.groupName }),
    relationship,
    subscriber: personOf(subscriber),
  };
}

function providerOf(provider: ClaimProvider): ImportedProvider {
  const tax = provider.identifiers.find((one) => one.qualifier === "EI" || one.qualifier === "SY");
  const phone = provider.contacts.flatMap((contact) => contact.numbers).find((one) => one.qualifier === "TE")?.value;
  return {
    key: provider.npi ?? plain(`${provider.name.last} ${provider.name.first ?? ""}`),
    name: provider.name,
    ...(provider.npi === undefined ? {} : { npi: provider.npi }),
    ...(provider.taxonomy === undefined ? {} : { taxonomy: provider.taxonomy }),
    ...(tax === undefined ? {} : { taxId: { kind: tax.qualifier === "SY" ? ("SY" as const) : ("EI" as const), number: tax.value } }),
    ...(provider.address === undefined ? {} : { address: provider.address }),
    ...(phone === undefined ? {} : { phone }),
  };
}

/** The service facility, else the billing provider's own address. */
function locationOf(claim: ProfessionalClaim): ImportedEncounter["location"] {
  const place = claim.facility ?? claim.billing;
  const clia = identifier(claim, "X4");
  const npi = claim.facility?.npi;
  return {
    key: [npi ?? plain(place.name.last), plain(place.address?.line1 ?? ""), claim.placeOfService].join("|"),
    name: place.name.last,
    ...(npi === undefined ? {} : { npi }),
    ...(place.address === undefined ? {} : { address: place.address }),
    placeOfService: claim.placeOfService,
    ...(clia === undefined ? {} : { cliaNumber: clia }),
  };
}

function chargeOf(line: ClaimLine): ImportedCharge {
  return {
    lineNumber: line.number,
    ...(line.controlNumber === undefined ? {} : { controlNumber: line.controlNumber }),
    procedure: line.procedure.code,
    modifiers: line.procedure.modifiers,
    units: line.units,
    amount: line.charge,
    pointers: line.pointers,
    ...(line.serviceFrom === undefined ? {} : { serviceFrom: line.serviceFrom }),
    ...(line.serviceTo === undefined ? {} : { serviceTo: line.serviceTo }),
    ...(line.drug === undefined ? {} : { ndc: line.drug.ndc }),
  };
}

function queueOf(claim: ProfessionalClaim): ImportedEncounter["queue"] {
  const old = claim.diagnoses.find((one) => one.qualifier === "BK" || one.qualifier === "BF");
  if (old !== undefined)
    return { name: "icd-9", words: `Diagnosis ${old.code} is ICD-9-CM, which this practice does not keep; code it again in ICD-10-CM.` };
  if (claim.lines.length === 0 || claim.lines.some((line) => line.serviceFrom === undefined)) {
    return { name: "no-service-date", words: "A line has no date of service." };
  }
  if (claim.diagnoses.length === 0) return { name: "no-diagnosis", words: "The claim has no diagnosis." };
  if ((claim.dependent ?? claim.subscriber).birthDate === undefined) {
    return { name: "no-birth-date", words: "The patient has no birth date, so that the person cannot be told from others of the name." };
  }
  if ((claim.subscriber.memberId?.value ?? "") === "") return { name: "no-member-id", words: "The subscriber has no member id." };
  const people = new Set(claim.lines.map((line) => line.rendering?.npi ?? claim.rendering?.npi ?? claim.billing.npi));
  return people.size > 1 ? { name: "several-providers", words: "The lines were rendered by several people; a visit has one." } : undefined;
}

function soleLineRendering(lines: readonly ClaimLine[]): ClaimProvider | undefined {
  return lines.find((line) => line.rendering !== undefined)?.rendering;
}

function firstDay(lines: readonly ClaimLine[]): IsoDate | undefined {
  return lines.reduce<IsoDate | undefined>(
    (first, { serviceFrom: day }) => (day !== undefined && (first === undefined || day < first) ? day : first),
    undefined,
  );
}

function identifier(claim: ProfessionalClaim, qualifier: string): string | undefined {
  return claim.identifiers.find((one) => one.qualifier === qualifier)?.value;
}

function plain(text: string): string {
  return text.toUpperCase().replace(/[^0-9A-Z]/g, "");
}
