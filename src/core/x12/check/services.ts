/** Level 6: what a kind of service calls for, and level 5's age of code sets: judged on one claim. */
import * as kinds from "./content-findings.ts";
import {
  childOf,
  componentAt,
  componentKeyAt,
  componentStart,
  componentStop,
  eightDigitsAt,
  hasAt,
  isAt,
  isComponentAt,
  type LoopRecord,
  lengthAt,
  placeOf,
  type Report,
  type SegmentRecord,
  segmentOf,
  textAt,
} from "./record.ts";
import { hasKey, keySetOf, packBytes, packText } from "./tags.ts";

/** Judges one loop 2300 of an 837P. */
export function checkProfessionalServices(claim: LoopRecord, report: Report): void {
  const place = componentAt(segmentOf(claim, "CLM"), 5, 1);
  const hasMedicare = isMedicare(claim);
  let isAdmissionTold = place !== "21" || segmentOf(claim, "DTP", "435") !== undefined;
  for (let { child: line } = claim; line !== undefined; line = line.next) {
    const sv1 = line.loop === "2400" ? segmentOf(line, "SV1") : undefined;
    if (sv1 === undefined || !isComponentAt(sv1, 1, 1, "HC")) continue;
    checkUnlisted(line, sv1, report);
    if (callsForNothing(line, sv1, hasMedicare)) continue;
    if (checkService({ claim, line, sv1, place, hasMedicare, report })) isAdmissionTold = true;
  }
  if (isAdmissionTold) return;
  report(
    kinds.serviceMayNeed,
    { segment: claim.index, tag: "DTP", loop: "2300" },
    { code: "place of service 21", missing: "DTP*435", because: "what is done in a stay has the day of admission" },
  );
}

/** Drugs, equipment and supplies of HCPCS that are in no other code: what they are is told on the line (005010X222A1, SV101-7). */
const unlisted =
  /^(A4649|A4913|A9698|A9699|A9999|B9998|B9999|C2698|C2699|C9399|E1399|E1699|J1599|J3490|J3535|J3590|J7199|J7599|J7699|J7799|J7999|J8498|J8499|J8597|J8999|J9999|K0108|K0898|K0899|L0999|L1499|L2999|L3649|L3999|L5999|L7499|L8039|L8499|L8699|Q2039|Q4082|Q4100|T1999|T5999|V2199|V2797|V2799|V5298|V5299)$/;
const unlistedEnds = keySetOf(["98", "99", "90", "49", "13", "35", "97", "08", "39", "82", "00"]);

function checkUnlisted(line: LoopRecord, sv1: SegmentRecord, report: Report): void {
  const from = componentStart(sv1, 1, 2);
  // A letter first and one of few ends: nearly no code is looked at further.
  if (from < 0 || (sv1.bytes[from] ?? 0) < 65 || !hasKey(unlistedEnds, packBytes(sv1.bytes, from + 3, from + 5))) return;
  const code = componentAt(sv1, 1, 2);
  if (!unlisted.test(code) || componentAt(sv1, 1, 7) !== "" || segmentOf(line, "NTE") !== undefined) return;
  report(
    kinds.serviceMayNeed,
    { ...placeOf(sv1, line, 1), component: 7 },
    { code, missing: "SV101-7", because: "a code for what has no code of its own is explained" },
  );
}

interface Service {
  readonly claim: LoopRecord;
  readonly line: LoopRecord;
  readonly sv1: SegmentRecord;
  /** CLM05-1. */
  readonly place: string;
  readonly hasMedicare: boolean;
  readonly report: Report;
}

/** The quick answer: a line of its service alone, with a code that begins like none that calls for something and no modifier that does. */
function callsForNothing(line: LoopRecord, sv1: SegmentRecord, hasMedicare: boolean): boolean {
  const from = componentStart(sv1, 1, 2);
  if (from < 0 || componentStop(sv1, 1, from, 2) !== from + 5) return false;
  if (line.child !== undefined || segmentOf(line, "SV5") !== undefined || (hasMedicare && sv1.bytes[from] === digitEight)) return false;
  const beginning = packBytes(sv1.bytes, from, from + 4);
  if ((beginning >= firstAnaesthesia && beginning <= lastAnaesthesia) || hasKey(beginnings, beginning)) return false;
  for (let component = 3; component <= 6; component += 1) {
    if (componentKeyAt(sv1, 1, component) === waived) return false;
    if (componentStart(sv1, 1, component) < 0) return true;
  }
  return true;
}

