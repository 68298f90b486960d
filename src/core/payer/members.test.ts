import { expect, it } from "vitest";
import { plainText } from "../x12/transactions/write-envelope.ts";
import { sameName } from "./members.ts";

it("compares names by their letters: what X12 cannot write is no difference", () => {
  expect(sameName("Villaseñor", "VILLASENOR")).toBe(true);
  expect(sameName("O'Rourke", "ORourke")).toBe(true);
  expect(sameName("Mac Lean", "MACLEAN")).toBe(true);
  expect(sameName("Sørensen", "SORENSEN")).toBe(true);
  expect(sameName("Lund", "Lunde")).toBe(false);
});

it("knows its member by the name as the practice's file spells it", () => {
  for (const name of ["Sørensen", "Łukasik", "Ægidius", "Groß", "Đặng", "Ekström"]) {
    expect(plainText(name)).toMatch(/^[A-Za-z]+$/);
    expect(sameName(name, plainText(name).toUpperCase())).toBe(true);
  }
});
