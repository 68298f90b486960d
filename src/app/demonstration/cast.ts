/** The demonstration practice: invented people in an invented town. Tests and documents use the same cast. */

import { cents } from "../../core/kernel/cents.ts";
import { decimal } from "../../core/kernel/decimal.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import type { Coverage, Location, Patient, Payer, Plan, Practice, Provider } from "../../core/parties/model.ts";

/** The demonstration's own date: it lives in the code sets it was made with. */
export const demonstrationToday = isoDate("2026-11-16");

export const practice: Omit<Practice, "id"> = {
  name: "Maple Hollow Family Medicine",
  kind: "organisation",
  npi: "1993000003",
  taxId: { kind: "EI", number: "990012345" },
  taxonomy: "261QP2300X",
  address: { line1: "210 Mill Pond Road", city: "Maple Hollow", state: "WI", zip: "535990210" },
  phone: "6085550142",
  contactName: "Rosalind Achterberg",
  timeZone: "America/Chicago",
  submitterId: "MAPLEHOLLOW",
};

export type ProviderKey = "okafor" | "lindqvist" | "abara";

export const providers: Readonly<Record<ProviderKey, Omit<Provider, "id">>> = {
  okafor: { name: { last: "Okafor", first: "Adaeze" }, credential: "MD", npi: "1993000011", taxonomy: "207Q00000X" },
  lindqvist: { name: { last: "Lindqvist", first: "Henrik" }, credential: "MD", npi: "1993000029", taxonomy: "207Q00000X" },
  abara: { name: { last: "Abara", first: "Noor" }, credential: "FNP-C", npi: "1993000037", taxonomy: "363LF0000X" },
};

export const location: Omit<Location, "id"> = {
  name: "Maple Hollow office",
  placeOfService: "11",
  address: practice.address,
  cliaNumber: "52D0990001",
};

export const payers: Readonly<Record<"lakeshore" | "federal", Omit<Payer, "id">>> = {
  lakeshore: {
    name: "Lakeshore Mutual",
    payerId: "LSM01",
    filingIndicator: "12",
    address: { line1: "100 Harbor Plaza", city: "Milwaukee", state: "WI", zip: "532020001" },
    timelyFilingDays: 180,
    takesReplacement: true,
    appealDays: 180,
  },
  federal: {
    name: "Federal Part B (simulated)",
    payerId: "FEDB1",
    filingIndicator: "MB",
    address: { line1: "200 Capitol Square", city: "Madison", state: "WI", zip: "537030002" },
    timelyFilingDays: 365,
    takesReplacement: false,
    appealDays: 120,
  },
};

export const plans: Readonly<Record<"lakeshore" | "federal", Omit<Plan, "id" | "payerId">>> = {
  lakeshore: { name: "Lakeshore PPO", kind: "ppo", contractFactor: decimal("1.25") },
  federal: { name: "Federal Part B", kind: "medicare-part-b" },
};

export interface CastMember {
  readonly patient: Omit<Patient, "id">;
  /** Absent: self-pay. */
  readonly cover?: { readonly payer: "lakeshore" | "federal" } & Pick<
    Coverage,
    "memberId" | "relationship" | "groupNumber" | "subscriber" | "copay"
  >;
}

const town = { city: "Maple Hollow", state: "WI", zip: "53599" } as const;

function person(
  accountNumber: string,
  name: { readonly last: string; readonly first: string },
  rest: { readonly birth: string; readonly sex: Patient["sex"]; readonly street: string; readonly phone: string },
): Omit<Patient, "id"> {
  const address = { line1: rest.street, ...town };
  return {
    accountNumber,
    name,
    birthDate: isoDate(rest.birth),
    sex: rest.sex,
    address,
    phone: rest.phone,
    guarantor: { name, address, phone: rest.phone, relationship: "self" },
  };
}

const tobiasHome = { line1: "9 Quarry Lane", ...town };

export type PatientKey = "vasquez" | "brandt" | "tobias" | "whitfield" | "osei" | "marchetti" | "kowalczyk" | "delacroix";

export const cast: Readonly<Record<PatientKey, CastMember>> = {
  vasquez: {
    patient: person(
      "MH-1001",
      { last: "Vasquez", first: "Elena" },
      { birth: "1978-04-02", sex: "F", street: "34 Orchard Street", phone: "6085550161" },
    ),
    cover: { payer: "lakeshore", memberId: "LSM204417730", relationship: "18", groupNumber: "GRP-2210", copay: cents(3000) },
  },
  brandt: {
    patient: person(
      "MH-1002",
      { last: "Brandt", first: "Walter" },
      { birth: "1951-09-17", sex: "M", street: "8 Church Hill", phone: "6085550162" },
    ),
    cover: { payer: "federal", memberId: "4TE1HA7NK20", relationship: "18" },
  },
  tobias: {
    patient: {
      ...person(
        "MH-1003",
        { last: "Tobias", first: "Mina" },
        { birth: "2018-06-21", sex: "F", street: tobiasHome.line1, phone: "6085550163" },
      ),
      guarantor: { name: { last: "Tobias", first: "Jonah" }, address: tobiasHome, phone: "6085550163", relationship: "parent" },
    },
    cover: {
      payer: "lakeshore",
      memberId: "LSM318850092",
      relationship: "19",
      groupNumber: "GRP-0871",
      subscriber: { name: { last: "Tobias", first: "Jonah" }, birthDate: isoDate("1985-01-30"), sex: "M", address: tobiasHome },
    },
  },
  whitfield: {
    patient: person(
      "MH-1004",
      { last: "Whitfield", first: "Desmond" },
      { birth: "1993-12-05", sex: "M", street: "77 Depot Road", phone: "6085550164" },
    ),
  },
  osei: {
    patient: person(
      "MH-1005",
      { last: "Osei", first: "Abena" },
      { birth: "1966-02-11", sex: "F", street: "120 Mill Pond Road", phone: "6085550165" },
    ),
    cover: { payer: "lakeshore", memberId: "LSM650021184", relationship: "18", groupNumber: "GRP-2210", copay: cents(3000) },
  },
  marchetti: {
    patient: person(
      "MH-1006",
      { last: "Marchetti", first: "Paolo" },
      { birth: "1989-08-27", sex: "M", street: "5 Tannery Court", phone: "6085550166" },
    ),
    // The card was misread at the desk: the payer never issued this id, and says so before any decision.
    cover: { payer: "lakeshore", memberId: "XQ77120", relationship: "18" },
  },
  kowalczyk: {
    patient: person(
      "MH-1007",
      { last: "Kowalczyk", first: "Irena" },
      { birth: "1947-03-08", sex: "F", street: "16 Ferry Street", phone: "6085550167" },
    ),
    cover: { payer: "federal", memberId: "7QK3DE4MJ66", relationship: "18" },
  },
  delacroix: {
    patient: person(
      "MH-1008",
      { last: "Delacroix", first: "Simone" },
      { birth: "1999-10-14", sex: "F", street: "41 Orchard Street", phone: "6085550168" },
    ),
    cover: { payer: "lakeshore", memberId: "LSM770135508", relationship: "18", groupNumber: "GRP-4409", copay: cents(3000) },
  },
};
