/** Forms that a guide gives to the values of some elements, beyond type and length. */
import { isAbaRouting, isNpi } from "../../kernel/check-digits.ts";
import { countries } from "../guides/claim-codes.ts";
import * as kinds from "./content-findings.ts";
import { judgeFacility, notAPlace, placeOfService, placeOrFacility } from "./place-forms.ts";
import { judgeProduct, judgeRevenueCode } from "./product-forms.ts";
import {
  beginsWithZero,
  centsAt,
  componentAt,
  componentKeyAt,
  componentStart,
  componentStop,
  hasAt,
  isAt,
  isComponentAt,
  isDigitsAt,
  isLongerAt,
  isNegativeAt,
  isNpiAt,
  type LoopRecord,
  placeOf,
  type Report,
  type SegmentRecord,
  segmentOf,
  textAt,
  wholeAt,
} from "./record.ts";
import { byTagId, hasKey, keySetOf } from "./tags.ts";

type Format = (segment: SegmentRecord, record: LoopRecord, report: Report) => void;

/** What is judged of the segments with a tag; most have nothing of the kind. */
const formats: Readonly<Record<string, Format>> = {
  NM1(segment, record, report) {
    checkNpi(segment, record, 8, report);
    if (isAt(segment, 8, "34")) doubt({ segment, record, element: 9 }, /^\d{9}$/, "a Social Security number has nine digits", report);
  },
  N1(segment, record, report) {
    checkNpi(segment, record, 3, report);
    if (isAt(segment, 3, "FI")) doubt({ segment, record, element: 4 }, /^\d{9}$/, "a taxpayer number has nine digits", report);
  },
  N4: checkCity,
  REF(segment, record, report) {
    if ((isAt(segment, 1, "EI") || isAt(segment, 1, "SY")) && !isDigitsAt(segment, 2, 9))
      judge({ segment, record, element: 2 }, /^\d{9}$/, "nine digits without hyphens", report);
    else if (isAt(segment, 1, "SY"))
      doubt({ segment, record, element: 2 }, securityNumber, "no social security number has such a part (000, 666 or 00)", report);
    else if (isAt(segment, 1, "TJ")) doubt({ segment, record, element: 2 }, /^\d{9}$/, "a taxpayer number has nine digits", report);
    else if (isAt(segment, 1, "BLT"))
      judge({ segment, record, element: 2 }, /^0?\d{2}[0-9A-Z]$/, "a type of bill: two digits and its frequency", report);
    else if (isAt(segment, 1, "4N"))
      judge({ segment, record, element: 2 }, /^[1-7]$/, "a reason for service without authorisation (1 to 7)", report);
    else if (isAt(segment, 1, "HPI")) checkNumber({ segment, record, element: 2 }, report);
    else if (isAt(segment, 1, "X4") || isAt(segment, 1, "F4"))
      doubt(
        { segment, record, element: 2 },
        /^\d{2}D\d{7}$/,
        "a laboratory's certificate (CLIA) has two digits, D and seven digits",
        report,
      );
  },
  LIN(segment, record, report) {
    if (isAt(segment, 2, "N4")) judge({ segment, record, element: 3 }, /^\d{11}$/, "a drug code of eleven digits", report);
  },
  CTP(segment, record, report) {
    if (isAt(segment, 4, "0")) doubt({ segment, record, element: 4 }, /^[^0]/, "a drug that was given has a quantity", report);
  },
  PRV(segment, record, report) {
    if (isAt(segment, 2, "PXC") && !isPlainAt(segment, 3, 10))
      judge({ segment, record, element: 3 }, /^[0-9A-Z]{10}$/, "a taxonomy code of ten characters", report);
    else if (isAt(segment, 2, "PXC")) doubt({ segment, record, element: 3 }, taxonomy, "no code of the taxonomy is like this", report);
  },
  SV2(segment, record, report) {
    if (hasAt(segment, 2)) judgeProcedure(segment, record, 2, report);
    if (!(isDigitsAt(segment, 1, 4) && beginsWithZero(segment, 1)))
      judge({ segment, record, element: 1 }, revenueCode, "a revenue code", report);
    if (isLowRevenue(segment)) doubt({ segment, record, element: 1 }, /^$/, "no revenue code below 0022 is that of a line (NUBC)", report);
    judgeCharge({ segment, record, element: 3 }, report);
    judgeUnits({ segment, record, element: 5 }, report);
    if (isComponentAt(segment, 2, 1, "HP"))
      judgeComponent({ segment, record, element: 2, component: 2 }, /^[0-9A-Z]{5}$/, "a HIPPS rate code of five characters", report);
    if (hasAt(segment, 7)) judgeNotCovered(segment, record, report);
  },
  SV1(segment, record, report) {
    judgeProcedure(segment, record, 1, report);
    judgeCharge({ segment, record, element: 2 }, report);
    judgeUnits({ segment, record, element: 4 }, report);
    if (isAt(segment, 4, "0")) doubt({ segment, record, element: 4 }, /^[^0]/, "a line is for at least one unit", report);
    if (record.loop === "2000F") judgeProduct(segment, record, 1, report);
  },
  EQ(segment, record, report) {
    if (hasAt(segment, 2)) judgeProduct(segment, record, 2, report);
  },
  III(segment, record, report) {
    if (isAt(segment, 1, "ZZ")) doubt({ segment, record, element: 2 }, placeOfService, notAPlace, report);
  },
  UM(segment, record, report) {
    if (hasAt(segment, 4)) judgeFacility(segment, record, report);
  },
  TS3(segment, record, report) {
    judgeOwnNumber(segment, record, report);
  },
  CLM(segment, record, report) {
    judgeCharge({ segment, record, element: 2 }, report);
    if (!isComponentAt(segment, 5, 3, "1")) judgeFrequency(segment, record, report);
  },
  SV3(segment, record, report) {
    judgeCharge({ segment, record, element: 2 }, report);
    judgeDental(segment, record, report);
  },
  AMT(segment, record, report) {
    judgeAmount({ segment, record, element: 2 }, report);
    if ((isAt(segment, 1, "F5") || isAt(segment, 1, "F3")) && isNegativeAt(segment, 2))
      doubt({ segment, record, element: 2 }, /^[^-]/, "nobody pays or owes less than nothing", report);
  },
  SVD(segment, record, report) {
    judgeAmount({ segment, record, element: 2 }, report);
    if (hasAt(segment, 4)) judge({ segment, record, element: 4 }, revenueCode, "a revenue code", report);
  },
  CAS(segment, record, report) {
    for (let element = 3; element <= segment.count; element += 3) {
      judgeAmount({ segment, record, element }, report);
      if (isAt(segment, element, "0") && !hasAt(segment, element + 1))
        doubt({ segment, record, element }, /^[^0]/, "a reason that changes nothing is told for its quantity only", report);
    }
  },
  CLP(segment, record, report) {
    for (const element of [3, 4, 5]) judgeAmount({ segment, record, element }, report);
    if (hasAt(segment, 8) && !isAt(segment, 8, "11")) doubt({ segment, record, element: 8 }, placeOrFacility, notAPlace, report);
    if (hasAt(segment, 9) && !isAt(segment, 9, "1"))
      doubt({ segment, record, element: 9 }, /^[0-9A-KMNPQXYZ]$/, "no bill has this frequency (NUBC)", report);
    if (hasAt(segment, 11))
      doubt({ segment, record, element: 11 }, /^\d{3,4}$/, "diagnosis related groups have three digits, or four with a severity", report);
  },
  SVC(segment, record, report) {
    judgeProduct(segment, record, 1, report);
    if (hasAt(segment, 4)) judgeRevenueCode(segment, record, 4, report);
    if (hasAt(segment, 6)) judgeProduct(segment, record, 6, report);
    for (const element of [2, 3]) judgeAmount({ segment, record, element }, report);
  },
  PLB(segment, record, report) {
    judgeOwnNumber(segment, record, report);
    for (let element = 4; element <= segment.count; element += 2) judgeAmount({ segment, record, element }, report);
  },
  CL1(segment, record, report) {
    judge({ segment, record, element: 2 }, /^[1-9A-G]$/, "a point of origin", report);
    judge({ segment, record, element: 1 }, /^[1-59]$/, "a type of admission", report);
    judge({ segment, record, element: 3 }, patientStatus, "a patient status", report);
  },
  PER(segment, record, report) {
    for (const element of [3, 5, 7])
      if (isAt(segment, element, "TE") || isAt(segment, element, "FX")) judgeTelephone({ segment, record, element: element + 1 }, report);
  },
  TOO(segment, record, report) {
    judge({ segment, record, element: 2 }, tooth, toothWords, report);
  },
  DN2(segment, record, report) {
    judge({ segment, record, element: 1 }, tooth, toothWords, report);
  },
  EB(segment, record, report) {
    if (hasAt(segment, 13)) judgeProduct(segment, record, 13, report);
    if (hasAt(segment, 8)) judge({ segment, record, element: 8 }, /^(0?\.\d+|0|1|1\.0*|0\.)$/, "a part of one: 0.2 is 20 percent", report);
  },
  BPR(segment, record, report) {
    judgeAmount({ segment, record, element: 2 }, report);
    for (const element of [6, 12]) if (isAt(segment, element, "01")) judgeBank({ segment, record, element: element + 1 }, report);
  },
  HCR(segment, record, report) {
    doubt({ segment, record, element: 3 }, /^[0-9A-Z]{2}$/, "reasons of decisions have two characters (code source 886)", report);
  },
  STC(segment, record, report) {
    for (const element of [1, 10, 11]) judgeCategory(segment, record, { element, report });
  },
  HI: checkHealthCodes,
};

