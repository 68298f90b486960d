/** What the coder needs of a code book: a small window that any release can fill. Codes without a dot, in capitals. */
import type { DiagnosisFlag, IndexEntry } from "../codebook/model.ts";

/** An entry of the Alphabetic Index; parents stand before their children and `parent` is a position in the list. */
export type IndexTerm = Omit<IndexEntry, "id">;

/** A row of the Table of Neoplasms: the site from the outermost to the innermost word, and its codes by behaviour. */
export interface NeoplasmRow {
  readonly site: readonly string[];
  readonly malignant?: string;
  readonly secondary?: string;
  readonly inSitu?: string;
  readonly benign?: string;
  readonly uncertain?: string;
  readonly unspecified?: string;
}

/** A row of the Table of Drugs and Chemicals: the code of each intent, as printed. */
export interface DrugRow {
  /** "Acetaminophen", or "Insulin, slow acting" from the outermost word inwards. */
  readonly name: string;
  /** Poisoning by accident; the other intents are its neighbours (I.C.19.e). */
  readonly accidental: string;
}

export interface CodeTitle {
  readonly code: string;
  readonly title: string;
}

/** What the Tabular List says of a code on the day. */
export interface CodeRules {
  /** Prefixes that an Excludes1 note at the code, or above it, names. */
  excludes1(code: string): readonly { readonly from: string; readonly to: string; readonly at: string; readonly text: string }[];
  /** Prefixes that a "code first" note at the code, or above it, names. */
  codeFirst(code: string): readonly { readonly from: string; readonly to: string }[];
  /** Where it may stand, and whom it fits. */
  flags(code: string): readonly DiagnosisFlag[];
  /** Needs no indicator of being present on admission; undefined where no list is loaded. */
  isPoaExempt(code: string): boolean | undefined;
}

/** What the lexicons are made of. */
export interface CodingBook {
  readonly index: readonly IndexTerm[];
  readonly external: readonly IndexTerm[];
  readonly neoplasms: readonly NeoplasmRow[];
  readonly drugs: readonly DrugRow[];
  /** Codes that may be reported on the day, in their order. */
  readonly reportable: readonly CodeTitle[];
  /** Inclusion terms by the code or category that they stand at. */
  readonly inclusions: readonly { readonly code: string; readonly term: string }[];
}
