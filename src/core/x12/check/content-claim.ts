/** Level 4: what must fit together inside one claim (837P, 837I, 837D), beyond the rules that are data. */
import { checkDates } from "./content-dates.ts";
import * as kinds from "./content-findings.ts";
import { checkDecidedPayers } from "./content-payers.ts";
import {
  ancestor,
  childOf,
  childrenOf,
  componentAt,
  componentKeyAt,
  componentStart,
  distinctDigitsAt,
  hasAt,
  hashAt,
  isAt,
  isComponentAt,
  type LoopRecord,
  lengthAt,
  placeOf,
  type Report,
  type SegmentRecord,
  segmentOf,
  textAt,
  wholeAt,
} from "./record.ts";
import { hasKey, keySetOf } from "./tags.ts";

export interface ClaimContext {
  readonly report: Report;
  /** CCYYMMDD on which the file was made (BHT04), "" when it is not known. */
  readonly madeOn: string;
}

/** A line that was bundled into another names it by its LX01 (2430 SVD06). */
function checkBundle(svd: SegmentRecord, decided: LoopRecord, count: number, report: Report): void {
  const line = lengthAt(svd, 6) > 6 ? -1 : wholeAt(svd, 6);
  if (line === 0 || line > count)
    report(kinds.verdictMismatch, placeOf(svd, decided, 6), {
      name: "SVD06",
      value: textAt(svd, 6),
      other: `the lines of the claim (1 to ${count})`,
    });
}

/** Judges one loop 2300 with its lines, its patient and its other payers. */
export function checkClaimContent(claim: LoopRecord, context: ClaimContext): void {
  const { report } = context;
  const subscriber = claim.parent?.loop === "2000B" ? claim.parent : ancestor(claim, "2000B");
  const lines = childrenOf(claim, "2400");
  const others = childrenOf(claim, "2320");
  checkPatient(claim, subscriber, report);
  checkMedicareNumber(subscriber, report);
  checkRanks(subscriber, others, report);
  checkDiagnoses(claim, report);
  checkPointers(claim, lines, report);
  checkLineNumbers(lines, report);
  checkOtherPayers(others, lines, report);
  checkDecidedPayers(others, lines, report);
  checkScreening(claim, report);
  checkDates(claim, lines, context);
}

/** A screening without a referral says so by NU alone (2300 CRC*ZZ). */
function checkScreening(claim: LoopRecord, report: Report): void {
  const crc = segmentOf(claim, "CRC", "ZZ");
  if (crc === undefined || !hasAt(crc, 3) || !(isAt(crc, 2, "N") || isAt(crc, 2, "Y"))) return;
  if (isAt(crc, 2, "N") !== isAt(crc, 3, "NU"))
    report(kinds.verdictMismatch, placeOf(crc, claim, 3), { name: "CRC03", value: textAt(crc, 3), other: `CRC02 ${textAt(crc, 2)}` });
}

/** A claim that hangs under the subscriber says so: SBR02 = 18; one under a dependent does not (2000B SBR02). */
function checkPatient(claim: LoopRecord, subscriber: LoopRecord | undefined, report: Report): void {
  const sbr = segmentOf(subscriber, "SBR");
  if (subscriber === undefined || sbr === undefined) return;
  if (claim.parent === subscriber && !hasAt(sbr, 2)) {
    report(kinds.situationElement, placeOf(sbr, subscriber, 2), {
      missing: "SBR02",
      because: "the claim stands under the subscriber, who is then the patient",
    });
  } else if (claim.parent?.loop === "2000C" && isAt(sbr, 2, "18") && claim.parent.child !== undefined) {
    report(kinds.situationElementForbidden, placeOf(sbr, subscriber, 2), {
      present: "SBR02",
      because: "the claim stands under a dependent, so the subscriber is not the patient",
    });
  }
}

