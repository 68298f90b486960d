/** A measure of how the money is doing: what is divided by what, over which days, and how good is good. */
import type { IsoDate } from "../kernel/iso-date.ts";

/** The rows that measures are sums of; the store has one relation for each. */
export type RowsName =
  | "open-balances"
  | "aged-balances"
  | "credit-balances"
  | "charges-by-day"
  | "net-charges-by-day"
  | "receipts-by-day"
  | "unapplied-money"
  | "cohort-net"
  | "cohort-gross"
  | "denial-write-offs"
  | "bad-debts"
  | "submitted-clean"
  | "submitted-rejected"
  | "submitted-lag"
  | "remitted-first-pass"
  | "remitted-denied"
  | "remitted-denied-money"
  | "remitted-time"
  | "denials-decided"
  | "denials-worked"
  | "denials-preventable"
  | "coded-lag"
  | "coded-with-question"
  | "unbilled-visits"
  | "questions-asked"
  | "office-visits"
  | "appointments-verified"
  | "coded-to-sent"
  | "answers-posted"
  | "first-statements"
  | "patient-payments"
  | "allowed-lines"
  | "relative-work"
  | "cohort-visits"
  | "reviewed-codes"
  | "reviewed-visits"
  | "reviewed-money"
  | "done-coded"
  | "done-coded-hours"
  | "done-prepared"
  | "done-released"
  | "done-posted"
  | "done-exceptions"
  | "done-denials"
  | "done-calls";

export type MeasureFamily = "receivables" | "collection" | "claims" | "denials" | "charges" | "people";

/** Which days a measure looks at. */
export type Window =
  /** The days that were asked for. */
  | { readonly kind: "period" }
  /** What is open today; `days` of charges or receipts to compare with; `age`: before so many days since the first visit nothing can count. */
  | { readonly kind: "today"; readonly days?: number; readonly age?: number }
  /** Visits of so many days that ended so many days ago: their payments have had time to come. */
  | { readonly kind: "cohort"; readonly days: number; readonly runOut: number };

/** How the two sums become the figure. */
export type Shape =
  /** part ÷ whole, in per cent. */
  | "percent"
  /** part ÷ (whole ÷ days of the window), in days. */
  | "days-of"
  /** part ÷ whole, in days, with median and the ninetieth of a hundred. */
  | "mean-days"
  /** part in money, whole is how many. */
  | "money"
  /** part in money ÷ whole, in whole cents. */
  | "money-each"
  /** part ÷ whole, whole being days or hours in which something was done. */
  | "per-day"
  | "per-hour"
  /** part in hundredths ÷ whole, whole being days on which something was done. */
  | "hundredths-per-day";

export interface MeasureList {
  readonly rows: RowsName;
  readonly title: string;
  /** What a row adds above and below the line; absent: nothing. */
  readonly part?: MeasureColumn;
  readonly whole?: MeasureColumn;
}

export interface MeasureColumn {
  readonly words: string;
  readonly unit: "money" | "count" | "days" | "hundredths";
}

export interface Benchmark {
  readonly words: string;
  /** The edge of good, in the figure's unit: "95", "40". */
  readonly at: string;
  /** Who says so; a rule of thumb is called one. */
  readonly source: string;
  /** When that was last looked at. */
  readonly year: number;
}

export interface Measure {
  readonly id: string;
  readonly family: MeasureFamily;
  readonly name: string;
  readonly formula: string;
  readonly includes: readonly string[];
  readonly excludes: readonly string[];
  readonly shape: Shape;
  readonly window: Window;
  /** Absent: neither is better. */
  readonly better?: "higher" | "lower";
  readonly benchmark?: Benchmark;
  readonly lists: readonly MeasureList[];
}

export interface Days {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** What the rows of a measure add up to. */
export interface MeasureSums {
  readonly rows: number;
  readonly part: number;
  readonly whole: number;
  /** Of `part`, for means. */
  readonly median?: number;
  readonly ninetieth?: number;
}

export type Reading =
  | {
      readonly state: "figure";
      /** One decimal; cents for money. */
      readonly value: string;
      readonly sums: MeasureSums;
      /** Against the benchmark. */
      readonly good?: boolean;
      /** More than everything: a sign that something in the data is not right, shown and not cut off. */
      readonly above100?: boolean;
    }
  /** Nothing to divide by. */
  | { readonly state: "none"; readonly why: string }
  /** The days have not had time to tell. */
  | { readonly state: "too-early"; readonly why: string; readonly from: IsoDate };
