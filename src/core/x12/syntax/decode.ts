/** Bytes to text without TextDecoder (core is pure): ASCII fast, UTF-8 when it is valid, else one byte one character (Latin-1). */

const window = 4096;
/** Reused argument lists by length, so that short texts make no array. */
const scratch: number[][] = Array.from({ length: 129 }, (_, length) => new Array<number>(length).fill(0));

/** Short texts come again and again in a file: codes, days, names of towns. The last ones made are kept, one a place. */
const keptLength = 16;
const keptBits = 13;
const kept: string[] = new Array<string>(1 << keptBits).fill("");

/** The text of bytes [start, end). */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  const length = end - start;
  if (length <= 0) return "";
  return length <= keptLength ? decodeShort(bytes, start, end) : decodeLong(bytes, start, end);
}

/** The text that is kept for these bytes, when it is theirs; else it is made and takes the place. */
function decodeShort(bytes: Uint8Array, start: number, end: number): string {
  let hash = end - start;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  const place = Math.imul(hash, 0x9e3779b1) >>> (32 - keptBits);
  const text = kept[place] ?? "";
  if (isText(text, bytes, start, end)) return text;
  const made = decodeLong(bytes, start, end);
  kept[place] = made;
  return made;
}

/** True for ASCII text only: other bytes are never equal to the units of their text. */
function isText(text: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let index = 0; index < text.length; index += 1) {
    const byte = bytes[start + index] ?? 0;
    if (byte >= 0x80 || text.charCodeAt(index) !== byte) return false;
  }
  return true;
}

function decodeLong(bytes: Uint8Array, start: number, end: number): string {
  const length = end - start;
  if (length <= 128) {
    const units = scratch[length] ?? [];
    let all = 0;
    for (let index = 0; index < length; index += 1) {
      const byte = bytes[start + index] ?? 0;
      units[index] = byte;
      all |= byte;
    }
    if (all < 0x80) return String.fromCharCode.apply(null, units);
  }
  return decodeUtf8(bytes, start, end) ?? decodeLatin1(bytes, start, end);
}

/** Text to bytes, UTF-8. A lone surrogate becomes "?". */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let size = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      bytes[size++] = unit;
      continue;
    }
    const point = text.codePointAt(index) ?? 0x3f;
    if (point > 0xffff) index += 1;
    size = putPoint(bytes, size, point >= 0xd800 && point <= 0xdfff ? 0x3f : point);
  }
  return bytes.slice(0, size);
}

function putPoint(bytes: Uint8Array, at: number, point: number): number {
  let size = at;
  if (point < 0x80) {
    bytes[size++] = point;
  } else if (point < 0x800) {
    bytes[size++] = 0xc0 | (point >> 6);
    bytes[size++] = 0x80 | (point & 0x3f);
  } else if (point < 0x10000) {
    bytes[size++] = 0xe0 | (point >> 12);
    bytes[size++] = 0x80 | ((point >> 6) & 0x3f);
    bytes[size++] = 0x80 | (point & 0x3f);
  } else {
    bytes[size++] = 0xf0 | (point >> 18);
    bytes[size++] = 0x80 | ((point >> 12) & 0x3f);
    bytes[size++] = 0x80 | ((point >> 6) & 0x3f);
    bytes[size++] = 0x80 | (point & 0x3f);
  }
  return size;
}

function decodeUtf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = "";
  let units: number[] = [];
  let index = start;
  while (index < end) {
    const lead = bytes[index] ?? 0;
    const more = lead < 0x80 ? 0 : lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : -1;
    if (more < 0 || index + more >= end) return undefined;
    let point = more === 0 ? lead : more === 1 ? lead & 0x1f : more === 2 ? lead & 0x0f : lead & 0x07;
    for (let step = 1; step <= more; step += 1) {
      const next = bytes[index + step] ?? 0;
      if ((next & 0xc0) !== 0x80) return undefined;
      point = (point << 6) | (next & 0x3f);
    }
    const overlong = (more === 2 && point < 0x800) || (more === 3 && point < 0x10000);
    if (overlong || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined;
    if (point > 0xffff) units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
    else units.push(point);
    if (units.length >= window) {
      text += String.fromCharCode.apply(null, units);
      units = [];
    }
    index += more + 1;
  }
  return text + String.fromCharCode.apply(null, units);
}

function decodeLatin1(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at += window) {
    text += String.fromCharCode.apply(null, Array.from(bytes.subarray(at, Math.min(end, at + window))));
  }
  return text;
}
