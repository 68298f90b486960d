/** JSON as bytes in a buffer that grows: no piece of text is made for what is copied anyway. */
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
  for (let at = 0; at < raw.length; at += 1) bytes[size + at] = raw[at] ?? 0;
  out.size = size + raw.length;
}

/** ASCII that needs no quotes, such as a number. */
export function writeAscii(out: JsonBytes, text: string): void {
  const bytes = reserve(out, text.length);
  const { size } = out;
  for (let at = 0; at < text.length; at += 1) bytes[size + at] = text.charCodeAt(at);
  out.size = size + text.length;
}

/** A text in quotes. */
export function writeText(out: JsonBytes, text: string): void {
  const { length } = text;
  const bytes = reserve(out, length + 2);
  const from = out.size + 1;
  for (let at = 0; at < length; at += 1) {
    const unit = text.charCodeAt(at);
    // Quotes, backslashes, control characters and all beyond ASCII are rare: the engine writes them.
    if (unit < 0x20 || unit > 0x7e || unit === 0x22 || unit === 0x5c) {
      writeRaw(out, encodeUtf8(JSON.stringify(text)));
      return;
    }
    bytes[from + at] = unit;
  }
  bytes[from - 1] = 0x22;
  bytes[from + length] = 0x22;
  out.size = from + length + 1;
}
