/** SECURITY.md's time frames for weak parts, and the check of a release that goes by them. Asks nobody. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { framesOf, judgeParts, type Known, severities, weaknessesOf } from "../../scripts/parts/judge.ts";
import { root } from "./source-files.ts";

const security = readFileSync(join(root, "SECURITY.md"), "utf8");
const known = JSON.parse(readFileSync(join(root, "docs/reference/known-weaknesses.json"), "utf8")) as readonly Known[];
const frames = framesOf(security);

/** As npm writes it: one weakness of a part, and a part that only has it by that one. */
const report = {
  auditReportVersion: 2,
  vulnerabilities: {
    leaky: {
      name: "leaky",
      severity: "high",
      via: [
        { source: 1, name: "leaky", title: "reads too far", url: "https://github.com/advisories/GHSA-aaaa-bbbb-cccc", severity: "high" },
      ],
    },
    outer: { name: "outer", severity: "high", via: ["leaky"] },
  },
};
const weaknesses = weaknessesOf(report) ?? [];
const writtenDown = (found: string, severity: Known["severity"] = "high"): readonly Known[] => [
  { advisory: "GHSA-aaaa-bbbb-cccc", part: "leaky", severity, found, why: "not called" },
];
const judged = (list: readonly Known[], today: string) => judgeParts(weaknesses, { known: list, frames, today });

describe("the time frames for weak parts", () => {
  it("are written for every severity, the graver the shorter", () => {
    const days = severities.map((one) => frames[one]);
    expect([...days].sort((one, other) => one - other)).toEqual(days);
    expect(frames.critical).toBeLessThanOrEqual(14);
    expect(() => framesOf(security.replace("| high |", "| higher |"))).toThrow("high");
  });

  it("are what a release is checked by: what is new fails, what is written down has its time", () => {
    expect(weaknesses).toEqual([{ advisory: "GHSA-aaaa-bbbb-cccc", part: "leaky", severity: "high", title: "reads too far" }]);
    expect(judged([], "2026-11-02")[0]).toContain("not written down");
    expect(judged(writtenDown("2026-11-02"), "2026-12-02")).toEqual([]);
    expect(judged(writtenDown("2026-11-02"), "2026-12-03")[0]).toContain("31 days; high has 30");
    expect(judged(writtenDown("2026-11-02", "low"), "2026-12-03")).toEqual([]);
  });

  it("are not taken for kept when there is no report", () => {
    for (const none of [undefined, {}, { message: "405 Method Not Allowed" }, { auditReportVersion: 2 }])
      expect(weaknessesOf(none)).toBeUndefined();
    expect(weaknessesOf({ auditReportVersion: 2, vulnerabilities: {} })).toEqual([]);
  });
});

it("each weakness that is written down has its reason and a day that was", () => {
  for (const one of known) {
    expect(one.advisory).toMatch(/^GHSA-/);
    expect(one.why.length).toBeGreaterThan(20);
    expect(Number.isNaN(Date.parse(one.found))).toBe(false);
    expect(severities).toContain(one.severity);
  }
});
