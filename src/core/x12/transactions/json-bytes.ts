/** JSON as bytes in a buffer that grows: no piece of text is made for what is copied anyway. */
import type { Cents } from "../../kernel/cents.ts";
import { encodeUtf8 } from "../syntax/decode.ts";

export interface JsonBytes {
  bytes: Uint8Array;
  size: number;
}

export function newJsonBytes(): JsonBytes {
  return { bytes: new Uint8Array(1 << 12), size: 0 };
}

/** Makes room for so many more bytes. */
function reserve(out: JsonBytes, more: number): Uint8Array {
  if (out.size + more > out.bytes.length) {
    const larger = new Uint8Array(Math.max(out.bytes.length * 2, out.size + more));
    larger.set(out.bytes.subarray(0, out.size));
    out.bytes = larger;
  }
  return out.bytes;
}

export function writeByte(out: JsonBytes, byte: number): void {
  reserve(out, 1)[out.size] = byte;
  out.size += 1;
}

/** What is JSON already. */
export function writeRaw(out: JsonBytes, raw: Uint8Array): void {
  const bytes = reserve(out, raw.length);
  const { size } = out;
  // Names are short, where a loop is faster than a call.
  if (raw.length > 64) bytes.set(raw, size);
  else for (let at = 0; at < raw.length; at += 1) bytes[size + at] = raw[at] ?? 0;
  out.size = size + raw.length;
}

/** ASCII that needs no quotes, such as a number. */
export function writeAscii(out: JsonBytes, text: string): void {
  const bytes = reserve(out, text.length);
  const { size } = out;
  for (let at = 0; at < text.length; at += 1) bytes[size + at] = text.charCodeAt(at);
  out.size = size + text.length;
}

const longestAmount = 24;

/** An amount as dollars and cents in quotes: "1234.50", "-0.05". */
export function writeCents(out: JsonBytes, cents: Cents): void {
  const bytes = reserve(out, longestAmount);
  let at = out.size;
  bytes[at++] = 0x22;
  if (cents < 0) bytes[at++] = 0x2d;
  const magnitude = cents < 0 ? -cents : cents;
  // One digit before the point, and one more for each power of ten.
  let length = 4;
  for (let limit = 1_000; magnitude >= limit; limit *= 10) length += 1;
  let left = magnitude;
  for (let place = at + length - 1; place >= at; place -= 1) {
    if (place === at + length - 3) {
      bytes[place] = 0x2e;
      continue;
    }
    const rest = Math.floor(left / 10);
    bytes[place] = 0x30 + (left - rest * 10);
    left = rest;
  }
  at += length;
  bytes[at++] = 0x22;
  out.size = at;
}

/** 1 for what stands in quotes as it is: ASCII but quotes, backslashes and control characters. */
const isPlain = Uint8Array.from({ length: 128 }, (_, unit) => (unit < 0x20 || unit > 0x7e || unit === 0x22 || unit === 0x5c ? 0 : 1));

/** A text in quotes. */
export function writeText(out: JsonBytes, text: string): void {
  const { length } = text;
  const bytes = reserve(out, length + 2);
  const from = out.size + 1;
  for (let at = 0; at < length; at += 1) {
    const unit = text.charCodeAt(at);
    // What is not plain is rare: the engine writes it.
    if (isPlain[unit] !== 1) {
      writeRaw(out, encodeUtf8(JSON.stringify(text)));
      return;
    }
    bytes[from + at] = unit;
  }
  bytes[from - 1] = 0x22;
  bytes[from + length] = 0x22;
  out.size = from + length + 1;
}
