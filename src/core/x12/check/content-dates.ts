/** Level 4: days on a claim (837P, 837I, 837D) that cannot be in that order, or not yet have been. */
import { parseCompactDate } from "../../kernel/iso-date.ts";
import * as kinds from "./content-findings.ts";
import { patientOf } from "./content-person.ts";
import {
  childOf,
  childrenOf,
  componentAt,
  eightDigitsAt,
  hasAt,
  isAt,
  isComponentAt,
  isDigitsAt,
  keyAt,
  type LoopRecord,
  lengthAt,
  placeOf,
  type Report,
  type SegmentRecord,
  segmentOf,
  textAt,
} from "./record.ts";
import { hasKey, keySetOf, packText } from "./tags.ts";

interface DateContext {
  readonly report: Report;
  /** CCYYMMDD on which the file was made (BHT04), "" when it is not known. */
  readonly madeOn: string;
}

/** Days of what has happened: accident, onset, admission, service, statement period and the like. */
const pastKeys = keySetOf(["439", "431", "454", "435", "472", "434", "484", "455", "471", "453", "304", "297", "444", "090", "091"]);

/** What a service was for, or what was known when it was rendered, came before the last of them. */
const causeKeys = keySetOf(["439", "431", "454", "484", "304", "453", "455", "471", "444"]);

/** The same of one line: therapy begun, seen, x-rayed, first treated, tested, and the prosthesis that is replaced. */
const lineCauseKeys = keySetOf(["463", "304", "455", "454", "738", "739", "441"]);

/** The second of two days is not before the first: care assumed and relinquished, disability, work, treatment. */
const pairs: readonly (readonly [first: string, second: string])[] = [
  ["090", "091"],
  ["360", "361"],
  ["297", "296"],
  ["196", "198"],
];
const seconds = keySetOf(pairs.map(([, second]) => second));

interface Past {
  readonly born: string;
  readonly madeOn: string;
  /** The same two as numbers. */
  readonly least: number;
  readonly most: number;
  readonly report: Report;
}

/** The first day of the first service and the last day of the last one, CCYYMMDD; 0 when no line has a day. */
interface Days {
  readonly first: number;
  readonly last: number;
}

/** Treated before birth, sent before treated, discharged before admitted, paid before served. */
export function checkDates(claim: LoopRecord, lines: readonly LoopRecord[], { report, madeOn }: DateContext): void {
  const past = pastOf(claim, { report, madeOn });
  let hasCause = false;
  let isBirthTold = false;
  const judgePast = (dtp: SegmentRecord, record: LoopRecord): void => {
    if (!isBirthTold && !isSurelyPast(dtp, past)) isBirthTold = checkPast(dtp, record, claim, past);
  };
  for (let dtp = claim.head; dtp !== undefined; dtp = dtp.next) {
    if (dtp.tag !== "DTP") continue;
    const key = keyAt(dtp, 1);
    if (hasKey(pastKeys, key)) judgePast(dtp, claim);
    if (hasKey(causeKeys, key)) hasCause = true;
    if (hasKey(seconds, key)) checkPair(dtp, claim, report);
  }
  for (const line of lines) checkLineDates(line, claim, { judgePast, report });
  if (hasCause) checkCauses(claim, daysOf(claim, lines).last, report);
  checkAdmission(claim, lines, report);
  checkDeath(claim, lines, past);
  if (childOf(claim, "2320") !== undefined) checkDecisions(claim, lines, past);
}

function pastOf(claim: LoopRecord, { report, madeOn }: DateContext): Past {
  const patient = patientOf(claim);
  const dmg = segmentOf(patient, "DMG");
  const born = isAt8(dmg, 2) ? textAt(dmg, 2) : "";
  const isBornAhead = dmg !== undefined && patient !== undefined && madeOn !== "" && born > madeOn;
  if (isBornAhead) report(kinds.dateAhead, placeOf(dmg, patient, 2), { name: "DMG02", value: born, madeOn });
  // Who is not born yet says nothing about the other days.
  const from = isBornAhead ? "" : born;
  return { born: from, madeOn, report, least: Number(from), most: madeOn === "" ? Number.POSITIVE_INFINITY : Number(madeOn) };
}

interface LineContext {
  readonly judgePast: (dtp: SegmentRecord, record: LoopRecord) => void;
  readonly report: Report;
}

function checkLineDates(line: LoopRecord, claim: LoopRecord, { judgePast, report }: LineContext): void {
  let service: SegmentRecord | undefined;
  for (let dtp = line.head; dtp !== undefined; dtp = dtp.next) {
    if (dtp.tag !== "DTP") continue;
    const key = keyAt(dtp, 1);
    if (key === serviceKey) {
      service = dtp;
      judgePast(dtp, line);
    } else if (hasKey(lineCauseKeys, key)) {
      const own = service ?? segmentOf(line, "DTP", "472") ?? segmentOf(claim, "DTP", "472");
      if (own !== undefined) checkBefore(dtp, line, { name: "the service", last: lastOf(own) }, report);
    } else if (hasKey(seconds, key)) checkPair(dtp, line, report);
  }
}

