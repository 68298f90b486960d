/**
 * LZMA2 as it is inside of xz: dictionary, literals, matches, all by range-coded bits. After Igor Pavlov's specification of LZMA,
 * which is in the public domain. Plain numbers in typed arrays; what is damaged gives undefined, and no more is written than `most`.
 */

const states = 12;
const positionStates = 16;
const lengthToPositionStates = 4;
const endPositionModel = 14;
const fullDistances = 128;
const alignBits = 4;
const minimumMatch = 2;
const half = 1024;

class Damaged extends Error {}

/** The whole stream of chunks from `from` on; where it ended as well. */
export function decodeLzma2(
  packed: Uint8Array,
  { from, most }: { readonly from: number; readonly most: number },
): { readonly bytes: Uint8Array; readonly end: number } | "damaged" | "more" {
  const decoder = newDecoder(packed, from, Math.min(most, 1 << 20));
  try {
    for (;;) {
      const control = byte(decoder);
      if (control === 0) return { bytes: decoder.out.subarray(0, decoder.written), end: decoder.at };
      if (control === 1) decoder.dictionaryFrom = decoder.written;
      if (control > 2 && control < 0x80) return "damaged";
      const size =
        control >= 0x80
          ? (((control & 0x1f) << 16) | (byte(decoder) << 8) | byte(decoder)) + 1
          : ((byte(decoder) << 8) | byte(decoder)) + 1;
      if (decoder.written + size > most) return "more";
      makeRoom(decoder, size, most);
      if (control < 0x80) copyPlain(decoder, size);
      else decodeChunk(decoder, control, size);
    }
  } catch (error) {
    if (error instanceof Damaged) return "damaged";
    throw error;
  }
}

interface Decoder {
  readonly packed: Uint8Array;
  at: number;
  out: Uint8Array;
  written: number;
  dictionaryFrom: number;
  range: number;
  code: number;
  lc: number;
  literalMask: number;
  positionMask: number;
  state: number;
  readonly repeats: [number, number, number, number];
  literals: Uint16Array;
  readonly isMatch: Uint16Array;
  readonly isRepeat: Uint16Array;
  readonly isRepeat0: Uint16Array;
  readonly isRepeat1: Uint16Array;
  readonly isRepeat2: Uint16Array;
  readonly isRepeat0Long: Uint16Array;
  readonly slots: Uint16Array;
  readonly special: Uint16Array;
  readonly align: Uint16Array;
  readonly matchLength: Uint16Array;
  readonly repeatLength: Uint16Array;
}

/** choice, choice2, 16 × 8 low, 16 × 8 middle, 256 high. */
const lengthModels = 2 + positionStates * 8 * 2 + 256;

function newDecoder(packed: Uint8Array, from: number, room: number): Decoder {
  return {
    packed,
    at: from,
    out: new Uint8Array(room),
    written: 0,
    dictionaryFrom: 0,
    range: 0,
    code: 0,
    lc: 3,
    literalMask: 0,
    positionMask: 3,
    state: 0,
    repeats: [0, 0, 0, 0],
    literals: new Uint16Array(0x300 << 3),
    isMatch: new Uint16Array(states * positionStates),
    isRepeat: new Uint16Array(states),
    isRepeat0: new Uint16Array(states),
    isRepeat1: new Uint16Array(states),
    isRepeat2: new Uint16Array(states),
    isRepeat0Long: new Uint16Array(states * positionStates),
    slots: new Uint16Array(lengthToPositionStates * 64),
    special: new Uint16Array(fullDistances + 1),
    align: new Uint16Array(1 << alignBits),
    matchLength: new Uint16Array(lengthModels),
    repeatLength: new Uint16Array(lengthModels),
  };
}

function byte(decoder: Decoder): number {
  const value = decoder.packed[decoder.at];
  if (value === undefined) throw new Damaged();
  decoder.at += 1;
  return value;
}

function makeRoom(decoder: Decoder, size: number, most: number): void {
  if (decoder.written + size <= decoder.out.length) return;
  const bigger = new Uint8Array(Math.min(most, Math.max(decoder.written + size, decoder.out.length * 2)));
  bigger.set(decoder.out.subarray(0, decoder.written));
  decoder.out = bigger;
}

