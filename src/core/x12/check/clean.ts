/**
 * The quick answer for a segment in which nothing is wrong, nearly always: bytes against the compiled rule, no text made.
 * What is not surely right goes the long way (elements.ts), which names the fault.
 */
import type { SegmentToken } from "../syntax/token.ts";
import { bit, type ElementSpec, type SegmentSpec, valueKinds } from "./compile.ts";
import { packBytes } from "./tags.ts";

export function isCleanSegment(spec: SegmentSpec, token: SegmentToken): boolean {
  const { bytes, separators, elementCount, end, delimiters } = token;
  const { elements } = spec;
  if (spec.hasDates || elementCount < spec.lastRequired || elementCount >= 32 || elementCount >= elements.length) return false;
  let present = 0;
  let from = (separators[0] ?? end) + 1;
  for (let number = 1; number <= elementCount; number += 1) {
    const to = number < elementCount ? (separators[number] ?? end) : end;
    const element = elements[number];
    if (to === from) {
      if (element?.required === true) return false;
    } else {
      if (element === undefined || !isCleanElement(element, bytes, from, to, delimiters.component, delimiters.repetition)) return false;
      present |= bit(number);
    }
    from = to + 1;
  }
  for (const note of spec.notes) {
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
  return spec.period === 0 || isCleanPeriod(spec.period, token);
}

function isCleanElement(spec: ElementSpec, bytes: Uint8Array, from: number, to: number, component: number, repetition: number): boolean {
  if (spec.kind !== valueKinds.composite) return isCleanValue(spec, bytes, from, to, component, repetition);
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
    } else if (own === undefined || !isCleanValue(own, bytes, start, at, component, repetition)) return false;
    number += 1;
    start = at + 1;
  }
  return number > spec.lastRequired;
}

function isCleanValue(spec: ElementSpec, bytes: Uint8Array, from: number, to: number, component: number, repetition: number): boolean {
  const length = to - from;
  switch (spec.kind) {
    case valueKinds.text:
      if (length < spec.min || length > spec.max || bytes[from] === 32 || bytes[to - 1] === 32) return false;
      for (let at = from; at < to; at += 1) {
        const byte = bytes[at] ?? 0;
        if (byte < 32 || byte > 126 || byte === component || byte === repetition) return false;
      }
      return true;
    case valueKinds.code:
      return length <= 4 && spec.keys.includes(packBytes(bytes, from, to));
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

const d8 = packBytes(Uint8Array.of(0x44, 0x38), 0, 2);
const rd8 = packBytes(Uint8Array.of(0x52, 0x44, 0x38), 0, 3);

function isCleanPeriod(element: number, { bytes, separators, elementCount, end }: SegmentToken): boolean {
  if (elementCount < element) return true;
  const from = (separators[element - 1] ?? end) + 1;
  const to = element < elementCount ? (separators[element] ?? end) : end;
  const start = to + 1;
  const stop = element + 1 < elementCount ? (separators[element + 1] ?? end) : end;
  if (to === from && (elementCount === element || stop === start)) return true;
  const format = packBytes(bytes, from, to);
  if (format === d8) return stop - start === 8 && isCleanDay(bytes, start);
  if (format !== rd8 || stop - start !== 17 || bytes[start + 8] !== 45 || !isCleanDay(bytes, start) || !isCleanDay(bytes, start + 9))
    return false;
  for (let at = 0; at < 8; at += 1) {
    const first = bytes[start + at] ?? 0;
    const second = bytes[start + 9 + at] ?? 0;
    if (first !== second) return first < second;
  }
  return true;
}
