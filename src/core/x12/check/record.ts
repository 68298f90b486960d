/**
 * What a claim (or a payment) said, loop by loop, kept until it is judged and then dropped. A record is a window on the
 * segment's bytes: text is made only of what is asked for.
 */
import { type Cents, cents, parseCents } from "../../kernel/cents.ts";
import type { FindingKind, Params, Place } from "../../kernel/finding.ts";
import { type IsoDate, parseCompactDate } from "../../kernel/iso-date.ts";
import type { LoopRule, SegmentRule } from "../guides/model.ts";
import { decodeText } from "../syntax/decode.ts";
import type { Delimiters } from "../syntax/segment.ts";
import type { SegmentToken } from "../syntax/token.ts";
import type { SegmentSpec } from "./compile.ts";
import { packBytes } from "./tags.ts";

export interface SegmentRecord {
  readonly tag: string;
  readonly index: number;
  readonly rule: SegmentRule;
  readonly spec: SegmentSpec;
  /** One of 32 bits by its tag: what a loop has no bit of, it does not have. */
  readonly bit: number;
  readonly count: number;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Where its separators stand, as in the token. */
  readonly offsets: Int32Array;
  readonly first: number;
  readonly delimiters: Delimiters;
  /** The next one of its loop. */
  next: SegmentRecord | undefined;
}

export interface LoopRecord {
  readonly loop: string;
  readonly rule: LoopRule | undefined;
  readonly index: number;
  readonly parent: LoopRecord | undefined;
  /** Its segments and its loops, each list by its first and its last one. */
  head: SegmentRecord | undefined;
  tail: SegmentRecord | undefined;
  child: LoopRecord | undefined;
  lastChild: LoopRecord | undefined;
  /** The next loop under the same parent. */
  next: LoopRecord | undefined;
  /** The bits of its segments' tags. */
  bits: number;
  /** What the check notes while it works: that it was judged, its place among the levels, and the children that were asked for last. */
  judged: boolean;
  level: number;
  asked: string;
  askedOf: LoopRecord | undefined;
  answer: readonly LoopRecord[];
}

export const noRecords: readonly LoopRecord[] = [];

export function newLoopRecord(loop: string, index: number, rule?: LoopRule, parent?: LoopRecord): LoopRecord {
  return {
    loop,
    rule,
    index,
    parent,
    head: undefined,
    tail: undefined,
    child: undefined,
    lastChild: undefined,
    next: undefined,
    bits: 0,
    judged: false,
    level: 0,
    asked: "",
    askedOf: undefined,
    answer: noRecords,
  };
}

export function addSegment(record: LoopRecord, segment: SegmentRecord): void {
  if (record.tail === undefined) record.head = segment;
  else record.tail.next = segment;
  record.tail = segment;
  record.bits |= segment.bit;
}

export function addChild(record: LoopRecord, child: LoopRecord): void {
  if (record.lastChild === undefined) record.child = child;
  else record.lastChild.next = child;
  record.lastChild = child;
}

export type Report = (kind: FindingKind, place: Place, params?: Params) => void;

export interface Marks {
  readonly component: string;
  readonly repetition: string;
}

/** What stays of a segment when the reader goes on: a window on the same bytes and offsets, which the reader does not use again. */
export function recordOf(token: SegmentToken, spec: SegmentSpec): SegmentRecord {
  const { tag, index, elementCount: count, bytes, start, end, offsets, first, delimiters } = token;
  return { tag, index, rule: spec.rule, spec, bit: spec.bit, count, bytes, start, end, offsets, first, delimiters, next: undefined };
}

/** Where element n (from 1) begins; it must be there. */
function startAt({ offsets, first, end }: SegmentRecord, element: number): number {
  return (offsets[first + element - 1] ?? end) + 1;
}

function stopAt({ offsets, first, end }: SegmentRecord, element: number): number {
  return offsets[first + element] ?? end;
}

/** Element n as text, "" when it is absent. */
export function textAt(segment: SegmentRecord | undefined, element: number): string {
  if (segment === undefined || element > segment.count) return "";
  return decodeText(segment.bytes, startAt(segment, element), stopAt(segment, element));
}

