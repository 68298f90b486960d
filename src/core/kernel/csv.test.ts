import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cents } from "./cents.ts";
import { byteOrderMark, csvLine, parseCsv } from "./csv.ts";

/** Texts in which what matters is likely. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc
    .array(
      fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", "'", '"', ",", ";", " ", "\u00A0", "\uFEFF", "\uFF1D", "a", "1", "é", "😀"),
      {
        maxLength: 8,
      },
    )
    .map((parts) => parts.join("")),
);

describe("csvLine", () => {
  it("quotes what needs it and ends the record", () => {
    expect(csvLine(["a", 'say "no"', "x,y", "two\nlines", "", undefined, 12])).toBe('a,"say ""no""","x,y","two\nlines",,,12\r\n');
  });

  it("takes the sting out of what a spreadsheet would run", () => {
    const stings = [
      "=1+1",
      '=cmd|"/c calc"!A1',
      "+1",
      "-2+3",
      "@SUM(A1)",
      "\t=1",
      "\r=1",
      "\n=1",
      "  =1",
      "\u00A0=1",
      "\uFEFF=1",
      "\uFF1D1+1",
    ];
    for (const sting of stings) expect(parseCsvCellAsSpreadsheet(csvLine([sting])), JSON.stringify(sting)).toBe(`'${sting}`);
  });

  it("leaves alone what is harmless", () => {
    const harmless = ["Ada", "O'Brien", "'tis", "a=b", "x-y", "12", "3 + 4", "#1", "'"];
    for (const one of harmless) expect(csvLine([one])).toBe(`${one}\r\n`);
  });

  it("keeps numbers numbers, negative ones too, and refuses parts", () => {
    expect(csvLine([-5, { money: cents(-1234) }, { money: cents(5) }, { money: cents(1_000_000) }])).toBe("-5,-12.34,0.05,10000.00\r\n");
    expect(() => csvLine([1.5])).toThrow("whole");
    expect(() => csvLine([Number.NaN])).toThrow("whole");
  });

  it("never begins a cell with what a spreadsheet takes for a formula", () => {
    fc.assert(
      fc.property(text, (one) => {
        const seen = parseCsvCellAsSpreadsheet(csvLine([one]));
        expect(seen.replace(/^[\p{C}\p{Z}]+/u, "")).not.toMatch(/^[=+\-@＝＋－＠−]/);
        expect(seen).not.toMatch(/^[\t\r\n]/);
      }),
    );
  });
});

describe("parseCsv", () => {
  it("reads what csvLine writes: whatever the texts and however many", () => {
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 5 }), { maxLength: 5 }), (rows) => {
        expect(parseCsv(byteOrderMark + rows.map(csvLine).join(""))).toEqual(rows);
      }),
    );
  });

  it("reads other writers' lines: LF, no end at the last, quotes where none belong", () => {
    expect(parseCsv("a,b\nc,\n")).toEqual([
      ["a", "b"],
      ["c", ""],
    ]);
    expect(parseCsv('a,b"c\r\nd,')).toEqual([
      ["a", 'b"c'],
      ["d", ""],
    ]);
    expect(parseCsv('"a"b,"open')).toEqual([["ab", "open"]]);
    expect(parseCsv("")).toEqual([]);
  });

  it("never throws and always ends", () => {
    fc.assert(fc.property(text, (one) => Array.isArray(parseCsv(one))));
  });
});

/** The cell as a spreadsheet has it: quotes taken off, nothing else. */
function parseCsvCellAsSpreadsheet(line: string): string {
  const cell = line.slice(0, -2);
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}
