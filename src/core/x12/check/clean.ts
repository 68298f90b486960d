/**
 * The quick answer for a segment in which nothing is wrong, nearly always: bytes against the compiled rule, no text made.
 * What is not surely right goes the long way (elements.ts), which names the fault.
 */
import type { Delimiters } from "../syntax/segment.ts";
import { bit, type ElementSpec, type NoteSpec, valueKinds } from "./compile.ts";
import type { SegmentRecord } from "./record.ts";
import { hasKey, packBytes, packText } from "./tags.ts";

const known = new Map<number, Uint8Array>();

/** Which bytes may stand in a text: printable ASCII but for the marks of components and repetitions. */
export function textBytesOf({ component, repetition }: Delimiters): Uint8Array {
  const key = (component << 8) | repetition;
  const found = known.get(key) ?? allowedBytes(component, repetition);
  if (known.size < 64) known.set(key, found);
  return found;
}

function allowedBytes(component: number, repetition: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (byte < 32 || byte > 126 || byte === component || byte === repetition ? 0 : 1));
}

export function isCleanSegment(segment: SegmentRecord, textBytes: Uint8Array): boolean {
  const { spec, bytes, offsets, first, count: elementCount, end, delimiters } = segment;
  const { elements } = spec;
  if (elementCount < spec.lastRequired || elementCount >= 32 || elementCount >= elements.length) return false;
  let present = 0;
  let from = (offsets[first] ?? end) + 1;
  for (let number = 1; number <= elementCount; number += 1) {
    const to = offsets[first + number] ?? end;
    const element = elements[number];
    if (to === from) {
      if (element?.required === true) return false;
    } else {
      if (element === undefined) return false;
      if (element.kind === valueKinds.composite) {
        if (!isCleanComposite(element, bytes, from, to, delimiters, textBytes)) return false;
        if (spec.hasDates && !isCleanDated(bytes, from, to, delimiters.component)) return false;
      } else if (!isCleanValue(element, bytes, from, to, textBytes)) return false;
      present |= bit(number);
    }
    from = to + 1;
  }
  return (spec.notes.length === 0 || areNotesKept(spec.notes, present)) && (spec.period === 0 || isCleanPeriod(spec.period, segment));
}

function areNotesKept(notes: readonly NoteSpec[], present: number): boolean {
  for (const note of notes) {
    const has = present & note.mask;
    switch (note.kind) {
      case "P":
        if (has !== 0 && has !== note.mask) return false;
        break;
      case "R":
        if (has === 0) return false;
        break;
      case "E":
        if ((has & (has - 1)) !== 0) return false;
        break;
      case "C":
        if ((present & note.first) !== 0 && has !== note.mask) return false;
        break;
      case "L":
        if ((present & note.first) !== 0 && has === 0) return false;
        break;
    }
  }
  return true;
}

function isCleanComposite(
  spec: ElementSpec,
  bytes: Uint8Array,
  from: number,
  to: number,
  { component, repetition }: Delimiters,
  textBytes: Uint8Array,
): boolean {
  const { components } = spec;
  let number = 1;
  let start = from;
  for (let at = from; at <= to; at += 1) {
    if (at < to) {
      const byte = bytes[at];
      if (byte === repetition) return false;
      if (byte !== component) continue;
    }
    const own = components[number];
    if (at === start) {
      if (own?.required === true) return false;
    } else if (own === undefined || !isCleanValue(own, bytes, start, at, textBytes)) return false;
    number += 1;
    start = at + 1;
  }
  return number > spec.lastRequired;
}

