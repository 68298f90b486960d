/**
 * Excludes1: two codes that are not reported together, as the Tabular List prints it (Official Guidelines I.A.12.a); and Excludes2: what
 * is no part of the condition here, so that both are reported where the patient has both (I.A.12.b).
 */
import type { IsoDate } from "../../kernel/iso-date.ts";
import { isInRange } from "../code-text.ts";
import type { CodeBook, TabularNote } from "../model.ts";

export interface ExcludedPair {
  /** The code below whose heading the note stands. */
  readonly code: string;
  readonly other: string;
  readonly note: TabularNote;
}

type Book = Pick<CodeBook, "diagnosis">;

/** Each pair once. Both may stay when the conditions are clearly unrelated, which only a person can say. */
export function excludes1Conflicts(book: Book, codes: readonly string[], on: IsoDate): readonly ExcludedPair[] {
  return excludedPairs(book, codes, { on, kind: "excludes1" });
}

export function excludedPairs(
  book: Book,
  codes: readonly string[],
  { on, kind }: { readonly on: IsoDate; readonly kind: "excludes1" | "excludes2" },
): readonly ExcludedPair[] {
  const conflicts: ExcludedPair[] = [];
  const reported = new Set<string>();
  for (const code of codes) {
    const notes = book.diagnosis(code, on)?.allNotes.filter((note) => note.kind === kind) ?? [];
    for (const note of notes) {
      for (const other of codes) {
        const pair = code < other ? `${code} ${other}` : `${other} ${code}`;
        if (other === code || reported.has(pair) || !note.targets.some((target) => isInRange(other, target))) continue;
        // A note names what lies outside its own heading; a code inside the target is not also its own opposite.
        if (note.targets.some((target) => isInRange(code, target))) continue;
        reported.add(pair);
        conflicts.push({ code, other, note });
      }
    }
  }
  return conflicts;
}