/** The text of these bytes of it. */
export function textOf({ bytes }: SegmentRecord, from: number, to: number): string {
  return decodeText(bytes, from, to);
}

/** Where component c (from 1) of element n begins; -1 when it is not there. Component 0 is the whole element. */
export function componentStart(segment: SegmentRecord, element: number, component: number): number {
  if (element > segment.count) return -1;
  const { bytes } = segment;
  const mark = segment.delimiters.component;
  const end = stopAt(segment, element);
  let from = startAt(segment, element);
  for (let passed = 1; passed < component; passed += 1) {
    while (from < end && bytes[from] !== mark) from += 1;
    if (from >= end) return -1;
    from += 1;
  }
  return from;
}

/** Where the component of element n that begins at `from` ends, or the whole element when `component` is 0. */
export function componentStop(segment: SegmentRecord, element: number, from: number, component: number): number {
  const end = stopAt(segment, element);
  if (component === 0) return end;
  const { bytes } = segment;
  const mark = segment.delimiters.component;
  let to = from;
  while (to < end && bytes[to] !== mark) to += 1;
  return to;
}

/** Component c (from 1) of element n as text. */
export function componentAt(segment: SegmentRecord | undefined, element: number, component: number): string {
  if (segment === undefined) return "";
  const from = componentStart(segment, element, component);
  return from < 0 ? "" : decodeText(segment.bytes, from, componentStop(segment, element, from, component));
}

/** Element n as a number of up to four bytes (tags.ts); 0 when it is absent or longer. */
export function keyAt(segment: SegmentRecord, element: number): number {
  if (element > segment.count) return 0;
  const from = startAt(segment, element);
  const to = stopAt(segment, element);
  return to === from ? 0 : packBytes(segment.bytes, from, to);
}

/** Component c of element n as a number of up to four bytes (tags.ts); 0 when it is absent or longer. */
export function componentKeyAt(segment: SegmentRecord, element: number, component: number): number {
  const from = componentStart(segment, element, component);
  if (from < 0) return 0;
  const to = componentStop(segment, element, from, component);
  return to === from ? 0 : packBytes(segment.bytes, from, to);
}

/** True when element n holds exactly this ASCII text. */
export function isAt(segment: SegmentRecord, element: number, text: string): boolean {
  if (element > segment.count) return text === "";
  const from = startAt(segment, element);
  if (stopAt(segment, element) - from !== text.length) return false;
  const { bytes } = segment;
  for (let index = 0; index < text.length; index += 1) if (bytes[from + index] !== text.charCodeAt(index)) return false;
  return true;
}

/** True when component c of element n holds exactly this ASCII text. */
export function isComponentAt(segment: SegmentRecord, element: number, component: number, text: string): boolean {
  if (element > segment.count) return text === "";
  const { bytes } = segment;
  const mark = segment.delimiters.component;
  let from = startAt(segment, element);
  const end = stopAt(segment, element);
  for (let passed = 1; passed < component; passed += 1) {
    while (from < end && bytes[from] !== mark) from += 1;
    if (from >= end) return text === "";
    from += 1;
  }
  const to = from + text.length;
  if (to > end || (to < end && bytes[to] !== mark)) return false;
  for (let at = from; at < to; at += 1) if (bytes[at] !== text.charCodeAt(at - from)) return false;
  return true;
}

/** True when element n begins with a minus sign. */
export function isNegativeAt(segment: SegmentRecord, element: number): boolean {
  return hasAt(segment, element) && segment.bytes[startAt(segment, element)] === 45;
}

export function hasAt(segment: SegmentRecord | undefined, element: number): boolean {
  return segment !== undefined && element <= segment.count && stopAt(segment, element) > startAt(segment, element);
}

/** True when element n has more bytes than these. */
export function isLongerAt(segment: SegmentRecord, element: number, length: number): boolean {
  return element <= segment.count && stopAt(segment, element) - startAt(segment, element) > length;
}

export function beginsWithZero(segment: SegmentRecord, element: number): boolean {
  return element <= segment.count && segment.bytes[startAt(segment, element)] === 48;
}

