import { describe, expect, it } from "vitest";
import { isoDate } from "../../kernel/iso-date.ts";
import { historiesOf } from "./spans.ts";

/** A release that lists codes without headings, as a codes file does. */
const titleOf = (heading: string, codes: Readonly<Record<string, string>>): string | undefined =>
  historiesOf({
    starter: [],
    codeReleases: [
      {
        name: "FY2027",
        effective: isoDate("2026-10-01"),
        hasHeadings: false,
        lines: Object.entries(codes).map(([code, title]) => ({ code, title, billable: true, order: 0 })),
      },
    ],
  }).get(heading)?.spans[0]?.title;

describe("a heading that no file gives a title", () => {
  it("is called what the titles below begin with, in whole words", () => {
    expect(titleOf("I420", { I4200: "Dilated cardiomyopathy, unspecified", I4209: "Dilated cardiomyopathy, other" })).toBe(
      "Dilated cardiomyopathy",
    );
    expect(titleOf("Q99", { Q990: "Invented kind (one)", Q991: "Invented kind (two)" })).toBe("Invented kind");
    expect(titleOf("Q99", { Q990: "Left thing", Q991: "Left thought" })).toBe("Left");
  });

  it("has its one code's title, and never an empty one", () => {
    expect(titleOf("Q99", { Q990: "Only one of them" })).toBe("Only one of them");
    const words = "Codes E89.830 to E89.838 (the release has no title for them)";
    expect(titleOf("E8983", { E89830: "After surgery", E89838: "Other" })).toBe(words);
    // Not the letter that both begin with.
    expect(titleOf("E8983", { E89830: "Post bariatric", E89838: "Primary" })).toBe(words);
  });
});
