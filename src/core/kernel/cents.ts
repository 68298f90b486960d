/** Money: whole cents in a branded safe integer. Made, added and divided here and nowhere else. */
import { assert } from "./assert.ts";
import { type Decimal, divideHalfUp } from "./decimal.ts";

declare const centsBrand: unique symbol;
export type Cents = number & { readonly [centsBrand]: "Cents" };

export const zeroCents = 0 as Cents;

/** Takes a whole number of cents from a typed source (database column, constant). Anything else is a bug. */
export function cents(value: number): Cents {
  // The words are made only for a bug: this is called for every amount there is.
  if (!Number.isSafeInteger(value)) assert(false, `not a safe whole number of cents: ${value}`);
  return (value === 0 ? 0 : value) as Cents;
}

export function isCents(value: unknown): value is Cents {
  return typeof value === "number" && Number.isSafeInteger(value);
}

const amountText = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** Reads dollars as X12, CSV and people write them: "12", "12.5", ".75", "-3.00". Undefined when it is not an amount or carries parts of a cent. */
export function parseCents(text: string): Cents | undefined {
  if (text.length > 18) return undefined;
  const match = amountText.exec(text);
  if (match === null) return undefined;
  const whole = match[2] ?? "";
  const fraction = match[3] ?? "";
  if (whole === "" && fraction === "") return undefined;
  if (fraction.length > 2 && /[1-9]/.test(fraction.slice(2))) return undefined;
  const magnitude = Number(whole === "" ? "0" : whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, "0"));
  if (!Number.isSafeInteger(magnitude)) return undefined;
  return cents(match[1] === "-" ? -magnitude : magnitude);
}

/** Dollars with two decimals and no separators: "1234.50", "-3.00". */
export function formatCents(amount: Cents): string {
  const magnitude = Math.abs(amount);
  const text = `${Math.floor(magnitude / 100)}.${String(magnitude % 100).padStart(2, "0")}`;
  return amount < 0 ? `-${text}` : text;
}

/** For people: "$1,234.50", "-$3.00". */
export function formatUsd(amount: Cents): string {
  const plain = formatCents(Math.abs(amount) as Cents);
  const grouped = plain.replace(/\B(?=(\d{3})+(?=\.))/g, ",");
  return amount < 0 ? `-$${grouped}` : `$${grouped}`;
}

export function addCents(a: Cents, b: Cents): Cents {
  return cents(a + b);
}

export function subtractCents(a: Cents, b: Cents): Cents {
  return cents(a - b);
}

export function negateCents(amount: Cents): Cents {
  return cents(-amount);
}

export function sumCents(amounts: Iterable<Cents>): Cents {
  let total = 0;
  for (const amount of amounts) total = cents(total + amount);
  return total as Cents;
}

export function minCents(a: Cents, b: Cents): Cents {
  return a < b ? a : b;
}

export function maxCents(a: Cents, b: Cents): Cents {
  return a > b ? a : b;
}

/** amount × factor, rounded half away from zero to the cent. */
export function timesHalfUp(amount: Cents, factor: Decimal): Cents {
  const exact = BigInt(amount) * factor.digits;
  return cents(Number(divideHalfUp(exact, 10n ** BigInt(factor.scale))));
}

/** A decimal number of dollars, rounded half away from zero to the cent. */
export function centsFromDollars(dollars: Decimal): Cents {
  return cents(Number(divideHalfUp(dollars.digits * 100n, 10n ** BigInt(dollars.scale))));
}

/**
 * Splits an amount by weights so that the parts add up to it exactly. The cents that rounding leaves over go to the
 * largest remainders, ties to the earlier part. Weights are not negative and at least one is positive.
 */
export function allocate(total: Cents, weights: readonly number[]): readonly Cents[] {
  assert(
    weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0),
    "weights are whole numbers from zero",
  );
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  assert(sum > 0n, "at least one weight is positive");
  const magnitude = BigInt(Math.abs(total));
  const shares = weights.map((weight, index) => {
    const exact = magnitude * BigInt(weight);
    return { index, part: exact / sum, remainder: exact % sum };
  });
  const left = Number(magnitude - shares.reduce((all, share) => all + share.part, 0n));
  const largestFirst = [...shares].sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const extra = new Set(largestFirst.slice(0, left).map((share) => share.index));
  const sign = total < 0 ? -1 : 1;
  return shares.map((share) => cents(sign * (Number(share.part) + (extra.has(share.index) ? 1 : 0))));
}
