import { describe, expect, it } from "vitest";
import { isoDate } from "../kernel/iso-date.ts";
import type { Release } from "./model.ts";
import { releaseStates } from "./release-calendar.ts";

const release = (table: string, effective: string, source = "CMS"): Release => ({
  table,
  name: `${table} ${effective}`,
  source,
  licence: "public domain",
  effective: isoDate(effective),
  rows: 1,
});
const stateOf = (title: string, releases: readonly Release[], today: string) =>
  releaseStates(releases, isoDate(today)).find((one) => one.title === title);

describe("what should have followed by the calendar", () => {
  it.each([
    ["2026-09-30", "2025-10-01", "current"],
    ["2026-10-01", "2025-10-01", "behind"],
    ["2026-10-01", "2026-10-01", "current"],
    // Loaded early: it holds from its first day, and until then the one before stands.
    ["2026-09-30", "2026-10-01", "none"],
  ])("on %s the fiscal year that began on %s is %s", (today, effective, standing) => {
    expect(stateOf("ICD-10-CM codes", [release("icd10cm", effective)], today)?.standing).toBe(standing);
  });

  it("counts a Tabular List as loaded when it is whole, and no single chapter of a newer one", () => {
    const whole = { ...release("icd10cm-tabular", "2020-10-01"), rows: 45_000 };
    const chapter = { ...release("icd10cm-tabular", "2024-10-01"), rows: 2_000 };
    expect(stateOf("ICD-10-CM Tabular List", [whole, chapter], "2026-11-16")?.loaded?.effective).toBe("2020-10-01");
    expect(stateOf("ICD-10-CM Tabular List", [chapter], "2026-11-16")?.standing).toBe("none");
  });

  it("names an April release that may exist, which makes nothing old", () => {
    const of = (effective: string, today: string) => stateOf("ICD-10-PCS codes", [release("icd10pcs", effective)], today);
    expect(of("2025-10-01", "2026-03-31")?.perhaps).toBeUndefined();
    expect(of("2025-10-01", "2026-04-01")).toMatchObject({ standing: "current", perhaps: "2026-04-01", due: "2025-10-01" });
    expect(of("2026-04-01", "2026-04-01")?.perhaps).toBeUndefined();
  });

  it.each([
    ["2026-01-01", "2026-01-01", "2026-04-01"],
    ["2026-03-31", "2026-01-01", "2026-04-01"],
    ["2026-04-01", "2026-04-01", "2026-07-01"],
    ["2026-12-31", "2026-10-01", "2027-01-01"],
  ])("on %s the quarter of %s is due and the next begins on %s", (today, due, next) => {
    expect(stateOf("NCCI limits of units", [], today)).toMatchObject({ standing: "none", due, next });
  });

  it("knows years and half years", () => {
    expect(stateOf("Geographic indices", [], "2026-11-16")).toMatchObject({ due: "2026-01-01", next: "2027-01-01" });
    expect(stateOf("Specialties of providers", [], "2026-06-30")).toMatchObject({ due: "2026-01-01", next: "2026-07-01" });
    expect(stateOf("Specialties of providers", [], "2026-07-01")).toMatchObject({ due: "2026-07-01", next: "2027-01-01" });
  });

  it("takes the newest that has begun, counts its days, and never the selection that ships", () => {
    const releases = [
      release("mue", "2026-01-01"),
      release("mue", "2026-04-01"),
      release("mue", "2026-07-01"),
      release("mue", "2026-04-01", "written out and checked one by one"),
    ];
    expect(stateOf("NCCI limits of units", releases, "2026-05-01")?.loaded).toEqual({
      name: "mue 2026-04-01",
      effective: "2026-04-01",
      rows: 1,
      days: 30,
    });
    expect(stateOf("NCCI limits of units", releases.slice(3), "2026-05-01")).toMatchObject({ standing: "none" });
  });
});