function isCleanValue(spec: ElementSpec, bytes: Uint8Array, from: number, to: number, textBytes: Uint8Array): boolean {
  const length = to - from;
  switch (spec.kind) {
    case valueKinds.text:
      if (length < spec.min || length > spec.max || bytes[from] === 32 || bytes[to - 1] === 32) return false;
      for (let at = from; at < to; at += 1) if (textBytes[bytes[at] ?? 0] === 0) return false;
      return true;
    case valueKinds.code:
      return length <= 4 && hasKey(spec.keys, packBytes(bytes, from, to));
    case valueKinds.decimal:
      return isCleanNumber(spec, bytes, from, to, true);
    case valueKinds.whole:
      return isCleanNumber(spec, bytes, from, to, false);
    case valueKinds.date:
      return spec.max === 8 && length === 8 && isCleanDay(bytes, from);
    case valueKinds.time:
      return (length === 4 || length === 6) && isCleanTime(bytes, from, to);
    default:
      return false;
  }
}

function isCleanNumber(spec: ElementSpec, bytes: Uint8Array, from: number, to: number, mayHavePoint: boolean): boolean {
  let digits = 0;
  let points = 0;
  for (let at = bytes[from] === 45 ? from + 1 : from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 48 && byte <= 57) digits += 1;
    else if (byte === 46) points += 1;
    else return false;
  }
  return digits >= spec.min && digits <= spec.max && digits > 0 && points <= (mayHavePoint ? 1 : 0);
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - 48;
  const ones = (bytes[at + 1] ?? 0) - 48;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? 100 : tens * 10 + ones;
}

/** Days that every month has; the rest, and centuries other than these two, are left to the long way. */
export function isCleanDay(bytes: Uint8Array, at: number): boolean {
  const century = twoDigits(bytes, at);
  const month = twoDigits(bytes, at + 4);
  const day = twoDigits(bytes, at + 6);
  if ((century !== 19 && century !== 20) || twoDigits(bytes, at + 2) > 99 || month < 1 || month > 12 || day < 1) return false;
  return day <= 28 || (month !== 2 && day <= 30) || (day === 31 && ((month & 1) === 1) === month < 8);
}

function isCleanTime(bytes: Uint8Array, from: number, to: number): boolean {
  return twoDigits(bytes, from) < 24 && twoDigits(bytes, from + 2) < 60 && (to - from === 4 || twoDigits(bytes, from + 4) < 60);
}

const [d8, rd8, dt, tm] = ["D8", "RD8", "DT", "TM"].map(packText);

function isCleanPeriod(element: number, { bytes, offsets, first, count: elementCount, end }: SegmentRecord): boolean {
  if (elementCount < element) return true;
  const from = (offsets[first + element - 1] ?? end) + 1;
  const to = offsets[first + element] ?? end;
  const start = to + 1;
  const stop = element < elementCount ? (offsets[first + element + 1] ?? end) : end;
  if (to === from && (elementCount === element || stop === start)) return true;
  return isCleanForm(packBytes(bytes, from, to), bytes, start, stop);
}

/** In a composite of HI the third component names the form of the fourth. */
function isCleanDated(bytes: Uint8Array, from: number, to: number, component: number): boolean {
  let at = from;
  let third = 0;
  let fourth = 0;
  for (let number = 1; number < 4; number += 1) {
    if (number === 3) third = at;
    while (at < to && bytes[at] !== component) at += 1;
    if (at === to) return true;
    at += 1;
    fourth = at;
  }
  let stop = fourth;
  while (stop < to && bytes[stop] !== component) stop += 1;
  return stop === fourth || isCleanForm(packBytes(bytes, third, fourth - 1), bytes, fourth, stop);
}

function isCleanForm(format: number, bytes: Uint8Array, start: number, stop: number): boolean {
  const length = stop - start;
  if (format === d8) return length === 8 && isCleanDay(bytes, start);
  if (format === tm) return length === 4 && isCleanTime(bytes, start, stop);
  if (format === dt) return length === 12 && isCleanDay(bytes, start) && isCleanTime(bytes, start + 8, stop);
  if (format !== rd8 || length !== 17 || bytes[start + 8] !== 45 || !isCleanDay(bytes, start) || !isCleanDay(bytes, start + 9))
    return false;
  for (let at = 0; at < 8; at += 1) {
    const first = bytes[start + at] ?? 0;
    const second = bytes[start + 9 + at] ?? 0;
    if (first !== second) return first < second;
  }
  return true;
}
