/**
 * Makes the 837P values of one claim from what the practice knows. What is situational in the guide (005010X222A1) is
 * decided here and nowhere else; whether the result may be sent is for the edits to say. Never refuses.
 */
import { type Cents, sumCents } from "../kernel/cents.ts";
import type { ChargeId } from "../kernel/id.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import { isSelf } from "../parties/coverage.ts";
import type { Coverage, Location, Patient, Payer, Practice, Provider } from "../parties/model.ts";
import type { Charge, Encounter } from "../visits/model.ts";
import type {
  ClaimDiagnosis,
  ClaimDrug,
  ClaimLine,
  ClaimProvider,
  ProfessionalClaim,
  RelatedCauses,
  X12Identifier,
} from "../x12/transactions/professional-claim.ts";
import { lineAdjudications, type OtherCoverage, otherPayers } from "./build-other-payers.ts";
import { claimDependent, claimPayer, claimSubscriber } from "./build-parties.ts";
import { billingProvider, personProvider, referringProvider, serviceFacility } from "./build-providers.ts";
import { isLaboratoryCode } from "./laboratory-codes.ts";
import type { ClaimFrequency } from "./model.ts";

export interface ClaimSource {
  readonly practice: Practice;
  readonly rendering: Provider;
  readonly supervising?: Provider;
  readonly location: Location;
  readonly patient: Patient;
  /** The coverage and payer that this claim asks. */
  readonly coverage: Coverage;
  readonly payer: Payer;
  readonly encounter: Encounter;
  /** CLM01, at most 20 characters; the same for every version. */
  readonly controlNumber: string;
  readonly frequency: ClaimFrequency;
  /** REF*F8, needed for 7 and 8. */
  readonly originalPayerControlNumber?: string;
  /** Every other coverage of the patient on that day, decided or not. */
  readonly others?: readonly OtherCoverage[];
  /** SBR05 when Medicare is not primary: 12 working aged, 13 ESRD, 14 no-fault, 15 workers' compensation, 43 disabled, 47 liability … */
  readonly medicareSecondaryType?: string;
  readonly accident?: { readonly causes: readonly ("AA" | "EM" | "OA")[]; readonly on?: IsoDate; readonly state?: string };
  /** CLM20, when the claim is late for a reason that the payer accepts. */
  readonly delayReason?: string;
}

export interface BuiltClaim {
  readonly content: ProfessionalClaim;
  /** The charge behind each line, in line order. */
  readonly chargeIds: readonly ChargeId[];
}

export function buildClaim(source: ClaimSource): BuiltClaim {
  const charges = [...source.encounter.charges].sort((a, b) => a.lineNumber - b.lineNumber);
  return { content: claimContent(source, charges), chargeIds: charges.map((charge) => charge.id) };
}

function claimContent(source: ClaimSource, charges: readonly Charge[]): ProfessionalClaim {
  const { practice, encounter, coverage, patient } = source;
  const total = sumCents(charges.map((charge) => charge.amount));
  const dependent = isSelf(coverage) ? undefined : claimDependent(patient, coverage);
  const facility = serviceFacility(practice, source.location, encounter.placeOfService);
  const relatedCauses = causesOf(source);
  return {
    controlNumber: source.controlNumber,
    charge: total,
    placeOfService: encounter.placeOfService,
    frequency: source.frequency,
    providerSignature: true,
    assignment: "A",
    benefitsAssigned: "Y",
    releaseOfInformation: "Y",
    ...(relatedCauses === undefined ? {} : { relatedCauses }),
    ...(source.delayReason === undefined ? {} : { delayReason: source.delayReason }),
    ...patientPaid(encounter.patientPaid),
    diagnoses: claimDiagnoses(encounter),
    dates: source.accident?.on === undefined ? [] : [{ qualifier: "439", from: source.accident.on }],
    identifiers: claimIdentifiers(source, charges),
    notes: [],
    billing: billingProvider(practice),
    ...(practice.payTo === undefined ? {} : { payTo: { address: practice.payTo } }),
    subscriber: claimSubscriber(source),
    payer: claimPayer(source.payer),
    ...(dependent === undefined ? {} : { dependent }),
    ...renderingProvider(source),
    ...(encounter.referring === undefined ? {} : { referring: referringProvider(encounter.referring) }),
    ...(source.supervising === undefined ? {} : { supervising: personProvider(source.supervising) }),
    ...(facility === undefined ? {} : { facility }),
    otherPayers: otherPayers(source.others ?? [], patient),
    lines: charges.map((charge, index) => claimLine(source, { charge, charges, number: index + 1 })),
  };
}

