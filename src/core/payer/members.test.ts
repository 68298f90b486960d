import { expect, it } from "vitest";
import { sameName } from "./members.ts";

it("compares names by their letters: what X12 cannot write is no difference", () => {
  expect(sameName("Villaseñor", "VILLASENOR")).toBe(true);
  expect(sameName("O'Rourke", "ORourke")).toBe(true);
  expect(sameName("Mac Lean", "MACLEAN")).toBe(true);
  expect(sameName("Lund", "Lunde")).toBe(false);
});
