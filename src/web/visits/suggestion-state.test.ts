import { describe, expect, it } from "vitest";
import type { SuggestionView } from "../../http/contract/coding.ts";
import type { Draft } from "./coding-draft.ts";
import { changing, nothingSaid, preselected, rejecting, saidBefore, standingOf, takingBack, withSuggestion } from "./suggestion-state.ts";

const suggestion = (code: string, more: Partial<SuggestionView> = {}): SuggestionView => ({
  code,
  title: `Title of ${code}`,
  band: "auto",
  score: 95,
  evidence: [{ start: 0, end: 4, text: "word" }],
  path: "Main › sub",
  rules: [],
  doubts: [],
  alternatives: [],
  ...more,
});
const empty: Draft = { diagnoses: [], charges: [] };

describe("a suggestion", () => {
  it("is open until it is added, changed or rejected, and open again when that is taken back", () => {
    const one = suggestion("I10");
    expect(standingOf(one, empty, nothingSaid)).toEqual({ is: "open" });
    expect(standingOf(one, withSuggestion(empty, one), nothingSaid)).toEqual({ is: "added" });
    const rejected = rejecting(nothingSaid, { code: "I10", reason: "not-documented", words: "" });
    expect(standingOf(one, empty, rejected)).toEqual({ is: "rejected", why: "The note does not say it" });
    expect(standingOf(one, empty, takingBack(rejected, "I10"))).toEqual({ is: "open" });
  });

  it("counts as changed only while the other code stands in the draft", () => {
    const one = suggestion("I10");
    const said = changing(rejecting(nothingSaid, { code: "I10", reason: "other", words: "x" }), { from: "I10", to: "I11.9" });
    expect(said.rejected).toEqual([]);
    expect(standingOf(one, withSuggestion(empty, suggestion("I11.9")), said)).toEqual({ is: "changed", to: "I11.9" });
    expect(standingOf(one, empty, said)).toEqual({ is: "open" });
  });

  it("is added once, with its words, and never as a thirteenth", () => {
    const twice = withSuggestion(withSuggestion(empty, suggestion("I10")), suggestion("I10"));
    expect(twice.diagnoses).toEqual([
      { key: "suggested-I10", code: "I10", title: "Title of I10", evidence: [{ start: 0, end: 4, text: "word" }] },
    ]);
    const full = Array.from({ length: 14 }, (_, at) => suggestion(`A0${at}`)).reduce(withSuggestion, empty);
    expect(full.diagnoses.length).toBe(12);
  });

  it("is preselected only when it is plain and undecided", () => {
    const all = [suggestion("I10"), suggestion("E78.5"), suggestion("R51.9", { band: "suggest" })];
    const said = rejecting(nothingSaid, { code: "E78.5", reason: "symptom", words: "" });
    expect(preselected(all, empty, said).map((one) => one.code)).toEqual(["I10"]);
    expect(preselected(all, withSuggestion(empty, suggestion("I10")), said)).toEqual([]);
  });

  it("remembers what was decided before", () => {
    const on = "2026-11-02";
    expect(
      saidBefore([
        suggestion("I10", { decision: { outcome: "rejected", reason: "other", words: "stopped", by: "A", on } }),
        suggestion("E11.9", { decision: { outcome: "changed", chosen: "E11.65", by: "A", on } }),
        suggestion("J45.909", { decision: { outcome: "accepted", by: "A", on } }),
      ]),
    ).toEqual({ rejected: [{ code: "I10", reason: "other", words: "stopped" }], changed: [{ from: "E11.9", to: "E11.65" }] });
  });
});
