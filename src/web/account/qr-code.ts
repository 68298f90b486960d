/**
 * A QR code (ISO/IEC 18004, model 2) of short text: bytes, error correction M, versions 1 to 13. Pure; rows of modules, true is
 * dark. Enough for the address of an authenticator's secret, so that no package and no foreign picture service sees it.
 */

/** By version: data codewords a block, blocks of that size, blocks with one more, and error correction codewords a block (level M). */
const versions: readonly (readonly [data: number, blocks: number, longer: number, correction: number])[] = [
  [16, 1, 0, 10],
  [28, 1, 0, 16],
  [44, 1, 0, 26],
  [32, 2, 0, 18],
  [43, 2, 0, 24],
  [27, 4, 0, 16],
  [31, 4, 0, 18],
  [38, 2, 2, 22],
  [36, 3, 2, 22],
  [43, 4, 1, 26],
  [50, 1, 4, 30],
  [36, 6, 2, 22],
  [37, 8, 1, 22],
];

export function qrCode(text: string): readonly (readonly boolean[])[] {
  const bytes = new TextEncoder().encode(text);
  const version = versions.findIndex((_, index) => bytes.length <= capacity(index + 1)) + 1;
  if (version === 0) throw new Error("too long for a QR code");
  const codewords = interleave(dataCodewords(bytes, version), version);
  const blank = emptySymbol(version);
  const masked = masks.map((mask, index) => {
    const symbol = blank.modules.map((row) => [...row]);
    placeData(symbol, blank.reserved, codewords, mask);
    placeFormat(symbol, index);
    return symbol;
  });
  return masked.reduce((best, one) => (penalty(one) < penalty(best) ? one : best));
}

function dataCount(version: number): number {
  const [data, blocks, longer] = row(version);
  return data * blocks + (data + 1) * longer;
}

function row(version: number): (typeof versions)[number] {
  const found = versions[version - 1];
  if (found === undefined) throw new Error("no such version");
  return found;
}

/** Mode and length take 12 bits, 20 from version 10 on. */
function capacity(version: number): number {
  return dataCount(version) - (version < 10 ? 2 : 3);
}

function dataCodewords(bytes: Uint8Array, version: number): readonly number[] {
  const bits: number[] = [];
  const put = (value: number, length: number): void => {
    for (let at = length - 1; at >= 0; at -= 1) bits.push((value >> at) & 1);
  };
  put(0b0100, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  const room = dataCount(version) * 8;
  put(0, Math.min(4, room - bits.length));
  while (bits.length % 8 !== 0) bits.push(0);
  const words: number[] = [];
  for (let at = 0; at < bits.length; at += 8) words.push(bits.slice(at, at + 8).reduce((word, bit) => (word << 1) | bit, 0));
  for (let pad = 0xec; words.length < dataCount(version); pad ^= 0xec ^ 0x11) words.push(pad);
  return words;
}

function interleave(words: readonly number[], version: number): readonly number[] {
  const [data, blocks, longer, correction] = row(version);
  const parts: { readonly data: readonly number[]; readonly check: readonly number[] }[] = [];
  let at = 0;
  for (let block = 0; block < blocks + longer; block += 1) {
    const size = data + (block >= blocks ? 1 : 0);
    const part = words.slice(at, at + size);
    parts.push({ data: part, check: remainder(part, correction) });
    at += size;
  }
  const column = (of: "data" | "check", length: number): number[] =>
    Array.from({ length }, (_, index) => parts.flatMap((part) => part[of].slice(index, index + 1))).flat();
  return [...column("data", data + 1), ...column("check", correction)];
}

/** In the field of 256 elements with x^8 + x^4 + x^3 + x^2 + 1. */
function times(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((other >> bit) & 1) * one;
  }
  return product;
}

/** Reed-Solomon: the remainder of the data by the generator with the roots 2^0 … 2^(degree-1). */
function remainder(data: readonly number[], degree: number): readonly number[] {
  const generator: number[] = [...Array.from({ length: degree - 1 }, () => 0), 1];
  let root = 1;
  for (let step = 0; step < degree; step += 1) {
    for (let at = 0; at < degree; at += 1) generator[at] = times(generator[at] ?? 0, root) ^ (generator[at + 1] ?? 0);
    root = times(root, 2);
  }
  const rest: number[] = Array.from({ length: degree }, () => 0);
  for (const byte of data) {
    const factor = byte ^ (rest.shift() ?? 0);
    rest.push(0);
    generator.forEach((coefficient, at) => {
      rest[at] = (rest[at] ?? 0) ^ times(coefficient, factor);
    });
  }
  return rest;
}

interface Blank {
  readonly modules: boolean[][];
  readonly reserved: readonly (readonly boolean[])[];
}

