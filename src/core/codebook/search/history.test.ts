import { describe, expect, it } from "vitest";
import type { SearchHit } from "../model.ts";
import { type Past, pastIn, withHistory } from "./history.ts";
import { collectHistoryCodes } from "./history-codes.ts";

const collected = collectHistoryCodes();
for (const line of [
  "history K00-K95 = Z87.19 | Z83.79",
  "history K25-K28 = Z87.11 | Z83.79",
  "history F10-F10 = - | Z81.1",
  "lasting K21-K22",
])
  collected.take(line);
const histories = collected.codes;

const hit = (code: string, title: string): SearchHit => ({
  system: "icd10cm",
  code,
  title,
  billable: true,
  score: 100,
  because: "title",
  path: title,
});

const found: Readonly<Record<string, SearchHit>> = {
  appendicitis: hit("K37", "Unspecified appendicitis"),
  reflux: hit("K219", "Gastro-esophageal reflux disease without esophagitis"),
  "gastric ulcer": hit("K259", "Gastric ulcer"),
};

const answered = (own: readonly SearchHit[], past: Past) =>
  withHistory(own, past, {
    histories,
    find: (condition) => [found[condition]].flatMap((one) => one ?? []),
    hitOf: (code) => hit(code, `Personal history, ${code}`),
  }).map(({ code }) => code);

describe("history codes", () => {
  it("are those of the narrowest range", () => {
    expect(histories.personal("K259")).toBe("Z8711");
    expect(histories.personal("K37")).toBe("Z8719");
    expect(histories.family("K259")).toBe("Z8379");
    expect(histories.personal("F1020")).toBeUndefined();
    expect(histories.personal("J189")).toBeUndefined();
  });

  it("know what mostly stays", () => {
    expect(histories.isLasting("K219")).toBe(true);
    expect(histories.isLasting("K37")).toBe(false);
  });

  it("leave other lines to others", () => expect(collected.take("htn = hypertension")).toBe(false));
});

describe("a history of a condition", () => {
  it.each([
    ["history of appendicitis", { whose: "personal", condition: "appendicitis" }],
    ["family history of gout", { whose: "family", condition: "gout" }],
    ["resolved pneumonia", { whose: "personal", condition: "pneumonia" }],
    ["history of hernia repair", undefined],
    ["history of colectomy", undefined],
    ["history of alcohol abuse", undefined],
    ["history", undefined],
    ["medical history of", undefined],
  ])("is read from the words: %s", (text, past) => expect(pastIn(text)).toEqual(past));

  it("comes first where the condition is over, and behind it where it mostly stays", () => {
    expect(answered([], { whose: "personal", condition: "appendicitis" })).toEqual(["Z8719", "K37"]);
    expect(answered([], { whose: "personal", condition: "reflux" })).toEqual(["K219", "Z8719"]);
    expect(answered([], { whose: "family", condition: "reflux" })).toEqual(["Z8379"]);
  });

  it("is left as it is where a line names it", () => {
    const own = [hit("Z8711", "Personal history of peptic ulcer disease")];
    expect(answered(own, { whose: "personal", condition: "gastric ulcer" })).toEqual(["Z8711"]);
    expect(answered([], { whose: "personal", condition: "unheard of" })).toEqual([]);
  });

  it("is not the family's when it is the patient's", () => {
    const own = [hit("Z8379", "Family history of other diseases of the digestive system, appendicitis")];
    expect(answered(own, { whose: "personal", condition: "appendicitis" })).toEqual(["Z8719", "K37"]);
  });
});
