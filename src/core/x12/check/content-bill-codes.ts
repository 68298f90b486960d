/**
 * Levels 4 and 6 of an institutional claim (837I): its codes of the National Uniform Billing Committee (value, occurrence,
 * condition, origin) and its days, against its type of bill and each other. Codes by number; their words are the committee's.
 */

import { compareDecimals, decimalFromInteger, parseDecimal } from "../../kernel/decimal.ts";
import { daysBetween, parseCompactDate } from "../../kernel/iso-date.ts";
import * as kinds from "./content-findings.ts";
import {
  componentAt,
  componentKeyAt,
  isAt,
  type LoopRecord,
  placeOf,
  type Report,
  type SegmentRecord,
  sameBytes,
  segmentOf,
  textAt,
} from "./record.ts";
import { hasKey, keySetOf } from "./tags.ts";

interface Bill {
  readonly claim: LoopRecord;
  /** CLM05-1. */
  readonly type: string;
  /** CLM05-3. */
  readonly frequency: string;
  /** CL103. */
  readonly patientStatus: string;
  readonly lines: readonly LoopRecord[];
  readonly report: Report;
}

/** Judges one loop 2300 of an 837I. */
export function checkBillCodes(bill: Bill): void {
  checkOrigin(bill);
  checkRepeatedCodes(bill);
  checkNeededValues(bill);
  checkDays(bill);
  checkRates(bill);
  checkHourOfDischarge(bill);
}

/** Points of origin that ended: by a health plan on 1 October 2007, from an emergency room or by home health on 1 July 2010 (NUBC, form locator 15). */
const endedOrigins: ReadonlyMap<string, string> = new Map([
  ["3", "20071001"],
  ["A", "20071001"],
  ["7", "20100701"],
  ["B", "20100701"],
  ["C", "20100701"],
]);

/** Newborns (type 4) come from inside this hospital or from outside of it, and from nowhere else, since 1 October 2007. */
const newbornOrigins = /^[569]$/;
const newbornsSince = "20071001";

function checkOrigin({ claim, report }: Bill): void {
  const cl1 = segmentOf(claim, "CL1");
  const origin = textAt(cl1, 2);
  if (cl1 === undefined || origin === "") return;
  const day = textAt(segmentOf(claim, "DTP", "434"), 3).slice(0, 8);
  const tell = (because: string): void => report(kinds.unusualValue, placeOf(cl1, claim, 2), { name: "CL102", value: origin, because });
  const ended = endedOrigins.get(origin);
  if (isAt(cl1, 1, "4")) {
    if (day >= newbornsSince && /^[0-9A-Z]$/.test(origin) && !newbornOrigins.test(origin))
      tell("a newborn (CL101 4) was born in this hospital (5) or outside of it (6)");
  } else if (ended !== undefined && day >= ended) tell(`this point of origin ended on ${ended}`);
}

const valueKeys = keySetOf(["BE"]);
const conditionKeys = keySetOf(["BG"]);
const eventKeys = keySetOf(["BH", "BI"]);

/** A value or a condition is said once; an occurrence once for each day. */
function checkRepeatedCodes({ claim, report }: Bill): void {
  let seen: Set<string> | undefined;
  let before: SegmentRecord | undefined;
  for (let hi = claim.head; hi !== undefined; before = hi, hi = hi.next) {
    // The same segment twice has its own finding.
    if (hi.tag !== "HI" || (before !== undefined && sameBytes(before, hi))) continue;
    for (let element = 1; element <= hi.count; element += 1) {
      const key = componentKeyAt(hi, element, 1);
      const isEvent = hasKey(eventKeys, key);
      if (!isEvent && !hasKey(valueKeys, key) && !hasKey(conditionKeys, key)) continue;
      const code = componentAt(hi, element, 2);
      const said = `${componentAt(hi, element, 1)} ${code}${isEvent ? ` ${componentAt(hi, element, 4)}` : ""}`;
      seen ??= new Set();
      if (code !== "" && seen.has(said))
        report(
          kinds.unusualValue,
          { ...placeOf(hi, claim, element), component: 2 },
          { name: `HI${String(element).padStart(2, "0")}-2`, value: code, because: "the claim says it twice" },
        );
      seen.add(said);
    }
  }
}

interface NeededValue {
  readonly types: RegExp;
  /** One of them has to be there. */
  readonly codes: readonly string[];
  readonly because: string;
}

/** What Medicare asks for (Claims Processing Manual, chapters 8, 10 and 11). */
const neededValues: readonly NeededValue[] = [
  { types: /^72$/, codes: ["A8"], because: "Medicare prices dialysis by the patient's weight" },
  { types: /^72$/, codes: ["A9"], because: "Medicare prices dialysis by the patient's height" },
  { types: /^32$/, codes: ["61"], because: "Medicare prices home health by the place where it was given" },
  { types: /^8[12]$/, codes: ["61", "G8"], because: "Medicare prices hospice by the place where it was given" },
];

/** Frequencies A to E: that care begins, ends or passes to another, which asks for no money (NUBC, form locator 4). */
const notice = /^[A-E]$/;