const byTag: readonly (Format | undefined)[] = byTagId(formats);

/** The check for segments with this tag (by its id), undefined when there is nothing to judge. */
export function formatOf(tag: number): Format | undefined {
  return byTag[tag];
}

function checkCity(segment: SegmentRecord, record: LoopRecord, report: Report): void {
  checkZip(segment, record, report);
  const country = hasAt(segment, 4) ? textAt(segment, 4) : "US";
  if (country.length !== 2 || countries.has(country)) return;
  const because = "no country has this code (ISO 3166)";
  report(kinds.unusualValue, placeOf(segment, record, 4), { name: "N404", value: country, because });
}

function checkZip(segment: SegmentRecord, record: LoopRecord, report: Report): void {
  if (!hasAt(segment, 3) || isDigitsAt(segment, 3, 9) || isDigitsAt(segment, 3, 5) || hasAt(segment, 7)) return;
  if (!hasAt(segment, 4) || isAt(segment, 4, "US"))
    judge({ segment, record, element: 3 }, /^(\d{5}|\d{9}|.{1,2})$/, "a ZIP code of five or nine digits", report);
}

/** Revenue codes are assigned from 0100 on, those of prospective rates and the total (0001) apart. */
const revenueCode = /^(0?\d{3}|1\d{3}|2[01]\d\d|310\d)$/;

