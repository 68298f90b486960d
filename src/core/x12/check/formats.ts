/** Forms that a guide gives to the values of some elements, beyond type and length. */
import { isNpi } from "../../kernel/check-digits.ts";
import * as kinds from "./content-findings.ts";
import {
  beginsWithZero,
  centsAt,
  componentAt,
  hasAt,
  isAt,
  isDigitsAt,
  isLongerAt,
  isNegativeAt,
  isNpiAt,
  type LoopRecord,
  placeOf,
  type Report,
  type SegmentRecord,
  textAt,
} from "./record.ts";

/** Judges one segment; most have nothing of the kind. */
export function checkFormats(segment: SegmentRecord, record: LoopRecord, report: Report): void {
  switch (segment.tag) {
    case "NM1":
      checkNpi(segment, record, 8, report);
      break;
    case "N1":
      checkNpi(segment, record, 3, report);
      break;
    case "N4":
      if (
        hasAt(segment, 3) &&
        !isDigitsAt(segment, 3, 9) &&
        !isDigitsAt(segment, 3, 5) &&
        !hasAt(segment, 7) &&
        (!hasAt(segment, 4) || isAt(segment, 4, "US"))
      )
        judge({ segment, record, element: 3 }, /^(\d{5}|\d{9}|.{1,2})$/, "a ZIP code of five or nine digits", report);
      break;
    case "REF":
      if ((isAt(segment, 1, "EI") || isAt(segment, 1, "SY")) && !isDigitsAt(segment, 2, 9))
        judge({ segment, record, element: 2 }, /^\d{9}$/, "nine digits without hyphens", report);
      break;
    case "LIN":
      if (isAt(segment, 2, "N4")) judge({ segment, record, element: 3 }, /^\d{11}$/, "a drug code of eleven digits", report);
      break;
    case "PRV":
      if (isAt(segment, 2, "PXC")) judge({ segment, record, element: 3 }, /^[0-9A-Z]{10}$/, "a taxonomy code of ten characters", report);
      break;
    case "SV2":
      if (!(isDigitsAt(segment, 1, 4) && beginsWithZero(segment, 1)))
        judge({ segment, record, element: 1 }, /^(0?\d{3}|1\d{3}|2[01]\d\d|310\d)$/, "a revenue code", report);
      judgeCharge({ segment, record, element: 3 }, report);
      judgeUnits({ segment, record, element: 5 }, report);
      break;
    case "SV1":
      judgeCharge({ segment, record, element: 2 }, report);
      judgeUnits({ segment, record, element: 4 }, report);
      break;
    case "CLM":
    case "SV3":
      judgeCharge({ segment, record, element: 2 }, report);
      break;
    case "AMT":
    case "SVD":
      judgeAmount({ segment, record, element: 2 }, report);
      break;
    case "CAS":
      for (let element = 3; element <= segment.count; element += 3) judgeAmount({ segment, record, element }, report);
      break;
    case "CLP":
      for (const element of [3, 4, 5]) judgeAmount({ segment, record, element }, report);
      break;
    case "SVC":
      for (const element of [2, 3]) judgeAmount({ segment, record, element }, report);
      break;
    case "PLB":
      for (let element = 4; element <= segment.count; element += 2) judgeAmount({ segment, record, element }, report);
      break;
    case "CL1":
      judge({ segment, record, element: 1 }, /^[1-59]$/, "a type of admission", report);
      judge(
        { segment, record, element: 3 },
        /^(0[1-9]|1\d|2[01]|30|4[0-3]|5[01]|6[1-69]|7[0-2]|8[1-9]|9[0-5])$/,
        "a patient status",
        report,
      );
      break;
    case "PER":
      for (const element of [3, 5, 7])
        if (isAt(segment, element, "TE") || isAt(segment, element, "FX")) judgeTelephone({ segment, record, element: element + 1 }, report);
      break;
    case "TOO":
      judge({ segment, record, element: 2 }, tooth, toothWords, report);
      break;
    case "DN2":
      judge({ segment, record, element: 1 }, tooth, toothWords, report);
      break;
    case "EB":
      if (hasAt(segment, 8))
        judge({ segment, record, element: 8 }, /^(0?\.\d+|0|1|1\.0*|0\.)$/, "a part of one: 0.2 is 20 percent", report);
      break;
    case "BPR":
      judgeAmount({ segment, record, element: 2 }, report);
      for (const element of [6, 12])
        if (isAt(segment, element, "01"))
          judge({ segment, record, element: element + 1 }, /^\d{9}$/, "a bank number of nine digits", report);
      break;
    case "HI":
      checkHealthCodes(segment, record, report);
      break;
    default:
  }
}

/** Universal tooth numbers: permanent, supernumerary, primary, supernumerary primary. */
const tooth = /^([1-9]|[12]\d|3[0-2]|5[1-9]|[67]\d|8[0-2]|[A-T]S?)$/;
const toothWords = "a tooth (1 to 32, 51 to 82, A to T, AS to TS)";

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

function checkNpi(segment: SegmentRecord, record: LoopRecord, qualifier: number, report: Report): void {
  if (!isAt(segment, qualifier, "XX") || isNpiAt(segment, qualifier + 1)) return;
  const value = textAt(segment, qualifier + 1);
  if (value === "" || isNpi(value)) return;
  report(kinds.npiCheckDigit, placeOf(segment, record, qualifier + 1), { name: nameOf(segment, qualifier + 1), value: value.slice(0, 30) });
}

const forms: Readonly<Record<string, readonly [RegExp, string]>> = {
  ABK: [/^[A-Z]\d[0-9A-Z]{1,5}$/, "an ICD-10-CM code without its dot"],
  ABF: [/^[A-Z]\d[0-9A-Z]{1,5}$/, "an ICD-10-CM code without its dot"],
  ABJ: [/^[A-Z]\d[0-9A-Z]{1,5}$/, "an ICD-10-CM code without its dot"],
  ABN: [/^[A-Z]\d[0-9A-Z]{1,5}$/, "an ICD-10-CM code without its dot"],
  APR: [/^[A-Z]\d[0-9A-Z]{1,5}$/, "an ICD-10-CM code without its dot"],
  BBR: [/^[0-9A-HJ-NP-Z]{7}$/, "an ICD-10-PCS code of seven characters"],
  BBQ: [/^[0-9A-HJ-NP-Z]{7}$/, "an ICD-10-PCS code of seven characters"],
};

function checkHealthCodes(segment: SegmentRecord, record: LoopRecord, report: Report): void {
  for (let element = 1; element <= segment.count; element += 1) {
    const form = forms[componentAt(segment, element, 1)];
    const value = form === undefined ? "" : componentAt(segment, element, 2);
    if (form === undefined || value === "" || form[0].test(value)) continue;
    const place = { ...placeOf(segment, record, element), component: 2 };
    report(kinds.elementPattern, place, { name: `${nameOf(segment, element)}-2`, value: value.slice(0, 60), expected: form[1] });
  }
}

function nameOf(segment: SegmentRecord, element: number): string {
  return `${segment.tag}${String(element).padStart(2, "0")}`;
}
