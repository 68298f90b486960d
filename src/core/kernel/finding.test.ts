import { describe, expect, it } from "vitest";
import { type FindingKind, finding, hasErrors, messageOf } from "./finding.ts";

const kind: FindingKind = {
  code: "X-01",
  severity: "warning",
  title: "t",
  message: "Line {line} has {count} units.",
  why: "w",
  fix: "f",
  authority: "a",
};

describe("finding", () => {
  it("says its sentence with its parameters, and shows a missing one by its name", () => {
    expect(messageOf(kind, { line: 2, count: "3" })).toBe("Line 2 has 3 units.");
    expect(messageOf(kind, { line: 2 })).toBe("Line 2 has {count} units.");
  });

  it("tells errors from warnings", () => {
    expect(hasErrors([finding(kind, {})])).toBe(false);
    expect(hasErrors([{ ...finding(kind, {}), severity: "error" }])).toBe(true);
  });
});
