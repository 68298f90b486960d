/** Work on many visits at once: what happens to each, and why some are left out. */
import type { IsoDate } from "../kernel/iso-date.ts";
import { ok, type Result, refuse } from "../kernel/result.ts";
import type { Queue } from "./queue.ts";
import { followUpIn, type OwnerId, type WorkStanding } from "./work.ts";

export type BulkAct =
  /** Undefined: nobody has them any more. */
  | { readonly kind: "assign"; readonly ownerId: OwnerId | undefined }
  | { readonly kind: "put-off"; readonly until: IsoDate }
  | { readonly kind: "wake" }
  | { readonly kind: "release" };

export interface BulkSubject {
  readonly queue: Queue;
  readonly standing: WorkStanding;
  /** The record is restricted for who asks. */
  readonly hidden: boolean;
  /** A claim that passed its check and waits for its release. */
  readonly readyClaims: number;
}

export const bulkLeftOut = {
  restricted: "the record is restricted",
  "has-it": "that person has it already",
  "nobody-has-it": "nobody has it",
  closed: "nothing is open on it",
  "same-day": "it is put off to that day already",
  awake: "it is not put off",
  "question-open": "the clinician has not answered",
  "not-ready": "no claim of it is ready to be released",
  "not-found": "it is not there any more",
  "changed-since": "somebody has changed it since",
  "in-a-file": "its claim stands in a file",
} as const;

export type BulkLeftOut = keyof typeof bulkLeftOut;

/** Of one visit. Refusals come in the order in which a person would want to hear them. */
export function decideBulk(act: BulkAct, { queue, standing, hidden, readyClaims }: BulkSubject): Result<undefined, BulkLeftOut> {
  if (hidden) return refuse("restricted");
  const left = leftOutOf(act);
  return left === undefined ? ok(undefined) : refuse(left);

  function leftOutOf(asked: BulkAct): BulkLeftOut | undefined {
    switch (asked.kind) {
      case "assign":
        if (asked.ownerId === undefined) return standing.ownerId === undefined ? "nobody-has-it" : undefined;
        return standing.ownerId === asked.ownerId ? "has-it" : undefined;
      case "put-off":
        if (queue === "closed") return "closed";
        return followUpIn(standing, queue) === asked.until ? "same-day" : undefined;
      case "wake":
        return followUpIn(standing, queue) === undefined ? "awake" : undefined;
      case "release":
        if (readyClaims === 0) return "not-ready";
        return standing.questionOpen ? "question-open" : undefined;
    }
  }
}

/** Whether a visit still stands as the bulk work left it; else taking that back would undo what somebody did afterwards. */
export function stillAsLeft(act: BulkAct, standing: WorkStanding): boolean {
  switch (act.kind) {
    case "assign":
      return standing.ownerId === act.ownerId;
    case "put-off":
      return standing.followUp?.on === act.until;
    case "wake":
      return standing.followUp === undefined;
    case "release":
      return true;
  }
}
