/** Forms of the codes of services and drugs in a composite: its first component names the list, its second holds the code. */
import * as kinds from "./content-findings.ts";
import {
  componentAt,
  componentStart,
  componentStop,
  isComponentAt,
  type LoopRecord,
  placeOf,
  type Report,
  type SegmentRecord,
} from "./record.ts";

/** Revenue codes (NUBC): 0001 is the total of a bill, 0022 to 0024 are rates, then 0100 on. */
const revenueCode = /^(0?(001|02[2-4]|[1-9]\d\d)|1\d{3}|2[01]\d\d|310\d)$/;

/** Qualifier, form of the code, and the form in words. */
const forms: readonly (readonly [qualifier: string, form: RegExp, words: string])[] = [
  ["HC", /^[0-9A-Z]\d{3}[0-9A-Z]$/, "a procedure code of five characters"],
  ["AD", /^D\d{4}$/, "a dental procedure: D and four digits"],
  ["CJ", /^[0-9A-Z]\d{3}[0-9A-Z]$/, "a procedure code of five characters"],
  ["N4", /^\d{11}$/, "a drug code of eleven digits"],
  ["NU", revenueCode, "a revenue code"],
  ["HP", /^[0-9A-Z]{5}$/, "a HIPPS rate code of five characters"],
];

/** Judges the code of a service in element n: a composite of qualifier, code and modifiers. */
export function judgeProduct(segment: SegmentRecord, record: LoopRecord, element: number, report: Report): void {
  if (isPlainProcedure(segment, element)) return;
  for (const [qualifier, form, words] of forms) {
    if (!isComponentAt(segment, element, 1, qualifier)) continue;
    const value = componentAt(segment, element, 2);
    if (value !== "" && !form.test(value)) tell(segment, record, { element, component: 2, value, words }, report);
    return;
  }
}

/** Judges a revenue code that is an element of its own. */
export function judgeRevenueCode(segment: SegmentRecord, record: LoopRecord, element: number, report: Report): void {
  const value = componentAt(segment, element, 1);
  if (value !== "" && !revenueCode.test(value)) tell(segment, record, { element, component: 0, value, words: "a revenue code" }, report);
}

interface Told {
  readonly element: number;
  /** 0 for the whole element. */
  readonly component: number;
  readonly value: string;
  readonly words: string;
}

function tell(segment: SegmentRecord, record: LoopRecord, { element, component, value, words }: Told, report: Report): void {
  const name = `${segment.tag}${String(element).padStart(2, "0")}${component === 0 ? "" : `-${component}`}`;
  const place = { ...placeOf(segment, record, element), ...(component === 0 ? {} : { component }) };
  report(kinds.elementPattern, place, { name, value: value.slice(0, 60), expected: words });
}

/** The quick answer, nearly always: HC and five characters of which the middle three are digits. */
function isPlainProcedure(segment: SegmentRecord, element: number): boolean {
  if (!isComponentAt(segment, element, 1, "HC")) return false;
  const from = componentStart(segment, element, 2);
  if (from < 0 || componentStop(segment, element, from, 2) !== from + 5) return false;
  const { bytes } = segment;
  for (let at = from + 1; at < from + 4; at += 1) if (!isDigit(bytes[at] ?? 0)) return false;
  return isDigitOrCapital(bytes[from] ?? 0) && isDigitOrCapital(bytes[from + 4] ?? 0);
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

function isDigitOrCapital(byte: number): boolean {
  return isDigit(byte) || (byte >= 65 && byte <= 90);
}
