import { describe, expect, it } from "vitest";
import { anyEnvelope } from "../../../test/support/x12-arbitraries.ts";
import { cents } from "../kernel/cents.ts";
import { decimal } from "../kernel/decimal.ts";
import { id } from "../kernel/id.ts";
import { isoDate } from "../kernel/iso-date.ts";
import type { Coverage, Location, Patient, Payer, Practice, Provider } from "../parties/model.ts";
import type { Charge, Encounter } from "../visits/model.ts";
import { checkFile } from "../x12/check/check-file.ts";
import type { ProfessionalClaim } from "../x12/transactions/professional-claim.ts";
import { readProfessionalClaimFile } from "../x12/transactions/read-professional-claims.ts";
import { writeProfessionalClaims } from "../x12/transactions/write-professional-claims.ts";
import { buildClaim, type ClaimSource } from "./build-claim.ts";
import type { OtherCoverage } from "./build-other-payers.ts";
import { encounterFromClaim } from "./from-file.ts";

const day = isoDate("2026-11-16");
const street = { line1: "410 Alder Street", city: "Madison", state: "WI", zip: "537031234" };
const practice: Practice = {
  id: id(1),
  name: "Cedar Hollow Family Medicine",
  kind: "organisation",
  npi: "1234567893",
  taxId: { kind: "EI", number: "390001234" },
  taxonomy: "193400000X",
  address: street,
  phone: "6085550142",
  contactName: "Billing Office",
  timeZone: "America/Chicago",
  submitterId: "CEDAR",
};
const rendering: Provider = {
  id: id(1),
  name: { last: "Marsh", first: "Ellen" },
  credential: "MD",
  npi: "1245319599",
  taxonomy: "207Q00000X",
};
const office: Location = { id: id(1), name: "Main office", placeOfService: "11", address: street, cliaNumber: "52D1234567" };
const patient: Patient = {
  id: id(1),
  accountNumber: "1001",
  name: { last: "Okafor", first: "June", middle: "A" },
  birthDate: isoDate("1980-05-02"),
  sex: "F",
  address: { line1: "7 Birch Lane", city: "Madison", state: "WI", zip: "53704" },
  guarantor: { name: { last: "Okafor", first: "June" }, address: street, relationship: "self" },
};
const payer: Payer = {
  id: id(1),
  name: "Lakeshore Health Plan",
  payerId: "LAKE1",
  filingIndicator: "CI",
  timelyFilingDays: 90,
  takesReplacement: true,
  appealDays: 180,
};
const medicare: Payer = { ...payer, id: id(2), name: "Medicare Part B", payerId: "MCB01", filingIndicator: "MB", takesReplacement: false };
const coverage: Coverage = {
  id: id(1),
  patientId: id(1),
  payerId: id(1),
  rank: 1,
  memberId: "w100-200 300",
  groupNumber: "G77",
  groupName: "Alder Tools",
  relationship: "18",
};

function charge(lineNumber: number, procedure: string, over: Partial<Charge> = {}): Charge {
  return {
    id: id(100 + lineNumber),
    lineNumber,
    serviceFrom: day,
    serviceTo: day,
    procedure,
    modifiers: [],
    units: decimal("1"),
    amount: cents(15_000),
    pointers: [1],
    evidence: [],
    ...over,
  };
}

const encounter: Encounter = {
  id: id(1),
  patientId: id(1),
  date: day,
  renderingId: id(1),
  locationId: id(1),
  placeOfService: "11",
  reason: "blood pressure",
  selfPay: false,
  diagnoses: [
    { position: 1, code: "I10", evidence: [] },
    { position: 2, code: "E119", evidence: [] },
  ],
  charges: [charge(1, "99213", { pointers: [1, 2] }), charge(3, "36415", { amount: cents(1_200) })],
};

const source: ClaimSource = {
  practice,
  rendering,
  location: office,
  patient,
  coverage,
  payer,
  encounter,
  controlNumber: "CW000001",
  frequency: "1",
};

function build(over: Partial<ClaimSource> = {}): ProfessionalClaim {
  return buildClaim({ ...source, ...over }).content;
}

/** Writes the claim, has our own checker judge the file, and reads it again. */
function throughFile(claim: ProfessionalClaim): { readonly errors: readonly string[]; readonly back: ProfessionalClaim | undefined } {
  const file = writeProfessionalClaims(
    [
      {
        control: "0001",
        reference: "B1",
        purpose: "00",
        createdOn: day,
        createdAt: "1200",
        kind: "CH",
        submitter: {
          name: { kind: "organisation", last: practice.name },
          id: "CEDAR",
          contacts: [{ name: "Billing", numbers: [{ qualifier: "TE", value: "6085550142" }] }],
        },
        receiver: { name: claim.payer.name, id: "LAKE1" },
        claims: [claim],
      },
    ],
    anyEnvelope,
  );
  const bytes = new TextEncoder().encode(file.text);
  const checked = checkFile(bytes);
  const findings = [...checked.findings, ...checked.transactions.flatMap((one) => one.findings)];
  const back = readProfessionalClaimFile(bytes).batches[0]?.batch.claims[0];
  return {
    errors: findings.filter((one) => one.severity === "error").map((one) => `${one.code} ${one.place.tag} ${one.place.loop}`),
    back,
  };
}

