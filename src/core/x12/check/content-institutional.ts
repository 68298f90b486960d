/** Levels 4 and 6 of an institutional claim (837I): what its bill type, its period and its codes call for. */
import { checkBillCodes } from "./content-bill-codes.ts";
import * as kinds from "./content-findings.ts";
import {
  childOf,
  childrenOf,
  componentAt,
  componentKeyAt,
  componentStart,
  componentStop,
  digitsAt,
  eightDigitsAt,
  hasAt,
  isAt,
  type LoopRecord,
  lengthAt,
  placeOf,
  type Report,
  type SegmentRecord,
  segmentOf,
  textAt,
} from "./record.ts";
import { hasKey, type KeySet, keySetOf } from "./tags.ts";

/** First two digits of bill types of stays. */
const stays: ReadonlySet<string> = new Set(["11", "18", "21", "41"]);
const outpatients: ReadonlySet<string> = new Set(["13", "14", "83", "85"]);

/** Qualifiers of codes in HI, of ICD-10 and of ICD-9. */
const admittingDiagnoses = keySetOf(["ABJ", "BJ"]);
const mainDiagnoses = keySetOf(["ABK", "ABF"]);
const visitReasons = keySetOf(["APR", "PR"]);
const principalProcedure = keySetOf(["BBR"]);
const procedures = keySetOf(["BBR", "BBQ", "BR", "BQ"]);

interface Bill {
  readonly claim: LoopRecord;
  readonly clm: SegmentRecord;
  readonly type: string;
  readonly frequency: string;
  /** CL103. */
  readonly patientStatus: string;
  readonly lines: readonly LoopRecord[];
  readonly report: Report;
}

/** Judges one loop 2300 of an 837I. */
export function checkInstitutionalClaim(claim: LoopRecord, report: Report): void {
  const clm = segmentOf(claim, "CLM");
  if (clm === undefined) return;
  const bill: Bill = {
    claim,
    clm,
    type: componentAt(clm, 5, 1),
    frequency: componentAt(clm, 5, 3),
    patientStatus: textAt(segmentOf(claim, "CL1"), 3),
    lines: childrenOf(claim, "2400"),
    report,
  };
  if (bill.type.length === 2 && !/^[1-8][1-9]$/.test(bill.type))
    report(
      kinds.elementPattern,
      { ...placeOf(clm, claim, 5), component: 1 },
      { name: "CLM05-1", value: bill.type, expected: "the two digits of a bill type" },
    );
  if (stays.has(bill.type)) checkStay(bill);
  else if (outpatients.has(bill.type)) checkOutpatient(bill);
  checkProviders(bill);
  checkStatus(bill);
  checkPeriod(bill);
  checkLines(bill);
  checkBillCodes(bill);
  if (healthCodes(claim, otherProcedures).length > 0 && healthCodes(claim, firstProcedures).length === 0)
    report(
      kinds.situation,
      { segment: claim.index, tag: "HI", loop: "2300" },
      { missing: "HI*BBR", because: "other procedures (HI*BBQ) follow a principal one" },
    );
}

/** Lines whose revenue code is that of a prospective rate (NUBC 0022 to 0024), or of what outpatients are billed for by procedure. */
function checkLines({ type, lines, report }: Bill): void {
  for (const line of lines) {
    const sv2 = segmentOf(line, "SV2");
    if (sv2 === undefined) continue;
    const hasCode = hasAt(sv2, 2);
    if (hasCode && !isAt(sv2, 1, "0022") && !isAt(sv2, 1, "0023") && !isAt(sv2, 1, "0024")) continue;
    const revenue = textAt(sv2, 1);
    if (/^0?02[234]$/.test(revenue)) {
      if (!hasCode)
        report(kinds.serviceNeeds, placeOf(sv2, line, 2), {
          code: `revenue code ${revenue}`,
          missing: "SV202",
          because: "a prospective rate is named by its HIPPS code",
        });
    } else if (outpatients.has(type) && byProcedure.test(revenue))
      report(kinds.serviceMayNeed, placeOf(sv2, line, 2), {
        code: `revenue code ${revenue}`,
        missing: "SV202",
        because: "an outpatient service is billed by its procedure where there is one",
      });
  }
}

