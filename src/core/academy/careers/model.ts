/**
 * The guide to the credentials, the way into the work, and what it pays. Every figure says whose it is, for which
 * occupation, of which year and how sure it is; fees and formats change each year and are shown with their "as of".
 */
import type { Cents } from "../../kernel/cents.ts";

/** How a figure came here. Only the body that sets it can settle a doubt. */
export type Sureness =
  /** Read on the pages of the body that sets or measures it. */
  | "first-hand"
  /** Repeated by others; the body's page decides. */
  | "second-hand"
  /** Known in the trade, not found in print by us, or sources differ: ask before relying on it. */
  | "unconfirmed";

export interface Source {
  readonly key: string;
  readonly name: string;
  /** The publisher's address; to be opened by a person. */
  readonly address?: string;
  /** What to bear in mind with it. */
  readonly caution?: string;
}

export interface Statement {
  readonly words: string;
  /** "2025–26": when it was so. */
  readonly asOf: string;
  readonly source: string;
  readonly sureness: Sureness;
}

export const careerWorks = [
  "office-coding",
  "outpatient-facility",
  "inpatient",
  "any-coding",
  "billing",
  "risk-adjustment",
  "audit",
  "health-information",
  "office-management",
  "revenue-cycle",
] as const;
export type CareerWork = (typeof careerWorks)[number];

export type Experience = "none" | "some" | "two-years";
export type Schooling = "high-school" | "associate" | "bachelor";

export interface Credential {
  readonly key: string;
  readonly name: string;
  readonly body: string;
  readonly level: "entry" | "core" | "advanced";
  readonly works: readonly CareerWork[];
  /** Whom it serves best, in a sentence. */
  readonly valuableFor: string;
  readonly exam: Statement;
  readonly content?: Statement;
  readonly cost: Statement;
  readonly prerequisites: Statement;
  readonly renewal: Statement;
  /** What the body asks before the exam; the advice rests on it. */
  readonly asks?: { readonly schooling?: Schooling; readonly experience?: Experience };
}

export interface PayFigure {
  readonly occupation: string;
  /** Standard Occupational Classification, where the figure is for one occupation of it. */
  readonly soc?: string;
  readonly what: "median" | "mean" | "lowest tenth, below" | "highest tenth, above" | "as given";
  /** A year's pay. */
  readonly amount: Cents;
  /** The round of the survey. */
  readonly year: string;
  readonly source: string;
  readonly sureness: Sureness;
  readonly caution?: string;
  /** Shown first; the others are for comparison over time or with other surveys. */
  readonly standing: "current" | "earlier" | "members' own report" | "another occupation";
}

export interface OutlookFigure {
  readonly occupation: string;
  readonly soc?: string;
  readonly words: string;
  readonly year: string;
  readonly source: string;
  readonly sureness: Sureness;
}

export interface Step {
  readonly title: string;
  readonly words: string;
  readonly points: readonly Statement[];
}
