/** Exact decimals for rates, relative values and units. Nothing here goes through a binary fraction. */
import { assert } from "./assert.ts";

/** The number `digits / 10^scale`, kept without trailing zeros, so that equal numbers have equal fields. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const decimalText = /^([+-]?)(\d*)(?:\.(\d*))?$/;
const maxDigits = 30;

/** Reads "12", "-0.5", ".25" or "1.50". Undefined when it is not a decimal number or has more than 30 digits. */
export function parseDecimal(text: string): Decimal | undefined {
  if (text.length > maxDigits + 2) return undefined;
  const match = decimalText.exec(text);
  if (match === null) return undefined;
  const whole = match[2] ?? "";
  const fraction = match[3] ?? "";
  if (whole === "" && fraction === "") return undefined;
  const digits = BigInt(whole + fraction);
  return normal(match[1] === "-" ? -digits : digits, fraction.length);
}

/** A decimal written in code or in our own data. Anything else is a bug. */
export function decimal(text: string): Decimal {
  const parsed = parseDecimal(text);
  assert(parsed !== undefined, `not a decimal: ${text}`);
  return parsed;
}

export function decimalFromInteger(value: number): Decimal {
  assert(Number.isSafeInteger(value), `not a safe integer: ${value}`);
  return normal(BigInt(value), 0);
}

/** The shortest exact text: "1.5", "-0.25", "3". */
export function formatDecimal(value: Decimal): string {
  const sign = value.digits < 0n ? "-" : "";
  const digits = (value.digits < 0n ? -value.digits : value.digits).toString().padStart(value.scale + 1, "0");
  if (value.scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -value.scale)}.${digits.slice(-value.scale)}`;
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return normal(atScale(a, scale) + atScale(b, scale), scale);
}

export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  return addDecimals(a, { digits: -b.digits, scale: b.scale });
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return normal(a.digits * b.digits, a.scale + b.scale);
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = atScale(a, scale) - atScale(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function equalDecimals(a: Decimal, b: Decimal): boolean {
  return compareDecimals(a, b) === 0;
}

/** The whole number it is, or undefined when it has a fraction or is past 2^53. */
export function integerOf(value: Decimal): number | undefined {
  if (value.scale !== 0) return undefined;
  const integer = Number(value.digits);
  return Number.isSafeInteger(integer) ? integer : undefined;
}

/** Rounds half away from zero ("half up" of the fee schedules) to `places` decimals. */
export function roundDecimal(value: Decimal, places: number): Decimal {
  if (value.scale <= places) return value;
  return normal(divideHalfUp(value.digits, 10n ** BigInt(value.scale - places)), places);
}

/** Division of integers, rounded half away from zero. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  assert(denominator > 0n, "division by zero or less");
  const negative = numerator < 0n;
  const magnitude = negative ? -numerator : numerator;
  const rounded = (magnitude * 2n + denominator) / (denominator * 2n);
  return negative ? -rounded : rounded;
}

function atScale(value: Decimal, scale: number): bigint {
  return value.digits * 10n ** BigInt(scale - value.scale);
}

function normal(digits: bigint, scale: number): Decimal {
  let rest = digits;
  let places = scale;
  while (places > 0 && rest % 10n === 0n) {
    rest /= 10n;
    places -= 1;
  }
  return { digits: rest, scale: places };
}
