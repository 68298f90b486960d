/** The xz container around LZMA2: streams of blocks with check sums. What it holds is checked where the check is a CRC-32. */
import { crc32 } from "node:zlib";
import { decodeLzma2 } from "./lzma2.ts";

const magic = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00];
const checkBytes = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];

export function isXz(bytes: Uint8Array): boolean {
  return magic.every((value, at) => bytes[at] === value);
}

export function unpackXz(bytes: Uint8Array, most: number): Uint8Array | "damaged" | "more" {
  const parts: Uint8Array[] = [];
  let total = 0;
  const kind = (bytes[7] ?? 0) & 15;
  const numbers = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isXz(bytes) || bytes.length < 32 || numbers.getUint32(8, true) !== crc32(bytes.subarray(6, 8))) return "damaged";
  let at = 12;
  for (;;) {
    const size = bytes[at];
    if (size === undefined) return "damaged";
    // The index of blocks follows: nothing more is to be unpacked. A second stream behind it is none that we read.
    if (size === 0) break;
    const headEnd = at + (size + 1) * 4;
    if (headEnd > bytes.length || numbers.getUint32(headEnd - 4, true) !== crc32(bytes.subarray(at, headEnd - 4))) return "damaged";
    if (!isPlainLzma2(bytes.subarray(at, headEnd))) return "damaged";
    const block = decodeLzma2(bytes, { from: headEnd, most: most - total });
    if (typeof block === "string") return block;
    total += block.bytes.length;
    parts.push(block.bytes);
    at = block.end + ((4 - ((block.end - headEnd) % 4)) % 4);
    if (kind === 1 && (at + 4 > bytes.length || numbers.getUint32(at, true) !== crc32(block.bytes))) return "damaged";
    at += checkBytes[kind] ?? 0;
  }
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(total);
  let to = 0;
  for (const part of parts) {
    whole.set(part, to);
    to += part.length;
  }
  return whole;
}

/** One filter, LZMA2 (0x21), with its one byte of properties; sizes may stand before it. */
function isPlainLzma2(head: Uint8Array): boolean {
  const flags = head[1] ?? 0xff;
  if ((flags & 0x3f) !== 0) return false;
  let at = 2;
  for (const present of [flags & 0x40, flags & 0x80]) if (present !== 0) while (((head[at++] ?? 0) & 0x80) !== 0);
  return head[at] === 0x21 && head[at + 1] === 1;
}
