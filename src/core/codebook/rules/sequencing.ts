/** What may not come first, what must, and which code has to stand before another (Official Guidelines I.A.13, I.B.14, I.C.20-21). */
import type { IsoDate } from "../../kernel/iso-date.ts";
import { isInRange } from "../code-text.ts";
import type { CodeBook, TabularNote } from "../model.ts";

export type SequencingProblem =
  | { readonly kind: "manifestation-first"; readonly code: string; readonly position: number }
  | { readonly kind: "external-cause-first"; readonly code: string; readonly position: number }
  | { readonly kind: "never-first"; readonly code: string; readonly position: number }
  | { readonly kind: "not-first"; readonly code: string; readonly position: number }
  | { readonly kind: "code-first-missing"; readonly code: string; readonly position: number; readonly note: TabularNote }
  | {
      readonly kind: "code-first-later";
      readonly code: string;
      readonly position: number;
      readonly note: TabularNote;
      readonly other: string;
    };

/** Codes in the order of the claim. Positions are 1-based. */
export function sequencingProblems(book: Pick<CodeBook, "diagnosis">, codes: readonly string[], on: IsoDate): readonly SequencingProblem[] {
  const problems: SequencingProblem[] = [];
  codes.forEach((code, index) => {
    const position = index + 1;
    const detail = book.diagnosis(code, on);
    const flags = detail?.allFlags ?? [];
    if (position === 1) {
      if (/^[V-Y]/.test(code)) problems.push({ kind: "external-cause-first", code, position });
      else if (flags.includes("manifestation")) problems.push({ kind: "manifestation-first", code, position });
      else if (flags.includes("never-first")) problems.push({ kind: "never-first", code, position });
    } else if (flags.includes("first-only") && !firstIsAlike(book, codes[0], on)) {
      // Several first-only codes may share one record; only one of them can be first (I.C.21.c.16).
      problems.push({ kind: "not-first", code, position });
    }
    for (const note of detail?.allNotes ?? []) {
      if (note.kind === "code-first") problems.push(...codeFirst(note, codes, index, flags.includes("manifestation")));
    }
  });
  return problems;
}

function firstIsAlike(book: Pick<CodeBook, "diagnosis">, first: string | undefined, on: IsoDate): boolean {
  return first !== undefined && (book.diagnosis(first, on)?.allFlags.includes("first-only") ?? false);
}

/** "If applicable" and "if known" ask nothing of a record that does not name the cause. */
function codeFirst(note: TabularNote, codes: readonly string[], index: number, isManifestation: boolean): readonly SequencingProblem[] {
  const code = codes[index];
  if (code === undefined || note.targets.length === 0) return [];
  const isNamed = (other: string): boolean => other !== code && note.targets.some((target) => isInRange(other, target));
  if (codes.slice(0, index).some(isNamed)) return [];
  const later = codes.slice(index + 1).find(isNamed);
  const position = index + 1;
  if (later !== undefined) return [{ kind: "code-first-later", code, position, note, other: later }];
  const isOptional = /if (?:applicable|known|present|any)|such as/i.test(note.text);
  // At position 1 the manifestation itself is already reported.
  return isManifestation && !isOptional && index > 0 ? [{ kind: "code-first-missing", code, position, note }] : [];
}
