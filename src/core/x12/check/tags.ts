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
  if (to - from > 4) return 0;
  let packed = 0;
  for (let index = from; index < to; index += 1) packed = (packed << 8) | (bytes[index] ?? 0);
  return packed;
}

/** A small number for a tag that some guide uses; given at the first call. */
export function tagId(tag: string): number {
  const packed = packText(tag);
  const known = ids.get(packed);
  if (known !== undefined) return known;
  ids.set(packed, ids.size + 1);
  return ids.size;
}

/** 0 when no guide that was compiled uses the tag. */
export function tagIdOf(bytes: Uint8Array, from: number, to: number): number {
  return to - from > 3 ? 0 : (ids.get(packBytes(bytes, from, to)) ?? 0);
}