/** Laboratory, imaging, therapies, emergency room, heart tests, clinic, drugs with detailed coding, magnetic resonance. */
const byProcedure = /^0?(3[0-5]\d|40\d|4[2-5]\d|48\d|51\d|61\d|636|73\d)$/;
const otherProcedures = keySetOf(["BBQ", "BQ"]);
const firstProcedures = keySetOf(["BBR", "BR"]);

/** At the place where it is missing: `missing` is a segment with its qualifier. */
function need({ claim, type, report }: Bill, missing: string, because: string): void {
  const [tag = ""] = missing.split("*");
  report(kinds.serviceNeeds, { segment: claim.index, tag, loop: "2300" }, { code: `bill type ${type}`, missing, because });
}

function checkStay(bill: Bill): void {
  const { claim, type, frequency, patientStatus, report } = bill;
  const admission = segmentOf(claim, "DTP", "435");
  if (admission === undefined) need(bill, "DTP*435", "a stay has the day and hour of admission");
  else if (type === "11" && isAt(admission, 2, "D8"))
    report(kinds.unusualValue, placeOf(admission, claim, 2), {
      name: "DTP02",
      value: "D8",
      because: "the admission to a hospital has its hour (DT)",
    });
  if (healthCodes(claim, admittingDiagnoses).length === 0) need(bill, "HI*ABJ", "a stay has an admitting diagnosis");
  const cl1 = segmentOf(claim, "CL1");
  const missing = (element: number, because: string): void => {
    // A claim without the segment has its own finding.
    if (cl1 !== undefined && !hasAt(cl1, element))
      report(kinds.serviceNeeds, placeOf(cl1, claim, element), { code: `bill type ${type}`, missing: `CL10${element}`, because });
  };
  missing(1, "a stay has its type of admission");
  missing(2, "a stay has its point of origin");
  // The hour of discharge is reported on the last bill of a hospital's stay, not of a nursing facility's (NUBC, form locator 16).
  const isLast = type === "11" && /^[14]$/.test(frequency) && patientStatus !== "" && patientStatus !== "30";
  if (isLast && segmentOf(claim, "DTP", "096") === undefined) need(bill, "DTP*096", "a stay that has ended has the hour of discharge");
  const diagnoses = healthCodes(claim, mainDiagnoses);
  const unsaid =
    type === "11" ? diagnoses.find(({ hi, element, code }) => neverExempt.test(code) && componentAt(hi, element, 9) === "") : undefined;
  if (unsaid !== undefined) {
    const { hi, element } = unsaid;
    report(
      kinds.serviceMayNeed,
      { ...placeOf(hi, claim, element), component: 9 },
      {
        code: `bill type ${type}`,
        missing: `HI${String(element).padStart(2, "0")}-9`,
        because: "a hospital says whether a diagnosis was present on admission, unless it is exempt",
      },
    );
  }
}

/** Chapters of ICD-10-CM without a code that is exempt from the indicator; of the others each code would have to be known. */
const neverExempt = /^(A|C|D|F|H|J|K|L|N|B(?!9[0-4])|E(?!64)|G(?!09)|I(?!252|69)|M(?!8[04])|R(?!297)|[ST]\d.{4}[ABC]$)/;

