/** Measures of the way from the visit to the claim. */
import type { Benchmark, Measure } from "./model.ts";

const year = 2026;
const thumb = (words: string, at: string): Benchmark => ({ words, at, source: "rule of thumb of the trade", year });

export const workMeasures: readonly Measure[] = [
  {
    id: "charge-lag",
    family: "charges",
    name: "Charge lag",
    formula: "days from the visit to its codes and charges: mean, median and the slowest tenth",
    includes: ["Visits coded in these days"],
    excludes: ["Visits that still wait for codes: they are unbilled"],
    shape: "mean-days",
    window: { kind: "period" },
    better: "lower",
    benchmark: thumb("2 days or less", "2"),
    lists: [{ rows: "coded-lag", title: "Visits coded", part: { words: "Days", unit: "days" }, whole: { words: "Visits", unit: "count" } }],
  },
  {
    id: "unbilled",
    family: "charges",
    name: "Unbilled",
    formula: "money of visits whose next claim has not left the house, today",
    includes: [
      "Visits that wait for codes, for an answer of the clinician, for a correction, or for filing; rejected claims too",
      "All charges while no payer has decided; afterwards what the payer asked now still owes",
    ],
    excludes: ["Self-pay visits, which are billed by statement"],
    shape: "money",
    window: { kind: "today" },
    better: "lower",
    lists: [
      { rows: "unbilled-visits", title: "Visits", part: { words: "Not billed", unit: "money" }, whole: { words: "Visits", unit: "count" } },
    ],
  },
  {
    id: "queries",
    family: "charges",
    name: "Coder's questions",
    formula: "visits with a question to the clinician ÷ visits coded",
    includes: ["Visits coded in these days; a question counts whenever it was asked"],
    excludes: [],
    shape: "percent",
    window: { kind: "period" },
    lists: [
      {
        rows: "coded-with-question",
        title: "Visits coded",
        part: { words: "Asked", unit: "count" },
        whole: { words: "Visits", unit: "count" },
      },
    ],
  },
  {
    id: "claim-lag",
    family: "claims",
    name: "Claim lag",
    formula: "days from the visit to the first time its claim was sent: mean, median and the slowest tenth",
    includes: ["Claims sent for the first time in these days"],
    excludes: ["Claims that another payer forwarded", "Corrected claims and claims sent again"],
    shape: "mean-days",
    window: { kind: "period" },
    better: "lower",
    benchmark: thumb("5 days or less", "5"),
    lists: [
      { rows: "submitted-lag", title: "Claims sent", part: { words: "Days", unit: "days" }, whole: { words: "Claims", unit: "count" } },
    ],
  },
  {
    id: "clean-claims",
    family: "claims",
    name: "Clean-claim rate",
    formula: "claims that passed every check of ours without being held ÷ claims sent",
    includes: ["Claims sent for the first time in these days, to any payer"],
    excludes: ["Corrected claims and claims sent again", "What the payer said of them: that is the rejection rate"],
    shape: "percent",
    window: { kind: "period" },
    better: "higher",
    benchmark: { words: "95 % or more", at: "95", source: "HFMA MAP Keys and industry surveys", year },
    lists: [
      { rows: "submitted-clean", title: "Claims sent", part: { words: "Clean", unit: "count" }, whole: { words: "Sent", unit: "count" } },
    ],
  },
  {
    id: "rejections",
    family: "claims",
    name: "Rejection rate",
    formula: "claims rejected by TA1, 999 or 277CA ÷ claims sent",
    includes: ["Claims sent for the first time in these days; only what came back before they were sent again"],
    excludes: ["Denials, which are decisions"],
    shape: "percent",
    window: { kind: "period" },
    better: "lower",
    benchmark: thumb("3 % or less", "3"),
    lists: [
      {
        rows: "submitted-rejected",
        title: "Claims sent",
        part: { words: "Rejected", unit: "count" },
        whole: { words: "Sent", unit: "count" },
      },
    ],
  },
  {
    id: "first-pass",
    family: "claims",
    name: "First-pass resolution",
    formula: "claims resolved by the first decision on the first submission ÷ claims decided",
    includes: [
      "Claims whose first decision was posted in these days",
      "Resolved: paid, or the patient's own share, with no denied line, no rejection and nothing sent twice",
    ],
    excludes: ["Later decisions on the same claim", "Reversals and predeterminations"],
    shape: "percent",
    window: { kind: "period" },
    better: "higher",
    benchmark: thumb("90 % or more", "90"),
    lists: [
      {
        rows: "remitted-first-pass",
        title: "Claims decided",
        part: { words: "Resolved", unit: "count" },
        whole: { words: "Decided", unit: "count" },
      },
    ],
  },
  {
    id: "time-to-pay",
    family: "claims",
    name: "Time to pay",
    formula: "days from the payer's acceptance to the date of its first payment: mean, median and the slowest tenth",
    includes: ["Claims whose first decision was posted in these days and that a 277CA had accepted"],
    excludes: ["Claims without an acceptance"],
    shape: "mean-days",
    window: { kind: "period" },
    better: "lower",
    benchmark: thumb("30 days or less", "30"),
    lists: [
      { rows: "remitted-time", title: "Claims decided", part: { words: "Days", unit: "days" }, whole: { words: "Claims", unit: "count" } },
    ],
  },
];
