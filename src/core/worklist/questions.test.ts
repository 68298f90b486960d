import { describe, expect, it } from "vitest";
import { questionKindNames, questionText, whyLeading } from "./questions.ts";

describe("a question", () => {
  it.each([
    "Would you agree that this is sepsis?",
    "Is it E11.9?",
    "The payer denied it.",
    "Please document acute kidney injury.",
    "Needed for the HCC.",
  ])("that leads is refused: %s", (words) => expect(whyLeading(words)).toBeDefined());

  it.each([
    "The note says “kidney disease” and a GFR of 48.",
    "Left knee in the history, right knee in the plan: which one?",
    "A1c 9.2 and B12 given.",
  ])("that quotes and asks openly passes: %s", (words) => expect(whyLeading(words)).toBeUndefined());

  it("of every kind has a text that itself does not lead", () => {
    expect(questionKindNames.length).toBeGreaterThan(4);
    for (const kind of questionKindNames) {
      expect(whyLeading(questionText(kind, ""))).toBeUndefined();
      expect(questionText(kind, "Words of the note.")).toMatch(/Words of the note\.$/);
    }
  });
});
