import { describe, expect, it } from "vitest";
import { cents } from "../kernel/cents.ts";
import { figureOf } from "../measures/read-measure.ts";
import { allRight, compareCoding } from "./compare-coding.ts";
import { checkVerdicts, countVerdicts, mayAdd, misstatement, type Standing } from "./decide-review.ts";
import { drawSample } from "./draw-sample.ts";
import type { CodeVerdict, ReviewedCoding, ReviewedLine } from "./model.ts";
import { riskOf } from "./risk.ts";

const line = (procedure: string, modifiers: readonly string[] = [], amount?: number): ReviewedLine => ({
  procedure,
  modifiers,
  units: "1",
  pointers: [1],
  ...(amount === undefined ? {} : { amount: cents(amount) }),
});
const coded: ReviewedCoding = { diagnoses: ["E119", "I10"], lines: [line("99214", ["25"], 20_000), line("36415", [], 1_000)] };

describe("a sample", () => {
  const visits = Array.from({ length: 400 }, (_, index) => ({ id: index + 1, risk: index % 4 === 0 ? 4 : 1 }));
  const ids = (asked: Parameters<typeof drawSample>[1], from = visits) => drawSample(from, asked).map((one) => one.id);

  it("is the same for the same visits, seed and method, in whatever order they come", () => {
    for (const method of ["random", "risk"] as const) {
      const first = ids({ size: 20, seed: 7, method });
      expect(ids({ size: 20, seed: 7, method }, visits.toReversed())).toEqual(first);
      expect(ids({ size: 20, seed: 8, method })).not.toEqual(first);
      expect(new Set(first).size).toBe(20);
      // A larger sample begins with the smaller one.
      expect(ids({ size: 40, seed: 7, method }).slice(0, 20)).toEqual(first);
    }
    expect(ids({ size: 500, seed: 1, method: "risk" })).toHaveLength(400);
  });

  it("by chance takes each alike, by risk takes the risky as much more often as they have tickets", () => {
    const risky = (method: "random" | "risk") => {
      let first = 0;
      for (let seed = 0; seed < 2_000; seed += 1) if ((ids({ size: 1, seed, method })[0] ?? 0) % 4 === 1) first += 1;
      return first / 2_000;
    };
    // 100 of 400 visits; 400 of 700 tickets.
    expect(risky("random")).toBeCloseTo(0.25, 1);
    expect(risky("risk")).toBeCloseTo(400 / 700, 1);
  });

  it("says why a visit is risky", () => {
    const plain = { procedures: ["99213"], modifiers: [], deniedForCoding: false, asked: false };
    expect(riskOf(plain)).toEqual({ risk: 1, words: [] });
    const risky = riskOf({ ...plain, procedures: ["99215", "11102"], modifiers: ["25"], deniedForCoding: true });
    expect(risky.risk).toBe(12);
    expect(risky.words).toHaveLength(3);
  });
});

describe("verdicts to begin with", () => {
  const verdicts = (own: ReviewedCoding) => compareCoding(coded, own).map(({ code, verdict, shouldBe }) => [code, verdict, shouldBe ?? ""]);

  it("are right for what both have", () => {
    expect(compareCoding(coded, coded)).toEqual(allRight(coded));
  });

  it("name what is missing, unsupported, out of sequence, or has other modifiers", () => {
    expect(verdicts({ diagnoses: ["I10", "E119", "Z794"], lines: [line("99214"), line("36415"), line("81002")] })).toEqual([
      ["E119", "wrong-sequence", ""],
      ["I10", "right", ""],
      ["Z794", "missing", ""],
      ["99214-25", "wrong-modifier", "99214"],
      ["36415", "right", ""],
      ["81002", "missing", ""],
    ]);
    expect(verdicts({ diagnoses: ["E119"], lines: [line("99214", ["25"])] }).map((one) => one[1])).toEqual([
      "right",
      "unsupported",
      "right",
      "unsupported",
    ]);
  });

  it("match a line reported twice with two lines", () => {
    const twice: ReviewedCoding = { diagnoses: [], lines: [line("20610", ["RT"]), line("20610", ["LT"])] };
    expect(compareCoding(twice, { diagnoses: [], lines: [line("20610", ["LT"])] }).map((one) => one.verdict)).toEqual([
      "unsupported",
      "right",
    ]);
  });
});

