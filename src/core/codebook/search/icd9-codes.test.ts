import { describe, expect, it } from "vitest";
import { equivalentsOf, icd9In } from "./icd9-codes.ts";

const row = (code: string, { approximate = false, scenario = 0, choice = 0 } = {}) => ({
  code,
  isApproximate: approximate,
  isCombination: scenario > 0,
  scenario,
  choice,
  release: "2018",
});

describe("a code of ICD-9-CM", () => {
  it.each([
    ["250.00", "25000"],
    ["25000", "25000"],
    ["v58.69", "V5869"],
    ["E885.9", "E8859"],
    ["042", "042"],
    ["icd-9 401.9", "4019"],
    ["ICD9CM: 401.9", "4019"],
  ])("is known by its shape: %s", (typed, code) => expect(icd9In(typed)).toBe(code));

  it.each(["J18.9", "25", "250.000", "type 2", "bmi 32", "E11.9"])("is not what has another shape: %s", (typed) =>
    expect(icd9In(typed)).toBeUndefined(),
  );

  it("leads to what the mappings have, exact ones first, each once", () => {
    const found = equivalentsOf("25000", [row("E119", { approximate: true }), row("E118"), row("E119", { approximate: true })]);
    expect(found).toEqual([
      { code: "E118", why: "ICD-9-CM 250.00, by CMS's general equivalence mappings" },
      { code: "E119", why: "ICD-9-CM 250.00, by CMS's general equivalence mappings (approximate)" },
    ]);
  });

  it("says which codes count only together, and has none where there is none", () => {
    const found = equivalentsOf("E8859", [row("A100", { scenario: 1, choice: 1 }), row("B200", { scenario: 1, choice: 2 }), row("")]);
    expect(found.map(({ why }) => why)).toEqual([
      "ICD-9-CM E885.9, by CMS's general equivalence mappings, only together with B20.0",
      "ICD-9-CM E885.9, by CMS's general equivalence mappings, only together with A10.0",
    ]);
  });
});