/** Loop 2310B only when the one who rendered is not the billing provider (a person who bills for themselves). */
function renderingProvider({ practice, rendering }: ClaimSource): { readonly rendering?: ClaimProvider } {
  return practice.npi === rendering.npi ? {} : { rendering: personProvider(rendering) };
}

/** AMT*F5 is sent only when something was paid. */
function patientPaid(amount: Cents | undefined): { readonly patientPaid?: Cents } {
  return amount === undefined || amount <= 0 ? {} : { patientPaid: amount };
}

/** HI: the first is ABK, the others ABF, in the order of the visit. */
function claimDiagnoses(encounter: Encounter): readonly ClaimDiagnosis[] {
  return inOrder(encounter).map((diagnosis, index) => ({ qualifier: index === 0 ? "ABK" : "ABF", code: diagnosis.code }));
}

function inOrder(encounter: Encounter): Encounter["diagnoses"] {
  return [...encounter.diagnoses].sort((a, b) => a.position - b.position);
}

function claimIdentifiers(source: ClaimSource, charges: readonly Charge[]): readonly X12Identifier[] {
  const { encounter, location } = source;
  const found: X12Identifier[] = [];
  if (encounter.priorAuthorization !== undefined) found.push({ qualifier: "G1", value: encounter.priorAuthorization });
  if (source.frequency !== "1" && source.originalPayerControlNumber !== undefined) {
    found.push({ qualifier: "F8", value: source.originalPayerControlNumber });
  }
  if (location.cliaNumber !== undefined && charges.some((charge) => isLaboratoryCode(charge.procedure))) {
    found.push({ qualifier: "X4", value: location.cliaNumber });
  }
  return found;
}

function causesOf({ accident }: ClaimSource): RelatedCauses | undefined {
  if (accident === undefined || accident.causes.length === 0) return undefined;
  return { causes: accident.causes, ...(accident.state === undefined ? {} : { autoState: accident.state }) };
}

/** REF*6R carries the charge's own line number, so that an 835 finds its charge also when a line before it was taken away. */
function claimLine(
  source: ClaimSource,
  { charge, charges, number }: { readonly charge: Charge; readonly charges: readonly Charge[]; readonly number: number },
): ClaimLine {
  const positions = inOrder(source.encounter).map((diagnosis) => diagnosis.position);
  const drug = drugOf(charge);
  return {
    number,
    procedure: { qualifier: "HC", code: charge.procedure, modifiers: charge.modifiers },
    charge: charge.amount,
    unitKind: isAnesthesia(charge.procedure) ? "MJ" : "UN",
    units: charge.units,
    pointers: charge.pointers.map((position) => {
      const at = positions.indexOf(position);
      // A pointer to nothing stays as it is: the edits name it, and a silent drop would hide it.
      return at < 0 ? position : at + 1;
    }),
    emergency: false,
    serviceFrom: charge.serviceFrom,
    serviceTo: charge.serviceTo,
    controlNumber: lineControlNumber(source.controlNumber, charge.lineNumber),
    identifiers: [],
    dates: [],
    notes: [],
    ...(drug === undefined ? {} : { drug }),
    adjudications: lineAdjudications(source.others ?? [], { charge, charges }),
  };
}

/** REF*6R, unique in the claim: what the 835 gives back with the line. */
export function lineControlNumber(controlNumber: string, lineNumber: number): string {
  return `${controlNumber}L${lineNumber}`;
}

/** CTP is required with LIN: without a quantity of its own the drug is counted in units. */
function drugOf(charge: Charge): ClaimDrug | undefined {
  if (charge.ndc === undefined) return undefined;
  if (charge.ndcQuantity === undefined) return { ndc: charge.ndc, quantity: charge.units, unit: "UN" };
  return { ndc: charge.ndc, quantity: charge.ndcQuantity, unit: charge.ndcUnit ?? "UN" };
}

/** Time-based anaesthesia codes are reported in minutes (SV103 MJ). */
function isAnesthesia(code: string): boolean {
  return /^0[01]\d{3}$/.test(code) && code >= "00100" && code <= "01999" && code !== "01996";
}
