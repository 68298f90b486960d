/** What a sentence asserts of the words between « and »: one case a line, "expected | sentence". */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { assertionsIn } from "../../src/core/coding/assertion.ts";

const cases = readFileSync(fileURLToPath(new URL("./assertion-cases.txt", import.meta.url)), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split(" | ") as [string, string]);

test("there are cases", () => expect(cases.length).toBeGreaterThanOrEqual(400));

test.each(cases)("%s: %s", (expected, marked) => {
  const at = marked.indexOf("«");
  expect(at).toBeGreaterThanOrEqual(0);
  expect(assertionsIn(marked.replace("«", "").replace("»", ""))(at)).toBe(expected);
});
