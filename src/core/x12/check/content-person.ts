/**
 * Level 6 of claims: diagnoses and visits that do not fit the patient's sex or age. Warnings: sex as recorded is not all of
 * a person, and a claim that says so (condition code 45, modifier KX) is believed.
 */
import * as kinds from "./content-findings.ts";
import {
  childOf,
  childrenOf,
  componentAt,
  componentKeyAt,
  componentStart,
  eightDigitsAt,
  isAt,
  isDigitsAt,
  type LoopRecord,
  placeOf,
  type Report,
  type SegmentRecord,
  segmentOf,
} from "./record.ts";
import { hasKey, keySetOf, packBytes } from "./tags.ts";

/** A category of ICD-10-CM as a number: O09 is 1409. */
type Range = readonly [from: number, to: number];

const category = (text: string): number => (text.charCodeAt(0) - 65) * 100 + Number(text.slice(1));
const ranges = (...texts: readonly (readonly [from: string, to: string])[]): readonly Range[] =>
  texts.map(([from, to]) => [category(from), category(to)]);

/** Categories of organs that only one sex has, and of pregnancy (ICD-10-CM; Medicare Code Editor, sex conflicts). */
const onlyMale = ranges(["C60", "C63"], ["D29", "D29"], ["N40", "N53"], ["Q53", "Q55"]);
const onlyFemale = ranges(
  ["C51", "C58"],
  ["D06", "D06"],
  ["D25", "D28"],
  ["N70", "N77"],
  ["N80", "N98"],
  ["O00", "O99"],
  ["Q50", "Q52"],
  ["R87", "R87"],
  ["Z34", "Z34"],
  ["Z39", "Z39"],
);

interface AgeRule {
  readonly codes: RegExp;
  readonly least: number;
  /** The first age that is too old. */
  readonly below: number;
  readonly because: string;
}

/** Whole years at the first service (Medicare Code Editor, age conflicts, a little wider). */
const ageRules: readonly AgeRule[] = [
  { codes: /^(O\d|Z3[49A])/, least: 9, below: 65, because: "pregnancy and birth are of ages 9 to 64" },
  { codes: /^(Z38|Z0011)/, least: 0, below: 1, because: "it is of newborns" },
  { codes: /^Z0012/, least: 0, below: 21, because: "it is the examination of a child" },
];

/** Preventive visits by the age they are for, with the first age that is too old. */
const preventive: readonly (readonly [codes: RegExp, least: number, below: number])[] = [
  [/^993[89]1$/, 0, 1],
  [/^993[89]2$/, 1, 5],
  [/^993[89]3$/, 5, 12],
  [/^993[89]4$/, 12, 18],
  [/^993[89]5$/, 18, 40],
  [/^993[89]6$/, 40, 65],
  [/^993[89]7$/, 65, 125],
];

interface Person {
  readonly sex: "M" | "F" | "";
  /** Whole years at the first service; -1 when it is not known. */
  readonly age: number;
}

const diagnosisKeys = keySetOf(["ABK", "ABF", "ABJ", "APR"]);

/** The name of the patient of a claim: under the dependent's level, else under the subscriber's. */
export function patientOf({ parent }: LoopRecord): LoopRecord | undefined {
  return childOf(parent, parent?.loop === "2000C" ? "2010CA" : "2010BA");
}

/** Judges one loop 2300. */
export function checkPerson(claim: LoopRecord, report: Report): void {
  const dmg = segmentOf(patientOf(claim), "DMG");
  if (dmg === undefined) return;
  const lines = childrenOf(claim, "2400");
  const person: Person = { sex: isAt(dmg, 3, "M") ? "M" : isAt(dmg, 3, "F") ? "F" : "", age: ageOf(dmg, claim, lines) };
  for (let hi = claim.head; hi !== undefined; hi = hi.next) {
    if (hi.tag !== "HI") continue;
    for (let element = 1; element <= hi.count; element += 1) {
      if (hasKey(diagnosisKeys, componentKeyAt(hi, element, 1)) && checkDiagnosis(hi, element, person, claim, report)) return;
    }
  }
  for (const line of lines) if (checkVisit(line, person, report)) return;
}

