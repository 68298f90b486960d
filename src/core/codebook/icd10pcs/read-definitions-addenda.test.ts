import { describe, expect, it } from "vitest";
import { readPcsDefinitionsAddenda, withDefinitionChanges } from "./read-definitions-addenda.ts";

const line = (field: string, action: string, text: string): string => `${field.padEnd(12)}${action.padEnd(12)}${text}`;
const addenda = [
  "Section 0               Invented Section",
  "Axis 4                  Body Part",
  line("Row", "", ""),
  line("Term", "", "First Part"),
  line("Includes", "Add", "New hollow"),
  line("Includes", "Delete", "Old hollow"),
  "",
  "Section X               Newer Section",
  "Axis 6                  Device",
  line("Row", "Add", ""),
  line("Term", "Add", "Patch"),
  line("Definition", "Add", "Something sewn on"),
  line("Row", "Delete", ""),
  line("Term", "Delete", "Glue"),
].join("\r\n");
const first = { section: "0", axis: 4, term: "First Part", definition: "As it was", explanation: "", includes: ["Old hollow", "Kept"] };
const glue = { section: "X", axis: 6, term: "Glue", definition: "", explanation: "", includes: [] };

describe("addenda of definitions", () => {
  it("add to a term, take from it, and bring or end whole terms", () => {
    const { value, findings } = readPcsDefinitionsAddenda("addenda", addenda);
    expect(findings).toEqual([]);
    expect(withDefinitionChanges([first, glue], value)).toEqual([
      { ...first, includes: ["Kept", "New hollow"] },
      { section: "X", axis: 6, term: "Patch", definition: "Something sewn on", explanation: "", includes: [] },
    ]);
  });

  it("are refused where a line follows no shape", () => {
    for (const bad of [line("Includes", "Add", "Without a term"), line("Remark", "Add", "What is this"), line("Term", "Revise", "Another")])
      expect(readPcsDefinitionsAddenda("addenda", `${addenda}\r\n${line("Row", "", "")}\r\n${bad}`).findings, bad).toHaveLength(1);
    expect(readPcsDefinitionsAddenda("addenda", "").findings).toHaveLength(1);
  });
});