describe("a review", () => {
  const given = (change: (codes: readonly CodeVerdict[]) => readonly CodeVerdict[]) => checkVerdicts(coded, change(allRight(coded)));
  const first = (over: Partial<CodeVerdict>) => given(([one, ...rest]) => [{ ...(one as CodeVerdict), ...over }, ...rest]);

  it("has one verdict a code, each with what it needs", () => {
    expect(given((all) => all).ok).toBe(true);
    expect(given((all) => all.slice(1)).ok).toBe(false);
    expect(given((all) => [...all, ...all.slice(0, 1)]).ok).toBe(false);
    expect(first({ verdict: "unsupported" }).ok).toBe(false);
    expect(first({ verdict: "unsupported", reason: "not in the note" }).ok).toBe(true);
    expect(first({ verdict: "wrong", reason: "type 1" }).ok).toBe(false);
    expect(first({ verdict: "wrong", reason: "type 1", shouldBe: "E109" }).ok).toBe(true);
    expect(first({ verdict: "wrong-modifier", reason: "x", shouldBe: "E109" }).ok).toBe(false);
    expect(first({ verdict: "missing", reason: "x" }).ok).toBe(false);
    expect(given((all) => [...all, { kind: "diagnosis", code: "Z794", verdict: "missing", reason: "insulin", rule: "I.C.4.a.3" }]).ok).toBe(
      true,
    );
  });

  it("is counted as the field counts: 200 reported, 8 wrong, 6 missed are 93.2 %", () => {
    const one = (verdict: CodeVerdict["verdict"], n: number) =>
      Array.from({ length: n }, (): CodeVerdict => ({ kind: "diagnosis", code: "I10", verdict, reason: "x", rule: "" }));
    const { right, wrong, missing } = countVerdicts([
      ...one("right", 192),
      ...one("wrong", 3),
      ...one("unsupported", 2),
      ...one("wrong-sequence", 2),
      ...one("wrong-modifier", 1),
      ...one("missing", 6),
    ]);
    expect([right, wrong, missing]).toEqual([192, 8, 6]);
    expect(figureOf("percent", { part: right, whole: right + wrong + missing }, 1)).toBe("93.2");
  });

  it("counts money without sign, and not at all when a price is not known", () => {
    const prices = new Map([
      ["99213", 15_000],
      ["81002", 500],
    ]);
    const priceOf = (procedure: string) => {
      const price = prices.get(procedure);
      return price === undefined ? undefined : cents(price);
    };
    const codes: CodeVerdict[] = [
      { kind: "procedure", at: 0, code: "99214-25", verdict: "wrong", shouldBe: "99213-25", reason: "x", rule: "" },
      { kind: "procedure", at: 1, code: "36415", verdict: "unsupported", reason: "x", rule: "" },
      { kind: "procedure", code: "81002", verdict: "missing", reason: "x", rule: "" },
    ];
    expect(misstatement(coded, codes, priceOf)).toEqual({ charged: 21_000, misstated: 5_000 + 1_000 + 500 });
    prices.delete("81002");
    expect(misstatement(coded, codes, priceOf)).toEqual({ charged: 21_000, misstated: undefined });
  });

  it("is written by the reviewer, answered by the coder, and closed for good", () => {
    const may = (kind: Parameters<typeof mayAdd>[0], over: Partial<Standing>) =>
      mayAdd(kind, { isCoder: false, isReviewer: true, blind: false, history: [], ...over })?.code ?? "yes";
    expect(may("reviewed", {})).toBe("yes");
    expect(may("reviewed", { isCoder: true })).toBe("own-work");
    expect(may("reviewed", { isReviewer: false })).toBe("not-the-reviewer");
    expect(may("closed", {})).toBe("state");
    expect(may("closed", { history: ["reviewed"] })).toBe("yes");
    expect(may("disputed", { history: ["reviewed"] })).toBe("not-the-coder");
    expect(may("disputed", { isCoder: true, isReviewer: false, history: ["reviewed"] })).toBe("yes");
    expect(may("agreed", { isCoder: true, isReviewer: false, history: ["reviewed", "disputed"] })).toBe("state");
    expect(may("reviewed", { history: ["reviewed", "disputed"] })).toBe("yes");
    expect(may("reviewed", { history: ["reviewed", "closed"] })).toBe("state");
    expect(may("reviewed", { blind: true })).toBe("own-codes-first");
    expect(may("reviewed", { blind: true, history: ["own-codes"] })).toBe("yes");
    expect(may("own-codes", {})).toBe("state");
  });
});
