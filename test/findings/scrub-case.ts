/** The clean claim that the cases change in one place, and the few table rows that they are judged by. Everybody is invented. */
import { type Cents, cents, sumCents } from "../../src/core/kernel/cents.ts";
import { decimal } from "../../src/core/kernel/decimal.ts";
import { type IsoDate, isoDate } from "../../src/core/kernel/iso-date.ts";
import type { PriorService, ScrubContext } from "../../src/core/scrub/context.ts";
import type { DiagnosisFacts, MueEdit, ProcedureFacts, PtpEdit, ScrubTables } from "../../src/core/scrub/tables.ts";
import type { ClaimLine, ProfessionalClaim } from "../../src/core/x12/transactions/professional-claim.ts";

/** A claim with what is known around it. */
export interface Case {
  readonly claim?: ProfessionalClaim;
  readonly context?: Partial<ScrubContext>;
}

/** `hit` raises exactly the finding of the file's name; `nearMiss` looks like it and raises nothing at all. */
export interface FindingCases {
  readonly hit: Case;
  readonly nearMiss: Case;
}

export const today: IsoDate = isoDate("2026-11-23");
export const visitDay: IsoDate = isoDate("2026-11-16");

export function line(
  over: Partial<ClaimLine> & { readonly code?: string; readonly modifiers?: readonly string[]; readonly count?: string } = {},
): ClaimLine {
  const { code, modifiers, count, ...rest } = over;
  return {
    number: 1,
    procedure: { qualifier: "HC", code: code ?? "99213", modifiers: modifiers ?? [] },
    charge: cents(15_000),
    unitKind: "UN",
    units: decimal(count ?? "1"),
    pointers: [1],
    emergency: false,
    serviceFrom: visitDay,
    serviceTo: visitDay,
    controlNumber: "",
    identifiers: [],
    dates: [],
    notes: [],
    adjudications: [],
    ...rest,
  };
}

export const cleanClaim: ProfessionalClaim = {
  controlNumber: "CW000001",
  charge: cents(15_000),
  placeOfService: "11",
  frequency: "1",
  providerSignature: true,
  assignment: "A",
  benefitsAssigned: "Y",
  releaseOfInformation: "Y",
  diagnoses: [{ qualifier: "ABK", code: "I10" }],
  dates: [],
  identifiers: [],
  notes: [],
  billing: {
    name: { kind: "organisation", last: "Cedar Hollow Family Medicine" },
    npi: "1234567893",
    taxonomy: "193400000X",
    address: { line1: "410 Alder Street", city: "Madison", state: "WI", zip: "537031234" },
    identifiers: [{ qualifier: "EI", value: "390001234" }],
    contacts: [],
  },
  subscriber: {
    payerRank: "P",
    relationship: "18",
    filingIndicator: "CI",
    name: { kind: "person", last: "Okafor", first: "June" },
    memberId: { qualifier: "MI", value: "W100200300" },
    address: { line1: "7 Birch Lane", city: "Madison", state: "WI", zip: "53704" },
    birthDate: isoDate("1980-05-02"),
    sex: "F",
    identifiers: [],
  },
  payer: { name: "Lakeshore Health Plan", id: { qualifier: "PI", value: "LAKE1" }, identifiers: [] },
  rendering: {
    name: { kind: "person", last: "Marsh", first: "Ellen" },
    npi: "1245319599",
    taxonomy: "207Q00000X",
    identifiers: [],
    contacts: [],
  },
  otherPayers: [],
  lines: [line({ controlNumber: "CW000001L1" })],
};

/** The clean claim with some fields replaced. */
export function claim(over: Partial<ProfessionalClaim>): ProfessionalClaim {
  return { ...cleanClaim, ...over };
}

/** The clean claim with these lines; numbers, line control numbers and the total follow. */
export function withLines(lines: readonly ClaimLine[], over: Partial<ProfessionalClaim> = {}): ProfessionalClaim {
  const numbered = lines.map((one, index) => ({ ...one, number: index + 1, controlNumber: `CW000001L${index + 1}` }));
  return { ...cleanClaim, lines: numbered, charge: sumCents(numbered.map((one) => one.charge)), ...over };
}

/** The clean claim with these diagnoses, the line pointing to the first. */
export function withDiagnoses(...codes: readonly string[]): ProfessionalClaim {
  return claim({ diagnoses: codes.map((code, index) => ({ qualifier: index === 0 ? "ABK" : "ABF", code })) });
}

export function withSubscriber(over: Partial<ProfessionalClaim["subscriber"]>): ProfessionalClaim {
  return claim({ subscriber: { ...cleanClaim.subscriber, ...over } });
}

export function withBilling(over: Partial<ProfessionalClaim["billing"]>): ProfessionalClaim {
  return claim({ billing: { ...cleanClaim.billing, ...over } });
}