const firstAnaesthesia = packText("0010");
const lastAnaesthesia = packText("0199");
/** How other codes begin that call for something: ambulance, mammography, visits in hospital. */
const beginnings = keySetOf(["A042", "A043", "7706", "9922", "9923"]);
const waived = packText("QW");
/** Laboratory tests begin with it. */
const digitEight = 56;

/** True when the missing day of admission was told. */
function checkService({ claim, line, sv1, place, hasMedicare, report }: Service): boolean {
  const code = componentAt(sv1, 1, 2);
  if (code.length !== 5 && code !== "")
    report(
      kinds.elementPattern,
      { ...placeOf(sv1, line, 1), component: 2 },
      {
        name: "SV101-2",
        value: code.slice(0, 60),
        expected: "a procedure code of five characters",
      },
    );
  // Each at the place where it is missing; of a claim's part that several lines call for, one finding.
  const need = (missing: string, at: Missing, because: string): void =>
    report(kinds.serviceNeeds, { segment: claim.index, ...at }, { code, missing, because });
  if (/^A04(2[5-9]|3[0-6])$/.test(code)) {
    if (!has(claim, line, "CR1")) need("CR1", { tag: "CR1", loop: "2300" }, "an ambulance transport is described");
    if (childOf(claim, "2310E") === undefined && childOf(line, "2420G") === undefined)
      need("loop 2310E", { tag: "NM1", loop: "2310E" }, "an ambulance transport has the place where it began");
    if (childOf(claim, "2310F") === undefined && childOf(line, "2420H") === undefined)
      need("loop 2310F", { tag: "NM1", loop: "2310F" }, "an ambulance transport has the place where it ended");
  }
  if (/^0(0[1-9]\d\d|1[0-9]\d\d)$/.test(code) && !byUnit.has(code) && isAt(sv1, 3, "UN")) {
    report(kinds.serviceUnits, placeOf(sv1, line, 3), { code });
  }
  checkEquipment(line, code, report);
  const modifiers = [3, 4, 5, 6].map((component) => componentAt(sv1, 1, component));
  if (modifiers.includes("QW") && !hasNumber(claim, line, "X4"))
    need("REF*X4", { tag: "REF", loop: "2300" }, "a waived laboratory test names the laboratory's certificate");
  // Medicare pays laboratories by their certificate (Claims Processing Manual, chapter 16, section 70).
  if (hasMedicare && isLaboratoryTest.test(code) && !hasNumber(claim, line, "X4"))
    report(
      kinds.serviceMayNeed,
      { segment: claim.index, tag: "REF", loop: "2300" },
      { code, missing: "REF*X4", because: "a laboratory test for Medicare names the laboratory's certificate" },
    );
  if (/^7706[567]$/.test(code) && !hasNumber(claim, line, "EW"))
    report(
      kinds.serviceMayNeed,
      { segment: claim.index, tag: "REF", loop: "2300" },
      { code, missing: "REF*EW", because: "mammography names the facility's certificate where it is certified" },
    );
  const inpatient = (hasAt(sv1, 5) ? textAt(sv1, 5) : place) === "21";
  if (!inpatient || !/^992(2[1-3]|3[1-9])$/.test(code) || segmentOf(claim, "DTP", "435") !== undefined) return false;
  need("DTP*435", { tag: "DTP", loop: "2300" }, "a visit in hospital has the day of admission");
  return true;
}

/** Chemistry, blood counts, immunology and cultures: all under 42 CFR part 493. */
const isLaboratoryTest = /^8(0(0[4-7]|30)\d|1[05]\d\d|2[0-8]\d\d|3[5-9]\d[0-68-9]|4\d\d\d|50[0-4]\d|6[0-3]\d\d|7[0-8]\d\d)$/;

