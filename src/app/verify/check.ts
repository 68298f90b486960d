/** What a check of `verify` is: it reads, and says how much it looked at and what does not agree. */
import type { Finding } from "../../core/kernel/finding.ts";
import type { Queries, Tx } from "../../store/transaction.ts";
import type { App } from "../context.ts";

export interface Checked {
  /** How many things were looked at: a check that looked at nothing has proven nothing. */
  readonly examined: number;
  readonly findings: readonly Finding[];
}

interface Named {
  /** One word, for `--only` and for programs. */
  readonly name: string;
  /** The sentence that holds when nothing is found. */
  readonly holds: string;
}

/** Runs once for each practice, on one snapshot in which only its rows exist. */
export interface PracticeCheck extends Named {
  readonly of: "practice";
  readonly run: (tx: Tx, app: App) => Promise<Checked>;
}

/** Runs once, over what stands outside of practices. */
export interface DatabaseCheck extends Named {
  readonly of: "database";
  readonly run: (queries: Queries, app: App) => Promise<Checked>;
}

export type Check = PracticeCheck | DatabaseCheck;
