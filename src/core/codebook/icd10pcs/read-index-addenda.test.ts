import { describe, expect, it } from "vitest";
import { readPcsIndexAddenda, withIndexChanges } from "./read-index-addenda.ts";

const main = (action: string, text: string): string => `Main ${action}`.padEnd(17) + text;
const below = (action: string, level: number, text: string): string => `     ${action}`.padEnd(17) + "  ".repeat(level) + text;
const term = (level: number, words: string, code = "", see = "") => ({ level, term: words, code, see, use: "" });
const before = [
  term(0, "Mending"),
  term(1, "Heart"),
  term(2, "Valve", "02Q"),
  term(1, "Liver", "0FQ"),
  term(0, "Old device", "5A0920Z"),
  term(0, "Sewing", "", "Mending"),
];

describe("addenda of the Index", () => {
  it("put terms into their place and take others out, with what they refer to", () => {
    const text = [
      "Lttr             M",
      main("", "Mending"),
      below("", 1, "Heart"),
      below("Add", 2, "Septum 02QM"),
      below("Delete", 1, "Liver 0FQ"),
      below("Add", 1, "Gland use Organ"),
      main("Add", "Quiet rest GZB"),
      main("Add", "Pinning see Mending, Bone 0QQ"),
      main("Delete", "Old device 5A0920Z"),
    ].join("\r\n");
    const { value, findings } = readPcsIndexAddenda("addenda", text);
    expect(findings).toEqual([]);
    const { terms, unplaced } = withIndexChanges(before, value);
    expect(unplaced).toEqual([]);
    expect(terms).toEqual([
      term(0, "Mending"),
      { ...term(1, "Gland"), use: "Organ" },
      term(1, "Heart"),
      term(2, "Septum", "02QM"),
      term(2, "Valve", "02Q"),
      term(0, "Pinning", "0QQ", "Mending, Bone"),
      term(0, "Quiet rest", "GZB"),
      term(0, "Sewing", "", "Mending"),
    ]);
  });

  it("leave out what has no place, and say so", () => {
    const text = [main("", "Nowhere"), below("Add", 1, "Thing 02Q"), main("Delete", "Not there 02Q")].join("\n");
    const { terms, unplaced } = withIndexChanges(before, readPcsIndexAddenda("addenda", text).value);
    expect(terms).toEqual(before);
    expect(unplaced.map((one) => one.term.term)).toEqual(["Thing", "Not there"]);
  });

  it("are refused where a line stands in no place", () => {
    expect(readPcsIndexAddenda("addenda", below("Add", 1, "Without a main term 02Q")).findings).toHaveLength(1);
    expect(readPcsIndexAddenda("addenda", "Main Revise      Something 02Q").findings).toHaveLength(1);
    expect(readPcsIndexAddenda("addenda", "").findings).toHaveLength(1);
  });
});
