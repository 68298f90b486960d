/** The official guidelines' rules on invented notes: each case names its section; codes come from the shipped starter set. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadCoder } from "../../src/app/coding/load-coder.ts";
import { loadCodeBook } from "../../src/app/load-code-book.ts";
import { formatDiagnosis } from "../../src/core/codebook/code-text.ts";
import { codeNote } from "../../src/core/coding/code-note.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";

const on = isoDate("2026-11-01");
const book = loadCodeBook();
const coder = loadCoder(book, on);
const cases = readFileSync(fileURLToPath(new URL("./guideline-cases.txt", import.meta.url)), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split(" | ") as [string, string, string, ...string[]]);

test("there are cases", () => expect(cases.length).toBeGreaterThanOrEqual(500));

test.each(cases)("%s: %s → %s", (section, note, codes, ...more) => {
  expect(section).toMatch(/^(?:I|II|III|IV)(?:\.|$)|^Appendix I$/);
  const text = note.replaceAll("¶", "\n");
  const coded = codeNote(coder, { text, setting: /^(?:III?\b|Appendix)/.test(section) ? "inpatient" : "outpatient" });
  expect(coded.codes.map((one) => formatDiagnosis(one.code)).join(" ") || "none").toBe(codes);
  for (const wanted of more) {
    const [what, ...values] = wanted.split(" ");
    if (what === "poa") expect(coded.codes.map((one) => one.presentOnAdmission?.indicator)).toEqual(values);
    else if (what === "says") expect(coded.findings.map((one) => one.code)).toEqual(expect.arrayContaining(values));
    else
      expect(
        coded.findings.map((one) => one.code).filter((one) => values.includes(one)),
        what,
      ).toEqual([]);
    expect(["poa", "says", "not"]).toContain(what);
  }
  for (const one of coded.codes) {
    expect(book.validity("icd10cm", one.code, on)).toBe("valid");
    for (const { start, end, text: words } of one.evidence) expect(text.slice(start, end)).toBe(words);
    expect(one.rules.length).toBeGreaterThan(0);
  }
});
