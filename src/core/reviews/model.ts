/** A review of how a visit was coded: a verdict on each code, what its coder says to it, and what it counts for. */
import type { Cents } from "../kernel/cents.ts";

/** A visit's codes as somebody gave them. */
export interface ReviewedCoding {
  /** In their order on the claim. */
  readonly diagnoses: readonly string[];
  readonly lines: readonly ReviewedLine[];
}

export interface ReviewedLine {
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: string;
  readonly pointers: readonly number[];
  /** What the coder's line asked for; a reviewer's own codes have none. */
  readonly amount?: Cents;
}

export const verdicts = ["right", "wrong", "unsupported", "wrong-sequence", "wrong-modifier", "missing"] as const;
export type Verdict = (typeof verdicts)[number];

export interface CodeVerdict {
  readonly kind: "diagnosis" | "procedure";
  /** Its place among the coder's codes of its kind, from 0; a missing code has none. */
  readonly at?: number;
  /** As it was coded; what is missing when the verdict is `missing`. A procedure with its modifiers: "99213-25". */
  readonly code: string;
  readonly verdict: Verdict;
  /** What is right instead; for `wrong` and `wrong-modifier`. */
  readonly shouldBe?: string;
  /** Why, in the reviewer's words; every verdict but `right` has one. */
  readonly reason: string;
  /** The guideline, edit or page that says so. */
  readonly rule: string;
}

/** Code by code: what the accuracy of a coder is counted from. */
export interface CodeCounts {
  readonly right: number;
  /** Reported, and not right in any way. */
  readonly wrong: number;
  readonly missing: number;
}

/** A visit of a sample, by its place in it from 1. */
export interface ReviewPlace {
  readonly sampleId: number;
  readonly position: number;
}

export type ReviewState = "open" | "own-codes" | "reviewed" | "agreed" | "disputed" | "closed";
export type ReviewEventKind = Exclude<ReviewState, "open">;
