/** Invented professional claim files of any size, the same for the same seed: for measurements, tests and demonstrations. */
import { cents, sumCents } from "../../kernel/cents.ts";
import { decimalFromInteger } from "../../kernel/decimal.ts";
import { addDays } from "../../kernel/iso-date.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import type { ClaimLine, ClaimProvider, ProfessionalClaim, ProfessionalClaimBatch } from "../transactions/professional-claim.ts";
import { writeProfessionalClaims } from "../transactions/write-professional-claims.ts";
import {
  claimNumber,
  type Dice,
  diagnosisCodes,
  firstDay,
  inventedAddress,
  inventedEnvelope,
  inventedName,
  inventedNpis,
  newDice,
  services,
} from "./invented.ts";

export interface InventedFile {
  readonly claims: number;
  readonly seed: number;
}

/** One interchange with one ST … SE of so many claims (about 1,000 bytes each). */
export function inventedProfessionalClaimFile(request: InventedFile): Uint8Array {
  const envelope = inventedEnvelope({ from: "MAPLEFAMILY", to: "HARBORHEALTH", control: 1 });
  return encodeUtf8(writeProfessionalClaims([inventedProfessionalClaims(request)], envelope).text);
}

export function inventedProfessionalClaims({ claims, seed }: InventedFile): ProfessionalClaimBatch {
  const dice = newDice(seed);
  const billing = inventedNpis.slice(0, 2).map((npi, index): ClaimProvider => practice(dice, npi, index));
  const [first] = billing;
  return {
    control: "0001",
    reference: `INVENTED${seed}`,
    purpose: "00",
    createdOn: addDays(firstDay, 330),
    createdAt: "0930",
    kind: "CH",
    submitter: {
      name: { kind: "organisation", last: "Maple Family Practice" },
      id: "MAPLEFAMILY",
      contacts: [{ name: "Billing office", numbers: [{ qualifier: "TE", value: "5555550100" }] }],
    },
    receiver: { name: "Harbor Health Plan", id: "HARBORHEALTH" },
    claims: first === undefined ? [] : Array.from({ length: claims }, (_, index) => claim(dice, index, billing[index % 2] ?? first)),
  };
}

function practice(dice: Dice, npi: string, index: number): ClaimProvider {
  return {
    name: { kind: "organisation", last: index === 0 ? "Maple Family Practice" : "Cedar Street Clinic" },
    npi,
    taxonomy: "207Q00000X",
    address: inventedAddress(dice),
    identifiers: [{ qualifier: "EI", value: `12345678${index}` }],
    contacts: [],
  };
}

function claim(dice: Dice, index: number, billing: ClaimProvider): ProfessionalClaim {
  const lines = Array.from({ length: 1 + dice.roll(4) }, (_, at) => line(dice, index, at));
  const ownChild = dice.roll(5) === 0;
  return {
    controlNumber: claimNumber(index),
    charge: sumCents(lines.map((one) => one.charge)),
    placeOfService: "11",
    frequency: "1",
    providerSignature: true,
    assignment: "A",
    benefitsAssigned: "Y",
    releaseOfInformation: "Y",
    diagnoses: twoDiagnoses(dice),
    dates: [],
    identifiers: [{ qualifier: "D9", value: `T${String(index).padStart(9, "0")}` }],
    notes: [],
    billing,
    subscriber: {
      payerRank: "P",
      ...(ownChild ? {} : { relationship: "18" }),
      groupNumber: `G${1000 + dice.roll(900)}`,
      filingIndicator: "CI",
      name: inventedName(dice),
      memberId: { qualifier: "MI", value: `M${String(100_000_000 + index)}` },
      address: inventedAddress(dice),
      birthDate: addDays(firstDay, -7_000 - dice.roll(20_000)),
      sex: dice.pick(["F", "M"]),
      identifiers: [],
    },
    payer: { name: "Harbor Health Plan", id: { qualifier: "PI", value: "HHP01" }, identifiers: [] },
    ...(ownChild ? { dependent: child(dice) } : {}),
    rendering: {
      name: inventedName(dice),
      npi: inventedNpis[2],
      taxonomy: "207Q00000X",
      identifiers: [],
      contacts: [],
    },
    otherPayers: [],
    lines,
  };
}

/** A diagnosis is reported once a claim: the second is another one. */
function twoDiagnoses(dice: Dice): ProfessionalClaim["diagnoses"] {
  const first = dice.roll(diagnosisCodes.length);
  const second = (first + 1 + dice.roll(diagnosisCodes.length - 1)) % diagnosisCodes.length;
  return [
    { qualifier: "ABK", code: diagnosisCodes[first] ?? diagnosisCodes[0] },
    { qualifier: "ABF", code: diagnosisCodes[second] ?? diagnosisCodes[1] },
  ];
}

function child(dice: Dice): NonNullable<ProfessionalClaim["dependent"]> {
  return {
    relationship: "19",
    name: inventedName(dice),
    address: inventedAddress(dice),
    birthDate: addDays(firstDay, -400 - dice.roll(6_000)),
    sex: dice.pick(["F", "M"]),
    identifiers: [],
  };
}

function line(dice: Dice, index: number, at: number): ClaimLine {
  const service = dice.pick(services);
  const day = addDays(firstDay, index % 300);
  return {
    number: at + 1,
    procedure: { qualifier: "HC", code: service.code, modifiers: at === 0 ? [] : ["59"] },
    charge: cents(service.charge),
    unitKind: "UN",
    units: decimalFromInteger(1),
    pointers: [1, 2],
    emergency: false,
    serviceFrom: day,
    serviceTo: day,
    controlNumber: `${claimNumber(index)}-${at + 1}`,
    identifiers: [],
    dates: [],
    notes: [],
    adjudications: [],
  };
}
