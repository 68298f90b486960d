/** One segment against its rule: elements required and not used, types, lengths, codes, repetitions, components, relations. */
import type { Place } from "../../kernel/finding.ts";
import { parseCompactDate } from "../../kernel/iso-date.ts";
import type { ElementRule, SegmentRule, SyntaxNote } from "../guides/model.ts";
import * as kinds from "./findings.ts";
import type { Marks, Report } from "./record.ts";

export interface SegmentText {
  readonly index: number;
  readonly loop: string;
  readonly texts: readonly string[];
  readonly marks: Marks;
}

/** Reports everything that is wrong inside the segment. */
export function checkElements(rule: SegmentRule, segment: SegmentText, report: Report): void {
  const { texts } = segment;
  const { elements } = rule;
  const last = Math.max(texts.length - 1, elements.length - 1);
  for (let number = 1; number <= last; number += 1) {
    const text = texts[number] ?? "";
    const element = elements[number];
    if (text === "") {
      if (element?.required === true) report(kinds.elementMissing, placeOf(rule, segment, number), { name: nameOf(rule, number) });
    } else if (element === undefined) {
      checkUnused(rule, segment, number, report);
      if (number > rule.lastElement) break;
    } else if (!isClean(element, text, segment.marks)) {
      checkPresent(rule, { segment, element, text }, report);
    }
  }
  for (const note of rule.notes) checkNote(rule, segment, note, report);
  checkPeriod(rule, segment, report);
}

function checkUnused(rule: SegmentRule, segment: SegmentText, number: number, report: Report): void {
  const place = placeOf(rule, segment, number);
  if (number > rule.lastElement) report(kinds.elementTooMany, place, { tag: rule.tag, most: rule.lastElement });
  else report(kinds.elementNotUsed, place, { name: nameOf(rule, number), value: short(segment.texts[number] ?? "") });
}

interface Present {
  readonly segment: SegmentText;
  readonly element: ElementRule;
  readonly text: string;
}

function checkPresent(rule: SegmentRule, { segment, element, text }: Present, report: Report): void {
  const { marks } = segment;
  const repeated = marks.repetition !== "" && text.includes(marks.repetition);
  const repetitions = repeated ? text.split(marks.repetition) : [text];
  if (repetitions.length > element.repeats) {
    report(kinds.repetitionTooMany, placeOf(rule, segment, element.number), { name: nameOf(rule, element.number), most: element.repeats });
  }
  repetitions.forEach((one, index) => {
    const base = { ...placeOf(rule, segment, element.number), ...(repeated ? { repetition: index + 1 } : {}) };
    if (element.components === undefined) {
      if (text.includes(marks.component)) report(kinds.componentTooMany, base, { name: nameOf(rule, element.number) });
      else checkValue(element, { text: one, place: base, name: nameOf(rule, element.number) }, report);
      return;
    }
    checkComposite(rule, { element, text: one, place: base, marks }, report);
  });
}

function checkComposite(
  rule: SegmentRule,
  { element, text, place, marks }: { readonly element: ElementRule; readonly text: string; readonly place: Place; readonly marks: Marks },
  report: Report,
): void {
  const parts = text.split(marks.component);
  const rules = element.components ?? [];
  const last = Math.max(parts.length, rules.length - 1);
  for (let component = 1; component <= last; component += 1) {
    const part = parts[component - 1] ?? "";
    const own = rules[component];
    const at = { ...place, component };
    const name = `${nameOf(rule, element.number)}-${component}`;
    if (part === "") {
      if (own?.required === true) report(kinds.elementMissing, at, { name });
    } else if (own === undefined) {
      if (component > compositeSize) {
        report(kinds.componentTooMany, place, { name: nameOf(rule, element.number) });
        return;
      }
      report(kinds.elementNotUsed, at, { name, value: short(part) });
    } else {
      checkValue(own, { text: part, place: at, name }, report);
    }
  }
}

/** No composite of the standard that our guides use has more components. */
const compositeSize = 15;

interface Value {
  readonly text: string;
  readonly place: Place;
  readonly name: string;
}