function isMedicare(claim: LoopRecord): boolean {
  const sbr = segmentOf(claim.parent?.loop === "2000B" ? claim.parent : claim.parent?.parent, "SBR");
  return sbr !== undefined && isAt(sbr, 9, "MB");
}

/** Equipment has one code in both places; a bought service has its price; a form of a payer has who ordered. */
function checkEquipment(line: LoopRecord, code: string, report: Report): void {
  const sv5 = segmentOf(line, "SV5");
  const rented = componentAt(sv5, 1, 2);
  if (sv5 !== undefined && rented !== "" && rented !== code)
    report(kinds.verdictMismatch, { ...placeOf(sv5, line, 1), component: 2 }, { name: "SV501-2", value: rented, other: `SV101-2 ${code}` });
  if (line.child === undefined) return;
  const missing = (tag: string, loop: string, because: string): void =>
    report(kinds.situation, { segment: line.index, tag, loop }, { missing: loop === "2400" ? tag : `${tag} (${loop})`, because });
  if (childOf(line, "2420B") !== undefined && segmentOf(line, "PS1") === undefined)
    missing("PS1", "2400", "the line was bought from another provider, and has its price");
  const form = childOf(line, "2440");
  if (form !== undefined && segmentOf(form, "LQ", "UT") !== undefined && childOf(line, "2420E") === undefined)
    missing("NM1", "2420E", "a certificate of medical necessity is signed by who ordered");
}

interface Missing {
  readonly tag: string;
  readonly loop: string;
}

/** Anaesthesia that is counted, not timed. */
const byUnit: ReadonlySet<string> = new Set(["01953", "01996", "01968", "01969"]);

function has(claim: LoopRecord, line: LoopRecord, tag: string): boolean {
  return segmentOf(claim, tag) !== undefined || segmentOf(line, tag) !== undefined;
}

function hasNumber(claim: LoopRecord, line: LoopRecord, qualifier: string): boolean {
  return segmentOf(claim, "REF", qualifier) !== undefined || segmentOf(line, "REF", qualifier) !== undefined;
}

const nines = keySetOf(["BK", "BF", "BJ", "BN", "PR", "BR", "BQ"]);
const tens = keySetOf(["ABK", "ABF", "ABJ", "ABN", "APR", "BBR", "BBQ"]);

/** ICD-10 is for services from 1 October 2015 (45 CFR 162.1002), discharges count for stays; ICD-9 before. */
const firstDayOfTen = 20151001;

/** A code set that was not in use on the claim's last day: a finding of its own, apart from syntax and from each code. */
export function checkCodeAge(claim: LoopRecord, report: Report): void {
  const day = lastDay(claim);
  if (day === 0) return;
  for (let hi = claim.head; hi !== undefined; hi = hi.next) {
    if (hi.tag !== "HI") continue;
    const qualifier = componentKeyAt(hi, 1, 1);
    const isNine = hasKey(nines, qualifier);
    if ((isNine && day >= firstDayOfTen) || (day < firstDayOfTen && hasKey(tens, qualifier))) {
      report(kinds.codeSetAge, placeOf(hi, claim, 1), { set: isNine ? "ICD-9" : "ICD-10", date: String(day).padStart(8, "0") });
      return;
    }
  }
}

/** CCYYMMDD; 0 when the claim names none. */
function lastDay(claim: LoopRecord): number {
  let last = endAt(segmentOf(claim, "DTP", "434"));
  for (let { child } = claim; child !== undefined; child = child.next) {
    if (child.loop === "2400") last = Math.max(last, endAt(segmentOf(child, "DTP", "472")));
  }
  return last;
}

/** The last day of a DTP; 0 when it has none. */
function endAt(dtp: SegmentRecord | undefined): number {
  const length = dtp === undefined ? 0 : lengthAt(dtp, 3);
  if (dtp === undefined || (length !== 8 && length !== 17)) return 0;
  return Math.max(0, eightDigitsAt(dtp, 3, length - 8));
}
