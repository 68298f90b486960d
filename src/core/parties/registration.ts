/** A registration as the desk writes it, and the check of every field of it. */
import type { Cents } from "../kernel/cents.ts";
import type { Finding } from "../kernel/finding.ts";
import type { CoverageId, PayerId, PlanId } from "../kernel/id.ts";
import { ageOn, formatUsDate, type IsoDate } from "../kernel/iso-date.ts";
import { isInForce, isSelf } from "./coverage.ts";
import { formatPhone, parsePhone, parseZip } from "./format.ts";
import { isMemberId, memberIdKind, plainMemberId } from "./member-id.ts";
import type { Address, Coverage, Guarantor, Payer, PersonName, Plan, Sex } from "./model.ts";
import { found } from "./registration-findings.ts";
import { isState } from "./states.ts";

export interface RegisteredCoverage {
  /** Absent for one that is new. */
  readonly id?: CoverageId;
  readonly payerId?: PayerId;
  readonly planId?: PlanId;
  readonly rank: 1 | 2 | 3;
  readonly memberId: string;
  readonly groupNumber?: string;
  readonly groupName?: string;
  readonly relationship: string;
  readonly subscriber?: NonNullable<Coverage["subscriber"]>;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly copay?: Cents;
}

/** Patient, who pays, and the cards, kept apart: each may be another person. */
export interface Registration {
  readonly name: PersonName;
  readonly birthDate: IsoDate;
  readonly deathDate?: IsoDate;
  readonly sex: Sex;
  readonly address: Address;
  readonly phone?: string;
  readonly guarantor: Guarantor;
  readonly coverages: readonly RegisteredCoverage[];
}

/** X12 relationship codes that the desk chooses from. */
const relationships: ReadonlySet<string> = new Set(["18", "01", "19", "20", "21", "39", "40", "53", "G8"]);

const rankWords = { 1: "primary", 2: "secondary", 3: "third" } as const;

/** As it is kept: blanks at the ends gone, telephone and ZIP as digits, ids in capitals. Nothing is guessed. */
export function tidyRegistration(given: Registration): Registration {
  const { phone, coverages, guarantor, ...rest } = given;
  const name = tidyName(given.name);
  const address = tidyAddress(given.address);
  const tidyGuarantor: Guarantor =
    guarantor.relationship === "self"
      ? { name, address, relationship: "self", ...phoneOf(phone) }
      : {
          name: tidyName(guarantor.name),
          address: tidyAddress(guarantor.address),
          relationship: guarantor.relationship,
          ...phoneOf(guarantor.phone),
        };
  return { ...rest, name, address, ...phoneOf(phone), guarantor: tidyGuarantor, coverages: coverages.map(tidyCoverage) };
}

function tidyCoverage({ subscriber, groupNumber, groupName, ...one }: RegisteredCoverage): RegisteredCoverage {
  const named = subscriber === undefined || isSelf(one) ? undefined : subscriber;
  return {
    ...one,
    memberId: plainMemberId(one.memberId),
    ...textOf("groupNumber", groupNumber),
    ...textOf("groupName", groupName),
    ...(named === undefined
      ? {}
      : {
          subscriber: {
            ...named,
            name: tidyName(named.name),
            ...(named.address === undefined ? {} : { address: tidyAddress(named.address) }),
          },
        }),
  };
}

function textOf<Key extends string>(key: Key, text: string | undefined): { readonly [Name in Key]?: string } {
  const plain = text?.trim() ?? "";
  return plain === "" ? {} : ({ [key]: plain } as { readonly [Name in Key]: string });
}

function tidyName({ last, first, middle, suffix }: PersonName): PersonName {
  return { last: spaced(last), first: spaced(first), ...textOf("middle", middle), ...textOf("suffix", suffix) };
}