function checkValue(rule: ElementRule, { text, place, name }: Value, report: Report): void {
  if (rule.codes === undefined) {
    if (!hasRightCharacters(rule, { text, place, name }, report)) return;
  } else if (hasControlCharacter(text)) {
    report(kinds.elementCharacters, place, { name, value: short(text), expected: "printable text" });
    return;
  }
  const length = rule.type === "R" ? digitCount(text) : rule.type === "N" && text.startsWith("-") ? text.length - 1 : text.length;
  if (length < rule.min) report(kinds.elementShort, place, { name, value: short(text), length, least: rule.min });
  else if (length > rule.max) report(kinds.elementLong, place, { name, length, most: rule.max });
  else if (rule.codes !== undefined && !rule.codes.has(text)) {
    report(kinds.elementCode, place, { name, value: short(text), codes: [...rule.codes].slice(0, 30).join(", ") });
  }
}

function hasRightCharacters(rule: ElementRule, { text, place, name }: Value, report: Report): boolean {
  switch (rule.type) {
    case "R":
      if (isDecimal(text)) return true;
      report(kinds.elementCharacters, place, { name, value: short(text), expected: "a decimal number" });
      return false;
    case "N":
      if (/^-?\d+$/.test(text)) return true;
      report(kinds.elementCharacters, place, { name, value: short(text), expected: "a whole number" });
      return false;
    case "DT":
      if (text.length === 6 ? rule.max === 6 && isDay(`20${text}`) : isDay(text)) return true;
      report(kinds.elementDate, place, { name, value: short(text), expected: rule.max === 6 ? "YYMMDD" : "CCYYMMDD" });
      return false;
    case "TM":
      if (isTime(text)) return true;
      report(kinds.elementTime, place, { name, value: short(text) });
      return false;
    default:
      if (text.trim() === "") {
        report(kinds.elementCharacters, place, { name, value: "", expected: "more than blanks" });
        return false;
      }
      if (!hasControlCharacter(text)) return true;
      report(kinds.elementCharacters, place, { name, value: short(text), expected: "printable text" });
      return false;
  }
}

function checkNote(rule: SegmentRule, segment: SegmentText, note: SyntaxNote, report: Report): void {
  if (isKept(note, segment.texts)) return;
  const has = (number: number | undefined): boolean => number !== undefined && (segment.texts[number] ?? "") !== "";
  const [first, ...rest] = note.elements;
  const missing = (number: number | undefined, other: number | undefined): void =>
    report(kinds.relationMissing, placeOf(rule, segment, number ?? 1), {
      name: nameOf(rule, number ?? 1),
      other: nameOf(rule, other ?? 1),
    });
  switch (note.kind) {
    case "P":
      if (note.elements.some(has)) {
        for (const number of note.elements) if (!has(number) && isCalledFor(rule, number)) missing(number, note.elements.find(has));
      }
      break;
    case "R":
      if (!note.elements.some(has) && !note.elements.some((number) => isRequired(rule, number))) missing(first, rest[0]);
      break;
    case "E":
      if (note.elements.filter(has).length > 1) {
        report(kinds.relationExcluded, placeOf(rule, segment, rest[0] ?? 1), {
          name: nameOf(rule, first ?? 1),
          other: nameOf(rule, rest[0] ?? 1),
        });
      }
      break;
    case "C":
      if (has(first)) for (const number of rest) if (!has(number) && isCalledFor(rule, number)) missing(number, first);
      break;
    case "L":
      if (has(first) && !rest.some(has)) missing(rest[0], first);
      break;
  }
}

/** True when the relation surely holds: nothing of it is there, and it asks for nothing then. */
function isKept(note: SyntaxNote, texts: readonly string[]): boolean {
  if (note.kind === "R") return false;
  for (const number of note.elements) if ((texts[number] ?? "") !== "") return false;
  return true;
}

/** An element that the guide requires anyway has its own finding. */
function isRequired(rule: SegmentRule, number: number): boolean {
  return rule.elements[number]?.required === true;
}

/** One that the guide does not use cannot be called for. */
function isCalledFor(rule: SegmentRule, number: number): boolean {
  const element = rule.elements[number];
  return element !== undefined && !element.required;
}

/** The quick answer for what is right, nearly always; what is not goes the long way that names the fault. */
function isClean(rule: ElementRule, text: string, marks: Marks): boolean {
  if (rule.components === undefined) return isCleanValue(rule, text, marks);
  if (marks.repetition !== "" && text.includes(marks.repetition)) return false;
  let from = 0;
  let component = 1;
  while (from <= text.length) {
    const next = text.indexOf(marks.component, from);
    const to = next < 0 ? text.length : next;
    const own = rule.components[component];
    if (own === undefined ? to > from : to === from ? own.required : !isCleanValue(own, text.slice(from, to), marks)) return false;
    component += 1;
    if (next < 0) break;
    from = next + 1;
  }
  for (; component < rule.components.length; component += 1) if (rule.components[component]?.required === true) return false;
  return true;
}

