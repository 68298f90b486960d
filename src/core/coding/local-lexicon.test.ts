import { describe, expect, it } from "vitest";
import { decisionsOf } from "./decisions.ts";
import { effectOf, type Learnt, type Tally, withLocalLexicon } from "./local-lexicon.ts";
import type { Suggestion } from "./model.ts";
import { phraseOf } from "./phrase.ts";
import { wordsOf } from "./words.ts";

const none: Tally = { accepted: 0, changed: 0, rejected: 0, added: 0, patients: 0 };

describe("what follows from decisions", () => {
  it.each<[Partial<Tally>, string]>([
    [{ accepted: 5, patients: 2 }, "raises"],
    [{ accepted: 4, patients: 4 }, "none"],
    [{ accepted: 9, patients: 1 }, "none"],
    [{ accepted: 9, rejected: 1, patients: 5 }, "none"],
    [{ rejected: 2, patients: 2 }, "lowers"],
    [{ rejected: 5, patients: 1 }, "none"],
    [{ accepted: 2, rejected: 2, patients: 2 }, "none"],
    [{ accepted: 1, rejected: 2, patients: 2 }, "lowers"],
    [{ accepted: 20, rejected: 2, patients: 5 }, "raises"],
    [{ added: 3, accepted: 197, rejected: 1, patients: 5 }, "adds"],
    [{ changed: 2, patients: 2, chosen: { code: "E1165", visits: 2 } }, "offers"],
    [{ changed: 2, patients: 2, chosen: { code: "E1165", visits: 1 } }, "lowers"],
    [{ changed: 2, rejected: 3, patients: 3, chosen: { code: "E1165", visits: 2 } }, "lowers"],
    [{ added: 3, patients: 2 }, "adds"],
    [{ added: 3, patients: 1 }, "none"],
    [{ added: 2, patients: 2 }, "none"],
    [{ added: 3, patients: 2, rejected: 1 }, "none"],
    [{}, "none"],
  ])("%j: %s", (tally, effect) => expect(effectOf({ ...none, ...tally })).toBe(effect));
});

const suggestion = (more: Partial<Suggestion> = {}): Suggestion => ({
  code: "E119",
  title: "Type 2 diabetes mellitus without complications",
  band: "auto",
  score: 0.9,
  evidence: [{ start: 0, end: 8, text: "diabetes" }],
  path: "",
  rules: [],
  alternatives: [],
  doubts: [],
  phrase: { key: "diabetes", shown: "diabetes" },
  ...more,
});
const line = (more: Partial<Learnt>): Learnt => ({
  ...none,
  phrase: "diabetes",
  shown: "diabetes",
  code: "E119",
  effect: "none",
  off: false,
  ...more,
});
const apply = (one: Suggestion, learnt: Learnt) =>
  withLocalLexicon([one], { learnt: [learnt], titleOf: (code) => (code === "E1165" ? "with hyperglycemia" : undefined) })[0];

describe("the lexicon on a suggestion", () => {
  it("moves the score by what was decided, as that many more visits", () => {
    expect(apply(suggestion(), line({ accepted: 10 }))?.score).toBeCloseTo(0.95);
    expect(apply(suggestion(), line({ rejected: 10 }))?.score).toBeCloseTo(0.45);
  });

  it("preselects what was taken each time, but never what the note calls past or uncertain", () => {
    const raised = line({ accepted: 5, effect: "raises" });
    expect(apply(suggestion({ band: "suggest", doubts: ["named below its heading"] }), raised)?.band).toBe("auto");
    expect(apply(suggestion({ band: "suggest", doubts: ["documented as historical"] }), raised)?.band).toBe("suggest");
  });

  it("puts what was chosen instead first, when it may be used on the day", () => {
    const offered = apply(suggestion(), line({ changed: 2, effect: "offers", chosen: { code: "E1165", visits: 2 } }));
    expect(offered?.band).toBe("suggest");
    expect(offered?.alternatives.map((one) => one.code)).toEqual(["E1165"]);
    expect(apply(suggestion(), line({ changed: 2, effect: "offers", chosen: { code: "E0000", visits: 2 } }))?.alternatives).toEqual([]);
  });

  it("leaves everything as it is when the line is switched off, of other words, or of another code", () => {
    for (const other of [
      line({ effect: "lowers", off: true }),
      line({ effect: "lowers", phrase: "x" }),
      line({ effect: "lowers", code: "I10" }),
    ])
      expect(apply(suggestion(), other)).toEqual(suggestion());
  });
});

