import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addCents, allocate, cents, centsFromDollars, formatCents, formatUsd, parseCents, sumCents, timesHalfUp } from "./cents.ts";
import { decimal } from "./decimal.ts";

const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }).map(cents);

describe("cents", () => {
  it("reads what it writes", () => {
    fc.assert(fc.property(amount, (value) => parseCents(formatCents(value)) === value));
  });

  it("reads dollars as files write them, and refuses parts of a cent", () => {
    expect(["12", "12.5", ".75", "-3.00", "12.500", "+4"].map(parseCents)).toEqual([1200, 1250, 75, -300, 1250, 400]);
    expect(["", ".", "1.005", "12,00", "1e3", "$5", "9".repeat(17), "NaN"].map(parseCents)).toEqual(Array(8).fill(undefined));
  });

  it("shows thousands to people", () => {
    expect([formatUsd(cents(123456789)), formatUsd(cents(-300)), formatUsd(cents(5))]).toEqual(["$1,234,567.89", "-$3.00", "$0.05"]);
  });

  it("has no negative zero", () => {
    expect(Object.is(cents(-0), 0)).toBe(true);
  });

  it("refuses what is not a whole safe number", () => {
    expect(() => cents(1.5)).toThrow("not a safe whole number");
    expect(() => addCents(cents(Number.MAX_SAFE_INTEGER), cents(1))).toThrow("not a safe whole number");
  });

  it("rounds half away from zero", () => {
    expect([
      timesHalfUp(cents(101), decimal("0.5")),
      timesHalfUp(cents(-101), decimal("0.5")),
      timesHalfUp(cents(1000), decimal("0.0205")),
    ]).toEqual([51, -51, 21]);
    expect(centsFromDollars(decimal("1.005"))).toBe(101);
  });
});

describe("allocate", () => {
  const weights = fc
    .array(fc.integer({ min: 0, max: 10 ** 6 }), { minLength: 1, maxLength: 20 })
    .filter((all) => all.some((weight) => weight > 0));

  it("never loses a cent", () => {
    fc.assert(fc.property(amount, weights, (total, parts) => sumCents(allocate(total, parts)) === total));
  });

  it("gives each part its share to within a cent, and nothing to a weight of zero unless cents are left", () => {
    fc.assert(
      fc.property(amount, weights, (total, parts) => {
        const sum = parts.reduce((all, part) => all + part, 0);
        return allocate(total, parts).every((share, index) => Math.abs(share - (total * (parts[index] ?? 0)) / sum) <= 1);
      }),
    );
  });

  it("gives the cents that are left to the largest remainders", () => {
    expect(allocate(cents(100), [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(cents(-100), [1, 1, 1])).toEqual([-34, -33, -33]);
  });
});
