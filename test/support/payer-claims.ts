/** Claims and a small code book for tests of the payer. The people are invented; the NPIs pass their check digit and belong to nobody we know. */
import type { DiagnosisDetail, ProcedureDetail, PtpEdit, RelativeValues } from "../../src/core/codebook/model.ts";
import { type Cents, cents, sumCents } from "../../src/core/kernel/cents.ts";
import { decimal } from "../../src/core/kernel/decimal.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import type { PayerTables } from "../../src/core/payer/tables.ts";
import { encodeUtf8 } from "../../src/core/x12/syntax/decode.ts";
import type { ClaimLine, ProfessionalClaim } from "../../src/core/x12/transactions/professional-claim.ts";
import { writeProfessionalClaims } from "../../src/core/x12/transactions/write-professional-claims.ts";

export const billingNpi = "1234567893";
export const renderingNpi = "1245319599";

export interface LineSketch {
  readonly code: string;
  readonly charge: number;
  readonly modifiers?: readonly string[];
  readonly units?: string;
  readonly on?: string;
  readonly place?: string;
  readonly pointers?: readonly number[];
}

export interface ClaimSketch extends Partial<Omit<ProfessionalClaim, "lines" | "charge">> {
  readonly payerId?: string;
  readonly memberId?: string;
  readonly last?: string;
  readonly codes?: readonly string[];
  readonly sketches: readonly LineSketch[];
}

/** A claim to Lakeshore for Ada Quill, office, 10 March 2026, unless said otherwise. */
export function claimOf(sketch: ClaimSketch): ProfessionalClaim {
  const { payerId = "LSM01", memberId = "LSM000111222", last = "Quill", codes = ["J029"], sketches, ...rest } = sketch;
  const lines = sketches.map((one, index) => lineOf(one, index + 1));
  return {
    controlNumber: "C100",
    charge: sumCents(lines.map((line) => line.charge)),
    placeOfService: "11",
    frequency: "1",
    providerSignature: true,
    assignment: "A",
    benefitsAssigned: "Y",
    releaseOfInformation: "Y",
    diagnoses: codes.map((code, index) => ({ qualifier: index === 0 ? "ABK" : "ABF", code })),
    dates: [],
    identifiers: [],
    notes: [],
    billing: {
      name: { kind: "organisation", last: "Cedar Creek Family Medicine" },
      npi: billingNpi,
      taxonomy: "207Q00000X",
      address: { line1: "12 Mill Road", city: "Madison", state: "WI", zip: "537030012" },
      identifiers: [{ qualifier: "EI", value: "391234567" }],
      contacts: [],
    },
    subscriber: {
      payerRank: "P",
      relationship: "18",
      filingIndicator: payerId === "LSM01" ? "CI" : "MB",
      name: { kind: "person", last, first: "Ada" },
      memberId: { qualifier: "MI", value: memberId },
      address: { line1: "5 Birch Lane", city: "Madison", state: "WI", zip: "537031234" },
      birthDate: isoDate("1950-04-02"),
      sex: "F",
      identifiers: [],
    },
    payer: { name: "PAYER", id: { qualifier: "PI", value: payerId }, identifiers: [] },
    rendering: {
      name: { kind: "person", last: "Stone", first: "Ruth" },
      npi: renderingNpi,
      taxonomy: "207Q00000X",
      identifiers: [],
      contacts: [],
    },
    referring: {
      name: { kind: "person", last: "Stone", first: "Ruth" },
      npi: renderingNpi,
      identifiers: [],
      contacts: [],
    },
    otherPayers: [],
    lines,
    ...rest,
  };
}

function lineOf(sketch: LineSketch, number: number): ClaimLine {
  const on = isoDate(sketch.on ?? "2026-03-10");
  return {
    number,
    procedure: { qualifier: "HC", code: sketch.code, modifiers: sketch.modifiers ?? [] },
    charge: cents(sketch.charge),
    unitKind: "UN",
    units: decimal(sketch.units ?? "1"),
    ...(sketch.place === undefined ? {} : { placeOfService: sketch.place }),
    pointers: sketch.pointers ?? [1],
    emergency: false,
    serviceFrom: on,
    serviceTo: on,
    controlNumber: `L${number}-${sketch.code}`,
    identifiers: [],
    dates: [],
    notes: [],
    adjudications: [],
  };
}