const serviceKey = packText("472");

/** The quick answer for a day, or a first and a last day, between birth and the making of the file. */
function isSurelyPast(dtp: SegmentRecord, { least, most }: Past): boolean {
  const from = eightDigitsAt(dtp, 3);
  if (from < least || from > most) return false;
  const length = lengthAt(dtp, 3);
  // A day alone or with its hour.
  return length === 8 || length === 12 || (length === 17 && eightDigitsAt(dtp, 3, 9) >= 0 && eightDigitsAt(dtp, 3, 9) <= most);
}

/** True when the birth was told to be wrong: then it is no measure for the other days. */
function checkPast(dtp: SegmentRecord, record: LoopRecord, claim: LoopRecord, { born, madeOn, report }: Past): boolean {
  const value = textAt(dtp, 3);
  if (!/^\d{8}(-\d{8}|\d{4})?$/.test(value) || !isReal(value)) return false;
  const name = `DTP*${textAt(dtp, 1)}`;
  const from = value.slice(0, 8);
  const to = value[8] === "-" ? value.slice(9, 17) : from;
  if (born !== "" && from < born) {
    const patient = patientOf(claim);
    const dmg = segmentOf(patient, "DMG");
    // A day shortly before the file was made is what claims are about: then it is the birth that is wrong.
    if (madeOn !== "" && Number(madeOn) - Number(from) < claimsWithin && dmg !== undefined && patient !== undefined) {
      report(kinds.dateOrder, placeOf(dmg, patient, 2), { name: "DMG02", value: born, other: name, than: from, how: "after" });
      return true;
    }
    report(kinds.dateOrder, placeOf(dtp, record, 3), { name, value: from, other: "DMG02", than: born, how: "before" });
  } else if (madeOn !== "" && to > madeOn) report(kinds.dateAhead, placeOf(dtp, record, 3), { name, value: to, madeOn });
  return false;
}

/** Two years between numbers CCYYMMDD: nearly all claims are sent within them. */
const claimsWithin = 20000;

function checkCauses(claim: LoopRecord, last: number, report: Report): void {
  for (let dtp = claim.head; dtp !== undefined; dtp = dtp.next) {
    if (dtp.tag === "DTP" && hasKey(causeKeys, keyAt(dtp, 1))) checkBefore(dtp, claim, { name: "the last service", last }, report);
  }
}

function checkBefore(
  dtp: SegmentRecord,
  record: LoopRecord,
  { name: other, last }: { readonly name: string; readonly last: number },
  report: Report,
): void {
  const day = isDigitsAt(dtp, 3, 8) ? eightDigitsAt(dtp, 3) : 0;
  if (last === 0 || day <= last || !isReal(textAt(dtp, 3))) return;
  report(kinds.dateOrder, placeOf(dtp, record, 3), {
    name: `DTP*${textAt(dtp, 1)}`,
    value: textAt(dtp, 3),
    other,
    than: String(last),
    how: "after",
  });
}

function checkPair(second: SegmentRecord, record: LoopRecord, report: Report): void {
  const [qualifier = ""] = pairs.find(([, one]) => isAt(second, 1, one)) ?? [];
  const first = segmentOf(record, "DTP", qualifier);
  if (first !== undefined) checkAfter(second, record, first, report);
}

function checkAfter(second: SegmentRecord, record: LoopRecord, first: SegmentRecord, report: Report): void {
  if (!isAt8(second, 3) || eightDigitsAt(first, 3) <= eightDigitsAt(second, 3)) return;
  const [start, end] = [textAt(first, 3).slice(0, 8), textAt(second, 3)];
  if (!isReal(start) || !isReal(end)) return;
  report(kinds.dateOrder, placeOf(second, record, 3), {
    name: `DTP*${textAt(second, 1)}`,
    value: end,
    other: `DTP*${textAt(first, 1)}`,
    than: start,
    how: "before",
  });
}

/** Discharged before admitted (837P); admitted after all services of a claim for a stay. */
function checkAdmission(claim: LoopRecord, lines: readonly LoopRecord[], report: Report): void {
  const admitted = segmentOf(claim, "DTP", "435");
  if (admitted === undefined) return;
  const discharged = segmentOf(claim, "DTP", "096");
  if (discharged !== undefined && isAt(discharged, 2, "D8")) checkAfter(discharged, claim, admitted, report);
  const clm = segmentOf(claim, "CLM");
  if (clm !== undefined && isComponentAt(clm, 5, 2, "B") && isComponentAt(clm, 5, 1, "21"))
    checkBefore(admitted, claim, { name: "the last service in hospital", last: daysOf(claim, lines).last }, report);
}