const child: Coverage = {
  ...coverage,
  relationship: "19",
  subscriber: { name: { last: "Okafor", first: "Ben" }, birthDate: isoDate("1955-01-01"), sex: "M", address: street },
};
const supplement: OtherCoverage = {
  coverage: { ...coverage, id: id(3), payerId: id(2), rank: 2, memberId: "1EG4TE5MK73" },
  payer: medicare,
};
const decidedPrimary: OtherCoverage = {
  coverage,
  payer,
  decision: {
    paid: cents(9_000),
    adjustments: [],
    payerControlNumber: "ICN5",
    paidOn: isoDate("2026-11-20"),
    remarks: [],
    lines: [
      {
        lineNumber: 1,
        paid: cents(8_000),
        adjustments: [
          { group: "CO", reason: "45", amount: cents(5_000) },
          { group: "PR", reason: "2", amount: cents(2_000) },
        ],
        remainingPatientLiability: cents(2_000),
      },
      { lineNumber: 3, paid: cents(1_000), adjustments: [{ group: "CO", reason: "45", amount: cents(200) }] },
    ],
  },
};
const secondary: Partial<ClaimSource> = {
  coverage: { ...coverage, id: id(3), payerId: id(2), rank: 2, memberId: "1EG4TE5MK73" },
  payer: medicare,
  others: [decidedPrimary],
  medicareSecondaryType: "12",
};
const shapes: readonly (readonly [string, Partial<ClaimSource>])[] = [
  ["an original for the subscriber", {}],
  ["a dependent", { coverage: child }],
  ["a replacement", { frequency: "7", originalPayerControlNumber: "ICN5" }],
  ["a claim with a payer still to come", { others: [supplement] }],
  ["a secondary claim with the primary's decision", secondary],
  [
    "authorisation, laboratory, drug, referral, accident and patient's payment",
    {
      accident: { causes: ["AA"], on: isoDate("2026-11-10"), state: "WI" },
      encounter: {
        ...encounter,
        priorAuthorization: "AUTH9",
        patientPaid: cents(2_500),
        referring: { name: { last: "Stone", first: "Ida" }, npi: "1003000126" },
        charges: [
          charge(1, "80053"),
          charge(2, "J1100", { ndc: "63323016501", ndcQuantity: decimal("0.4"), ndcUnit: "ML", units: decimal("4") }),
        ],
      },
    },
  ],
  [
    "a facility elsewhere",
    { location: { ...office, name: "Elm Care Home", npi: "1003000126", address: { ...street, line1: "2 Elm Way" } } },
  ],
  [
    "a person who bills for herself",
    {
      practice: {
        ...practice,
        name: "Marsh, Ellen",
        kind: "person",
        npi: rendering.npi,
        taxId: { kind: "SY", number: "219091234" },
        payTo: { ...street, line1: "PO Box 9" },
      },
    },
  ],
];

