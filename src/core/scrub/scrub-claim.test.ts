import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { caseTables, cleanClaim, contextOf, line, prior, today, visitDay, withLines } from "../../../test/findings/scrub-case.ts";
import { professionalClaim } from "../../../test/support/x12-arbitraries.ts";
import { scrubClaim } from "./scrub-claim.ts";
import { scrubFindings } from "./scrub-findings.ts";

const codes = new Set(scrubFindings.map((kind) => kind.code));

describe("scrubClaim", () => {
  it("answers on whatever a file may hold, the same each time, with findings of its registry", () => {
    const context = contextOf({ history: [prior({ on: visitDay })], patient: { deathDate: today }, coverage: { from: visitDay } });
    fc.assert(
      fc.property(professionalClaim, (claim) => {
        const findings = scrubClaim(claim, context);
        for (const finding of findings) expect(codes.has(finding.code)).toBe(true);
        expect(scrubClaim(claim, context)).toEqual(findings);
      }),
      { numRuns: 200 },
    );
  });

  it("judges with no context but the day and the tables", () => {
    expect(scrubClaim(cleanClaim, { today, tables: caseTables })).toEqual([]);
  });

  it("says where on the wire a claim of a file stands", () => {
    const claim = {
      ...withLines([line(), line({ count: "0" })]),
      place: { firstSegment: 20, lastSegment: 40, transactionControl: "1", lineSegments: [30, 35] },
    };
    expect(scrubClaim(claim, contextOf()).find((one) => one.code === "CLM-UNITS")).toMatchObject({
      place: { path: "lines[1].units", segment: 35 },
      params: { line: 2 },
    });
  });

  it("asks of a void only who it is and what it takes back", () => {
    const old = { ...withLines([line({ code: "99201" })]), frequency: "8" };
    expect(scrubClaim(old, contextOf()).map((one) => one.code)).toEqual(["CLM-ORIGINAL-NUMBER"]);
  });
});
