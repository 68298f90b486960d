/** A practice's people: households with their conditions and coverage, the same for the same seed. */
import { type Cents, cents } from "../kernel/cents.ts";
import { type IsoDate, isoDate } from "../kernel/iso-date.ts";
import { type Subscriber, selfRelationship } from "../parties/coverage.ts";
import type { Address, Patient } from "../parties/model.ts";
import { type Dice, newDice } from "../x12/samples/invented.ts";
import { familyNames, mensNames, streets, womensNames } from "./names.ts";
import type { Condition } from "./presentation.ts";

/** A kind of insurance that people of the town have. */
export interface InventedCover {
  readonly key: string;
  /** How often, against the others. */
  readonly weight: number;
  readonly medicare: boolean;
  /** Begins the ids that the payer issues; Medicare's have a shape of their own. */
  readonly prefix: string;
  readonly groups: readonly string[];
  /** Cents, for an office visit, as the card says. */
  readonly copay?: Cents;
  /** Services for which the desk has to ask before, and how the payer's numbers begin. */
  readonly authorization?: { readonly procedures: readonly string[]; readonly prefix: string };
  /** What so many of a hundred have beside it, to pay what it leaves. */
  readonly supplement?: { readonly key: string; readonly percent: number; readonly prefix: string };
}

export interface InventedPerson {
  readonly patient: Omit<Patient, "id" | "sex"> & { readonly sex: "F" | "M" };
  readonly conditions: ReadonlySet<Condition>;
  /** Absent: pays for themselves. */
  readonly coverage?: {
    readonly key: string;
    readonly medicare: boolean;
    readonly memberId: string;
    readonly relationship: string;
    readonly groupNumber?: string;
    readonly subscriber?: Subscriber;
    readonly copay?: Cents;
    readonly authorization?: InventedCover["authorization"];
    /** What the payer knows and the desk does not: the last day of this insurance. */
    readonly endedOn?: IsoDate;
    /** What the payer knows and the desk does not: another insurance pays first. */
    readonly otherFirst?: boolean;
    /** The insurance that pays after this one. */
    readonly supplement?: { readonly key: string; readonly memberId: string };
  };
  /** Comes for the first time during the story; all others are known since before it. */
  readonly newcomer: boolean;
  /** How often this person comes, against the others. */
  readonly weight: number;
}