export interface TableSketch {
  /** Medicare amount of one unit, in cents, taken from a schedule that needs no formula. */
  readonly fees?: Readonly<Record<string, number>>;
  /** By code, or "CODE-TC" for the row of a component. */
  readonly values?: Readonly<Record<string, Partial<RelativeValues>>>;
  readonly pairs?: readonly (readonly [column1: string, column2: string, indicator: PtpEdit["indicator"]])[];
  readonly mue?: Readonly<Record<string, readonly [units: number, mai: 1 | 2 | 3]>>;
  readonly addOns?: Readonly<Record<string, readonly string[]>>;
  readonly invalid?: readonly string[];
  readonly procedures?: Readonly<Record<string, Pick<ProcedureDetail, "minimumAge" | "maximumAge" | "sex">>>;
  readonly flags?: Readonly<Record<string, DiagnosisDetail["allFlags"]>>;
}

/** A code book of exactly what a test says. What it does not say is not in the loaded releases. */
export function tablesOf(sketch: TableSketch): PayerTables {
  return {
    validity: (_system, code) => (sketch.invalid?.includes(code) === true ? "invalid" : "unknown"),
    diagnosis: (code) => diagnosisOf(sketch, code),
    procedure: (code) => procedureOf(sketch, code),
    relativeValues: (code, modifier) => valuesOf(sketch, code, modifier),
    conversionFactor: (kind) => (kind === "physician" ? decimal("33.4009") : undefined),
    fee: (schedule, code) => (schedule === "drug" ? feeOf(sketch, code) : undefined),
    ptpEdit: (column1, column2) => {
      const pair = sketch.pairs?.find(([first, second]) => first === column1 && second === column2);
      return pair === undefined ? undefined : { column1, column2, indicator: pair[2] };
    },
    mue: (code) => {
      const one = sketch.mue?.[code];
      return one === undefined ? undefined : { code, units: one[0], mai: one[1] };
    },
    addOn: (code) => {
      const primaries = sketch.addOns?.[code];
      return primaries === undefined ? undefined : { code, type: 1, primaries };
    },
    modifier: () => undefined,
    placeOfService: (code) => ({ code, title: "", rate: ["11", "12", "20"].includes(code) ? "non-facility" : "facility" }),
  };
}

function procedureOf({ procedures }: TableSketch, code: string): ProcedureDetail | undefined {
  const facts = procedures?.[code];
  if (facts === undefined) return undefined;
  const none = { isAddOn: false, isNewPatient: false, isEstablishedPatient: false, isEm: false, flags: new Set<string>() };
  return { code, system: "cpt", wording: "", family: "", ...none, ...facts };
}

function diagnosisOf({ flags }: TableSketch, code: string): DiagnosisDetail | undefined {
  const allFlags = flags?.[code];
  if (allFlags === undefined) return undefined;
  const none = { title: "", billable: true, notes: [], flags: [], children: [], sevenths: [], allNotes: [], ancestors: [], indexPaths: [] };
  return { code, from: isoDate("2020-10-01"), ...none, allFlags };
}

function feeOf({ fees }: TableSketch, code: string): Cents | undefined {
  const amount = fees?.[code];
  return amount === undefined ? undefined : cents(amount);
}

function valuesOf({ values }: TableSketch, code: string, modifier: string): RelativeValues | undefined {
  const own = modifier === "" ? undefined : values?.[`${code}-${modifier}`];
  const some = own === undefined ? values?.[code] : { ...own, modifier };
  if (some === undefined || modifier !== (some.modifier ?? "")) return undefined;
  const none = decimal("0");
  return {
    code,
    modifier,
    status: "A",
    work: none,
    nonFacilityPe: none,
    facilityPe: none,
    malpractice: none,
    globalDays: "XXX",
    pcTc: "0",
    multipleProcedure: "0",
    bilateral: "0",
    assistant: "0",
    ...some,
  };
}

/** The claims as an 837P file of one batch, as a practice sends it. */
export function fileOf(
  claims: readonly ProfessionalClaim[],
  { control = 1, on = "2026-03-20" }: { readonly control?: number; readonly on?: string } = {},
): Uint8Array {
  const batch = {
    control: "0001",
    reference: `B${control}`,
    purpose: "00",
    createdOn: isoDate(on),
    createdAt: "0900",
    kind: "CH",
    submitter: {
      name: { kind: "organisation" as const, last: "Cedar Creek Family Medicine" },
      id: "CEDAR1",
      contacts: [{ name: "Billing", numbers: [{ qualifier: "TE", value: "6085550111" }] }],
    },
    receiver: { name: "SIMULATED PAYERS", id: "SIMPAY" },
    claims,
  };
  const { text } = writeProfessionalClaims([batch], {
    sender: { qualifier: "ZZ", id: "CEDAR1" },
    receiver: { qualifier: "ZZ", id: "SIMPAY" },
    groupSender: "CEDAR1",
    groupReceiver: "SIMPAY",
    date: isoDate(on),
    time: "0900",
    interchangeControl: control,
    groupControl: control,
    usage: "T",
  });
  return encodeUtf8(text);
}
