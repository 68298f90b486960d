import { describe, expect, it } from "vitest";
import { isoDate } from "../kernel/iso-date.ts";
import { compileCodeBook } from "./compile.ts";
import { sampleBook, sampleIndex, sampleTabular } from "./sample-book.ts";

const on = isoDate("2026-11-02");

describe("compileCodeBook", () => {
  it("reads the samples without a finding", () => {
    expect(compileCodeBook([sampleTabular, sampleIndex]).findings).toEqual([]);
  });

  it("gives three answers on a diagnosis", () => {
    const book = sampleBook();
    expect(book.validity("icd10cm", "J189", on)).toBe("valid");
    expect(book.validity("icd10cm", "J18", on)).toBe("invalid");
    expect(book.validity("icd10cm", "J1891", on)).toBe("invalid");
    expect(book.validity("icd10cm", "A000", on)).toBe("unknown");
    expect(book.validity("icd10cm", "J18.9", on)).toBe("invalid");
    expect(book.validity("icd10cm", "4860", isoDate("2014-05-01"))).toBe("unknown");
    expect(book.validity("icd10cm", "4860", on)).toBe("invalid");
  });

  it("keeps the first and the last day of a code", () => {
    const book = sampleBook();
    expect(book.validity("icd10cm", "E1110", isoDate("2017-09-30"))).toBe("invalid");
    expect(book.validity("icd10cm", "E1110", isoDate("2017-10-01"))).toBe("valid");
    expect(book.validity("icd10cm", "J96", on)).toBe("unknown");
    expect(book.validity("icd10cm", "R05", isoDate("2021-09-30"))).toBe("valid");
    expect(book.validity("icd10cm", "R05", isoDate("2021-10-01"))).toBe("invalid");
  });

  it("inherits notes and flags from header, block and chapter", () => {
    const detail = sampleBook().diagnosis("J189", on);
    expect(detail?.allNotes.map((note) => [note.kind, note.at])).toEqual([
      ["code-first", "J18"],
      ["excludes1", "J18"],
      ["excludes2", "chapter 10"],
    ]);
    expect(detail?.ancestors).toEqual(["J18"]);
    expect(detail?.block?.title).toBe("Influenza and pneumonia");
    expect(detail?.indexPaths).toEqual(["Pneumonia"]);
    expect(sampleBook().diagnosis("W1830XA", on)?.allFlags).toContain("never-first");
  });

  it("reads the codes a note names", () => {
    const note = sampleBook()
      .diagnosis("J189", on)
      ?.allNotes.find((one) => one.kind === "excludes1");
    expect(note?.targets).toEqual([
      { from: "J690", to: "J690" },
      { from: "O29", to: "O29" },
      { from: "J67", to: "J70" },
    ]);
  });

  it("keeps the rest of a file with bad lines and says which they were", () => {
    const { codeBook, findings } = compileCodeBook([
      { name: "bad.txt", text: "  ex1: nowhere\n+ J18.9 Pneumonia\n+ J18.9 Again\nnonsense\n+ J18.9\n  flags: purple\n" },
      { name: "what.tsv", text: "a\tb\n" },
    ]);
    expect(findings.map((one) => [one.code, one.params.line])).toEqual([
      ["BOOK-FILE-01", undefined],
      ["BOOK-LINE-03", 1],
      ["BOOK-LINE-02", 3],
      ["BOOK-LINE-01", 4],
      ["BOOK-LINE-01", 5],
      ["BOOK-LINE-01", 6],
    ]);
    expect(codeBook.title("icd10cm", "J189", on)).toBe("Pneumonia");
  });

  it("builds Index entries with level, nonessential words, references and second codes", () => {
    const { index } = sampleBook();
    const entries = Array.from({ length: index.size }, (_, id) => index.entry(id));
    expect(entries.map((one) => [one.level, one.term, one.code, one.parent])).toEqual([
      [0, "Diabetes, diabetic", "E119", undefined],
      [1, "with", undefined, 0],
      [2, "ketoacidosis", "E1110", 1],
      [0, "Pneumonia", "J189", undefined],
      [1, "viral", "J12", 3],
      [0, "Lung", undefined, undefined],
    ]);
    expect(entries[3]?.nonessential).toEqual(["acute", "double"]);
    expect(entries[4]?.incomplete).toBe(true);
    expect(entries[5]?.see).toBe("Disease, lung");
  });

  it("answers for procedures by date and for complete lists", () => {
    const book = sampleBook();
    expect(book.procedure("99203", on)).toMatchObject({
      isNewPatient: true,
      isEm: true,
      mdm: "low",
      minutes: 30,
      system: "cpt",
      globalDays: "XXX",
    });
    expect(book.validity("cpt", "59400", isoDate("2026-12-31"))).toBe("valid");
    expect(book.validity("cpt", "59400", isoDate("2027-01-01"))).toBe("invalid");
    expect(book.validity("cpt", "99605", on)).toBe("unknown");
    expect(book.validity("cpt", "99999", on)).toBe("invalid");
    expect(book.validity("cpt", "9921", on)).toBe("invalid");
    expect(book.validity("pos", "11", on)).toBe("valid");
    expect(book.validity("pos", "98", on)).toBe("invalid");
    expect(book.validity("carc", "46", on)).toBe("invalid");
    expect(book.validity("carc", "120", on)).toBe("unknown");
    expect(book.validity("carc", "999", on)).toBe("invalid");
    expect(book.validity("rarc", "MA0", on)).toBe("invalid");
    expect(book.validity("rarc", "N999", on)).toBe("unknown");
    expect(book.relativeValues("99203", "", isoDate("2025-12-31"))).toBeUndefined();
  });
});
