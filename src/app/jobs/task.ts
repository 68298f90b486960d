/** What a task is: a use case that goes on by itself, may be cut off at any point, and then goes on where it was. */
import type { Job } from "../../store/jobs.ts";
import type { Context } from "../context.ts";

export interface Progress {
  readonly done: number;
  readonly total?: number;
  /** What is being done now, without a patient's data. */
  readonly words?: string;
}

/** What a long use case tells while it works, and asks whether it shall stop. Without a listener it tells nobody. */
export interface Watch {
  /** Between two transactions. Throws Interrupted when the program is about to end: what is done stays done. */
  readonly at: (progress: Progress) => Promise<void>;
}

export const unwatched: Watch = { at: async () => {} };

/** The program ends; the job goes on at the next start, or on another machine. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

export interface JobTask {
  /** For a person: "Import of claims.x12". */
  readonly title: (subject: string) => string;
  /** Returns what came of it, in a sentence. Done twice it leaves what once leaves. */
  readonly run: (context: Context, job: Job, watch: Watch) => Promise<string>;
}

export interface RecurringTask {
  readonly title: string;
  /** Whether a demonstration, which has its own clock, does it too. */
  readonly inDemonstrations: boolean;
  /** Returns what came of it, in a sentence. */
  readonly run: (context: Context) => Promise<string>;
}
