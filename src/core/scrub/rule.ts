/** The shape of a claim edit: its registry entry, and what it looks for. One edit a file below `rules/`. */
import type { FindingKind, Params } from "../kernel/finding.ts";
import type { ScrubSubject } from "./subject.ts";

/** One place where the edit applies. With `line` (0-based) the path is below that line and the line's number is a parameter. */
export interface Hit {
  readonly path: string;
  readonly line?: number;
  readonly params?: Params;
}

export interface ScrubRule extends FindingKind {
  /** Also asked of a void (frequency 8), which repeats what it takes back and is otherwise not judged again. */
  readonly onVoid?: true;
  readonly check: (subject: ScrubSubject) => readonly Hit[];
}

/** Names the type, so that a rule's file reads as its sentence in the manual. */
export function rule(given: ScrubRule): ScrubRule {
  return given;
}

export const none: readonly Hit[] = [];