describe("buildClaim", () => {
  it.each(shapes)("makes %s that passes our own checker and reads back as it was", (_name, over) => {
    const claim = build(over);
    const { errors, back } = throughFile(claim);
    expect(errors).toEqual([]);
    expect(back).toBeDefined();
    const { place: _place, ...read } = back ?? claim;
    expect(read).toEqual(claim);
  });

  it("keeps the charge behind each line, in line order", () => {
    const built = buildClaim({ ...source, encounter: { ...encounter, charges: [...encounter.charges].reverse() } });
    expect(built.chargeIds).toEqual([101, 103]);
    expect(built.content.lines.map((line) => [line.number, line.controlNumber])).toEqual([
      [1, "CW000001L1"],
      [2, "CW000001L3"],
    ]);
    expect(built.content.charge).toBe(16_200);
  });

  it("leaves the rendering provider out only when that is who bills", () => {
    expect(build().rendering?.npi).toBe("1245319599");
    expect(build({ practice: { ...practice, kind: "person", npi: rendering.npi } }).rendering).toBeUndefined();
  });

  it("names a facility only for another place, and never the patient's home", () => {
    const away: Location = { ...office, address: { ...street, line1: "2 Elm Way" } };
    expect(build().facility).toBeUndefined();
    expect(build({ location: { ...office, address: { ...street, line1: "410 ALDER STREET.", zip: "53703" } } }).facility).toBeUndefined();
    expect(build({ location: away }).facility?.address?.line1).toBe("2 Elm Way");
    expect(build({ location: away, encounter: { ...encounter, placeOfService: "12" } }).facility).toBeUndefined();
  });

  it("puts a dependent into a loop of their own, and the subscriber's number in capitals", () => {
    const claim = build({ coverage: child });
    expect(claim.subscriber).toMatchObject({ name: { first: "Ben" }, memberId: { value: "W100200300" }, groupNumber: "G77" });
    expect(claim.subscriber.relationship).toBeUndefined();
    expect(claim.subscriber.groupName).toBeUndefined();
    expect(claim.dependent).toMatchObject({ relationship: "19", name: { first: "June" }, birthDate: "1980-05-02" });
  });

  it("sends the CLIA number only with a laboratory test, and the payer's number only with 7 and 8", () => {
    expect(build().identifiers).toEqual([]);
    const lab = { ...encounter, charges: [charge(1, "80053")] };
    expect(build({ encounter: lab }).identifiers).toEqual([{ qualifier: "X4", value: "52D1234567" }]);
    expect(build({ originalPayerControlNumber: "ICN5" }).identifiers).toEqual([]);
    expect(build({ originalPayerControlNumber: "ICN5", frequency: "8" }).identifiers).toEqual([{ qualifier: "F8", value: "ICN5" }]);
  });

  it("gives a decided payer's amounts by line only, with the date there, and an undecided payer none", () => {
    const claim = build(secondary);
    expect(claim.subscriber).toMatchObject({ payerRank: "S", insuranceType: "12" });
    const [primary] = claim.otherPayers;
    expect(primary).toMatchObject({ paid: 9_000, adjustments: [], subscriber: { payerRank: "P", relationship: "18" } });
    expect(primary?.paidOn).toBeUndefined();
    expect(claim.lines.map((line) => line.adjudications[0]?.paid)).toEqual([8_000, 1_000]);
    expect(claim.lines[0]?.adjudications[0]?.paidOn).toBe("2026-11-20");
    const [waiting] = build({ others: [supplement] }).otherPayers;
    expect(waiting?.paid).toBeUndefined();
  });

  it("points by place on the claim, and leaves a pointer to nothing for the edits to name", () => {
    const gap = {
      ...encounter,
      diagnoses: [
        { position: 4, code: "E119", evidence: [] },
        { position: 2, code: "I10", evidence: [] },
      ],
      charges: [charge(1, "99213", { pointers: [4, 2, 9] })],
    };
    const claim = build({ encounter: gap });
    expect(claim.diagnoses.map((one) => one.code)).toEqual(["I10", "E119"]);
    expect(claim.lines[0]?.pointers).toEqual([2, 1, 9]);
  });
});

describe("encounterFromClaim", () => {
  it("takes back apart what was put together", () => {
    const imported = encounterFromClaim(build({ others: [supplement] }));
    expect(imported.queue).toBeUndefined();
    expect(imported).toMatchObject({
      controlNumber: "CW000001",
      date: day,
      patient: { key: "OKAFOR|JUNE|19800502", sex: "F" },
      guarantor: { relationship: "self", name: { last: "Okafor" } },
      coverage: { key: "LAKE1|W100200300", rank: 1, relationship: "18", payer: { payerId: "LAKE1", filingIndicator: "CI" } },
      billing: { npi: "1234567893", taxId: { kind: "EI", number: "390001234" }, phone: "6085550142" },
      rendering: { npi: "1245319599" },
      location: { placeOfService: "11", address: { line1: "410 Alder Street" } },
      diagnoses: ["I10", "E119"],
      total: 16_200,
    });
    expect(imported.otherCoverages.map((one) => [one.key, one.rank])).toEqual([["MCB01|1EG4TE5MK73", 2]]);
    expect(imported.charges.map((one) => [one.procedure, one.amount, one.pointers])).toEqual([
      ["99213", 15_000, [1, 2]],
      ["36415", 1_200, [1]],
    ]);
  });

  it("asks the subscriber for a child, and an adult for themselves", () => {
    expect(encounterFromClaim(build({ coverage: child })).guarantor).toMatchObject({ relationship: "self", name: { first: "June" } });
    const young = { ...patient, birthDate: isoDate("2015-03-01") };
    expect(encounterFromClaim(build({ coverage: child, patient: young })).guarantor).toMatchObject({
      relationship: "parent",
      name: { first: "Ben" },
    });
  });

  it("sends what it cannot take over to a named queue", () => {
    const claim = build();
    expect(encounterFromClaim({ ...claim, diagnoses: [{ qualifier: "BK", code: "4019" }] }).queue?.name).toBe("icd-9");
    expect(encounterFromClaim({ ...claim, diagnoses: [] }).queue?.name).toBe("no-diagnosis");
    expect(encounterFromClaim({ ...claim, lines: [] }).queue?.name).toBe("no-service-date");
    const { birthDate: _birthDate, ...nameless } = claim.subscriber;
    expect(encounterFromClaim({ ...claim, subscriber: nameless }).queue?.name).toBe("no-birth-date");
    const two = claim.lines.map((line, index) =>
      index === 0 && claim.rendering !== undefined ? { ...line, rendering: { ...claim.rendering, npi: "1003000126" } } : line,
    );
    expect(encounterFromClaim({ ...claim, lines: two }).queue?.name).toBe("several-providers");
  });
});