function copyPlain(decoder: Decoder, size: number): void {
  if (decoder.at + size > decoder.packed.length) throw new Damaged();
  decoder.out.set(decoder.packed.subarray(decoder.at, decoder.at + size), decoder.written);
  decoder.at += size;
  decoder.written += size;
}

function decodeChunk(decoder: Decoder, control: number, size: number): void {
  const packedSize = ((byte(decoder) << 8) | byte(decoder)) + 1;
  const reset = (control >> 5) & 3;
  if (reset === 3) decoder.dictionaryFrom = decoder.written;
  if (reset >= 2) setProperties(decoder, byte(decoder));
  if (reset >= 1) resetModels(decoder);
  const end = decoder.at + packedSize;
  if (end > decoder.packed.length || byte(decoder) !== 0) throw new Damaged();
  decoder.range = 0xffffffff;
  decoder.code = 0;
  for (let at = 0; at < 4; at += 1) decoder.code = ((decoder.code << 8) | byte(decoder)) >>> 0;
  decodeSymbols(decoder, decoder.written + size);
  if (decoder.at !== end) throw new Damaged();
}

function setProperties(decoder: Decoder, value: number): void {
  if (value >= 9 * 5 * 5) throw new Damaged();
  const lc = value % 9;
  const lp = Math.floor(value / 9) % 5;
  if (lc + lp > 4) throw new Damaged();
  decoder.lc = lc;
  decoder.literalMask = (1 << lp) - 1;
  decoder.positionMask = (1 << Math.floor(value / 45)) - 1;
  decoder.literals = new Uint16Array(0x300 << (lc + lp));
}

function resetModels(decoder: Decoder): void {
  const { isMatch, isRepeat, isRepeat0, isRepeat1, isRepeat2, isRepeat0Long, slots, special, align, matchLength, repeatLength } = decoder;
  for (const models of [
    isMatch,
    isRepeat,
    isRepeat0,
    isRepeat1,
    isRepeat2,
    isRepeat0Long,
    slots,
    special,
    align,
    matchLength,
    repeatLength,
  ])
    models.fill(half);
  decoder.literals.fill(half);
  decoder.state = 0;
  decoder.repeats.fill(0);
}

function bit(decoder: Decoder, models: Uint16Array, index: number): number {
  const model = models[index] ?? half;
  const bound = (decoder.range >>> 11) * model;
  let value = 0;
  if (decoder.code < bound) {
    decoder.range = bound;
    models[index] = model + ((2048 - model) >> 5);
  } else {
    decoder.code -= bound;
    decoder.range -= bound;
    models[index] = model - (model >> 5);
    value = 1;
  }
  if (decoder.range < 0x1000000) {
    decoder.range = (decoder.range << 8) >>> 0;
    decoder.code = ((decoder.code << 8) | byte(decoder)) >>> 0;
  }
  return value;
}

function tree(decoder: Decoder, models: Uint16Array, from: number, bits: number): number {
  let node = 1;
  for (let at = 0; at < bits; at += 1) node = (node << 1) | bit(decoder, models, from + node);
  return node - (1 << bits);
}

function reverseTree(decoder: Decoder, models: Uint16Array, from: number, bits: number): number {
  let node = 1;
  let value = 0;
  for (let at = 0; at < bits; at += 1) {
    const one = bit(decoder, models, from + node);
    node = (node << 1) | one;
    value |= one << at;
  }
  return value;
}

function direct(decoder: Decoder, bits: number): number {
  let value = 0;
  for (let at = 0; at < bits; at += 1) {
    decoder.range >>>= 1;
    const one = decoder.code >= decoder.range ? 1 : 0;
    if (one === 1) decoder.code -= decoder.range;
    value = value * 2 + one;
    if (decoder.range < 0x1000000) {
      decoder.range = (decoder.range << 8) >>> 0;
      decoder.code = ((decoder.code << 8) | byte(decoder)) >>> 0;
    }
  }
  return value;
}