function isLowRevenue(segment: SegmentRecord): boolean {
  return isDigitsAt(segment, 1, 4) && wholeAt(segment, 1) < 22;
}

/** Who is paid, in a summary or an adjustment: ten digits that begin with 1 or 2 are an NPI. */
function judgeOwnNumber(segment: SegmentRecord, record: LoopRecord, report: Report): void {
  if (isDigitsAt(segment, 1, 10) && /^[12]/.test(textAt(segment, 1))) checkNumber({ segment, record, element: 1 }, report);
}

const patientStatus = /^(0[1-9]|1\d|2[01]|30|4[0-3]|5[01]|6[1-69]|7[0-2]|8[1-9]|9[0-5])$/;

/** Nine digits as they were ever given out (20 CFR 422.103): tax numbers of persons (9xx) may stand there as well. */
const securityNumber = /^(?!000|666)\d{3}(?!00)\d\d(?!0000)\d{4}$/;

/** Codes of the provider taxonomy (NUCC): their first two digits name the group, and all end in four digits and X. */
const taxonomy = /^([123]\d|40)\d[0-9A-Z]{2}\d{4}X$/;

/** Universal tooth numbers: permanent, supernumerary, primary, supernumerary primary. */
const tooth = /^([1-9]|[12]\d|3[0-2]|5[1-9]|[67]\d|8[0-2]|[A-T]S?)$/;
const toothWords = "a tooth (1 to 32, 51 to 82, A to T, AS to TS)";

