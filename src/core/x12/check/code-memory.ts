/**
 * Codes that were asked for lately and found right, by their bytes: files repeat the same codes over and over, and those need
 * neither text nor the book. A later code takes the place of an earlier one, so the memory never grows.
 */
import type { CodeSystem } from "../../kernel/code-lookup.ts";

export interface CodeMemory {
  /** True when these bytes were kept as a right code of the system on that day (CCYYMMDD). */
  has(system: CodeSystem, bytes: Uint8Array, from: number, to: number, day: number): boolean;
  keep(system: CodeSystem, bytes: Uint8Array, from: number, to: number, day: number): void;
}

/** Longer codes than these bytes are not kept. */
const longest = 12;
const bits = 12;
/** Numbers of an entry: three of four bytes each, system and length, day. */
const width = 5;

const systems: Readonly<Record<CodeSystem, number>> = {
  icd10cm: 1,
  icd10pcs: 2,
  hcpcs: 3,
  cpt: 4,
  modifier: 5,
  pos: 6,
  carc: 7,
  rarc: 8,
  "claim-status": 9,
  "claim-status-category": 10,
  taxonomy: 11,
  state: 12,
  country: 13,
};

export function newCodeMemory(): CodeMemory {
  const entries = new Int32Array(width << bits);
  // The entry that was asked for last.
  let first = 0;
  let second = 0;
  let third = 0;
  let kind = 0;

  function placeOf(system: CodeSystem, bytes: Uint8Array, from: number, to: number, day: number): number {
    first = fourBytes(bytes, from, to);
    second = fourBytes(bytes, from + 4, to);
    third = fourBytes(bytes, from + 8, to);
    kind = (systems[system] << 4) | (to - from);
    let hash = Math.imul(first, 0x9e3779b1) ^ second;
    hash = Math.imul(hash, 0x85ebca6b) ^ third;
    hash = Math.imul(hash, 0xc2b2ae35) ^ kind ^ day;
    return (Math.imul(hash, 0x9e3779b1) >>> (32 - bits)) * width;
  }

  return {
    has(system, bytes, from, to, day) {
      if (to - from > longest) return false;
      const at = placeOf(system, bytes, from, to, day);
      return (
        entries[at] === first &&
        entries[at + 1] === second &&
        entries[at + 2] === third &&
        entries[at + 3] === kind &&
        entries[at + 4] === day
      );
    },
    keep(system, bytes, from, to, day) {
      if (to - from > longest) return;
      const at = placeOf(system, bytes, from, to, day);
      entries[at] = first;
      entries[at + 1] = second;
      entries[at + 2] = third;
      entries[at + 3] = kind;
      entries[at + 4] = day;
    },
  };
}

/** Up to four bytes from there on as one number. */
function fourBytes(bytes: Uint8Array, from: number, to: number): number {
  const stop = Math.min(to, from + 4);
  let number = 0;
  for (let at = from; at < stop; at += 1) number = (number << 8) | (bytes[at] ?? 0);
  return number;
}
