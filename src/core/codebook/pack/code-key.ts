/** Codes of up to seven letters and digits as numbers that sort as the codes do, so that a code is found by halving. */

const places = 7;
const base = 37;

/** 0 for text that is no code. Below 2^37, so exact in a double. */
export function keyOf(code: string): number {
  if (code.length > places) return 0;
  let key = 0;
  for (let at = 0; at < places; at += 1) {
    const unit = at < code.length ? code.charCodeAt(at) : 0;
    const digit = unit === 0 ? 0 : unit >= 48 && unit <= 57 ? unit - 47 : unit >= 65 && unit <= 90 ? unit - 54 : -1;
    if (digit < 0) return 0;
    key = key * base + digit;
  }
  return key;
}

export function codeOfKey(key: number): string {
  let text = "";
  let rest = key;
  for (let at = 0; at < places; at += 1) {
    const digit = rest % base;
    rest = (rest - digit) / base;
    if (digit > 0) text = String.fromCharCode(digit <= 10 ? digit + 47 : digit + 54) + text;
  }
  return text;
}

/** The first position whose key is not below. */
export function firstAtLeast(keys: Float64Array, wanted: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The position of the key, or -1. */
export function positionOf(keys: Float64Array, wanted: number): number {
  const at = firstAtLeast(keys, wanted);
  return keys[at] === wanted && wanted !== 0 ? at : -1;
}

/** The position after the last key that begins as the code does. */
export function endOfPrefix(keys: Float64Array, code: string): number {
  const last = keyOf(code) + (base ** (places - code.length) - 1);
  return firstAtLeast(keys, last + 1);
}
