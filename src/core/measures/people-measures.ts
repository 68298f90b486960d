/** Measures of each person's work: how much, as far as it is recorded, and how right. Time at work is not recorded and not guessed. */
import type { Benchmark, Measure, MeasureList, RowsName } from "./model.ts";

const year = 2026;
const accuracyBenchmark: Benchmark = {
  words: "95 % or more",
  at: "95",
  source: "rule of thumb of the trade; audits ask for it first",
  year,
};
const accuracy = {
  family: "people",
  shape: "percent",
  window: { kind: "period" },
  better: "higher",
  benchmark: accuracyBenchmark,
} as const;
const closedReviews = "Reviews closed in these days, by the visit's coder; the last verdicts count";
const openReviews = "Reviews that are open, or that their coder disputes and nobody has closed";

const reviewList = (rows: RowsName, part: string, whole: string, unit: "count" | "money"): readonly MeasureList[] => [
  { rows, title: "Visits reviewed", part: { words: part, unit }, whole: { words: whole, unit } },
];

const accuracyMeasures: readonly Measure[] = [
  {
    ...accuracy,
    id: "accuracy-by-code",
    name: "Coding accuracy, by code",
    formula: "right codes ÷ (right + wrong + missed codes)",
    includes: [
      closedReviews,
      "A code that is unsupported, out of sequence or has a wrong modifier is wrong; a line is one code with its modifiers",
    ],
    excludes: [openReviews],
    lists: reviewList("reviewed-codes", "Right", "Right, wrong and missed", "count"),
  },
  {
    ...accuracy,
    id: "accuracy-by-visit",
    name: "Coding accuracy, by visit",
    formula: "visits without any error ÷ visits reviewed",
    includes: [closedReviews],
    excludes: [openReviews],
    lists: reviewList("reviewed-visits", "Without error", "Reviewed", "count"),
  },
  {
    ...accuracy,
    id: "accuracy-by-money",
    name: "Coding accuracy, by money",
    formula: "(charges − what was charged too much or too little) ÷ charges, of the visits reviewed",
    includes: [closedReviews, "Prices of the practice's own fee schedule on the day of the visit; mistakes up and down do not cancel out"],
    excludes: [openReviews, "Reviews in which a right code has no price", "Wrong modifiers and sequences, whose money is not known"],
    lists: reviewList("reviewed-money", "Charged right", "Charged", "money"),
  },
];

/** What is said of all of them once: a day counts when something was done on it. */
const notTime = "Time at work: only days on which the person did some of this count, and a short day counts as one";
const perDay = {
  family: "people",
  shape: "per-day",
  window: { kind: "period" },
} as const;

const dayList = (rows: RowsName, title: string, done: string): readonly MeasureList[] => [
  { rows, title, part: { words: done, unit: "count" }, whole: { words: "Days of a person", unit: "count" } },
];

const productivity: readonly Measure[] = [
  {
    ...perDay,
    id: "coded-per-day",
    name: "Visits coded, per person and day",
    formula: "visits coded for the first time ÷ days on which the person coded",
    includes: ["Each visit once, for who coded it first, on the practice's day"],
    excludes: [notTime, "Visits that came coded with a claim of somebody else", "How hard a visit is to code"],
    lists: dayList("done-coded", "Visits coded", "Visits"),
  },
  {
    family: "people",
    shape: "per-hour",
    window: { kind: "period" },
    id: "coded-per-hour",
    name: "Visits coded, per person and hour",
    formula: "visits coded for the first time ÷ hours of the clock in which the person coded one",
    includes: ["Work of people who had signed in, by the clock of the server"],
    excludes: [
      "Time at work: an hour counts as soon as one visit was coded in it",
      "Visits coded before the hour was kept, and invented history",
      `A judgement: half of coders do 8 to 20 professional visits an hour (poll of auditors, ${year}); there is no national standard`,
    ],
    lists: [
      {
        rows: "done-coded-hours",
        title: "Visits coded",
        part: { words: "Visits", unit: "count" },
        whole: { words: "Hours of a person", unit: "count" },
      },
    ],
  },
  {
    ...perDay,
    id: "prepared-per-day",
    name: "Claims prepared, per person and day",
    formula: "claims made for the first time ÷ days on which the person made one",
    includes: ["First claims of a visit, for who made them"],
    excludes: [notTime, "Claims to later payers and imports, which the program makes", "Claims made before their maker was kept"],
    lists: dayList("done-prepared", "Claims prepared", "Claims"),
  },
  {
    ...perDay,
    id: "released-per-day",
    name: "Claims released, per person and day",
    formula: "claims released ÷ days on which the person released one",
    includes: ["Every release, also of corrected claims and claims sent again"],
    excludes: [notTime],
    lists: dayList("done-released", "Claims released", "Claims"),
  },
  {
    ...perDay,
    id: "posted-per-day",
    name: "Patients' payments posted, per person and day",
    formula: "payments of patients taken ÷ days on which the person took one",
    includes: ["Payments as they were received, also those that were undone later"],
    excludes: [notTime, "Payers' payments, which the program posts; what it could not is among the exceptions"],
    lists: dayList("done-posted", "Payments taken", "Payments"),
  },
  {
    ...perDay,
    id: "exceptions-per-day",
    name: "Exceptions resolved, per person and day",
    formula: "exceptions resolved ÷ days on which the person resolved one",
    includes: ["Exceptions that stand resolved, for who resolved them"],
    excludes: [notTime, "Exceptions that were opened again"],
    lists: dayList("done-exceptions", "Exceptions resolved", "Exceptions"),
  },
  {
    ...perDay,
    id: "denials-per-day",
    name: "Denials worked, per person and day",
    formula: "denied lines on which the person did something that day ÷ days on which they worked denials",
    includes: ["A denied line counts once for each person and day, however much was done on it"],
    excludes: [notTime, "What payers' decisions and second persons add to a case"],
    lists: dayList("done-denials", "Denied lines worked", "Lines"),
  },
  {
    ...perDay,
    id: "calls-per-day",
    name: "Calls and letters, per person and day",
    formula: "calls and letters logged ÷ days on which the person logged one",
    includes: ["The log of contacts with patients and payers"],
    excludes: [notTime, "Calls that nobody logged"],
    lists: dayList("done-calls", "Calls and letters", "Calls"),
  },
];

const clinicians: readonly Measure[] = [
  {
    family: "people",
    shape: "hundredths-per-day",
    window: { kind: "period" },
    id: "work-rvu",
    name: "Work RVU, per clinician and day",
    formula: "work relative value units of the lines billed ÷ days on which the clinician had one",
    includes: [
      "Lines of visits of these days, for who rendered them: the work value of the loaded Medicare fee schedule × units",
      "With modifier 26 the value of the professional part, with TC that of the technical part, which has no work",
    ],
    excludes: [
      "Codes without a row in the loaded fee schedule: their lines stand apart by clinician, with how many they are",
      "Other modifiers (50, 52, 62, 80 and the like) and the multiple-procedure rule, which change what is paid: the value counts in full",
    ],
    lists: [
      {
        rows: "relative-work",
        title: "Lines billed",
        part: { words: "Work RVU", unit: "hundredths" },
        whole: { words: "Days of a clinician", unit: "count" },
      },
    ],
  },
];

export const peopleMeasures: readonly Measure[] = [...accuracyMeasures, ...productivity, ...clinicians];
