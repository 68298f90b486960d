import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDecimals,
  compareDecimals,
  decimal,
  divideHalfUp,
  formatDecimal,
  integerOf,
  multiplyDecimals,
  parseDecimal,
  roundDecimal,
  subtractDecimals,
} from "./decimal.ts";

const some = fc.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 0, max: 6 })).map(([digits, scale]) => {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
  return decimal(`${digits < 0n ? "-" : ""}${scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`}`);
});

describe("decimal", () => {
  it("reads what it writes", () => {
    fc.assert(
      fc.property(some, (value) => {
        expect(parseDecimal(formatDecimal(value))).toEqual(value);
      }),
    );
  });

  it("keeps equal numbers equal", () => {
    expect(decimal("1.50")).toEqual(decimal("1.5"));
    expect(decimal("-0.0")).toEqual(decimal("0"));
  });

  it("adds and multiplies exactly", () => {
    expect(formatDecimal(addDecimals(decimal("0.1"), decimal("0.2")))).toBe("0.3");
    expect(formatDecimal(multiplyDecimals(decimal("33.4009"), decimal("2.5")))).toBe("83.50225");
    fc.assert(fc.property(some, some, (a, b) => compareDecimals(subtractDecimals(addDecimals(a, b), b), a) === 0));
  });

  it("rounds half away from zero", () => {
    expect(["2.345", "-2.345", "2.344"].map((text) => formatDecimal(roundDecimal(decimal(text), 2)))).toEqual(["2.35", "-2.35", "2.34"]);
    expect([divideHalfUp(5n, 2n), divideHalfUp(-5n, 2n), divideHalfUp(4n, 3n)]).toEqual([3n, -3n, 1n]);
  });

  it("refuses what is not a number, and numbers that are absurdly long", () => {
    expect(["", "-", ".", "1.2.3", "1e5", " 1", "9".repeat(40)].map(parseDecimal)).toEqual(Array(7).fill(undefined));
  });

  it("knows whole numbers", () => {
    expect([integerOf(decimal("3.0")), integerOf(decimal("3.1"))]).toEqual([3, undefined]);
  });
});
