/**
 * Reading values out of one segment: amounts, dates, numbers, names and the other building blocks that every transaction
 * shares. A value that cannot be read is reported with its place and left out; nothing here throws.
 */
import { type Cents, cents, parseCents, zeroCents } from "../../kernel/cents.ts";
import { type Decimal, parseDecimal } from "../../kernel/decimal.ts";
import { type Finding, type FindingKind, finding, type Params } from "../../kernel/finding.ts";
import { type IsoDate, parseCompactDate } from "../../kernel/iso-date.ts";
import type { SegmentView } from "../syntax/segment.ts";
import type {
  Adjustment,
  AdjustmentGroup,
  ClaimDate,
  ClaimProcedure,
  X12Address,
  X12Contact,
  X12Identifier,
  X12Name,
} from "./professional-claim.ts";
import {
  missingValue,
  tooManyReadingFindings,
  unknownCode,
  unreadableAmount,
  unreadableDate,
  unreadableNumber,
} from "./reading-findings.ts";

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Where findings go, and in which loop the reader stands. One a file. */
export interface ReadingContext {
  loop: string;
  count: number;
  readonly onFinding: (finding: Finding) => void;
  /** Days already read: a file names the same ones again and again. */
  readonly days: Map<string, IsoDate>;
}

const findingLimit = 10_000;
const dayLimit = 20_000;

export function newReadingContext(onFinding: (finding: Finding) => void): ReadingContext {
  return { loop: "", count: 0, onFinding, days: new Map() };
}

export function report(context: ReadingContext, kind: FindingKind, view: SegmentView, element: number, params: Params): void {
  context.count += 1;
  if (context.count > findingLimit + 1) return;
  const place = {
    segment: view.index,
    tag: view.tag,
    ...(element === 0 ? {} : { element }),
    ...(context.loop === "" ? {} : { loop: context.loop }),
  };
  if (context.count === findingLimit + 1) {
    context.onFinding(finding(tooManyReadingFindings, place, { limit: findingLimit }));
    return;
  }
  context.onFinding(finding(kind, place, { tag: view.tag, element: element === 0 ? "" : String(element).padStart(2, "0"), ...params }));
}

/** The element without the spaces that some senders pad with. */
export function textAt(view: SegmentView, n: number): string {
  return trimmed(view.element(n));
}

export function trimmed(text: string): string {
  const length = text.length;
  if (length === 0) return text;
  return text.charCodeAt(0) <= 32 || text.charCodeAt(length - 1) <= 32 ? text.trim() : text;
}

/** An amount that must be there; zero with a finding when it is not. */
export function amountAt(context: ReadingContext, view: SegmentView, n: number): Cents {
  const text = textAt(view, n);
  if (text === "") {
    report(context, missingValue, view, n, { used: "0.00" });
    return zeroCents;
  }
  return readCents(text) ?? unreadableAmountAt(context, view, n, text);
}

/** An amount that may be absent. An unreadable one is a finding and absent. */
export function optionalAmountAt(context: ReadingContext, view: SegmentView, n: number): Cents | undefined {
  const text = textAt(view, n);
  if (text === "") return undefined;
  const amount = readCents(text);
  if (amount === undefined) report(context, unreadableAmount, view, n, { value: text, used: "absent" });
  return amount;
}

function unreadableAmountAt(context: ReadingContext, view: SegmentView, n: number, text: string): Cents {
  report(context, unreadableAmount, view, n, { value: text, used: "0.00" });
  return zeroCents;
}

/** The same answer as parseCents, quicker for what most amounts are: up to nine characters, at most two decimals, no sign. */
function readCents(text: string): Cents | undefined {
  const length = text.length;
  if (length > 9) return parseCents(text);
  let value = 0;
  let decimals = -1;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 46 && decimals < 0 && index > 0) decimals = 0;
    else {
      if (code < 48 || code > 57) return parseCents(text);
      value = value * 10 + code - 48;
      if (decimals >= 0) decimals += 1;
    }
  }
  if (decimals > 2) return parseCents(text);
  return cents(decimals === 2 ? value : decimals === 1 ? value * 10 : value * 100);
}

