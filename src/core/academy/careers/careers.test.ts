import { expect, test } from "vitest";
import { adviseCredential, type Wish } from "./advise.ts";
import { credentials } from "./credentials.ts";
import { careerWorks, type Statement } from "./model.ts";
import { outlookFigures, payFigures } from "./pay.ts";
import { sources } from "./sources.ts";
import { steps, temperament } from "./way-in.ts";

const keys = new Set(sources.map(({ key }) => key));

test("every figure carries its occupation, a year and a source that is described", () => {
  const figures = [...payFigures, ...outlookFigures];
  expect(figures.length).toBeGreaterThan(15);
  for (const { occupation, year, source } of figures) {
    expect(occupation).not.toBe("");
    expect(year).toMatch(/20\d\d/);
    expect(keys).toContain(source);
  }
});

test("every statement of a credential and of a step says when it was so and who says it", () => {
  const statements: readonly Statement[] = [
    ...credentials.flatMap(({ exam, content, cost, prerequisites, renewal }) => [
      exam,
      cost,
      prerequisites,
      renewal,
      ...(content ? [content] : []),
    ]),
    ...steps.flatMap(({ points }) => points),
    ...temperament,
  ];
  expect(statements.length).toBeGreaterThan(60);
  for (const { asOf, source, words } of statements) {
    expect(words).not.toBe("");
    expect(asOf).not.toBe("");
    expect(keys).toContain(source);
  }
  const used = new Set([...statements, ...payFigures, ...outlookFigures].map(({ source }) => source));
  expect([...keys].filter((key) => !used.has(key))).toEqual([]);
});

test("a biller's figure is never a coder's: one occupation has one number of the classification", () => {
  const byOccupation = new Map<string, Set<string>>();
  for (const { occupation, soc } of [...payFigures, ...outlookFigures])
    byOccupation.set(occupation, (byOccupation.get(occupation) ?? new Set()).add(soc ?? ""));
  for (const [occupation, numbers] of byOccupation) expect([occupation, numbers.size]).toEqual([occupation, 1]);
  expect(payFigures.filter(({ soc, standing }) => standing === "current" && soc === undefined)).toEqual([]);
});

test("CPC for offices, CPB for billing, CCS for complex and inpatient, CCA to begin", () => {
  const first = (wish: Partial<Wish>) =>
    adviseCredential({ work: "office-coding", experience: "some", schooling: "high-school", ...wish })[0];
  expect(first({ work: "office-coding" })?.credential).toBe("CPC");
  expect(first({ work: "billing" })?.credential).toBe("CPB");
  expect(first({ work: "inpatient" })?.credential).toBe("CCS");
  expect(first({ work: "inpatient", experience: "none" })?.credential).toBe("CCA");
  expect(first({ work: "outpatient-facility" })?.credential).toBe("COC");
  expect(first({ work: "risk-adjustment" })?.credential).toBe("CRC");
});

test("whoever lacks what a body asks is told so, and gets it as a later step", () => {
  const rows = adviseCredential({ work: "inpatient", experience: "none", schooling: "high-school" });
  const ccs = rows.find(({ credential }) => credential === "CCS");
  expect(ccs?.fit).toBe("later");
  expect(ccs?.reasons.join(" ")).toContain("First a year of coding");
  const rhit = rows.find(({ credential }) => credential === "RHIT");
  expect(rhit?.reasons.join(" ")).toContain("associate degree");
});

test("every wish gets advice with a reason, and what can be begun now comes first", () => {
  for (const work of careerWorks)
    for (const experience of ["none", "some", "two-years"] as const)
      for (const schooling of ["high-school", "associate", "bachelor"] as const) {
        const rows = adviseCredential({ work, experience, schooling });
        expect(rows.length).toBeGreaterThan(0);
        expect(rows.every(({ reasons }) => reasons.length > 0)).toBe(true);
        const fits = rows.map(({ fit }) => fit);
        expect(fits).toEqual([...fits.filter((fit) => fit === "now"), ...fits.filter((fit) => fit === "later")]);
      }
});