function spaced(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

function tidyAddress({ line1, line2, city, state, zip }: Address): Address {
  return {
    line1: spaced(line1),
    ...textOf("line2", line2),
    city: spaced(city),
    state: state.trim().toUpperCase(),
    zip: parseZip(zip) ?? zip.trim(),
  };
}

function phoneOf(text: string | undefined): { readonly phone?: string } {
  const plain = text?.trim() ?? "";
  return plain === "" ? {} : { phone: parsePhone(plain) ?? plain };
}

/** Payers and plans of the practice, and its day. */
interface DeskKnows {
  readonly payers: readonly Payer[];
  readonly plans: readonly Plan[];
  readonly today: IsoDate;
}

/** Every finding at once, in the order of the form. The registration is tidy. */
export function checkRegistration(one: Registration, { payers, plans, today }: DeskKnows): readonly Finding[] {
  const adult = ageOn({ birth: one.birthDate, on: today }) >= 18;
  const self = one.guarantor.relationship === "self";
  return [
    ...checkName(one.name, "The patient", "name"),
    ...checkBirth(one.birthDate, { who: "The patient", path: "birthDate", today }),
    ...checkDeath(one, today),
    ...checkAddress(one.address, "The patient", "address"),
    ...checkPhone(one.phone, "The patient", "phone"),
    ...(self
      ? []
      : [
          ...checkName(one.guarantor.name, "Who pays", "guarantor.name"),
          ...checkAddress(one.guarantor.address, "Who pays", "guarantor.address"),
          ...checkPhone(one.guarantor.phone, "Who pays", "guarantor.phone"),
        ]),
    ...(self && !adult && one.birthDate <= today
      ? [found("minor", "guarantor.relationship", { age: ageOn({ birth: one.birthDate, on: today }) })]
      : []),
    ...(one.phone === undefined && one.guarantor.phone === undefined ? [found("noPhone", "phone")] : []),
    ...one.coverages.flatMap((coverage, at) => checkCoverage(coverage, { at, payers, plans, today })),
    ...checkOrder(one.coverages, today),
  ];
}

function checkName({ last, first }: PersonName, who: string, path: string): readonly Finding[] {
  return [
    ...(last === "" ? [found("name", `${path}.last`, { who, part: "last name" })] : []),
    ...(first === "" ? [found("name", `${path}.first`, { who, part: "first name" })] : []),
  ];
}

/** Nobody has lived longer than 122 years. */
const longestLife = 122;

function checkBirth(
  birth: IsoDate,
  { who, path, today }: { readonly who: string; readonly path: string; readonly today: IsoDate },
): readonly Finding[] {
  if (birth > today) return [found("birth", path, { who, words: `${formatUsDate(birth)} has not come yet` })];
  if (ageOn({ birth, on: today }) > longestLife) return [found("birth", path, { who, words: `${formatUsDate(birth)} is too long ago` })];
  return [];
}

function checkDeath({ birthDate, deathDate }: Registration, today: IsoDate): readonly Finding[] {
  if (deathDate === undefined) return [];
  if (deathDate < birthDate) return [found("death", "deathDate", { words: "before the date of birth" })];
  return deathDate > today ? [found("death", "deathDate", { words: "a day that has not come yet" })] : [];
}

function checkAddress({ line1, city, state, zip }: Address, who: string, path: string): readonly Finding[] {
  const missing = (part: string, words: string): Finding => found("address", `${path}.${part}`, { who, part: words });
  return [
    ...(line1 === "" ? [missing("line1", "street")] : []),
    ...(city === "" ? [missing("city", "city")] : []),
    ...(isState(state) ? [] : [missing("state", "state")]),
    ...(parseZip(zip) === undefined ? [missing("zip", "ZIP code")] : []),
  ];
}

function checkPhone(phone: string | undefined, who: string, path: string): readonly Finding[] {
  return phone === undefined || parsePhone(phone) !== undefined ? [] : [found("phone", path, { who, found: formatPhone(phone) })];
}

function checkCoverage(one: RegisteredCoverage, { at, payers, plans, today }: DeskKnows & { readonly at: number }): readonly Finding[] {
  const path = `coverages[${at}]`;
  const rank = rankWords[one.rank];
  const payer = payers.find((each) => each.id === one.payerId);
  const related = relationships.has(one.relationship);
  return [
    ...(payer === undefined ? [found("payer", `${path}.payerId`, { rank })] : []),
    ...(one.planId !== undefined && !plans.some((each) => each.id === one.planId && each.payerId === one.payerId)
      ? [found("plan", `${path}.planId`, { rank })]
      : []),
    ...checkMemberId(one, { path, rank, payer }),
    ...(one.from !== undefined && one.to !== undefined && endsBeforeItBegins(one)
      ? [found("dates", `${path}.to`, { rank, from: formatUsDate(one.from), to: formatUsDate(one.to) })]
      : []),
    ...(related
      ? []
      : [found("relationship", `${path}.relationship`, { rank, found: one.relationship === "" ? "nothing" : one.relationship })]),
    ...(related && !isSelf(one) ? checkSubscriber(one, { path, rank, payer, today }) : []),
  ];
}

interface Card {
  readonly path: string;
  readonly rank: string;
  readonly payer: Payer | undefined;
}

function checkMemberId({ memberId }: RegisteredCoverage, { path, rank, payer }: Card): readonly Finding[] {
  const kind = payer === undefined ? "any" : memberIdKind(payer);
  if (memberId === "") return [found("memberId", `${path}.memberId`, { rank, found: "nothing", words: "is written as the member id" })];
  if (isMemberId(memberId, kind)) return [];
  const words =
    kind === "mbi" ? "is no Medicare id: eleven letters and figures, without S, L, O, I, B and Z" : "has signs that no member id has";
  return [found("memberId", `${path}.memberId`, { rank, found: memberId, words })];
}

function checkSubscriber(
  { subscriber }: RegisteredCoverage,
  { path, rank, payer, today }: Card & { readonly today: IsoDate },
): readonly Finding[] {
  if (payer !== undefined && memberIdKind(payer) === "mbi") return [found("medicareSelf", `${path}.relationship`, { rank })];
  if (subscriber === undefined || subscriber.name.last === "" || subscriber.name.first === "")
    return [found("subscriber", `${path}.subscriber.name`, { rank, part: "subscriber's name" })];
  if (subscriber.birthDate === undefined)
    return [found("subscriber", `${path}.subscriber.birthDate`, { rank, part: "subscriber's date of birth" })];
  return [
    ...checkBirth(subscriber.birthDate, { who: "The subscriber", path: `${path}.subscriber.birthDate`, today }),
    ...(subscriber.address === undefined ? [] : checkAddress(subscriber.address, "The subscriber", `${path}.subscriber.address`)),
  ];
}

/** Whether two stand in one place on a day that both are in force. */
export function placesMeet(coverages: readonly Held[]): boolean {
  return coverages.some((one, at) => meetsBefore(coverages, one, at));
}

export function endsBeforeItBegins({ from, to }: Pick<Held, "from" | "to">): boolean {
  return from !== undefined && to !== undefined && to < from;
}

type Held = Pick<RegisteredCoverage, "rank" | "from" | "to">;

function meetsBefore(coverages: readonly Held[], one: Held, at: number): boolean {
  return coverages.slice(0, at).some((other) => other.rank === one.rank && periodsMeet(other, one));
}

/** Two in one place on a day that both are in force; a later place without one before it today. */
function checkOrder(coverages: readonly RegisteredCoverage[], today: IsoDate): readonly Finding[] {
  const doubled = coverages.flatMap((one, at) =>
    meetsBefore(coverages, one, at) ? [found("order", `coverages[${at}].rank`, { rank: rankWords[one.rank] })] : [],
  );
  const now = coverages.filter((one) => isInForce(one, today));
  const orphans = now.filter((one) => one.rank > 1 && !now.some((other) => other.rank === one.rank - 1));
  return [
    ...doubled,
    ...orphans.map((one) =>
      found("gap", `coverages[${coverages.indexOf(one)}].rank`, { rank: rankWords[one.rank], on: formatUsDate(today) }),
    ),
    ...(now.length === 0 ? [found("none", "coverages", { on: formatUsDate(today) })] : []),
  ];
}

export function periodsMeet(one: Pick<Held, "from" | "to">, other: Pick<Held, "from" | "to">): boolean {
  const startsInTime = (a: typeof one, b: typeof one): boolean => a.from === undefined || b.to === undefined || a.from <= b.to;
  return startsInTime(one, other) && startsInTime(other, one);
}