export function prior(over: Partial<PriorService> = {}): PriorService {
  return {
    controlNumber: "CW000000",
    payerId: "LAKE1",
    outcome: "paid",
    on: isoDate("2026-03-02"),
    procedure: "99213",
    modifiers: [],
    units: decimal("1"),
    charge: cents(15_000) as Cents,
    placeOfService: "11",
    billingNpi: "1234567893",
    renderingNpi: "1245319599",
    taxonomy: "207Q00000X",
    ...over,
  };
}

export function contextOf(over: Partial<ScrubContext> = {}): ScrubContext {
  return { today, tables: caseTables, note: { signed: true }, payer: { timelyFilingDays: 90, memberIdKind: "any" }, ...over };
}

const plain: ProcedureFacts = { isEvaluation: false, isNewPatient: false, isLaboratory: false, isDrug: false, isOrdered: false };
const visit: ProcedureFacts = { ...plain, isEvaluation: true };

const procedures: Readonly<Record<string, ProcedureFacts>> = {
  "00400": plain,
  "11102": { ...plain, global: "000" },
  "11103": { ...plain, addOn: { type: 1, isPrimary: (code) => code === "11102" } },
  "20610": { ...plain, global: "000" },
  "27447": { ...plain, global: "090" },
  "36415": plain,
  "58300": { ...plain, sex: "F" },
  "71046": { ...plain, isOrdered: true },
  "80053": { ...plain, isLaboratory: true, isOrdered: true },
  "90715": plain,
  "93000": plain,
  "93010": plain,
  "97110": plain,
  "99024": plain,
  "99203": { ...visit, isNewPatient: true },
  "99213": visit,
  "99281": visit,
  "99396": { ...visit, ages: { from: 40, to: 64 } },
  J1100: { ...plain, isDrug: true },
};

const facts: DiagnosisFacts = { isManifestation: false, neverFirst: false };
const diagnoses: Readonly<Record<string, DiagnosisFacts>> = {
  I10: facts,
  E119: facts,
  F0280: { ...facts, isManifestation: true, neverFirst: true },
  E1122: facts,
  K860: facts,
  K8681: facts,
  G309: facts,
  I150: facts,
  N1831: facts,
  M8008XA: facts,
  M1711: { ...facts, side: "right" },
  M1712: { ...facts, side: "left" },
  N401: { ...facts, sex: "M" },
  N950: { ...facts, sex: "F" },
  P0700: { ...facts, ages: { from: 0, to: 0 } },
  S52501A: facts,
  S52501D: facts,
  W1830XA: { ...facts, neverFirst: true },
  Z681: { ...facts, neverFirst: true },
  ...Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`E8${index + 10}`, facts])),
};

const pairs: Readonly<Record<string, PtpEdit>> = {
  "93000 93010": { modifierIndicator: 0 },
  "20610 36415": { modifierIndicator: 1 },
  "93000 36415": { modifierIndicator: 9 },
};

const mues: Readonly<Record<string, MueEdit>> = {
  "97110": { units: 4, mai: 1 },
  "93000": { units: 1, mai: 2 },
  "80053": { units: 1, mai: 3 },
};

const modifiers = new Set("24 25 26 50 57 59 76 AA GA GX GY GZ LT RT TC KX 90 91".split(" "));
const places = new Set(["02", "10", "11", "21", "22", "23"]);

export const caseTables: ScrubTables = {
  codes: {
    validity: (system, code, _on) => {
      if (system === "icd10cm") return code === "E11" || code === "M8008X" ? "invalid" : code in diagnoses ? "valid" : "unknown";
      if (system === "modifier") return modifiers.has(code) ? "valid" : "invalid";
      if (system === "pos") return places.has(code) ? "valid" : "invalid";
      return code === "99201" ? "invalid" : code in procedures ? "valid" : "unknown";
    },
    title: () => undefined,
    release: () => "cases",
  },
  ptpEdit: (column1, column2) => pairs[`${column1} ${column2}`],
  mue: (code) => mues[code],
  procedure: (code) => procedures[code],
  diagnosis: (code) => diagnoses[code],
  codeFirst: (code, other) => code === "N1831" && other === "E1122",
  missingAdditional: (codes) => (codes.includes("E1122") && !codes.includes("N1831") ? [{ code: "E1122", wanted: "N18.1-N18.6" }] : []),
  missingAlso: (codes) =>
    codes.includes("K860") && !codes.includes("K8681") ? [{ code: "K860", wanted: "exocrine pancreatic insufficiency (K86.81)" }] : [],
  missingSeventh: (code) => (code === "M8008X" ? { characters: "A, D", example: "M8008XA" } : undefined),
  excludes1: (a, b) => [a, b].sort().join(" ") === "I10 I150",
};