/** True when element n is that many digits. */
export function isDigitsAt(segment: SegmentRecord, element: number, length: number): boolean {
  if (element > segment.count) return false;
  const from = startAt(segment, element);
  if (stopAt(segment, element) - from !== length) return false;
  const { bytes } = segment;
  for (let at = from; at < from + length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 48 || byte > 57) return false;
  }
  return true;
}

/** Eight digits from the given byte of element n on, as a number; -1 when they are none. */
export function eightDigitsAt(segment: SegmentRecord, element: number, skip = 0): number {
  if (element > segment.count) return -1;
  const from = startAt(segment, element) + skip;
  return from + 8 > stopAt(segment, element) ? -1 : eightDigits(segment.bytes, from);
}

/** Eight digits of the segment from this byte on. */
export function digitsAt({ bytes }: SegmentRecord, from: number): number {
  return eightDigits(bytes, from);
}

function eightDigits(bytes: Uint8Array, from: number): number {
  let number = 0;
  for (let at = from; at < from + 8; at += 1) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** Bytes of element n. */
export function lengthAt(segment: SegmentRecord, element: number): number {
  return element > segment.count ? 0 : stopAt(segment, element) - startAt(segment, element);
}

/** A number that differs for nearly all texts that differ; another prime gives another number. */
export function hashAt(segment: SegmentRecord, element: number, prime = fowlerPrime): number {
  if (element > segment.count) return 0;
  const { bytes } = segment;
  const to = stopAt(segment, element);
  let hash = 0;
  for (let at = startAt(segment, element); at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), prime) + 1;
  return hash | 0;
}

/** Of the FNV-1a hash of 32 bits. */
const fowlerPrime = 0x01000193;

/** A whole number of up to nine digits; -1 when it is none. */
export function wholeAt(segment: SegmentRecord, element: number): number {
  const length = lengthAt(segment, element);
  if (length === 0 || length > 9) return -1;
  const { bytes } = segment;
  const from = startAt(segment, element);
  let number = 0;
  for (let at = from; at < from + length; at += 1) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** For up to four components of one digit each, all different: a bit for each digit. Else 0. */
export function distinctDigitsAt(segment: SegmentRecord, element: number): number {
  const length = lengthAt(segment, element);
  if (length === 0 || length > 7 || length % 2 === 0) return 0;
  const { bytes } = segment;
  const { component } = segment.delimiters;
  const from = startAt(segment, element);
  let bits = 0;
  for (let at = from; at < from + length; at += 2) {
    const own = 1 << ((bytes[at] ?? 0) - 48);
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9 || (bits & own) !== 0 || (at > from && bytes[at - 1] !== component)) return 0;
    bits |= own;
  }
  return bits;
}

