/** Many texts in few bytes: each once, sorted, and each only as far as it differs from the one before. */
import { decodeUtf8, writeUtf8 } from "./utf8.ts";

/** Texts between two that are written whole: reading one text reads at most so many. */
const blockSize = 8;

export interface TextTable {
  readonly size: number;
  text(id: number): string;
}

export interface EncodedTexts {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each block of eight begins. */
  readonly blocks: Uint32Array<ArrayBuffer>;
}

/** The texts in the order of their ids: the caller has sorted them, which is what makes them small. */
export function encodeTexts(texts: readonly string[]): EncodedTexts {
  const blocks = new Uint32Array(Math.ceil(texts.length / blockSize) + 1);
  let bytes = new Uint8Array(1 << 16);
  let at = 0;
  let before = new Uint8Array(0);
  texts.forEach((text, id) => {
    const room = at + text.length * 3 + 16;
    if (room > bytes.length) {
      const bigger = new Uint8Array(Math.max(room, bytes.length * 2));
      bigger.set(bytes);
      bytes = bigger;
    }
    const whole = new Uint8Array(text.length * 3);
    const own = whole.subarray(0, writeUtf8(text, whole, 0));
    let shared = 0;
    if (id % blockSize === 0) blocks[id / blockSize] = at;
    else while (shared < own.length && shared < before.length && own[shared] === before[shared]) shared += 1;
    at = writeNumber(bytes, at, shared);
    at = writeNumber(bytes, at, own.length - shared);
    bytes.set(own.subarray(shared), at);
    at += own.length - shared;
    before = own;
  });
  blocks[blocks.length - 1] = at;
  return { bytes: bytes.slice(0, at), blocks };
}

export function openTexts({
  bytes,
  blocks,
  size,
}: {
  readonly bytes: Uint8Array;
  readonly blocks: Uint32Array;
  readonly size: number;
}): TextTable {
  let buffer = new Uint8Array(4096);
  return {
    size,
    text(id) {
      if (id < 0 || id >= size) return "";
      let at = blocks[Math.floor(id / blockSize)] ?? 0;
      let length = 0;
      for (let skip = id % blockSize; skip >= 0; skip -= 1) {
        let shared = 0;
        let own = 0;
        for (let shift = 0; ; shift += 7) {
          const byte = bytes[at++] ?? 0;
          shared |= (byte & 127) << shift;
          if (byte < 128) break;
        }
        for (let shift = 0; ; shift += 7) {
          const byte = bytes[at++] ?? 0;
          own |= (byte & 127) << shift;
          if (byte < 128) break;
        }
        length = shared + own;
        if (length > buffer.length) {
          const bigger = new Uint8Array(length * 2);
          bigger.set(buffer);
          buffer = bigger;
        }
        for (let next = 0; next < own; next += 1) buffer[shared + next] = bytes[at + next] ?? 0;
        at += own;
      }
      return decodeUtf8(buffer, 0, length) ?? "";
    },
  };
}

function writeNumber(bytes: Uint8Array, at: number, value: number): number {
  let rest = value;
  let to = at;
  while (rest >= 128) {
    bytes[to++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[to++] = rest;
  return to;
}