function isCleanValue(rule: ElementRule, text: string, marks: Marks): boolean {
  if (rule.codes !== undefined) return rule.codes.has(text);
  const { length } = text;
  if (length < rule.min || length > rule.max) return false;
  const component = marks.component.charCodeAt(0);
  const repetition = marks.repetition === "" ? -1 : marks.repetition.charCodeAt(0);
  switch (rule.type) {
    case "R":
    case "N":
      for (let index = 0; index < length; index += 1) {
        const code = text.charCodeAt(index);
        if ((code < 48 || code > 57) && (code !== 46 || rule.type === "N" || length === 1 || text.indexOf(".") !== index)) return false;
      }
      return rule.min <= 1;
    case "DT":
    case "TM":
      return false;
    default:
      if (text.charCodeAt(0) === 32) return false;
      for (let index = 0; index < length; index += 1) {
        const code = text.charCodeAt(index);
        if (code < 32 || code === 127 || code === component || code === repetition) return false;
      }
      return true;
  }
}

/** DTP03, DMG02, PAT06, CR604 and MPI07 are text whose form the element before them names. */
const periods: ReadonlyMap<string, readonly [format: number, value: number]> = new Map([
  ["DTP", [2, 3]],
  ["DMG", [1, 2]],
  ["PAT", [5, 6]],
  ["CR6", [3, 4]],
  ["MPI", [6, 7]],
]);

function checkPeriod(rule: SegmentRule, segment: SegmentText, report: Report): void {
  if (rule.tag === "HI") {
    checkCompositePeriods(rule, segment, report);
    return;
  }
  const pair = periods.get(rule.tag);
  if (pair === undefined) return;
  const format = segment.texts[pair[0]] ?? "";
  const value = segment.texts[pair[1]] ?? "";
  if (value === "" || isPeriod(format, value) || rule.elements[pair[0]]?.codes?.has(format) === false) return;
  report(kinds.elementDate, placeOf(rule, segment, pair[1]), {
    name: nameOf(rule, pair[1]),
    value: short(value),
    expected: forms[format] ?? "CCYYMMDD",
  });
}

/** HI: the third component of each composite names the form of the fourth. */
function checkCompositePeriods(rule: SegmentRule, segment: SegmentText, report: Report): void {
  segment.texts.forEach((text, number) => {
    const [, , format = "", value = ""] = number === 0 ? [] : text.split(segment.marks.component);
    if (value === "" || isPeriod(format, value)) return;
    const place = { ...placeOf(rule, segment, number), component: 4 };
    report(kinds.elementDate, place, { name: `${nameOf(rule, number)}-4`, value: short(value), expected: forms[format] ?? "CCYYMMDD" });
  });
}

const forms: Readonly<Record<string, string>> = {
  D8: "CCYYMMDD",
  RD8: "CCYYMMDD-CCYYMMDD",
  DT: "CCYYMMDDHHMM",
  TM: "HHMM",
};

function isPeriod(format: string, value: string): boolean {
  if (format === "D8") return isDay(value);
  if (format === "DT") return value.length >= 12 && isDay(value.slice(0, 8)) && isTime(value.slice(8));
  if (format === "TM") return isTime(value);
  if (format !== "RD8") return true;
  const from = value.slice(0, 8);
  const to = value.slice(9);
  return isDay(from) && isDay(to) && value[8] === "-" && from <= to;
}

/** Any day of the calendar: a year out of reason is for the content checks, not a fault of form. */
function isDay(text: string): boolean {
  if (parseCompactDate(text) !== undefined) return true;
  return (
    /^(0|1[0-7]|[3-9])/.test(text) &&
    parseCompactDate(`2${Number(text.slice(0, 4)) % 4 === 0 ? "004" : "003"}${text.slice(4)}`) !== undefined
  );
}

function placeOf(rule: SegmentRule, segment: SegmentText, element: number): Place {
  return { segment: segment.index, tag: rule.tag, loop: segment.loop, element };
}

function nameOf(rule: SegmentRule, number: number): string {
  return `${rule.tag}${String(number).padStart(2, "0")}`;
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function isDecimal(text: string): boolean {
  return /^-?(\d+\.?\d*|\.\d+)$/.test(text);
}

function digitCount(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) count += 1;
  }
  return count;
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3])[0-5]\d([0-5]\d\d{0,2})?$/.test(text);
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 32 || code === 127) return true;
  }
  return false;
}