function checkNeededValues({ claim, type, frequency, report }: Bill): void {
  if (!/^(72|32|8[12])$/.test(type) || notice.test(frequency) || !isOfMedicare(claim)) return;
  for (const { types, codes, because } of neededValues) {
    if (!types.test(type) || hasValue(claim, codes)) continue;
    report(
      kinds.serviceMayNeed,
      { segment: claim.index, tag: "HI", loop: "2300" },
      { code: `bill type ${type}`, missing: `HI*BE with value code ${codes.join(" or ")}`, because },
    );
    // One finding: without its segment all are missing.
    return;
  }
}

function isOfMedicare(claim: LoopRecord): boolean {
  const sbr = segmentOf(claim.parent?.loop === "2000B" ? claim.parent : claim.parent?.parent, "SBR");
  return sbr !== undefined && (isAt(sbr, 9, "MA") || isAt(sbr, 9, "MB"));
}

function hasValue(claim: LoopRecord, codes: readonly string[]): boolean {
  return codes.some((code) => placeOfValue(claim, code) !== undefined);
}

function placeOfValue(claim: LoopRecord, code: string): { readonly hi: SegmentRecord; readonly element: number } | undefined {
  for (let hi = claim.head; hi !== undefined; hi = hi.next) {
    if (hi.tag !== "HI" || !hasKey(valueKeys, componentKeyAt(hi, 1, 1))) continue;
    for (let element = 1; element <= hi.count; element += 1) if (componentAt(hi, element, 2) === code) return { hi, element };
  }
  return undefined;
}

/** Rooms: all-inclusive, private to ward, nursery, subacute, intensive and coronary care; not leave. */
const rooms = /^0(1[1-79]|2[01])\d$|^010[01]$/;

/** Covered days (value code 80) and days in rooms are not more than the days of the statement; the day of discharge is none. */
function checkDays({ claim, type, patientStatus, lines, report }: Bill): void {
  if (!/^(11|18|21|41)$/.test(type)) return;
  const most = stayDays(claim, patientStatus);
  if (most === undefined) return;
  const covered = placeOfValue(claim, "80");
  const days = covered === undefined ? "" : componentAt(covered.hi, covered.element, 5);
  const isOver = covered !== undefined && isMore(days, most);
  if (isOver)
    report(
      kinds.unusualValue,
      { ...placeOf(covered.hi, claim, covered.element), component: 5 },
      { name: `HI${String(covered.element).padStart(2, "0")}-5`, value: days, because: `the statement has ${most} days` },
    );
  for (const line of lines) {
    const sv2 = segmentOf(line, "SV2");
    if (sv2 === undefined || !rooms.test(textAt(sv2, 1))) continue;
    if (isAt(sv2, 4, "UN"))
      report(kinds.unusualValue, placeOf(sv2, line, 4), { name: "SV204", value: "UN", because: "a room is counted in days (DA)" });
    // A period that is too short makes both wrong: one fault, one finding.
    if (!isOver && isMore(textAt(sv2, 5), most))
      report(kinds.unusualValue, placeOf(sv2, line, 5), {
        name: "SV205",
        value: textAt(sv2, 5),
        because: `the statement has ${most} days`,
      });
  }
}

function isMore(number: string, most: number): boolean {
  const value = parseDecimal(number);
  return value !== undefined && compareDecimals(value, decimalFromInteger(most)) > 0;
}

/** Nights from the first to the last day, and one more for a patient who is still there; at least one. */
function stayDays(claim: LoopRecord, patientStatus: string): number | undefined {
  const [from, to] = textAt(segmentOf(claim, "DTP", "434"), 3)
    .split("-")
    .map((day) => parseCompactDate(day));
  // A period whose ends are exchanged has its own finding.
  if (from === undefined || to === undefined || to < from) return undefined;
  return Math.max(1, daysBetween({ from, to }) + (patientStatus === "30" ? 1 : 0));
}

/** HIPPS codes (HP) belong to the revenue codes of prospective rates. */
function checkRates({ lines, report }: Bill): void {
  for (const line of lines) {
    const sv2 = segmentOf(line, "SV2");
    if (sv2 === undefined || componentAt(sv2, 2, 1) !== "HP" || /^0?02\d$/.test(textAt(sv2, 1))) continue;
    report(
      kinds.unusualValue,
      { ...placeOf(sv2, line, 2), component: 1 },
      { name: "SV202-1", value: "HP", because: `revenue code ${textAt(sv2, 1)} is not that of a prospective rate (0022 to 0024)` },
    );
  }
}

/** Who is still in the hospital was not discharged (NUBC, form locators 16 and 17). */
function checkHourOfDischarge({ claim, type, frequency, patientStatus, report }: Bill): void {
  // On the only or last bill of a hospital the status itself is told.
  const hour = patientStatus === "30" && !(type === "11" && /^[14]$/.test(frequency)) ? segmentOf(claim, "DTP", "096") : undefined;
  if (hour !== undefined)
    report(kinds.unusualValue, placeOf(hour, claim, 3), {
      name: "DTP03",
      value: textAt(hour, 3),
      because: "a patient who is still there (CL103 30) has no hour of discharge",
    });
}
