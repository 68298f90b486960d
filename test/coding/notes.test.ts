/** Whole invented visit notes of several specialties: the codes in their order, and why. Codes come from the shipped starter set. Read twice, case by case: 2026-11-26, and by other eyes on 2026-11-27. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadCoder } from "../../src/app/coding/load-coder.ts";
import { loadCodeBook } from "../../src/app/load-code-book.ts";
import { formatDiagnosis } from "../../src/core/codebook/code-text.ts";
import { codeNote } from "../../src/core/coding/code-note.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";

interface Case {
  readonly name: string;
  readonly codes: string;
  readonly why: string;
  readonly inpatient: boolean;
  readonly text: string;
}

const coder = loadCoder(loadCodeBook(), isoDate("2026-11-01"));
const cases = readFileSync(fileURLToPath(new URL("./notes.txt", import.meta.url)), "utf8")
  .split(/^=== /m)
  .slice(1)
  .map(readCase);

function readCase(block: string, at: number): Case {
  const [head = "", why = "", ...rest] = block.split("\n");
  const [specialty = "", codes = ""] = head.split(" | ");
  const inpatient = rest[0] === "setting: inpatient";
  return {
    name: `${at + 1} ${specialty}`,
    codes,
    why: why.replace("why: ", ""),
    inpatient,
    text: rest.slice(inpatient ? 1 : 0).join("\n"),
  };
}

test("the notes are sixty and more, of ten specialties and more, each with its reason", () => {
  expect(cases.length).toBeGreaterThanOrEqual(60);
  expect(new Set(cases.map((one) => one.name.replace(/^\d+ /, ""))).size).toBeGreaterThanOrEqual(10);
  expect(cases.every((one) => one.why.length > 20)).toBe(true);
});

test.each(cases)("$name: $codes", ({ codes, inpatient, text }) => {
  const coded = codeNote(coder, { text, setting: inpatient ? "inpatient" : "outpatient" });
  expect(coded.codes.map((one) => formatDiagnosis(one.code)).join(" ") || "none").toBe(codes);
  for (const { start, end, text: words } of coded.codes.flatMap((one) => one.evidence)) expect(text.slice(start, end)).toBe(words);
  expect(codeNote(coder, { text, setting: inpatient ? "inpatient" : "outpatient" })).toEqual(coded);
});