function checkOutpatient(bill: Bill): void {
  const { claim, type, lines, report } = bill;
  // The day of a line is called for where the statement covers more than one and the line bills no drug (005010X223A2, loop 2400).
  for (const line of hasSeveralDays(claim) ? lines : []) {
    const sv2 = segmentOf(line, "SV2");
    if (sv2 !== undefined && hasAt(sv2, 2) && !isDrug(line) && segmentOf(line, "DTP", "472") === undefined)
      report(
        kinds.serviceNeeds,
        { segment: line.index, tag: "DTP", loop: "2400" },
        {
          code: `bill type ${type}`,
          missing: "DTP*472",
          because: "an outpatient service has its day when the statement covers more than one",
        },
      );
  }
  const isUnscheduled = /^(13|85)$/.test(type) && /^[125]$/.test(textAt(segmentOf(claim, "CL1"), 1));
  const isEmergency = lines.some((line) => /^0?(45\d|516|526|762)$/.test(textAt(segmentOf(line, "SV2"), 1)));
  if (isUnscheduled && isEmergency && healthCodes(claim, visitReasons).length === 0)
    need(bill, "HI*APR", "an unscheduled outpatient visit has the patient's reason for it");
  const [admitting] = type === "14" ? [] : healthCodes(claim, admittingDiagnoses);
  if (admitting !== undefined)
    report(kinds.situationForbidden, placeOf(admitting.hi, claim), { present: "HI*ABJ", because: `bill type ${type} is no admission` });
}

function hasSeveralDays(claim: LoopRecord): boolean {
  const period = segmentOf(claim, "DTP", "434");
  if (period === undefined) return false;
  const first = eightDigitsAt(period, 3);
  if (lengthAt(period, 3) === 17 && first >= 0 && first === eightDigitsAt(period, 3, 9)) return false;
  const [from, to] = textAt(period, 3).split("-");
  return to !== undefined && from !== to;
}

/** By its loop of drugs or by its revenue code: 025x and 063x are pharmacy (NUBC). */
function isDrug(line: LoopRecord): boolean {
  return childOf(line, "2410") !== undefined || /^0?(25|63)\d$/.test(textAt(segmentOf(line, "SV2"), 1));
}

/** All but transports have an attending provider; an operation has a surgeon. */
function checkProviders({ claim, lines, report }: Bill): void {
  const isTransport = (): boolean => lines.every((line) => /^0?54\d$/.test(textAt(segmentOf(line, "SV2"), 1)));
  const missing = (loop: string, because: string): void =>
    report(kinds.situation, { segment: claim.index, tag: "NM1", loop }, { missing: `NM1 (${loop})`, because });
  if (lines.length > 0 && childOf(claim, "2310A") === undefined && !isTransport())
    missing("2310A", "a claim for more than transport has an attending provider");
  // Section 0 of ICD-10-PCS is medical and surgical; other sections need no surgeon.
  const isOperation = healthCodes(claim, principalProcedure).some(({ code }) => code.startsWith("0"));
  if (isOperation && childOf(claim, "2310B") === undefined) missing("2310B", "a principal operation has an operating physician");
}

/** A bill in the middle of a stay is for a patient who is still there (NUBC, form locators 4 and 17). */
function checkStatus({ claim, type, frequency, patientStatus, report }: Bill): void {
  const cl1 = segmentOf(claim, "CL1");
  if (cl1 === undefined || patientStatus === "" || !/^(11|18|21|81|82)$/.test(type)) return;
  const isStill = patientStatus === "30";
  // In a nursing facility the last covered bill may be of a patient who stays: benefits are used up, or care is no longer skilled.
  const isWrong = isStill ? type === "11" && /^[14]$/.test(frequency) : /^[23]$/.test(frequency);
  if (isWrong)
    report(kinds.verdictMismatch, placeOf(cl1, claim, 3), {
      name: "CL103",
      value: patientStatus,
      other: `a bill of frequency ${frequency} (CLM05-3)`,
    });
}