/** 11 characters since 1 January 2020: digits and letters in fixed places, without S, L, O, I, B and Z (42 CFR 424.32; CMS, MBI format). */
const medicareNumber = /^[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[AC-HJKMNP-RT-Y]{2}\d\d$/;
const likeMedicareNumber = /^[1-9][A-Z][0-9A-Z]{7,10}$/;

/** What looks like a number of Medicare (2010BA NM109) and cannot be one; numbers of other kinds are left alone. */
function checkMedicareNumber(subscriber: LoopRecord | undefined, report: Report): void {
  const sbr = segmentOf(subscriber, "SBR");
  if (sbr === undefined || !(isAt(sbr, 9, "MB") || isAt(sbr, 9, "MA"))) return;
  const name = childOf(subscriber, "2010BA");
  const nm1 = segmentOf(name, "NM1");
  if (nm1 === undefined || !isLetterSecond(nm1)) return;
  const number = textAt(nm1, 9);
  if (name === undefined || medicareNumber.test(number) || !likeMedicareNumber.test(number)) return;
  report(kinds.unusualValue, placeOf(nm1, name, 9), {
    name: "NM109",
    value: number,
    because: "a Medicare number has eleven digits and letters in fixed places, without S, L, O, I, B and Z",
  });
}

function isLetterSecond(nm1: SegmentRecord): boolean {
  const second = nm1.bytes[componentStart(nm1, 9, 0) + 1] ?? 0;
  return hasAt(nm1, 9) && second >= letterA && second <= letterZ;
}

const letterA = 65;
const letterZ = 90;

function checkRanks(subscriber: LoopRecord | undefined, others: readonly LoopRecord[], report: Report): void {
  if (others.length === 0) return;
  const seen = new Set<string>();
  const sbr = segmentOf(subscriber, "SBR");
  const own = textAt(sbr, 1);
  if (own !== "") seen.add(own);
  for (const other of others) {
    const one = segmentOf(other, "SBR");
    const rank = textAt(one, 1);
    // U (unknown) names no rank.
    if (one === undefined || rank === "" || rank === "U") continue;
    if (seen.has(rank)) report(kinds.rankRepeated, placeOf(one, other, 1), { value: rank });
    seen.add(rank);
  }
}

function checkDiagnoses(claim: LoopRecord, report: Report): void {
  let firstSet = 0;
  let told = false;
  for (let hi = claim.head; hi !== undefined; hi = hi.next) {
    if (hi.tag !== "HI") continue;
    let count = 0;
    for (let element = 1; element <= hi.count; element += 1) {
      const key = componentKeyAt(hi, element, 1);
      const set = hasKey(tens, key) ? 10 : hasKey(nines, key) ? 9 : 0;
      if (set === 0) continue;
      count += 1;
      if (firstSet === 0) firstSet = set;
      if (set === firstSet || told) continue;
      told = true;
      report(kinds.diagnosisMixed, { ...placeOf(hi, claim, element), component: 1 }, {});
    }
    if (count > 1) checkRepeated(hi, claim, report);
    // V00 to Y99 say how something came about, never what is treated.
    const first = isComponentAt(hi, 1, 1, "ABK") ? (hi.bytes[componentStart(hi, 1, 2)] ?? 0) : 0;
    if (first < letterV || first > letterY) continue;
    const code = componentAt(hi, 1, 2);
    if (/^[V-Y]\d/.test(code)) report(kinds.diagnosisCauseFirst, placeOf(hi, claim, 1), { value: code });
  }
}

/** Elements of an HI; more have their own finding. */
const mostCodes = 12;

/** The same diagnosis twice in one segment; causes are counted apart. */
function checkRepeated(hi: SegmentRecord, claim: LoopRecord, report: Report): void {
  const codes: string[] = [];
  for (let element = 1; element <= Math.min(hi.count, mostCodes); element += 1) {
    const qualifier = componentAt(hi, element, 1);
    if (!diagnosisQualifiers.has(qualifier)) continue;
    const written = componentAt(hi, element, 2);
    const code = qualifier.endsWith("N") ? `N${written}` : written;
    if (code !== "" && codes.includes(code)) report(kinds.diagnosisRepeated, placeOf(hi, claim, element), { value: code });
    codes.push(code);
  }
}

const tenQualifiers = ["ABK", "ABF", "ABN", "ABJ", "APR"];
const nineQualifiers = ["BK", "BF", "BN", "BJ", "PR"];
const diagnosisQualifiers: ReadonlySet<string> = new Set([...tenQualifiers, ...nineQualifiers]);
const tens = keySetOf(tenQualifiers);
const nines = keySetOf(nineQualifiers);
const letterV = 86;
const letterY = 89;

function checkPointers(claim: LoopRecord, lines: readonly LoopRecord[], report: Report): void {
  const hi = pointedTo(claim);
  let count = 0;
  // Where the guide requires diagnoses, that they are missing has its own finding.
  if (hi === undefined && (segmentOf(lines[0], "SV3") === undefined || segmentOf(claim, "HI") !== undefined)) return;
  for (let element = 1; hi !== undefined && element <= hi.count; element += 1) if (hasAt(hi, element)) count += 1;
  for (const line of lines) {
    const service = segmentOf(line, "SV1") ?? segmentOf(line, "SV3");
    if (service === undefined) continue;
    const element = service.tag === "SV1" ? 7 : 11;
    const quick = distinctDigitsAt(service, element);
    if (quick > 0 && quick < 2 << count) continue;
    const seen: string[] = [];
    for (let component = 1; component <= 4; component += 1) {
      const pointer = componentAt(service, element, component);
      if (pointer === "") break;
      if (/^\d{1,2}$/.test(pointer) && Number(pointer) > count) {
        report(kinds.pointerBeyond, placeOf(service, line, element), { value: pointer, count });
        // Without a diagnosis all lines point to nothing: one fault, one finding.
        if (count === 0) return;
      } else if (seen.includes(pointer)) report(kinds.pointerRepeated, placeOf(service, line, element), { value: pointer });
      seen.push(pointer);
    }
  }
}

/** The diagnoses that the lines of a claim point to. */
function pointedTo(claim: LoopRecord): SegmentRecord | undefined {
  for (let hi = claim.head; hi !== undefined; hi = hi.next) {
    if (hi.tag === "HI" && hasKey(pointedQualifiers, componentKeyAt(hi, 1, 1))) return hi;
  }
  return undefined;
}

const pointedQualifiers = keySetOf(["ABK", "BK", "TQ"]);

/** LX01 begins with 1 and goes up by one in each claim; REF*6R names one line only. */
function checkLineNumbers(lines: readonly LoopRecord[], report: Report): void {
  let expected = 1;
  for (const line of lines) {
    const lx = segmentOf(line, "LX");
    const value = lx === undefined || lengthAt(lx, 1) > 6 ? -1 : wholeAt(lx, 1);
    if (lx !== undefined && value >= 0) {
      if (value !== expected) report(kinds.lineNumber, placeOf(lx, line, 1), { value: textAt(lx, 1), expected });
      expected = value;
    }
    expected += 1;
  }
  if (mayShareControls(lines)) checkLineControls(lines, report);
}

const fewLines = new Int32Array(24);

/** By a hash of their bytes: texts are made only where two may be the same. */
function mayShareControls(lines: readonly LoopRecord[]): boolean {
  if (lines.length < 2) return false;
  // Of as many as nearly all claims have at most, each is compared with those before it.
  if (lines.length > fewLines.length) return true;
  let count = 0;
  for (const line of lines) {
    const control = segmentOf(line, "REF", "6R");
    if (control === undefined) continue;
    const hash = hashAt(control, 2);
    for (let at = 0; at < count; at += 1) if (fewLines[at] === hash) return true;
    fewLines[count] = hash;
    count += 1;
  }
  return false;
}

function checkLineControls(lines: readonly LoopRecord[], report: Report): void {
  const seen = new Set<string>();
  for (const line of lines) {
    const control = segmentOf(line, "REF", "6R");
    if (control === undefined) continue;
    const number = textAt(control, 2);
    if (seen.has(number)) report(kinds.lineControlRepeated, placeOf(control, line, 2), { value: number });
    seen.add(number);
  }
}

function checkOtherPayers(others: readonly LoopRecord[], lines: readonly LoopRecord[], report: Report): void {
  if (others.length === 0 && lines.every((line) => childOf(line, "2430") === undefined)) return;
  const ids = new Set(others.flatMap((other) => childrenOf(other, "2330B")).map((payer) => textAt(segmentOf(payer, "NM1"), 9)));
  // A payer without its number has its own finding.
  if (ids.has("") || others.some((other) => childOf(other, "2330B") === undefined)) return;
  for (const line of lines) {
    for (const decided of childrenOf(line, "2430")) {
      const svd = segmentOf(decided, "SVD");
      if (svd !== undefined && hasAt(svd, 6)) checkBundle(svd, decided, lines.length, report);
      const payer = textAt(svd, 1);
      if (svd !== undefined && payer !== "" && !ids.has(payer)) {
        report(kinds.otherPayerUnknown, placeOf(svd, decided, 1), { value: payer });
        ids.add(payer);
      }
    }
  }
}

const box = /\b(P\.? ?O\.? ?BOX|POST OFFICE BOX|POSTAL BOX|LOCK ?BOX)\b/i;

/** The billing provider has a street; only the pay-to address may be a box. */
export function checkBillingStreet(record: LoopRecord, report: Report): void {
  const street = segmentOf(record, "N3");
  for (const number of [1, 2]) {
    const value = textAt(street, number);
    if (street === undefined || !box.test(value)) continue;
    report(kinds.billingStreet, placeOf(street, record, number), { name: `N30${number}`, value: value.slice(0, 60) });
    return;
  }
}