export function decimalAt(context: ReadingContext, view: SegmentView, n: number): Decimal | undefined {
  const text = textAt(view, n);
  if (text === "") return undefined;
  const value = readDecimal(text);
  if (value === undefined) report(context, unreadableNumber, view, n, { value: text });
  return value;
}

const smallDecimals: readonly Decimal[] = Array.from({ length: 100 }, (_, value) => ({ digits: BigInt(value), scale: 0 }));

/** Units are nearly always a small whole number: those are made once. */
export function readDecimal(text: string): Decimal | undefined {
  if (text.length <= 2) {
    const first = text.charCodeAt(0) - 48;
    const second = text.length === 2 ? text.charCodeAt(1) - 48 : 0;
    if (first >= 0 && first <= 9 && second >= 0 && second <= 9) return smallDecimals[text.length === 2 ? first * 10 + second : first];
  }
  return parseDecimal(text);
}

/** A whole number from zero, such as LX01. */
export function integerAt(context: ReadingContext, view: SegmentView, n: number): number | undefined {
  const text = textAt(view, n);
  if (text === "") return undefined;
  const value = readInteger(text);
  if (value === undefined) report(context, unreadableNumber, view, n, { value: text });
  return value;
}

export function readInteger(text: string): number | undefined {
  const length = text.length;
  if (length === 0 || length > 9) return undefined;
  let value = 0;
  for (let index = 0; index < length; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

/** CCYYMMDD, also with a time after it (format DT). */
export function dateAt(context: ReadingContext, view: SegmentView, n: number): IsoDate | undefined {
  const text = textAt(view, n);
  if (text === "") return undefined;
  const date = readDate(context, text);
  if (date === undefined) report(context, unreadableDate, view, n, { value: text });
  return date;
}

function readDate(context: ReadingContext, text: string): IsoDate | undefined {
  const known = context.days.get(text);
  if (known !== undefined) return known;
  const date = parseCompactDate(text.length === 12 ? text.slice(0, 8) : text);
  if (date !== undefined && context.days.size < dayLimit) context.days.set(text, date);
  return date;
}

/** DTP: qualifier, format (D8, RD8, DT), value. Undefined, with a finding, when no date can be read from it. */
export function datesOf(context: ReadingContext, view: SegmentView): ClaimDate | undefined {
  if (textAt(view, 3) === "") report(context, missingValue, view, 3, { used: "no date" });
  const days = daysIn(context, view, 3);
  if (days === undefined) return undefined;
  const { from, to } = days;
  const qualifier = textAt(view, 1);
  return to === undefined ? { qualifier, from } : { qualifier, from, to };
}

/** A day, or two with a hyphen between them. */
export function daysIn(
  context: ReadingContext,
  view: SegmentView,
  n: number,
): { readonly from: IsoDate; readonly to?: IsoDate } | undefined {
  const text = textAt(view, n);
  if (text === "") return undefined;
  const hyphen = text.indexOf("-");
  const from = readDate(context, hyphen < 0 ? text : text.slice(0, hyphen));
  const to = hyphen < 0 ? undefined : readDate(context, text.slice(hyphen + 1));
  if (from === undefined || (hyphen >= 0 && to === undefined)) report(context, unreadableDate, view, n, { value: text });
  if (from === undefined) return undefined;
  return to === undefined ? { from } : { from, to };
}

/** NM1: 02 kind, 03 last or organisation, 04 first, 05 middle, 06 prefix, 07 suffix. */
export function nameOf(view: SegmentView): X12Name {
  const name: Mutable<X12Name> = { kind: view.element(2) === "1" ? "person" : "organisation", last: textAt(view, 3) };
  const first = textAt(view, 4);
  if (first !== "") name.first = first;
  const middle = textAt(view, 5);
  if (middle !== "") name.middle = middle;
  const prefix = textAt(view, 6);
  if (prefix !== "") name.prefix = prefix;
  const suffix = textAt(view, 7);
  if (suffix !== "") name.suffix = suffix;
  return name;
}

/** A qualifier and its value, when there is a value. */
export function identifierAt(view: SegmentView, qualifier: number): X12Identifier | undefined {
  const value = textAt(view, qualifier + 1);
  return value === "" ? undefined : { qualifier: textAt(view, qualifier), value };
}

/** REF: 01 and 02, 03 in words, 04 the other payer that the number is of. Undefined without a number. */
export function referenceAt(view: SegmentView): X12Identifier | undefined {
  const identifier = identifierAt(view, 1);
  if (identifier === undefined || view.elementCount < 3) return identifier;
  const description = textAt(view, 3);
  const otherPayerId = view.component(4, 1) === "2U" ? trimmed(view.component(4, 2)) : "";
  return {
    ...identifier,
    ...(description === "" ? {} : { description }),
    ...(otherPayerId === "" ? {} : { otherPayerId }),
  };
}

/** N3 begins an address; N4 fills it. */
export function streetOf(view: SegmentView): Mutable<X12Address> {
  const address: Mutable<X12Address> = { line1: textAt(view, 1), city: "" };
  const line2 = textAt(view, 2);
  if (line2 !== "") address.line2 = line2;
  return address;
}

export function fillCity(address: Mutable<X12Address>, view: SegmentView): void {
  address.city = textAt(view, 1);
  const state = textAt(view, 2);
  if (state !== "") address.state = state;
  const zip = textAt(view, 3);
  if (zip !== "") address.zip = zip;
  const country = textAt(view, 4);
  if (country !== "") address.country = country;
  if (view.elementCount < 7) return;
  const subdivision = textAt(view, 7);
  if (subdivision !== "") address.subdivision = subdivision;
}

/** PER: 02 name, then up to three pairs. */
export function contactOf(view: SegmentView): X12Contact {
  const numbers: X12Identifier[] = [];
  for (const at of [3, 5, 7]) {
    const number = identifierAt(view, at);
    if (number !== undefined) numbers.push(number);
  }
  const name = textAt(view, 2);
  return name === "" ? { numbers } : { name, numbers };
}

/** A procedure composite: qualifier, code, up to four modifiers, description, end of a range. */
export function procedureAt(view: SegmentView, n: number): ClaimProcedure {
  const qualifier = view.component(n, 1);
  const code = view.component(n, 2);
  const modifiers: string[] = [];
  const procedure: Mutable<ClaimProcedure> = { qualifier: trimmed(qualifier), code: trimmed(code), modifiers };
  // Most have no more than these two: the rest is looked for where there is more.
  if (view.element(n).length <= qualifier.length + code.length + 1) return procedure;
  for (let component = 3; component <= 6; component += 1) {
    const modifier = trimmed(view.component(n, component));
    if (modifier !== "") modifiers.push(modifier);
  }
  const description = trimmed(view.component(n, 7));
  if (description !== "") procedure.description = description;
  const lastCode = trimmed(view.component(n, 8));
  if (lastCode !== "") procedure.lastCode = lastCode;
  return procedure;
}

/** CAS: one group, up to six trios of reason, amount, quantity. A group that no guide lists is read as OA, so that sums stay whole. */
export function adjustmentsInto(context: ReadingContext, view: SegmentView, into: Adjustment[]): void {
  const code = textAt(view, 1);
  const known = isAdjustmentGroup(code);
  if (!known) report(context, unknownCode, view, 1, { value: code, used: "OA" });
  const group: AdjustmentGroup = known ? code : "OA";
  for (let at = 2; at + 1 <= view.elementCount && at <= 17; at += 3) {
    const reason = textAt(view, at);
    if (reason === "" && textAt(view, at + 1) === "") continue;
    const adjustment: Mutable<Adjustment> = { group, reason, amount: amountAt(context, view, at + 1) };
    const quantity = decimalAt(context, view, at + 2);
    if (quantity !== undefined) adjustment.quantity = quantity;
    into.push(adjustment);
  }
}

function isAdjustmentGroup(code: string): code is AdjustmentGroup {
  return code === "CO" || code === "PR" || code === "OA" || code === "PI" || code === "CR";
}

/** The non-empty texts of elements `from` to `to`: remark codes, context, notes. */
export function textsBetween(view: SegmentView, from: number, to: number): string[] {
  const texts: string[] = [];
  for (let n = from; n <= to; n += 1) {
    const text = textAt(view, n);
    if (text !== "") texts.push(text);
  }
  return texts;
}