export interface Town {
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

/** `count` people as of `on`. Account numbers begin with `accounts` and go on from 2001. */
export function inventPeople({
  seed,
  count,
  on,
  covers,
  town,
  accounts,
}: {
  readonly seed: number;
  readonly count: number;
  readonly on: IsoDate;
  readonly covers: readonly InventedCover[];
  readonly town: Town;
  readonly accounts: string;
}): readonly InventedPerson[] {
  const dice = newDice(seed);
  const people: InventedPerson[] = [];
  const year = Number(on.slice(0, 4));
  while (people.length < count) {
    for (const person of inventHousehold(dice, { year, covers, town })) {
      if (people.length === count) break;
      people.push({ ...person, patient: { ...person.patient, accountNumber: `${accounts}-${2001 + people.length}` } });
    }
  }
  return people;
}

interface Setting {
  readonly year: number;
  readonly covers: readonly InventedCover[];
  readonly town: Town;
}

/** One grown person, in a third of the cases with children on the same card. */
function inventHousehold(dice: Dice, setting: Setting): readonly InventedPerson[] {
  const address: Address = { line1: `${3 + dice.roll(190)} ${pickOf(dice, streets)}`, ...setting.town };
  const phone = `608555${String(dice.roll(10_000)).padStart(4, "0")}`;
  const last = pickOf(dice, familyNames);
  const age = dice.roll(100) < 32 ? 66 + dice.roll(26) : 19 + dice.roll(46);
  const sex = dice.roll(100) < 55 ? "F" : "M";
  const name = { last, first: pickOf(dice, sex === "F" ? womensNames : mensNames) };
  const birthDate = birthDateOf(dice, setting.year - age);
  const coverage = inventCoverage(dice, setting, age);
  const newcomer = dice.roll(100) < 14;
  const grown: InventedPerson = {
    patient: {
      accountNumber: "",
      name,
      birthDate,
      sex,
      address,
      phone,
      guarantor: { name, address, phone, relationship: "self" },
    },
    conditions: inventConditions(dice, age),
    ...(coverage === undefined ? {} : { coverage }),
    newcomer,
    weight: age >= 65 ? 5 : 3,
  };
  const children = age >= 26 && age <= 48 && dice.roll(100) < 55 ? 1 + dice.roll(2) : 0;
  return [grown, ...Array.from({ length: children }, () => inventChild(dice, setting, grown))];
}

function inventChild(dice: Dice, { year }: Setting, parent: InventedPerson): InventedPerson {
  const age = 2 + dice.roll(15);
  const sex = dice.roll(2) === 0 ? "F" : "M";
  const { name, address, phone, birthDate, sex: parentSex } = parent.patient;
  return {
    patient: {
      accountNumber: "",
      name: { last: name.last, first: pickOf(dice, sex === "F" ? womensNames : mensNames) },
      birthDate: birthDateOf(dice, year - age),
      sex,
      address,
      phone: phone ?? "",
      guarantor: { name, address, phone: phone ?? "", relationship: "parent" },
    },
    conditions: new Set<Condition>([
      ...(dice.roll(100) < 12 ? (["asthma"] as const) : []),
      ...(age >= 7 && dice.roll(100) < 10 ? (["attention"] as const) : []),
    ]),
    ...(parent.coverage === undefined
      ? {}
      : { coverage: { ...parent.coverage, relationship: "19", subscriber: { name, birthDate, sex: parentSex, address } } }),
    newcomer: parent.newcomer,
    weight: 3,
  };
}

function inventConditions(dice: Dice, age: number): ReadonlySet<Condition> {
  const chances: readonly (readonly [Condition, from: number, percent: number])[] = [
    ["hypertension", 30, age >= 60 ? 60 : 24],
    ["diabetes", 38, age >= 60 ? 22 : 10],
    ["diabetes-kidney", 55, 9],
    ["lipids", 38, 26],
    ["thyroid", 25, 9],
    ["asthma", 6, 7],
    ["copd", 52, 9],
    ["depression", 18, 11],
    ["anxiety", 18, 11],
    ["knees", 50, 17],
    ["atrial-fibrillation", 62, 10],
    ["heart-failure", 64, 7],
    ["migraine", 18, age < 58 ? 8 : 0],
  ];
  return new Set(chances.flatMap(([name, from, percent]) => (age >= from && dice.roll(100) < percent ? [name] : [])));
}

/** People of 66 and over have Medicare, others something else; one in twenty of the others has nothing. */
function inventCoverage(dice: Dice, { covers, year }: Setting, age: number): InventedPerson["coverage"] {
  const medicare = age >= 66;
  const fitting = covers.filter((one) => one.medicare === medicare);
  if (fitting.length === 0 || (!medicare && dice.roll(100) < 6)) return undefined;
  const cover = drawWeighted(dice, fitting, (one) => one.weight);
  const memberId = medicare ? inventMbi(dice) : `${cover.prefix}${String(100_000_000 + dice.roll(899_999_999))}`;
  return {
    key: cover.key,
    medicare,
    memberId,
    relationship: selfRelationship,
    ...(cover.groups.length === 0 ? {} : { groupNumber: pickOf(dice, cover.groups) }),
    ...(cover.copay === undefined ? {} : { copay: cents(cover.copay) }),
    ...(cover.authorization === undefined ? {} : { authorization: cover.authorization }),
    ...withSupplement(cover, memberId, unknownToTheDesk(dice, { year, medicare })),
  };
}

type Unknown = Pick<NonNullable<InventedPerson["coverage"]>, "endedOn" | "otherFirst">;

/** By dice of the member's own, so that who has one changes nobody else. Who has another insurance first has no supplement to this one. */
function withSupplement(
  { supplement }: InventedCover,
  memberId: string,
  unknown: Unknown,
): Partial<NonNullable<InventedPerson["coverage"]>> {
  if (supplement === undefined || unknown.otherFirst === true) return unknown;
  const dice = newDice([...memberId].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 2_147_483_647, 7));
  if (dice.roll(100) >= supplement.percent) return unknown;
  return { ...unknown, supplement: { key: supplement.key, memberId: `${supplement.prefix}${100_000_000 + dice.roll(899_999_999)}` } };
}

/** Insurances that end in the course of the year (not Medicare), and people whose other insurance is the first one. */
function unknownToTheDesk(dice: Dice, { year, medicare }: { readonly year: number; readonly medicare: boolean }): Unknown {
  const lot = dice.roll(100);
  if (lot < (medicare ? 3 : 1)) return { otherFirst: true };
  if (medicare || lot >= 5) return {};
  return { endedOn: isoDate(`${year}-${String(4 + dice.roll(7)).padStart(2, "0")}-30`) };
}

/** The shape of a Medicare Beneficiary Identifier (CMS, "Understanding the MBI format"): no S, L, O, I, B, Z. */
function inventMbi(dice: Dice): string {
  const letter = (): string => "ACDEFGHJKMNPQRTUVWXY".charAt(dice.roll(20));
  const digit = (): string => String(dice.roll(10));
  const either = (): string => (dice.roll(2) === 0 ? letter() : digit());
  return `${1 + dice.roll(9)}${letter()}${either()}${digit()}${letter()}${either()}${digit()}${letter()}${letter()}${digit()}${digit()}`;
}

function birthDateOf(dice: Dice, year: number): IsoDate {
  const two = (value: number): string => String(value).padStart(2, "0");
  return isoDate(`${year}-${two(1 + dice.roll(12))}-${two(1 + dice.roll(28))}`);
}

function pickOf(dice: Dice, values: readonly string[]): string {
  return values[dice.roll(values.length)] ?? "";
}

/** One of `values` by weight; there is at least one, and weights are whole numbers. */
export function drawWeighted<Value>(dice: Dice, values: readonly Value[], weightOf: (value: Value) => number): Value {
  const total = values.reduce((sum, one) => sum + weightOf(one), 0);
  let at = dice.roll(total);
  for (const one of values) {
    at -= weightOf(one);
    if (at < 0) return one;
  }
  return values[values.length - 1] as Value;
}