function emptySymbol(version: number): Blank {
  const size = version * 4 + 17;
  const modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  const reserved = modules.map((line) => [...line]);
  const set = (x: number, y: number, dark: boolean): void => {
    const [line, kept] = [modules[y], reserved[y]];
    if (line === undefined || kept === undefined || x < 0 || x >= size) return;
    line[x] = dark;
    kept[x] = true;
  };
  for (let at = 0; at < size; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    square(set, { x, y, radius: 4, dark: (ring) => ring !== 2 && ring !== 4 });
  const centres = alignmentCentres(version);
  const last = centres.length - 1;
  centres.forEach((x, i) => {
    centres.forEach((y, j) => {
      if (!((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)))
        square(set, { x, y, radius: 2, dark: (ring) => ring !== 1 });
    });
  });
  for (const [x, y] of formatPlaces(size).flat()) set(x, y, false);
  set(8, size - 8, true);
  if (version >= 7) placeVersion(set, version, size);
  return { modules, reserved };
}

function square(
  set: (x: number, y: number, dark: boolean) => void,
  { x, y, radius, dark }: { readonly x: number; readonly y: number; readonly radius: number; readonly dark: (ring: number) => boolean },
): void {
  for (let dy = -radius; dy <= radius; dy += 1)
    for (let dx = -radius; dx <= radius; dx += 1) set(x + dx, y + dy, dark(Math.max(Math.abs(dx), Math.abs(dy))));
}

function alignmentCentres(version: number): readonly number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const centres = Array.from({ length: count - 1 }, (_, index) => version * 4 + 10 - index * step);
  return [6, ...centres.reverse()];
}

/** Version and its 12 check bits, twice. */
function placeVersion(set: (x: number, y: number, dark: boolean) => void, version: number, size: number): void {
  let rest = version;
  for (let step = 0; step < 12; step += 1) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let at = 0; at < 18; at += 1) {
    const dark = ((bits >> at) & 1) === 1;
    const [near, far] = [Math.floor(at / 3), size - 11 + (at % 3)];
    set(far, near, dark);
    set(near, far, dark);
  }
}

/** Where each of the 15 format bits stands, in its two copies. */
function formatPlaces(size: number): readonly (readonly (readonly [number, number])[])[] {
  return Array.from({ length: 15 }, (_, at) => {
    const first: readonly [number, number] = at < 6 ? [8, at] : at === 6 ? [8, 7] : at === 7 ? [8, 8] : at === 8 ? [7, 8] : [14 - at, 8];
    const second: readonly [number, number] = at < 8 ? [size - 1 - at, 8] : [8, size - 15 + at];
    return [first, second];
  });
}

/** Level M is 00; ten check bits, then the standard's mask. */
function placeFormat(modules: boolean[][], mask: number): void {
  let rest = mask;
  for (let step = 0; step < 10; step += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  formatPlaces(modules.length).forEach((places, at) => {
    for (const [x, y] of places) {
      const line = modules[y];
      if (line !== undefined) line[x] = ((bits >> at) & 1) === 1;
    }
  });
}

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** In columns of two from the right, up and down, around what is reserved. */
function placeData(
  modules: boolean[][],
  reserved: Blank["reserved"],
  codewords: readonly number[],
  mask: (x: number, y: number) => boolean,
): void {
  const size = modules.length;
  let bit = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const upward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step += 1) {
      const y = upward ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        const line = modules[y];
        if (line === undefined || reserved[y]?.[x] === true) continue;
        const dark = (((codewords[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
        line[x] = dark !== mask(x, y);
        bit += 1;
      }
    }
  }
}

/** How hard it is to read: runs, blocks, false finder patterns, and more dark than light. */
function penalty(modules: readonly (readonly boolean[])[]): number {
  const size = modules.length;
  const at = (x: number, y: number): boolean => modules[y]?.[x] === true;
  let points = 0;
  let dark = 0;
  const finder = /(?=(00001011101|10111010000))/g;
  for (let y = 0; y < size; y += 1) {
    const lines = [Array.from({ length: size }, (_, x) => at(x, y)), Array.from({ length: size }, (_, x) => at(y, x))];
    for (const line of lines) {
      const text = line.map((one) => (one ? "1" : "0")).join("");
      for (const run of text.match(/0{5,}|1{5,}/g) ?? []) points += run.length - 2;
      points += [...text.matchAll(finder)].length * 40;
    }
    for (let x = 0; x < size; x += 1) {
      if (at(x, y)) dark += 1;
      if (x + 1 < size && y + 1 < size && at(x, y) === at(x + 1, y) && at(x, y) === at(x, y + 1) && at(x, y) === at(x + 1, y + 1))
        points += 3;
    }
  }
  return points + Math.floor(Math.abs((dark * 100) / (size * size) - 50) / 5) * 10;
}