/** Categories of the status of a claim that are known: acknowledged, detailed rejection, pending, final, requests, errors, not found. */
const statusCategory = /^(A[0-8]|DR\d\d|P[0-5]|F[0-4]|F3[FN]|R\d|R1\d|RQ|E[0-4]|D0)$/;

function judgeCategory(
  segment: SegmentRecord,
  record: LoopRecord,
  { element, report }: { readonly element: number; readonly report: Report },
): void {
  const value = componentAt(segment, element, 1);
  // What cannot be a category at all has its own finding.
  if (!/^[A-Z]\d{1,2}[A-Z]?$/.test(value) || statusCategory.test(value)) return;
  report(
    kinds.unusualValue,
    { ...placeOf(segment, record, element), component: 1 },
    { name: `${nameOf(segment, element)}-1`, value, because: "no list of claim status categories known here has it (code source 507)" },
  );
}

/** Nine digits, of which the last is a check digit (American Bankers Association). */
function judgeBank(spot: Spot, report: Report): void {
  const value = textAt(spot.segment, spot.element);
  judge(spot, /^\d{9}$/, "a bank number of nine digits", report);
  if (/^\d{9}$/.test(value) && !isAbaRouting(value)) doubt(spot, /^$/, "its check digit is not that of a bank number", report);
}

/** Frequencies of bills (NUBC, form locator 4); those of parts of a stay are of institutions only. */
function judgeFrequency(segment: SegmentRecord, record: LoopRecord, report: Report): void {
  const value = componentAt(segment, 5, 3);
  // What is longer has its own finding.
  if (value.length !== 1) return;
  judgeComponent({ segment, record, element: 5, component: 3 }, /^[0-9A-KMPQXYZ]$/, "the frequency of a bill", report);
  if (isComponentAt(segment, 5, 2, "B") && /^[02-59A-KMPQXYZ]$/.test(value))
    report(
      kinds.unusualValue,
      { ...placeOf(segment, record, 5), component: 3 },
      { name: "CLM05-3", value, because: "an office sends originals (1), replacements (7) and voids (8)" },
    );
}

/** What is not covered is a part of the charge. */
function judgeNotCovered(segment: SegmentRecord, record: LoopRecord, report: Report): void {
  const charge = centsAt(segment, 3);
  const part = centsAt(segment, 7);
  if (charge !== undefined && part !== undefined && part > charge)
    report(kinds.verdictMismatch, placeOf(segment, record, 7), {
      name: "SV207",
      value: textAt(segment, 7),
      other: `a charge of ${textAt(segment, 3)} (SV203)`,
    });
}

/** Areas of the mouth: whole and jaws, sextants, quadrants (ISO 3950), left and right. */
const mouthArea = /^(0\d|[1-4]0|L|R)$/;

