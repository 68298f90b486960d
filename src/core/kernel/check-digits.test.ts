import { describe, expect, it } from "vitest";
import { isAbaRouting, isCliaNumber, isEin, isMbi, isNpi, isSsn, isTaxonomyCode } from "./check-digits.ts";

describe("check digits", () => {
  it("tells NPIs by their Luhn digit", () => {
    expect(["1234567893", "1245319599", "1003000126"].map(isNpi)).toEqual([true, true, true]);
    expect(["1234567890", "3234567893", "123456789", "12345678933", "", "123456789X"].map(isNpi)).toEqual(Array(6).fill(false));
  });

  it("notices every single wrong digit and every swap of unequal neighbours but 0 and 9", () => {
    const npi = "1245319599";
    for (let at = 1; at < 10; at += 1) {
      for (let digit = 0; digit < 10; digit += 1) {
        const changed = npi.slice(0, at) + digit + npi.slice(at + 1);
        expect(isNpi(changed)).toBe(changed === npi);
      }
    }
  });

  it("tells routing numbers, Medicare ids, tax ids, CLIA numbers and taxonomy codes by their form", () => {
    expect([isAbaRouting("021000021"), isAbaRouting("021000022")]).toEqual([true, false]);
    expect([isMbi("1EG4TE5MK73"), isMbi("1SG4TE5MK73"), isMbi("1EG4TE5MK7")]).toEqual([true, false, false]);
    expect([isEin("123456789"), isEin("000000000"), isEin("12-3456789")]).toEqual([true, false, false]);
    expect([isSsn("123456789"), isSsn("666456789"), isSsn("123006789"), isSsn("900456789")]).toEqual([true, false, false, false]);
    expect([isCliaNumber("05D1234567"), isCliaNumber("05X1234567")]).toEqual([true, false]);
    expect([isTaxonomyCode("207Q00000X"), isTaxonomyCode("207Q00000")]).toEqual([true, false]);
  });
});
