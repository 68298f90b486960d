/** Measures of open and collected money. */
import type { Benchmark, Measure, MeasureList } from "./model.ts";

const year = 2026;
const thumb = (words: string, at: string): Benchmark => ({ words, at, source: "rule of thumb of the trade", year });
const netRevenue: MeasureList = {
  rows: "net-charges-by-day",
  title: "Charges less contractual write-offs, by day",
  whole: { words: "Net charges", unit: "money" },
};

export const moneyMeasures: readonly Measure[] = [
  {
    id: "days-in-ar",
    family: "receivables",
    name: "Days in A/R",
    formula: "(open balances − credit balances) ÷ (gross charges of the last 90 days ÷ 90)",
    includes: [
      "What payers and patients owe today, with credit balances taken off once",
      "Charges by the day on which they were entered in the books",
    ],
    excludes: ["Unapplied money, which is no balance of a visit", "Bad debt, which is written off"],
    shape: "days-of",
    window: { kind: "today", days: 90 },
    better: "lower",
    benchmark: { words: "40 days or less; the best 30 to 35", at: "40", source: "HFMA 30 to 40, MGMA 30 to 45", year },
    lists: [
      { rows: "open-balances", title: "Open balances", part: { words: "Open", unit: "money" } },
      { rows: "charges-by-day", title: "Charges by day", whole: { words: "Charges", unit: "money" } },
    ],
  },
  {
    id: "ar-over-90",
    family: "receivables",
    name: "A/R over 90 days",
    formula: "open balances older than 90 days ÷ all open balances",
    includes: ["Debit balances of payers and patients; the age runs from the day of service"],
    excludes: ["Credit balances, which would make old debts look smaller"],
    shape: "percent",
    window: { kind: "today", age: 91 },
    better: "lower",
    benchmark: { words: "15 % or less; the best below 10 %", at: "15", source: "HFMA MAP Keys; below 10 % is the top of surveys", year },
    lists: [
      {
        rows: "aged-balances",
        title: "Open balances",
        part: { words: "Older than 90 days", unit: "money" },
        whole: { words: "Open", unit: "money" },
      },
    ],
  },
  {
    id: "credit-days",
    family: "receivables",
    name: "Credit balances",
    formula: "credit balances ÷ (net charges of the last 90 days ÷ 90)",
    includes: ["Visits and claims on which more was paid than is owed"],
    excludes: ["Unapplied money, which is a measure of its own"],
    shape: "days-of",
    window: { kind: "today", days: 90 },
    better: "lower",
    benchmark: thumb("2 days or less", "2"),
    lists: [{ rows: "credit-balances", title: "Credit balances", part: { words: "Credit", unit: "money" } }, netRevenue],
  },
  {
    id: "unapplied",
    family: "receivables",
    name: "Unapplied money",
    formula: "money that belongs to no visit yet ÷ money received in the last 90 days",
    includes: ["What waits today, of payers and of patients"],
    excludes: [],
    shape: "percent",
    window: { kind: "today", days: 90 },
    better: "lower",
    benchmark: thumb("below 1 %", "1"),
    lists: [
      { rows: "unapplied-money", title: "Unapplied money", part: { words: "Waits", unit: "money" } },
      { rows: "receipts-by-day", title: "Money received by day", whole: { words: "Received", unit: "money" } },
    ],
  },
  {
    id: "net-collection",
    family: "collection",
    name: "Net collection rate",
    formula: "payments ÷ (gross charges − contractual write-offs), all of the same visits",
    includes: [
      "Visits of 90 days that ended 180 days ago, and everything posted on their charges since",
      "Payments of payers and patients, less refunds and take-backs",
    ],
    excludes: [
      "Interest and unapplied money are no payments",
      "Denial, late-filing, small-balance, courtesy and bad-debt write-offs and payer reductions are not contractual: they lower the rate",
    ],
    shape: "percent",
    window: { kind: "cohort", days: 90, runOut: 180 },
    better: "higher",
    benchmark: thumb("95 % or more", "95"),
    lists: [
      {
        rows: "cohort-net",
        title: "Charges of these visits",
        part: { words: "Paid", unit: "money" },
        whole: { words: "Charge less contractual", unit: "money" },
      },
    ],
  },
  {
    id: "gross-collection",
    family: "collection",
    name: "Gross collection rate",
    formula: "payments ÷ gross charges, of the same visits",
    includes: ["The same visits and payments as the net collection rate"],
    excludes: ["It follows from the prices, so there is no figure that is good for everyone"],
    shape: "percent",
    window: { kind: "cohort", days: 90, runOut: 180 },
    lists: [
      {
        rows: "cohort-gross",
        title: "Charges of these visits",
        part: { words: "Paid", unit: "money" },
        whole: { words: "Charge", unit: "money" },
      },
    ],
  },
  {
    id: "denial-write-offs",
    family: "collection",
    name: "Denial write-offs",
    formula: "written off because denied or filed late ÷ (charges − contractual write-offs)",
    includes: ["Write-offs posted in these days; undone ones count against it", "Charges and contractual write-offs posted in these days"],
    excludes: ["Contractual, small-balance and courtesy write-offs, bad debt"],
    shape: "percent",
    window: { kind: "period" },
    better: "lower",
    benchmark: thumb("2 % or less", "2"),
    lists: [{ rows: "denial-write-offs", title: "Write-offs", part: { words: "Written off", unit: "money" } }, netRevenue],
  },
  {
    id: "bad-debt",
    family: "collection",
    name: "Bad debt rate",
    formula: "bad debt written off ÷ gross charges",
    includes: ["Bad debt and charges posted in these days"],
    excludes: [],
    shape: "percent",
    window: { kind: "period" },
    better: "lower",
    benchmark: thumb("5 % or less", "5"),
    lists: [
      { rows: "bad-debts", title: "Bad debt", part: { words: "Written off", unit: "money" } },
      { rows: "charges-by-day", title: "Charges by day", whole: { words: "Charges", unit: "money" } },
    ],
  },
];
