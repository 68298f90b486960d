/** Whether somebody is registered already: scored, with the reasons in words. A person decides; nothing is merged by itself. */
import { formatUsDate, type IsoDate } from "../kernel/iso-date.ts";
import { plainMemberId } from "./member-id.ts";
import type { Patient, PersonName } from "./model.ts";

export interface Candidate {
  readonly patient: Patient;
  readonly memberIds: readonly string[];
}

export interface Likeness<One extends Candidate> {
  readonly candidate: One;
  /** 0 to 100. */
  readonly score: number;
  readonly certainty: "almost certain" | "likely" | "possible";
  readonly reasons: readonly string[];
}

interface Person {
  readonly name: PersonName;
  readonly birthDate: IsoDate;
  readonly phone?: string;
  readonly address: { readonly line1: string; readonly zip: string };
  readonly memberIds: readonly string[];
}

/** Years from which two of one name are rather parent and child. */
const generation = 12;

/** Below this nobody is shown: two people who share a birthday alone are two people. */
const leastScore = 45;

/** The likeliest first. Twins share birth date, address and card, so that a first name that differs weighs against it. */
export function likenessesOf<One extends Candidate>(person: Person, candidates: readonly One[]): readonly Likeness<One>[] {
  return candidates
    .map((candidate) => likeness(person, candidate))
    .filter((one) => one.score >= leastScore)
    .sort((a, b) => b.score - a.score || a.candidate.patient.id - b.candidate.patient.id);
}

function likeness<One extends Candidate>(person: Person, candidate: One): Likeness<One> {
  const { patient } = candidate;
  const signs = [
    lastNames(person.name, patient.name),
    firstNames(person.name, patient.name),
    birthDates(person.birthDate, patient.birthDate),
    cards(person.memberIds, candidate.memberIds),
    person.phone !== undefined && person.phone === patient.phone ? sign(10, "the same telephone number") : undefined,
    sameHome(person.address, patient.address) ? sign(10, "the same address") : undefined,
  ].filter((one) => one !== undefined);
  const score = Math.max(
    0,
    Math.min(
      100,
      signs.reduce((sum, one) => sum + one.points, 0),
    ),
  );
  return {
    candidate,
    score,
    certainty: score >= 85 ? "almost certain" : score >= 65 ? "likely" : "possible",
    reasons: signs.map((one) => one.words),
  };
}

interface Sign {
  readonly points: number;
  readonly words: string;
}

function sign(points: number, words: string): Sign {
  return { points, words };
}

function lastNames(a: PersonName, b: PersonName): Sign | undefined {
  const one = plainName(a.last);
  const other = plainName(b.last);
  if (one === "" || other === "") return undefined;
  if (one === other) return sign(25, "the same last name");
  if (oneSlip(one, other)) return sign(18, `last names one letter apart (${b.last})`);
  const parts = (text: string): readonly string[] => text.split(" ");
  if (parts(one).some((part) => part.length > 2 && parts(other).includes(part)))
    return sign(15, `a part of the last name is the same (${b.last})`);
  return soundOf(one) === soundOf(other) ? sign(10, `the last name sounds alike (${b.last})`) : undefined;
}

function firstNames(a: PersonName, b: PersonName): Sign | undefined {
  const one = plainName(a.first);
  const other = plainName(b.first);
  if (one === "" || other === "") return undefined;
  if (one === other) return sign(25, "the same first name");
  if (oneSlip(one, other)) return sign(18, `first names one letter apart (${b.first})`);
  if (one.startsWith(other) || other.startsWith(one)) return sign(15, `one first name begins the other (${b.first})`);
  if (soundOf(one) === soundOf(other)) return sign(10, `the first name sounds alike (${b.first})`);
  return sign(-25, `another first name (${b.first}): perhaps a twin, or one of the family`);
}

function birthDates(a: IsoDate, b: IsoDate): Sign | undefined {
  if (a === b) return sign(30, "the same date of birth");
  const [year, month, day] = a.split("-");
  const [otherYear, otherMonth, otherDay] = b.split("-");
  if (year === otherYear && month === otherDay && day === otherMonth)
    return sign(20, `month and day of birth changed about (${formatUsDate(b)})`);
  const same = [year === otherYear, month === otherMonth, day === otherDay].filter(Boolean).length;
  if (same === 2) return sign(12, `dates of birth that differ in one part (${formatUsDate(b)})`);
  // One name, card and home may be a parent's and a child's.
  const apart = Math.abs(Number(year) - Number(otherYear));
  return apart >= generation
    ? sign(-40, `born ${apart} years apart: perhaps parent and child of one name`)
    : sign(-15, `another date of birth (${formatUsDate(b)})`);
}

function cards(a: readonly string[], b: readonly string[]): Sign | undefined {
  const own = new Set(a.map(plainMemberId).filter((one) => one.length >= 5));
  const shared = b.map(plainMemberId).find((one) => own.has(one));
  return shared === undefined ? undefined : sign(25, "the same member id");
}

function sameHome(a: Person["address"], b: Person["address"]): boolean {
  return a.zip.slice(0, 5) === b.zip.slice(0, 5) && a.line1 !== "" && plainName(a.line1) === plainName(b.line1);
}

/** Small letters without marks; hyphens and apostrophes as people leave them out. */
export function plainName(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’.]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** One letter more, less, other, or two neighbours changed about. Short names differ by one letter too easily. */
export function oneSlip(a: string, b: string): boolean {
  if (a === b || Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const restA = a.slice(at);
  const restB = b.slice(at);
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}

const soundClass: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ["1", "bfpv"],
    ["2", "cgjkqsxz"],
    ["3", "dt"],
    ["4", "l"],
    ["5", "mn"],
    ["6", "r"],
  ].flatMap(([figure, letters]) => [...(letters ?? "")].map((letter) => [letter, figure ?? ""])),
);

/** Soundex as the National Archives describe it: first letter, then the classes of the consonants; h and w part nothing. */
function soundOf(name: string): string {
  const letters = [...name.replace(/[^a-z]/g, "")];
  let sound = letters[0] ?? name;
  let before = soundClass[sound] ?? "";
  for (const letter of letters.slice(1)) {
    const figure = soundClass[letter] ?? "";
    if (figure !== "" && figure !== before) sound += figure;
    if (letter !== "h" && letter !== "w") before = figure;
  }
  return sound.slice(0, 4).padEnd(4, "0");
}