/** True when element n is an NPI that passes its check digit. */
export function isNpiAt(segment: SegmentRecord, element: number): boolean {
  if (!isDigitsAt(segment, element, 10)) return false;
  const { bytes } = segment;
  const from = startAt(segment, element);
  if (bytes[from] !== 49 && bytes[from] !== 50) return false;
  // 24 is the Luhn sum of the prefix 80840.
  let sum = 24;
  for (let index = 0; index < 10; index += 1) {
    const digit = (bytes[from + index] ?? 48) - 48;
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** An amount in cents; undefined when the element is empty or holds none. */
export function centsAt(segment: SegmentRecord | undefined, element: number): Cents | undefined {
  if (segment === undefined || element > segment.count) return undefined;
  const { bytes } = segment;
  const from = startAt(segment, element);
  const end = stopAt(segment, element);
  // Dollars and cents of usual size without making text; the rest as the kernel reads amounts.
  const first = bytes[from] === 45 ? from + 1 : from;
  if (end - first < 1 || end - first > 12) return parseCents(decodeText(bytes, from, end));
  let amount = 0;
  let decimals = -1;
  for (let index = first; index < end; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte >= 48 && byte <= 57) {
      amount = amount * 10 + byte - 48;
      if (decimals >= 0) decimals += 1;
    } else if (byte === 46 && decimals < 0) decimals = 0;
    else return parseCents(decodeText(bytes, from, end));
  }
  if (decimals > 2 || (decimals >= 0 && end - first === 1)) return parseCents(decodeText(bytes, from, end));
  const magnitude = decimals === 2 ? amount : decimals === 1 ? amount * 10 : amount * 100;
  return cents(first === from ? magnitude : -magnitude);
}

/** The day that begins element n (D8, RD8 or a date); undefined when it is none. */
export function dayAt(segment: SegmentRecord | undefined, element: number): IsoDate | undefined {
  const number = segment === undefined ? -1 : eightDigitsAt(segment, element);
  return number < 0 ? undefined : dayOf(number);
}

/** The same as a number, CCYYMMDD; 0 when it is none. */
export function dayNumberAt(segment: SegmentRecord | undefined, element: number): number {
  const number = segment === undefined ? -1 : eightDigitsAt(segment, element);
  return number > 0 && dayOf(number) !== undefined ? number : 0;
}

/** The day of a number CCYYMMDD; undefined when the calendar has none. */
export function dayOf(number: number): IsoDate | undefined {
  const place = Math.imul(number, 0x9e3779b1) >>> (32 - dayBits);
  if (dayNumbers[place] === number) return days[place];
  const day = parseCompactDate(String(number).padStart(8, "0"));
  dayNumbers[place] = number;
  days[place] = day;
  return day;
}

/** Days that were read lately: a file names the same ones again and again. */
const dayBits = 12;
const dayNumbers = new Int32Array(1 << dayBits);
const days: (IsoDate | undefined)[] = new Array<IsoDate | undefined>(1 << dayBits).fill(undefined);

/** The first segment with this tag and, when given, this first element. */
export function segmentOf(record: LoopRecord | undefined, tag: string, qualifier?: string): SegmentRecord | undefined {
  if (record === undefined) return undefined;
  for (let segment = record.head; segment !== undefined; segment = segment.next) {
    if (segment.tag === tag && (qualifier === undefined || isAt(segment, 1, qualifier))) return segment;
  }
  return undefined;
}

export function segmentsOf(record: LoopRecord, tag: string): readonly SegmentRecord[] {
  const found: SegmentRecord[] = [];
  for (let segment = record.head; segment !== undefined; segment = segment.next) if (segment.tag === tag) found.push(segment);
  return found;
}

/** Several checks ask one after the other for the same children: the last answer is kept. */
export function childrenOf(record: LoopRecord | undefined, loop: string): readonly LoopRecord[] {
  if (record?.child === undefined) return noRecords;
  if (record.asked === loop && record.askedOf === record.lastChild) return record.answer;
  let found: LoopRecord[] | undefined;
  for (let child: LoopRecord | undefined = record.child; child !== undefined; child = child.next) {
    if (child.loop !== loop) continue;
    if (found === undefined) found = [child];
    else found.push(child);
  }
  record.asked = loop;
  record.askedOf = record.lastChild;
  record.answer = found ?? noRecords;
  return record.answer;
}

export function childOf(record: LoopRecord | undefined, loop: string): LoopRecord | undefined {
  if (record === undefined) return undefined;
  for (let { child } = record; child !== undefined; child = child.next) if (child.loop === loop) return child;
  return undefined;
}

export function ancestor(record: LoopRecord, loop: string): LoopRecord | undefined {
  let at = record.parent;
  while (at !== undefined && at.loop !== loop) at = at.parent;
  return at;
}

export function placeOf(segment: SegmentRecord, record: LoopRecord, element?: number): Place {
  return { segment: segment.index, tag: segment.tag, loop: record.loop, ...(element === undefined ? {} : { element }) };
}

interface ByteWindow {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** True when two segments are the same, byte by byte. */
export function sameBytes(one: ByteWindow, other: ByteWindow): boolean {
  const length = one.end - one.start;
  if (other.end - other.start !== length) return false;
  for (let at = 0; at < length; at += 1) if (one.bytes[one.start + at] !== other.bytes[other.start + at]) return false;
  return true;
}
