/** What the coder makes of a note. Codes without a dot. */
import type { Finding } from "../kernel/finding.ts";
import type { Evidence } from "../visits/model.ts";
import type { LineKind } from "./lexicon.ts";
import type { LocalPhrase } from "./phrase.ts";

/**
 * Preselected; worth a look; offered, because a guideline asks for it under a condition that the note does not settle (that the payer
 * wants external causes, that a drug is taken over a long time).
 */
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

/** Appendix I of the guidelines: present when the order for admission was given, not, not documented, cannot be determined, exempt. */
export type PresentOnAdmission = "Y" | "N" | "U" | "W" | "exempt";

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
  /** Share of the words of its problem's name that codes explain; absent where nothing is named. */
  readonly explained?: number;
  /** Inpatient only: proposed, with the words that say so in `why`. */
  readonly presentOnAdmission?: { readonly indicator: PresentOnAdmission; readonly why: string };
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
  /** Share of the words of its problem's name that the codes of the problem explain. */
  explained?: number;
  /** Only under the condition that the doubts name. */
  readonly offered?: true;
}
