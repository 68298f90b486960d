/** Segment tags and short codes as whole numbers, so that the check compares without making text. */

const ids = new Map<number, number>();

/** Up to four ASCII characters in 32 bits; 0 for what is empty or longer. */
export function packText(text: string): number {
  if (text.length === 0 || text.length > 4) return 0;
  let packed = 0;
  for (let index = 0; index < text.length; index += 1) packed = (packed << 8) | (text.charCodeAt(index) & 0xff);
  return packed;
}

export function packBytes(bytes: Uint8Array, from: number, to: number): number {
  // A zero byte in front would leave no trace in the number.
  if (to - from > 4 || bytes[from] === 0) return 0;
  let packed = 0;
  for (let index = from; index < to; index += 1) packed = (packed << 8) | (bytes[index] ?? 0);
  return packed;
}

/** A set of packed codes: an open table of numbers, in which 0 is an empty place. */
export interface KeySet {
  readonly table: Int32Array;
  readonly shift: number;
}

/** The set of these codes, each of up to four characters. */
export function keySetOf(codes: readonly string[]): KeySet {
  return newKeySet(codes.map(packText));
}

export function newKeySet(keys: readonly number[]): KeySet {
  let bits = 2;
  while (1 << bits < keys.length * 2) bits += 1;
  const table = new Int32Array(1 << bits);
  const shift = 32 - bits;
  for (const key of keys) {
    let place = Math.imul(key, 0x9e3779b1) >>> shift;
    while (table[place] !== 0 && table[place] !== key) place = (place + 1) & (table.length - 1);
    table[place] = key;
  }
  return { table, shift };
}

export function hasKey({ table, shift }: KeySet, key: number): boolean {
  let place = Math.imul(key, 0x9e3779b1) >>> shift;
  for (;;) {
    const found = table[place];
    if (found === key) return key !== 0;
    if (found === 0 || found === undefined) return false;
    place = (place + 1) & (table.length - 1);
  }
}

/** A small number for a tag that some guide uses; given at the first call. */
export function tagId(tag: string): number {
  const packed = packText(tag);
  const known = ids.get(packed);
  if (known !== undefined) return known;
  ids.set(packed, ids.size + 1);
  return ids.size;
}

/** A list by the tags' numbers, from what is said by their names. */
export function byTagId<Value>(named: Readonly<Record<string, Value>>): readonly (Value | undefined)[] {
  const list = newTagList<Value>();
  for (const [tag, value] of Object.entries(named)) list[tagId(tag)] = value;
  return list;
}

/** An empty list by the tags' numbers. All are of one length: reading beyond an end is slow. */
export function newTagList<Value>(): (Value | undefined)[] {
  return new Array<Value | undefined>(256).fill(undefined);
}

/** By a token's tag key; 0 when no guide that was compiled uses the tag. */
export function tagIdOf(key: number): number {
  const place = Math.imul(key, 0x9e3779b1) >>> 19;
  if (lastKeys[place] === key) return lastIds[place] ?? 0;
  const id = ids.get(key) ?? 0;
  if (id === 0) return 0;
  lastKeys[place] = key;
  lastIds[place] = id;
  return id;
}

const lastKeys = new Int32Array(1 << 13);
const lastIds = new Int32Array(1 << 13);