const phrase = (text: string) => phraseOf(wordsOf(text));

describe("the key of words", () => {
  it("is the same in any order, and absent for none or for a passage", () => {
    expect(phrase("pain of the lower back")?.key).toBe(phrase("lower back pain")?.key);
    expect(phrase("of the")).toBeUndefined();
    expect(phrase("x".repeat(201))).toBeUndefined();
    expect(phrase("one two three four five six seven eight nine ten eleven twelve thirteen fourteen")).toBeUndefined();
  });
});

describe("decisions of a coder", () => {
  const saved = (codes: readonly string[], more: Partial<Parameters<typeof decisionsOf>[0]> = {}) =>
    decisionsOf({
      suggestions: [suggestion(), suggestion({ code: "I10", phrase: { key: "hypertension", shown: "hypertension" } })],
      diagnoses: codes.map((code) => ({ code, evidence: [{ start: 0, end: 9, text: "sore foot" }] })),
      said: { rejected: [], changed: [] },
      before: [],
      phraseOf: phrase,
      ...more,
    }).map(({ code, outcome, chosen, reason }) => ({ code, outcome, ...(chosen && { chosen }), ...(reason && { reason }) }));

  it("follow what was saved: taken, refused with its reason, changed, or left open", () => {
    expect(saved(["E119"])).toEqual([
      { code: "E119", outcome: "accepted" },
      { code: "I10", outcome: "open" },
    ]);
    const said = { rejected: [{ code: "I10", reason: "not-documented", words: "" } as const], changed: [{ from: "E119", to: "E1165" }] };
    expect(saved(["E1165"], { said })).toEqual([
      { code: "E119", outcome: "changed", chosen: "E1165" },
      { code: "I10", outcome: "rejected", reason: "not-documented" },
    ]);
  });

  it("do not believe a refusal of what was saved, nor a change to what was not", () => {
    const said = { rejected: [{ code: "E119", reason: "other", words: "" } as const], changed: [{ from: "I10", to: "I119" }] };
    expect(saved(["E119"], { said })).toEqual([
      { code: "E119", outcome: "accepted" },
      { code: "I10", outcome: "open" },
    ]);
  });

  it("count a code by hand with its words, and take it back when it goes", () => {
    const [accepted, open, added] = decisionsOf({
      suggestions: [suggestion(), suggestion({ code: "I10" })],
      diagnoses: [
        { code: "E119", evidence: [] },
        { code: "M79673", evidence: [{ start: 0, end: 9, text: "sore foot" }] },
      ],
      said: { rejected: [], changed: [] },
      before: [],
      phraseOf: phrase,
    });
    expect([accepted?.outcome, open?.outcome, added?.outcome, added?.phrase?.key]).toEqual(["accepted", "open", "added", "foot sore"]);
    expect(saved(["E119"], { before: [accepted, open, added].filter((one) => one !== undefined) })).toEqual([
      { code: "I10", outcome: "open" },
      { code: "M79673", outcome: "open" },
    ]);
  });

  it("stay by hand when the code is suggested since, because of it", () => {
    const before = [{ code: "E119", outcome: "added", phrase: { key: "foot sore", shown: "sore foot" } } as const];
    expect(saved(["E119"], { before })).toEqual([{ code: "I10", outcome: "open" }]);
  });

  it("say nothing new when the same is saved again", () => {
    const input = {
      suggestions: [suggestion()],
      diagnoses: [{ code: "E119", evidence: [] }],
      said: { rejected: [], changed: [] },
      before: [],
      phraseOf: phrase,
    };
    expect(decisionsOf({ ...input, before: decisionsOf(input) })).toEqual([]);
  });
});