/** True when it was told: what does not fit one diagnosis fits others as little. */
function checkDiagnosis(hi: SegmentRecord, element: number, { sex, age }: Person, claim: LoopRecord, report: Report): boolean {
  const from = componentStart(hi, element, 2);
  if (from < 0) return false;
  const letter = hi.bytes[from] ?? 0;
  // C, D, N, O, Q, R and Z alone have such codes.
  if (!(letter === 67 || letter === 68 || (letter >= 78 && letter <= 82) || letter === 90)) return false;
  const number = (letter - 65) * 100 + ((hi.bytes[from + 1] ?? 48) - 48) * 10 + (hi.bytes[from + 2] ?? 48) - 48;
  const isIn = ([least, most]: Range): boolean => number >= least && number <= most;
  const wrong = (sex === "F" && onlyMale.some(isIn)) || (sex === "M" && onlyFemale.some(isIn));
  const value = componentAt(hi, element, 2);
  const tell = (because: string): true => {
    const place = { ...placeOf(hi, claim, element), component: 2 };
    report(kinds.unusualValue, place, { name: `HI${String(element).padStart(2, "0")}-2`, value, because });
    return true;
  };
  if (wrong && !isExplained(claim)) return tell(`it is of the other sex than the patient's (DMG03 ${sex})`);
  if (age < 0) return false;
  const rule = ageRules.find(({ codes }) => codes.test(value));
  return rule !== undefined && (age < rule.least || age >= rule.below)
    ? tell(`the patient is ${age} years old, and ${rule.because}`)
    : false;
}

/** Condition code 45 or modifier KX: the provider knows, and means it. */
function isExplained(claim: LoopRecord): boolean {
  for (let hi = claim.head; hi !== undefined; hi = hi.next) {
    if (hi.tag !== "HI") continue;
    for (let element = 1; element <= hi.count; element += 1)
      if (componentAt(hi, element, 1) === "BG" && componentAt(hi, element, 2) === "45") return true;
  }
  return childrenOf(claim, "2400").some((line) => {
    const service = segmentOf(line, "SV1") ?? segmentOf(line, "SV2");
    const element = service?.tag === "SV2" ? 2 : 1;
    return [3, 4, 5, 6].some((component) => componentAt(service, element, component) === "KX");
  });
}

const preventiveBeginnings = keySetOf(["9938", "9939"]);

function checkVisit(line: LoopRecord, { age }: Person, report: Report): boolean {
  const sv1 = age < 0 ? undefined : segmentOf(line, "SV1");
  if (sv1 === undefined) return false;
  const from = componentStart(sv1, 1, 2);
  if (from < 0 || !hasKey(preventiveBeginnings, packBytes(sv1.bytes, from, from + 4))) return false;
  const code = componentAt(sv1, 1, 2);
  const range = preventive.find(([codes]) => codes.test(code));
  if (range === undefined || (age >= range[1] && age < range[2])) return false;
  report(
    kinds.unusualValue,
    { ...placeOf(sv1, line, 1), component: 2 },
    { name: "SV101-2", value: code, because: `the patient is ${age} years old, and this preventive visit is of another age` },
  );
  return true;
}

function ageOf(dmg: SegmentRecord, claim: LoopRecord, lines: readonly LoopRecord[]): number {
  if (!isDigitsAt(dmg, 2, 8)) return -1;
  let first = 0;
  for (const line of lines) {
    const dtp = segmentOf(line, "DTP", "472");
    const day = dtp === undefined ? 0 : eightDigitsAt(dtp, 3);
    if (day > 0 && (first === 0 || day < first)) first = day;
  }
  const statement = first === 0 ? segmentOf(claim, "DTP", "434") : undefined;
  if (statement !== undefined) first = eightDigitsAt(statement, 3);
  const born = eightDigitsAt(dmg, 2);
  return first <= 0 || first < born ? -1 : Math.floor((first - born) / 10000);
}