function judgeDental(segment: SegmentRecord, record: LoopRecord, report: Report): void {
  if (isComponentAt(segment, 1, 1, "AD"))
    judgeComponent({ segment, record, element: 1, component: 2 }, /^D\d{4}$/, "a dental procedure: D and four digits", report);
  for (let component = 1; component <= 5 && hasAt(segment, 4); component += 1)
    judgeComponent({ segment, record, element: 4, component }, mouthArea, "an area of the mouth", report);
  if (isAt(segment, 6, "0")) doubt({ segment, record, element: 6 }, /^[^0]/, "a line is for at least one service", report);
}

/** Procedures of CPT by their kinds (five digits; performance, emerging, laboratory, vaccine) and of HCPCS Level II. */
const procedure = /^(\d{5}|\d{4}F|0\d{3}[AMTU]|[A-Z]\d{4})$/;

function judgeProcedure(segment: SegmentRecord, record: LoopRecord, element: number, report: Report): void {
  const from = componentStart(segment, element, 2);
  if (from < 0 || !isComponentAt(segment, element, 1, "HC")) return;
  // Length is for the check of services.
  if (componentStop(segment, element, from, 2) - from === 5 && !isDigit(segment.bytes[from + 4] ?? 0))
    doubtProcedure(segment, record, element, report);
  const first = componentKeyAt(segment, element, 3);
  if (first === 0) return;
  for (let component = 4; component <= 6; component += 1) {
    const own = componentKeyAt(segment, element, component);
    if (own === 0) return;
    let before = 3;
    while (before < component && componentKeyAt(segment, element, before) !== own) before += 1;
    if (before === component) continue;
    const name = `${nameOf(segment, element)}-${component}`;
    const value = componentAt(segment, element, component);
    report(
      kinds.unusualValue,
      { ...placeOf(segment, record, element), component },
      { name, value, because: "the line has this modifier already" },
    );
    return;
  }
}

function doubtProcedure(segment: SegmentRecord, record: LoopRecord, element: number, report: Report): void {
  const value = componentAt(segment, element, 2);
  if (procedure.test(value)) return;
  report(
    kinds.unusualValue,
    { ...placeOf(segment, record, element), component: 2 },
    { name: `${nameOf(segment, element)}-2`, value, because: "no procedure code has such a form" },
  );
}

/** Charges are never below zero. */
function judgeCharge({ segment, record, element }: Spot, report: Report): void {
  const amount = centsAt(segment, element);
  if (amount === undefined) judgeAmount({ segment, record, element }, report);
  else if (amount < 0) judge({ segment, record, element }, /^[^-]/, "a charge of zero or more", report);
}

function judgeTelephone({ segment, record, element }: Spot, report: Report): void {
  const value = textAt(segment, element);
  if (value === "" || /^\d{10,}$/.test(value)) return;
  report(kinds.telephone, placeOf(segment, record, element), { name: nameOf(segment, element), value: value.slice(0, 60) });
}

/** Units are zero or more, with at most three decimals: longer ones than "0.5" are looked at. */
function judgeUnits({ segment, record, element }: Spot, report: Report): void {
  if (isNegativeAt(segment, element)) judge({ segment, record, element }, /^[^-]/, "a number of zero or more", report);
  else if (isLongerAt(segment, element, 4))
    judge({ segment, record, element }, /^(\d*\.?\d{0,3}0*|[^\d.].*)$/, "a number with at most three decimals", report);
}

/** Dollars and whole cents: what is no number at all has its own finding. */
function judgeAmount({ segment, record, element }: Spot, report: Report): void {
  if (!hasAt(segment, element) || centsAt(segment, element) !== undefined) return;
  const value = textAt(segment, element);
  if (/^-?(\d+\.?\d*|\.\d+)$/.test(value) && value.length <= 18)
    judge({ segment, record, element }, /^-?\d*\.?\d{0,2}0*$/, "dollars and cents", report);
}

interface Spot {
  readonly segment: SegmentRecord;
  readonly record: LoopRecord;
  readonly element: number;
}

function judge({ segment, record, element }: Spot, form: RegExp, expected: string, report: Report): void {
  const value = textAt(segment, element);
  if (value === "" || form.test(value)) return;
  report(kinds.elementPattern, placeOf(segment, record, element), { name: nameOf(segment, element), value: value.slice(0, 60), expected });
}

