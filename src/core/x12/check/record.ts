/**
 * What a claim (or a payment) said, loop by loop, kept until it is judged and then dropped. A record is a window on the
 * segment's bytes: text is made only of what is asked for.
 */
import { type Cents, cents, parseCents } from "../../kernel/cents.ts";
import type { FindingKind, Params, Place } from "../../kernel/finding.ts";
import { type IsoDate, parseCompactDate } from "../../kernel/iso-date.ts";
import type { LoopRule, SegmentRule } from "../guides/model.ts";
import { decodeText } from "../syntax/decode.ts";
import type { SegmentToken } from "../syntax/token.ts";

export interface SegmentRecord {
  readonly tag: string;
  readonly index: number;
  readonly rule: SegmentRule;
  readonly count: number;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** The element separator. */
  readonly mark: number;
  readonly component: number;
}

export interface LoopRecord {
  readonly loop: string;
  readonly rule?: LoopRule;
  readonly index: number;
  readonly parent?: LoopRecord;
  readonly segments: SegmentRecord[];
  readonly children: LoopRecord[];
}

export type Report = (kind: FindingKind, place: Place, params?: Params) => void;

export interface Marks {
  readonly component: string;
  readonly repetition: string;
}

/** What stays of a segment when the reader goes on: a window on the same bytes, which the reader does not use again. */
export function recordOf(token: SegmentToken, rule: SegmentRule): SegmentRecord {
  const { tag, index, bytes, start, end, elementCount, delimiters } = token;
  return { tag, index, rule, count: elementCount, bytes, start, end, mark: delimiters.element, component: delimiters.component };
}

/** Where element n begins; past the end when it is absent. */
function startAt({ bytes, start, end, mark }: SegmentRecord, element: number): number {
  let at = start;
  for (let passed = 0; passed < element; passed += 1) {
    while (at < end && bytes[at] !== mark) at += 1;
    at += 1;
  }
  return at;
}

function stopAt({ bytes, end, mark }: SegmentRecord, from: number): number {
  let at = from;
  while (at < end && bytes[at] !== mark) at += 1;
  return at;
}

/** Element n as text, "" when it is absent. */
export function textAt(segment: SegmentRecord | undefined, element: number): string {
  if (segment === undefined || element > segment.count) return "";
  const from = startAt(segment, element);
  return decodeText(segment.bytes, from, stopAt(segment, from));
}

/** Component c (from 1) of element n as text. */
export function componentAt(segment: SegmentRecord | undefined, element: number, component: number): string {
  if (segment === undefined || element > segment.count) return "";
  const { bytes, component: mark } = segment;
  let from = startAt(segment, element);
  const end = stopAt(segment, from);
  for (let passed = 1; passed < component; passed += 1) {
    while (from < end && bytes[from] !== mark) from += 1;
    if (from >= end) return "";
    from += 1;
  }
  let to = from;
  while (to < end && bytes[to] !== mark) to += 1;
  return decodeText(bytes, from, to);
}

/** True when element n holds exactly this ASCII text. */
export function isAt(segment: SegmentRecord, element: number, text: string): boolean {
  if (element > segment.count) return text === "";
  const { bytes, end, mark } = segment;
  const from = startAt(segment, element);
  for (let index = 0; index < text.length; index += 1) if (bytes[from + index] !== text.charCodeAt(index)) return false;
  const to = from + text.length;
  return to === end || (to < end && bytes[to] === mark);
}

export function hasAt(segment: SegmentRecord | undefined, element: number): boolean {
  if (segment === undefined || element > segment.count) return false;
  const from = startAt(segment, element);
  return from < segment.end && segment.bytes[from] !== segment.mark;
}

/** True when element n is that many digits. */
export function isDigitsAt(segment: SegmentRecord, element: number, length: number): boolean {
  if (element > segment.count) return false;
  const { bytes, end, mark } = segment;
  const from = startAt(segment, element);
  const to = from + length;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 48 || byte > 57) return false;
  }
  return to === end || (to < end && bytes[to] === mark);
}

/** An amount in cents; undefined when the element is empty or holds none. */
export function centsAt(segment: SegmentRecord | undefined, element: number): Cents | undefined {
  if (segment === undefined || element > segment.count) return undefined;
  const { bytes } = segment;
  const from = startAt(segment, element);
  const end = stopAt(segment, from);
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
  if (segment === undefined || element > segment.count) return undefined;
  const { bytes, end } = segment;
  const from = startAt(segment, element);
  if (from + 8 > end) return undefined;
  let number = 0;
  for (let at = from; at < from + 8; at += 1) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  const place = Math.imul(number, 0x9e3779b1) >>> (32 - dayBits);
  if (dayNumbers[place] === number) return days[place];
  const day = parseCompactDate(decodeText(bytes, from, from + 8));
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
  for (const segment of record.segments) {
    if (segment.tag === tag && (qualifier === undefined || isAt(segment, 1, qualifier))) return segment;
  }
  return undefined;
}

export function segmentsOf(record: LoopRecord, tag: string): readonly SegmentRecord[] {
  return record.segments.filter((segment) => segment.tag === tag);
}

const none: readonly LoopRecord[] = [];

export function childrenOf(record: LoopRecord | undefined, loop: string): readonly LoopRecord[] {
  if (record === undefined || record.children.length === 0) return none;
  return record.children.filter((child) => child.loop === loop);
}

export function childOf(record: LoopRecord | undefined, loop: string): LoopRecord | undefined {
  if (record === undefined) return undefined;
  for (const child of record.children) if (child.loop === loop) return child;
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
