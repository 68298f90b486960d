/** What the coder makes of a note. Codes without a dot. */
import type { Finding } from "../kernel/finding.ts";
import type { Evidence } from "../visits/model.ts";
import type { LineKind } from "./lexicon.ts";
import type { LocalPhrase } from "./phrase.ts";

export type Band = "auto" | "suggest" | "query";
export type Setting = "outpatient" | "inpatient";

export interface NoteToCode {
  readonly text: string;
  readonly setting: Setting;
  readonly age?: number;
  readonly sex?: "female" | "male";
}

/** A rule that was applied, with where it is written. */
export interface AppliedRule {
  readonly rule: string;
  readonly authority: string;
}

export interface Alternative {
  readonly code: string;
  readonly title: string;
  /** Why it was not chosen. */
  readonly why: string;
}

export interface Suggestion {
  readonly code: string;
  readonly title: string;
  readonly band: Band;
  /** Between 0 and 1: how often such a suggestion is right. */
  readonly score: number;
  readonly evidence: readonly Evidence[];
  /** The way through the Index. */
  readonly path: string;
  readonly rules: readonly AppliedRule[];
  readonly alternatives: readonly Alternative[];
  /** Why it is not preselected. */
  readonly doubts: readonly string[];
  /** By which the practice's own lexicon knows it. */
  readonly phrase?: LocalPhrase;
}

export interface CodedNote {
  readonly codes: readonly Suggestion[];
  readonly findings: readonly Finding[];
}

/** A suggestion while rules still work on it. */
export interface Draft {
  code: string;
  title: string;
  readonly evidence: Evidence[];
  path: string;
  readonly rules: AppliedRule[];
  readonly alternatives: Alternative[];
  /** Number of the problem in the assessment; -1 when it comes from elsewhere in the note. */
  readonly problem: number;
  /** Words of its line, for what is said elsewhere about the same condition. */
  readonly words: readonly string[];
  readonly kind: LineKind;
  score: number;
  /** Other codes explain it, a rule forbids it …: not reported. */
  dropped?: string;
  /** Needs a person: what for. */
  readonly doubts: string[];
}
