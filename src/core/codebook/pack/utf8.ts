/** Text to bytes and back. The core has neither Buffer nor TextDecoder. */

const window = 8192;

/** The number of bytes written to `target` from `at` on; the caller has left three bytes a character. */
export function writeUtf8(text: string, target: Uint8Array, at: number): number {
  let to = at;
  for (let from = 0; from < text.length; from += 1) {
    let point = text.charCodeAt(from);
    if (point >= 0xd800 && point < 0xdc00 && from + 1 < text.length) {
      point = 0x10000 + ((point - 0xd800) << 10) + (text.charCodeAt(from + 1) - 0xdc00);
      from += 1;
    }
    if (point < 0x80) target[to++] = point;
    else if (point < 0x800) {
      target[to++] = 0xc0 | (point >> 6);
      target[to++] = 0x80 | (point & 63);
    } else if (point < 0x10000) {
      target[to++] = 0xe0 | (point >> 12);
      target[to++] = 0x80 | ((point >> 6) & 63);
      target[to++] = 0x80 | (point & 63);
    } else {
      target[to++] = 0xf0 | (point >> 18);
      target[to++] = 0x80 | ((point >> 12) & 63);
      target[to++] = 0x80 | ((point >> 6) & 63);
      target[to++] = 0x80 | (point & 63);
    }
  }
  return to - at;
}

export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 3);
  return bytes.slice(0, writeUtf8(text, bytes, 0));
}

/** Bytes that are not UTF-8 are read as windows-1252, as many of the publishers' lists are written. */
export function decodeText(bytes: Uint8Array): string {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return decodeUtf8(bytes, start, bytes.length) ?? decodeWindows1252(bytes);
}

/** Undefined when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array, from: number, to: number): string | undefined {
  if (to - from <= shortText && isAscii(bytes, from, to))
    return String.fromCharCode.apply(null, bytes.subarray(from, to) as unknown as number[]);
  let text = "";
  const units = new Uint16Array(Math.min(window, to - from) + 2);
  let filled = 0;
  for (let at = from; at < to; ) {
    if (filled >= window) {
      text += String.fromCharCode.apply(null, units.subarray(0, filled) as unknown as number[]);
      filled = 0;
    }
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      units[filled++] = lead;
      at += 1;
      continue;
    }
    const size = lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    if (size === 0 || at + size > to) return undefined;
    let point = lead & (0xff >> (size + 1));
    for (let next = 1; next < size; next += 1) {
      const byte = bytes[at + next] ?? 0;
      if ((byte & 0xc0) !== 0x80) return undefined;
      point = (point << 6) | (byte & 63);
    }
    if (point >= 0x10000) {
      units[filled++] = 0xd800 + ((point - 0x10000) >> 10);
      units[filled++] = 0xdc00 + ((point - 0x10000) & 0x3ff);
    } else units[filled++] = point;
    at += size;
  }
  return text + String.fromCharCode.apply(null, units.subarray(0, filled) as unknown as number[]);
}

/** Titles and notes: short, and nearly all of them plain. */
const shortText = 1024;

function isAscii(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if ((bytes[at] ?? 0) >= 0x80) return false;
  return true;
}

/** 0x80 to 0x9f of windows-1252. */
const upper =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

function decodeWindows1252(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += window) {
    const units = Uint16Array.from(bytes.subarray(at, at + window), (byte) =>
      byte >= 0x80 && byte < 0xa0 ? upper.charCodeAt(byte - 0x80) : byte,
    );
    text += String.fromCharCode.apply(null, units as unknown as number[]);
  }
  return text;
}