function judgeComponent(
  { segment, record, element, component }: Spot & { readonly component: number },
  form: RegExp,
  expected: string,
  report: Report,
): void {
  const value = componentAt(segment, element, component);
  if (value === "" || form.test(value)) return;
  const name = `${nameOf(segment, element)}-${component}`;
  report(kinds.elementPattern, { ...placeOf(segment, record, element), component }, { name, value: value.slice(0, 60), expected });
}

/** What the guide does not forbid, and is hardly ever meant. */
function doubt({ segment, record, element }: Spot, form: RegExp, because: string, report: Report): void {
  const value = textAt(segment, element);
  if (value === "" || form.test(value)) return;
  report(kinds.unusualValue, placeOf(segment, record, element), { name: nameOf(segment, element), value: value.slice(0, 60), because });
}

function checkNpi(segment: SegmentRecord, record: LoopRecord, qualifier: number, report: Report): void {
  // A qualifier that has no place here has its own finding.
  if (isAt(segment, qualifier, "XX") && segment.rule.elements[qualifier]?.codes?.has("XX") !== false)
    checkNumber({ segment, record, element: qualifier + 1 }, report);
}

function checkNumber({ segment, record, element }: Spot, report: Report): void {
  if (isNpiAt(segment, element)) return;
  const value = textAt(segment, element);
  if (value === "" || isNpi(value)) return;
  report(kinds.npiCheckDigit, placeOf(segment, record, element), { name: nameOf(segment, element), value: value.slice(0, 30) });
}

/** Billing provider (85) and service facility (77), told once a transaction, of the first: who leaves the four digits out leaves them out everywhere. True when it was told. */
export function checkLongZip(segment: SegmentRecord, record: LoopRecord, report: Report): boolean {
  const nm1 = segmentOf(record, "NM1");
  if (nm1 === undefined || !(isAt(nm1, 1, "85") || isAt(nm1, 1, "77")) || !isDigitsAt(segment, 3, 5)) return false;
  if (hasAt(segment, 4) && !isAt(segment, 4, "US")) return false;
  report(kinds.zipIncomplete, placeOf(segment, record, 3), { value: textAt(segment, 3) });
  return true;
}

/** Before October 2015, and still written before codes of today in reviews and questions. */
const nine = [/^[0-9A-Z]{3,7}$/, "a diagnosis code without its dot"] as const;

const forms: Readonly<Record<string, readonly [RegExp, string]>> = {
  ABK: [/^[A-Z]\d[0-9A-Z]{1,5}$/, "an ICD-10-CM code without its dot"],
  ABF: [/^[A-Z]\d[0-9A-Z]{1,5}$/, "an ICD-10-CM code without its dot"],
  ABJ: [/^[A-Z]\d[0-9A-Z]{1,5}$/, "an ICD-10-CM code without its dot"],
  ABN: [/^[A-Z]\d[0-9A-Z]{1,5}$/, "an ICD-10-CM code without its dot"],
  APR: [/^[A-Z]\d[0-9A-Z]{1,5}$/, "an ICD-10-CM code without its dot"],
  BK: nine,
  BF: nine,
  BJ: nine,
  BBR: [/^[0-9A-HJ-NP-Z]{7}$/, "an ICD-10-PCS code of seven characters"],
  BBQ: [/^[0-9A-HJ-NP-Z]{7}$/, "an ICD-10-PCS code of seven characters"],
  BP: [/^[0-9A-Z]{5}$/, "a procedure code of five characters"],
  BO: [/^[0-9A-Z]{5}$/, "a procedure code of five characters"],
  BE: [/^[0-9A-Z]{2}$/, "a value code of two characters"],
  BG: [/^[0-9A-Z]{2}$/, "a condition code of two characters"],
  BH: [/^[0-9A-Z]{2}$/, "an occurrence code of two characters"],
  BI: [/^[0-9A-Z]{2}$/, "an occurrence span code of two characters"],
};

