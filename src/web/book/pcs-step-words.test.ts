import { expect, it } from "vitest";
import { codesWords, wrongWords } from "./pcs-step-words.ts";

it("says that characters lead to no code, also when all seven are there", () => {
  expect(wrongWords({ prefix: "0AB1XJ", codes: 0 }, "0AB1XJ")).toContain("No code of this day begins with 0AB1XJ.");
  expect(wrongWords({ prefix: "0AB1XJZ", codes: 0 }, "0AB1XJZ")).toContain("No code of this day begins with 0AB1XJZ.");
});

it("says nothing of a code that holds, of nothing typed, or while the answer is awaited", () => {
  expect(wrongWords({ prefix: "0AB3XJZ", codes: 1 }, "0AB3XJZ")).toBeUndefined();
  expect(wrongWords({ prefix: "", codes: 0 }, "")).toBeUndefined();
  expect(wrongWords({ prefix: "0AB1XJ", codes: 0 }, "0AB1XJZ")).toBeUndefined();
});

it("counts in words", () => expect([codesWords(0), codesWords(1), codesWords(79_193)]).toEqual(["0 codes", "1 code", "79,193 codes"]));