function decodeSymbols(decoder: Decoder, end: number): void {
  const { isMatch, isRepeat, isRepeat0, isRepeat1, isRepeat2, isRepeat0Long, repeats } = decoder;
  while (decoder.written < end) {
    const positionState = (decoder.written - decoder.dictionaryFrom) & decoder.positionMask;
    const { state } = decoder;
    if (bit(decoder, isMatch, state * positionStates + positionState) === 0) {
      literal(decoder);
      continue;
    }
    let length = 0;
    if (bit(decoder, isRepeat, state) === 0) {
      repeats[3] = repeats[2];
      repeats[2] = repeats[1];
      repeats[1] = repeats[0];
      length = lengthOf(decoder, decoder.matchLength, positionState);
      decoder.state = state < 7 ? 7 : 10;
      repeats[0] = distanceOf(decoder, length);
    } else {
      if (bit(decoder, isRepeat0, state) === 0) {
        if (bit(decoder, isRepeat0Long, state * positionStates + positionState) === 0) {
          decoder.state = state < 7 ? 9 : 11;
          copyMatch(decoder, repeats[0], 1, end);
          continue;
        }
      } else {
        let distance = repeats[1];
        if (bit(decoder, isRepeat1, state) === 1) {
          distance = repeats[2];
          if (bit(decoder, isRepeat2, state) === 1) {
            distance = repeats[3];
            repeats[3] = repeats[2];
          }
          repeats[2] = repeats[1];
        }
        repeats[1] = repeats[0];
        repeats[0] = distance;
      }
      length = lengthOf(decoder, decoder.repeatLength, positionState);
      decoder.state = state < 7 ? 8 : 11;
    }
    copyMatch(decoder, repeats[0], length + minimumMatch, end);
  }
}

function literal(decoder: Decoder): void {
  const { out, literals, lc } = decoder;
  const position = decoder.written - decoder.dictionaryFrom;
  const previous = position > 0 ? (out[decoder.written - 1] ?? 0) : 0;
  const base = 0x300 * (((position & decoder.literalMask) << lc) + (previous >> (8 - lc)));
  let node = 1;
  if (decoder.state >= 7) {
    let match = out[decoder.written - decoder.repeats[0] - 1] ?? 0;
    do {
      const matchBit = (match >> 7) & 1;
      match <<= 1;
      const one = bit(decoder, literals, base + ((1 + matchBit) << 8) + node);
      node = (node << 1) | one;
      if (matchBit !== one) break;
    } while (node < 0x100);
  }
  while (node < 0x100) node = (node << 1) | bit(decoder, literals, base + node);
  out[decoder.written] = node & 0xff;
  decoder.written += 1;
  decoder.state = decoder.state < 4 ? 0 : decoder.state < 10 ? decoder.state - 3 : decoder.state - 6;
}

function lengthOf(decoder: Decoder, models: Uint16Array, positionState: number): number {
  if (bit(decoder, models, 0) === 0) return tree(decoder, models, 2 + positionState * 8, 3);
  if (bit(decoder, models, 1) === 0) return 8 + tree(decoder, models, 2 + (positionStates + positionState) * 8, 3);
  return 16 + tree(decoder, models, 2 + positionStates * 16, 8);
}

function distanceOf(decoder: Decoder, length: number): number {
  const slot = tree(decoder, decoder.slots, Math.min(length, lengthToPositionStates - 1) * 64, 6);
  if (slot < 4) return slot;
  const bits = (slot >> 1) - 1;
  const base = (2 | (slot & 1)) * 2 ** bits;
  if (slot < endPositionModel) return base + reverseTree(decoder, decoder.special, base - slot, bits);
  return base + direct(decoder, bits - alignBits) * (1 << alignBits) + reverseTree(decoder, decoder.align, 0, alignBits);
}

function copyMatch(decoder: Decoder, distance: number, length: number, end: number): void {
  const { out } = decoder;
  const from = decoder.written - distance - 1;
  if (from < decoder.dictionaryFrom || decoder.written + length > end) throw new Damaged();
  for (let at = 0; at < length; at += 1) out[decoder.written + at] = out[from + at] ?? 0;
  decoder.written += length;
}
