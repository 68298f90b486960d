/** Every claim edit has a case that hits and a near miss that does not: test/findings/scrub/<CODE>.ts. */
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { messageOf } from "../../src/core/kernel/finding.ts";
import { scrubClaim } from "../../src/core/scrub/scrub-claim.ts";
import { scrubFindings } from "../../src/core/scrub/scrub-findings.ts";
import { type Case, cleanClaim, contextOf, type FindingCases } from "./scrub-case.ts";

const files = readdirSync(new URL("./scrub/", import.meta.url)).filter((name) => name.endsWith(".ts"));

function codesOf(one: Case): readonly string[] {
  return scrubClaim(one.claim ?? cleanClaim, contextOf(one.context)).map((finding) => finding.code);
}

describe("claim edits", () => {
  it("raise nothing on the clean claim", () => {
    expect(codesOf({})).toEqual([]);
  });

  it("have one file of cases each, and no file is left over", () => {
    expect(scrubFindings.length).toBeGreaterThan(70);
    expect(files.map((name) => name.slice(0, -3)).sort()).toEqual(scrubFindings.map((kind) => kind.code).sort());
  });

  it.each(scrubFindings)("$code hits, and its near miss does not", async (kind) => {
    const cases = (await import(`./scrub/${kind.code}.ts`)) as FindingCases;
    const { hit, nearMiss } = cases;
    expect([...new Set(codesOf(hit))]).toEqual([kind.code]);
    expect(codesOf(nearMiss)).toEqual([]);
    for (const finding of scrubClaim(hit.claim ?? cleanClaim, contextOf(hit.context))) {
      expect(messageOf(kind, finding.params)).not.toMatch(/[{}]|undefined/);
      expect(finding.place.path).toBeTruthy();
      expect(finding.severity).toBe(kind.severity);
    }
  });

  it("say in the registry what, why, how to fix and by whose word", () => {
    for (const kind of scrubFindings) {
      for (const text of [kind.title, kind.message, kind.why, kind.fix, kind.authority]) expect(text.length).toBeGreaterThan(10);
      expect(kind.code).toMatch(/^CLM-[A-Z0-9-]+$/);
    }
    expect(new Set(scrubFindings.map((kind) => kind.code)).size).toBe(scrubFindings.length);
  });
});
