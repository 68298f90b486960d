import { expect, it } from "vitest";
import { hasWords } from "./has-words.ts";

it("finds all words in any order, whatever their case, and everything when nothing is asked", () => {
  expect(["ada vas", "VASQUEZ  ada", "", "  ", "ez"].map((asked) => hasWords("Vasquez, Ada", asked))).toEqual(Array(5).fill(true));
  expect(["ada osei", "b"].map((asked) => hasWords("Vasquez, Ada", asked))).toEqual([false, false]);
});