/** What stands on the claim happened within its period; services may come before a stay's first day, but nothing comes after the last. */
function checkPeriod({ claim, type, lines, report }: Bill): void {
  const statement = segmentOf(claim, "DTP", "434");
  if (statement === undefined) return;
  const procedureDays = healthCodes(claim, procedures).filter(({ hi, element }) => !isDatedWithin(hi, element, statement));
  const admission = segmentOf(claim, "DTP", "435");
  const isAdmittedWithin = admission === undefined || isBefore(admission, statement);
  if (procedureDays.length === 0 && isAdmittedWithin && lines.every((line) => isLineWithin(line, statement))) return;
  const period = textAt(statement, 3);
  if (!/^\d{8}-\d{8}$/.test(period)) return;
  const [first = "", last = ""] = period.split("-");
  const late = (
    segment: SegmentRecord,
    record: LoopRecord,
    { name, value, element }: { readonly name: string; readonly value: string; readonly element: number },
  ): void => {
    if (/^\d{8}$/.test(value) && value > last)
      report(kinds.dateOrder, placeOf(segment, record, element), { name, value, other: "the end of DTP*434", than: last, how: "after" });
  };
  // A period whose ends are exchanged has its own finding.
  if (last < first) return;
  if (admission !== undefined) late(admission, claim, { name: "DTP*435", value: textAt(admission, 3).slice(0, 8), element: 3 });
  for (const { hi, element, qualifier } of procedureDays)
    late(hi, claim, { name: `HI*${qualifier}`, value: componentAt(hi, element, 4), element });
  for (const line of lines) {
    const dtp = segmentOf(line, "DTP", "472");
    if (dtp === undefined || isWithin(dtp, statement)) continue;
    const value = textAt(dtp, 3);
    late(dtp, line, { name: "DTP*472", value: value.length === 17 ? value.slice(9) : value, element: 3 });
    const from = value.slice(0, 8);
    if (outpatients.has(type) && /^\d{8}$/.test(from) && from < first)
      report(kinds.dateOrder, placeOf(dtp, line, 3), {
        name: "DTP*472",
        value: from,
        other: "the beginning of DTP*434",
        than: first,
        how: "before",
      });
  }
}

/** The quick answer for a service between the first and the last day of the statement. */
function isWithin(dtp: SegmentRecord, statement: SegmentRecord): boolean {
  const from = eightDigitsAt(dtp, 3);
  const to = lengthAt(dtp, 3) === 8 ? from : lengthAt(dtp, 3) === 17 ? eightDigitsAt(dtp, 3, 9) : -1;
  return from >= eightDigitsAt(statement, 3) && to >= 0 && to <= eightDigitsAt(statement, 3, 9);
}

function isLineWithin(line: LoopRecord, statement: SegmentRecord): boolean {
  const dtp = segmentOf(line, "DTP", "472");
  return dtp === undefined || isWithin(dtp, statement);
}

/** The quick answers: an admission, or the day of a procedure, that is not after the last day of the statement. */
function isBefore(admission: SegmentRecord, statement: SegmentRecord): boolean {
  const day = eightDigitsAt(admission, 3);
  return day >= 0 && day <= eightDigitsAt(statement, 3, 9);
}

function isDatedWithin(hi: SegmentRecord, element: number, statement: SegmentRecord): boolean {
  const from = componentStart(hi, element, 4);
  if (from < 0) return true;
  const day = componentStop(hi, element, from, 4) - from === 8 ? digitsAt(hi, from) : -1;
  return day >= 0 && day <= eightDigitsAt(statement, 3, 9);
}

interface HealthCode {
  readonly hi: SegmentRecord;
  readonly element: number;
  readonly qualifier: string;
  readonly code: string;
}

function healthCodes(claim: LoopRecord, qualifiers: KeySet): readonly HealthCode[] {
  let codes: HealthCode[] | undefined;
  for (let hi = claim.head; hi !== undefined; hi = hi.next) {
    if (hi.tag !== "HI") continue;
    for (let element = 1; element <= hi.count; element += 1) {
      if (!hasKey(qualifiers, componentKeyAt(hi, element, 1))) continue;
      codes ??= [];
      codes.push({ hi, element, qualifier: componentAt(hi, element, 1), code: componentAt(hi, element, 2) });
    }
  }
  return codes ?? none;
}

const none: readonly HealthCode[] = [];
