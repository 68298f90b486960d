/** Measures of denials. */
import type { Benchmark, Measure } from "./model.ts";

const year = 2026;
const thumb = (words: string, at: string): Benchmark => ({ words, at, source: "rule of thumb of the trade", year });
const initial = {
  includes: [
    "Claims whose first decision was posted in these days, with any payer",
    "A denied line is one that was refused with CO, OA or PR; duplicates and document requests count, and stand apart by kind",
  ],
  excludes: ["Cost share (PR-1 to PR-3), CO-45 and OA-23", "Later decisions, reversals (22) and predeterminations (25)"],
};

export const denialMeasures: readonly Measure[] = [
  {
    id: "denials-by-claim",
    family: "denials",
    name: "Initial denial rate, claims",
    formula: "claims with a denied line in their first decision ÷ claims decided",
    ...initial,
    shape: "percent",
    window: { kind: "period" },
    better: "lower",
    benchmark: { words: "10 % or less; the best below 5 %", at: "10", source: "rule of thumb; surveys report 10 to 12 %", year },
    lists: [
      {
        rows: "remitted-denied",
        title: "Claims decided",
        part: { words: "Denied", unit: "count" },
        whole: { words: "Decided", unit: "count" },
      },
    ],
  },
  {
    id: "denials-by-dollar",
    family: "denials",
    name: "Initial denial rate, dollars",
    formula: "dollars denied in the first decision ÷ dollars charged on claims decided",
    ...initial,
    shape: "percent",
    window: { kind: "period" },
    better: "lower",
    benchmark: { words: "10 % or less; the best below 5 %", at: "10", source: "rule of thumb; surveys report 10 to 12 %", year },
    lists: [
      {
        rows: "remitted-denied-money",
        title: "Claims decided",
        part: { words: "Denied", unit: "money" },
        whole: { words: "Charged", unit: "money" },
      },
    ],
  },
  {
    id: "overturned",
    family: "denials",
    name: "Denials overturned",
    formula: "dollars paid after a correction or an appeal ÷ dollars of the denials decided",
    includes: ["Cases closed in these days on which a correction, an appeal, a reopening or documents had been sent"],
    excludes: ["Cases that are still open", "Cases given up or billed on without a try"],
    shape: "percent",
    window: { kind: "period" },
    better: "higher",
    benchmark: thumb("50 % or more", "50"),
    lists: [
      {
        rows: "denials-decided",
        title: "Cases closed",
        part: { words: "Paid after all", unit: "money" },
        whole: { words: "Denied", unit: "money" },
      },
    ],
  },
  {
    id: "reworked",
    family: "denials",
    name: "Denials worked",
    formula: "denials on which somebody has done something ÷ denials",
    includes: ["Lines denied in these days"],
    excludes: ["Denials of claims that were taken back"],
    shape: "percent",
    window: { kind: "period" },
    better: "higher",
    benchmark: thumb("all of them", "100"),
    lists: [
      {
        rows: "denials-worked",
        title: "Denied lines",
        part: { words: "Worked", unit: "count" },
        whole: { words: "Denied", unit: "count" },
      },
    ],
  },
  {
    id: "preventable",
    family: "denials",
    name: "Preventable denials",
    formula: "denials that better work before filing would have prevented ÷ denials",
    includes: ["Lines denied in these days whose reason is preventable altogether"],
    excludes: ["Reasons that are preventable in part or unknown", "Denials of claims that were taken back"],
    shape: "percent",
    window: { kind: "period" },
    better: "lower",
    lists: [
      {
        rows: "denials-preventable",
        title: "Denied lines",
        part: { words: "Preventable", unit: "count" },
        whole: { words: "Denied", unit: "count" },
      },
    ],
  },
];