/** Ranges in which the National Uniform Billing Committee has given out codes; others are reserved, though a payer may have its own. */
const assigned: Readonly<Record<string, readonly [RegExp, string]>> = {
  ABN: [/^[V-Y]/, "external causes are V00 to Y99 (ICD-10-CM, chapter 20)"],
  DR: [/^\d{3}-?\d?$/, "a diagnosis related group has three digits, or four with its severity"],
  BE: [/^(?!00)(\d\d|[A-GPQY][0-9A-Z])$/, "no value code of this range is given out"],
  BG: [/^(?!00)(\d\d|[A-EGHMNPRW][0-9A-Z])$/, "no condition code of this range is given out"],
  BH: [/^(?!00)([0-6]\d|[A-L][0-9A-Z])$/, "occurrence codes are 01 to 69 and A0 to LZ"],
  BI: [/^([7-9]\d|[M-Z][0-9A-Z])$/, "occurrence span codes are 70 to 99 and M0 to ZZ"],
};
const assignedKeys = keySetOf(Object.keys(assigned));

function checkAssigned(segment: SegmentRecord, record: LoopRecord, element: number, report: Report): void {
  const range = assigned[componentAt(segment, element, 1)];
  const value = componentAt(segment, element, 2);
  if (range === undefined || value === "" || range[0].test(value)) return;
  const place = { ...placeOf(segment, record, element), component: 2 };
  report(kinds.unusualValue, place, { name: `${nameOf(segment, element)}-2`, value: value.slice(0, 60), because: range[1] });
}

function checkHealthCodes(segment: SegmentRecord, record: LoopRecord, report: Report): void {
  for (let element = 1; element <= segment.count; element += 1) {
    if (hasKey(assignedKeys, componentKeyAt(segment, element, 1))) checkAssigned(segment, record, element, report);
    if (hasHealthForm(segment, element)) continue;
    const form = forms[componentAt(segment, element, 1)];
    const value = form === undefined ? "" : componentAt(segment, element, 2);
    if (form === undefined || value === "" || form[0].test(value)) continue;
    const place = { ...placeOf(segment, record, element), component: 2 };
    report(kinds.elementPattern, place, { name: `${nameOf(segment, element)}-2`, value: value.slice(0, 60), expected: form[1] });
  }
}

const diagnosisKeys = keySetOf(["ABK", "ABF", "ABJ", "ABN", "APR"]);

/** The quick answer for an ICD-10-CM code, nearly always: a letter, a digit, one to five of either. */
function hasHealthForm(segment: SegmentRecord, element: number): boolean {
  if (!hasKey(diagnosisKeys, componentKeyAt(segment, element, 1))) return false;
  const from = componentStart(segment, element, 2);
  const to = from < 0 ? from : componentStop(segment, element, from, 2);
  if (to - from < 3 || to - from > 7) return false;
  const { bytes } = segment;
  if (!isLetter(bytes[from] ?? 0) || !isDigit(bytes[from + 1] ?? 0)) return false;
  for (let at = from + 2; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (!isLetter(byte) && !isDigit(byte)) return false;
  }
  return true;
}

/** True when element n is that many capitals and digits. */
function isPlainAt(segment: SegmentRecord, element: number, length: number): boolean {
  const from = componentStart(segment, element, 0);
  if (from < 0 || componentStop(segment, element, from, 0) - from !== length) return false;
  for (let at = from; at < from + length; at += 1) {
    const byte = segment.bytes[at] ?? 0;
    if (!isLetter(byte) && !isDigit(byte)) return false;
  }
  return true;
}

function isLetter(byte: number): boolean {
  return byte >= 65 && byte <= 90;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

function nameOf(segment: SegmentRecord, element: number): string {
  return `${segment.tag}${String(element).padStart(2, "0")}`;
}