/** Nobody is treated after death (2000B or 2000C PAT06); what began before it may reach beyond, as a month's supplies do. */
function checkDeath(claim: LoopRecord, lines: readonly LoopRecord[], { report, madeOn }: Past): void {
  const level = claim.parent;
  const pat = segmentOf(level, "PAT");
  if (level === undefined || pat === undefined || !hasAt(pat, 6) || !isAt8(pat, 6)) return;
  const died = textAt(pat, 6);
  if (!isReal(died)) return;
  const statement = segmentOf(claim, "DTP", "434");
  const last = Math.max(lastTreatment(claim, lines), statement === undefined ? 0 : lastOf(statement));
  if (madeOn !== "" && died > madeOn) report(kinds.dateAhead, placeOf(pat, level, 6), { name: "PAT06", value: died, madeOn });
  else if (Number(died) < last)
    report(kinds.unusualValue, placeOf(pat, level, 6), {
      name: "PAT06",
      value: died,
      because: `the last service, ${last}, is after the death`,
    });
}

/** CPT codes of post-mortem examinations, by their first three digits. */
const postMortem = "880";

/** The day on which the last service of a living patient began; 0 when none has a day. */
function lastTreatment(claim: LoopRecord, lines: readonly LoopRecord[]): number {
  let last = 0;
  for (const line of lines) {
    const isPostMortem = componentAt(segmentOf(line, "SV1"), 1, 2).startsWith(postMortem);
    const day = isPostMortem ? undefined : (segmentOf(line, "DTP", "472") ?? segmentOf(claim, "DTP", "472"));
    if (day !== undefined) last = Math.max(last, eightDigitsAt(day, 3));
  }
  return last;
}

/** The days other payers decided (DTP*573), on the claim or on its lines; one finding a claim: what is odd about one is odd about all. */
function checkDecisions(claim: LoopRecord, lines: readonly LoopRecord[], past: Past): void {
  const { first } = daysOf(claim, lines);
  for (const other of childrenOf(claim, "2320")) {
    const payer = childOf(other, "2330B");
    if (payer !== undefined && isDecisionOdd(payer, first, past)) return;
  }
  for (const line of lines) {
    const service = segmentOf(line, "DTP", "472");
    const day = service === undefined ? 0 : Math.max(0, eightDigitsAt(service, 3));
    for (const decided of childrenOf(line, "2430")) if (isDecisionOdd(decided, day, past)) return;
  }
}

/** Tells of a decision before the service it was about, or after the file was made. */
function isDecisionOdd(record: LoopRecord, first: number, { report, madeOn }: Past): boolean {
  const dtp = segmentOf(record, "DTP", "573");
  if (dtp === undefined || !isDigitsAt(dtp, 3, 8)) return false;
  const day = eightDigitsAt(dtp, 3);
  if (day >= first && (madeOn === "" || day <= Number(madeOn))) return false;
  const value = textAt(dtp, 3);
  if (!isReal(value)) return false;
  if (day < first)
    report(kinds.unusualValue, placeOf(dtp, record, 3), {
      name: "DTP03",
      value,
      because: `the service that was decided on was on ${first}`,
    });
  else report(kinds.dateAhead, placeOf(dtp, record, 3), { name: "DTP*573", value, madeOn });
  return true;
}

function daysOf(claim: LoopRecord, lines: readonly LoopRecord[]): Days {
  let first = 0;
  let last = 0;
  const take = (dtp: SegmentRecord | undefined): void => {
    const from = dtp === undefined ? -1 : eightDigitsAt(dtp, 3);
    if (dtp === undefined || from <= 0) return;
    if (first === 0 || from < first) first = from;
    last = Math.max(last, lastOf(dtp));
  };
  for (const line of lines) take(segmentOf(line, "DTP", "472"));
  if (last === 0) {
    take(segmentOf(claim, "DTP", "472"));
    take(segmentOf(claim, "DTP", "434"));
  }
  return { first, last };
}

/** The last day of a DTP; 0 when it has none. */
function lastOf(dtp: SegmentRecord): number {
  const length = lengthAt(dtp, 3);
  return length === 8 || length === 17 ? Math.max(0, eightDigitsAt(dtp, 3, length - 8)) : 0;
}

function isAt8(segment: SegmentRecord | undefined, element: number): boolean {
  return segment !== undefined && isDigitsAt(segment, element, 8);
}

/** A date that is none has its own finding. */
function isReal(value: string): boolean {
  return parseCompactDate(value.slice(0, 8)) !== undefined && (value[8] !== "-" || parseCompactDate(value.slice(9)) !== undefined);
}
