import fc from "fast-check";
import { expect, it } from "vitest";
import { composeNote, noteSections, readNote, type WrittenNote, withAddendum } from "./note-sections.ts";

const words = fc
  .array(fc.constantFrom("cough", "HISTORY of falls", "knee: left", "1. Gout", "", "BP 120/80"), { maxLength: 4 })
  .map((some) => some.join("\n").trim());

it("reads back what was written by sections, whatever was left out", () => {
  fc.assert(
    fc.property(
      fc.record({ before: words, complaint: words, history: words, exam: words, data: words, assessment: words }),
      (written: WrittenNote) => {
        expect(readNote(composeNote(written))).toEqual(written);
      },
    ),
  );
});

it("keeps a note of elsewhere whole, and puts an addendum below what was signed", () => {
  expect(readNote("Seen for cough.\nWell.")).toMatchObject({ before: "Seen for cough.\nWell.", complaint: "" });
  expect(composeNote({ ...readNote(""), exam: "Lungs clear" })).toBe("EXAM: Lungs clear");
  expect(composeNote(readNote(""))).toBe("");
  const text = withAddendum("EXAM: Lungs clear", { words: " Right knee. ", on: "11/16/2026", by: "A. Okafor" });
  expect(text.startsWith("EXAM: Lungs clear\n\n")).toBe(true);
  expect(text).toContain("ADDENDUM of 11/16/2026 by A. Okafor: Right knee.");
  expect(noteSections).toHaveLength(5);
});
