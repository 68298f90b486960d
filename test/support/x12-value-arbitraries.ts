/** Invented small values for property tests: texts, days, amounts, names, addresses. */
import fc from "fast-check";
import { type Cents, cents } from "../../src/core/kernel/cents.ts";
import type { Decimal } from "../../src/core/kernel/decimal.ts";
import { parseDecimal } from "../../src/core/kernel/decimal.ts";
import { dateOfDayNumber, type IsoDate } from "../../src/core/kernel/iso-date.ts";
import type { ClaimProcedure, X12Address, X12Identifier, X12Name } from "../../src/core/x12/transactions/professional-claim.ts";

/** A value or the key left out. */
export function optional<T extends Record<string, unknown>, K extends keyof T & string>(
  key: K,
  value: fc.Arbitrary<T[K]>,
): fc.Arbitrary<Partial<Pick<T, K>>> {
  return fc.option(value, { nil: undefined }).map((one) => (one === undefined ? {} : { [key]: one }) as Partial<Pick<T, K>>);
}

export function merged<A extends object>(...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<A> {
  return fc.tuple(...parts).map((values) => Object.assign({}, ...values) as A);
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const inner = `${letters} -.,'/&()#@!%+=;"_<>?{}[]|`;
export const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 12 });
/** Text without the usual delimiters and without blanks at its ends. */
export const text = fc
  .tuple(fc.constantFrom(...letters), fc.string({ unit: fc.constantFrom(...inner), maxLength: 18 }), fc.constantFrom(...letters))
  .map((parts) => parts.join(""));
export const date: fc.Arbitrary<IsoDate> = fc.integer({ min: -20_000, max: 25_000 }).map(dateOfDayNumber);
export const amount: fc.Arbitrary<Cents> = fc.integer({ min: 0, max: 9_999_999 }).map(cents);
export const signedAmount: fc.Arbitrary<Cents> = fc.integer({ min: -9_999_999, max: 9_999_999 }).map(cents);
export const quantity: fc.Arbitrary<Decimal> = fc
  .integer({ min: 1, max: 999_999 })
  .map((value) => parseDecimal(String(value / 1000)) ?? { digits: 1n, scale: 0 });
export const identifier: fc.Arbitrary<X12Identifier> = fc.record({
  qualifier: fc.constantFrom("EI", "SY", "G2", "LU", "0B", "1G"),
  value: text,
});
const reference: fc.Arbitrary<X12Identifier> = merged<X12Identifier>(
  identifier,
  optional<Record<string, unknown>, "otherPayerId">("otherPayerId", word),
);
export const identifiers = fc.array(reference, { maxLength: 2 });
export const memberId: fc.Arbitrary<X12Identifier> = fc.record({ qualifier: fc.constantFrom("MI", "II"), value: word });

export const address: fc.Arbitrary<X12Address> = merged<X12Address>(
  fc.record({ line1: text, city: text }),
  optional<X12Address & Record<string, unknown>, "line2">("line2", text),
  optional<X12Address & Record<string, unknown>, "state">("state", fc.constantFrom("NY", "CA", "OH")),
  optional<X12Address & Record<string, unknown>, "zip">("zip", fc.constantFrom("10001", "100010001")),
  optional<X12Address & Record<string, unknown>, "country">("country", fc.constantFrom("CA", "MX")),
  optional<X12Address & Record<string, unknown>, "subdivision">("subdivision", fc.constantFrom("ON", "QC")),
);

export const name: fc.Arbitrary<X12Name> = merged<X12Name>(
  fc.record({ kind: fc.constantFrom("person" as const, "organisation" as const), last: text }),
  optional<X12Name & Record<string, unknown>, "first">("first", text),
  optional<X12Name & Record<string, unknown>, "middle">("middle", word),
  optional<X12Name & Record<string, unknown>, "suffix">("suffix", word),
);

export const procedure: fc.Arbitrary<ClaimProcedure> = merged<ClaimProcedure>(
  fc.record({
    qualifier: fc.constantFrom("HC", "ER"),
    code: fc.constantFrom("99213", "J3301", "36415"),
    modifiers: fc.array(fc.constantFrom("25", "59", "RT"), { maxLength: 4 }),
  }),
  optional<ClaimProcedure & Record<string, unknown>, "description">("description", text),
);
