/** What both kinds of invented files draw from: a seeded sequence, and people and codes that belong to nobody. */
import { addDays, isoDate } from "../../kernel/iso-date.ts";
import type { X12Address, X12Name } from "../transactions/professional-claim.ts";
import type { X12Envelope } from "../transactions/write-envelope.ts";

/** A sequence that is the same for the same seed. */
export interface Dice {
  /** A whole number from 0 to `below` - 1. */
  roll(below: number): number;
  pick<const Values extends readonly [unknown, ...unknown[]]>(values: Values): Values[number];
}

/** Mulberry32: small, even enough for samples, the same on every machine. */
export function newDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return {
    roll: (below) => next() % below,
    pick: (values) => values[next() % values.length] ?? values[0],
  };
}

export const lastNames = [
  "Okafor",
  "Lindqvist",
  "Marlowe",
  "Tanaka",
  "Delgado",
  "Petrov",
  "Abernathy",
  "Haddad",
  "Nwosu",
  "Castellan",
] as const;
export const firstNames = ["Ada", "Rowan", "Mateo", "Ingrid", "Noor", "Elias", "June", "Tomas", "Priya", "Wren"] as const;
const streets = ["12 Orchard Lane", "480 Mill Street", "7 Harbor View", "1901 Prairie Avenue", "33 Quarry Road"] as const;
const towns = [
  { city: "Fairmont", state: "OH", zip: "430010001" },
  { city: "Lakeview", state: "MI", zip: "488500002" },
  { city: "Cedar Falls", state: "IA", zip: "506130003" },
] as const;

export const diagnosisCodes = ["E119", "I10", "J020", "M5450", "Z0000", "F411", "N390", "K219"] as const;
/** Procedure, charge in cents. */
export const services = [
  { code: "99213", charge: 15_000 },
  { code: "99214", charge: 21_050 },
  { code: "36415", charge: 1_800 },
  { code: "85025", charge: 3_275 },
  { code: "93000", charge: 6_500 },
  { code: "90471", charge: 4_000 },
] as const;

/** NPIs with a right check digit that stand for nobody in particular. */
export const inventedNpis = ["1234567893", "1999999984", "1000000012", "1000000004"] as const;

export const firstDay = isoDate("2026-01-05");

export function inventedName(dice: Dice): X12Name {
  return { kind: "person", last: dice.pick(lastNames), first: dice.pick(firstNames) };
}

export function inventedAddress(dice: Dice): X12Address {
  return { line1: dice.pick(streets), ...dice.pick(towns) };
}

/** Numbers of claims and lines, so that a remittance can answer the claim file of the same seed. */
export function claimNumber(index: number): string {
  return `A-${String(index + 1).padStart(6, "0")}`;
}

export function inventedEnvelope({
  from,
  to,
  control,
}: {
  readonly from: string;
  readonly to: string;
  readonly control: number;
}): X12Envelope {
  return {
    sender: { qualifier: "ZZ", id: from },
    receiver: { qualifier: "ZZ", id: to },
    groupSender: from,
    groupReceiver: to,
    date: addDays(firstDay, 330),
    time: "0930",
    interchangeControl: control,
    groupControl: control,
    usage: "T",
  };
}
