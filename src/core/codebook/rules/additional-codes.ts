/** Codes that ask for another beside or before them: "code first", "use additional code" (Official Guidelines I.A.13, I.A.17). */
import type { IsoDate } from "../../kernel/iso-date.ts";
import { hasIcd10Shape, isInRange } from "../code-text.ts";
import type { CodeBook, TabularNote } from "../model.ts";

type Book = Pick<CodeBook, "diagnosis">;

export interface CodeFirst {
  readonly code: string;
  /** Has to stand before it. */
  readonly other: string;
  readonly note: TabularNote;
}

/**
 * Undefined where the note does not name the other, where the two name each other, and for drugs: the nature of an adverse effect
 * comes before the drug, but after a poisoning, and a note names both in one. What follows "such as" are examples, and the cause may
 * be another one: these are taken only where the other code asks for this one beside it.
 */
export function codeFirstOf(book: Book, pair: { readonly code: string; readonly other: string }, on: IsoDate): CodeFirst | undefined {
  const note = firstNote(book, pair, on);
  if (note === undefined || firstNote(book, { code: pair.other, other: pair.code }, on) !== undefined) return undefined;
  return { ...pair, note };
}

function firstNote(book: Book, { code, other }: { readonly code: string; readonly other: string }, on: IsoDate): TabularNote | undefined {
  if (code === other || isEffectOfDrug(other)) return undefined;
  const notes = book.diagnosis(code, on)?.allNotes.filter((note) => note.kind === "code-first") ?? [];
  return notes.find((note) => {
    if (!note.targets.some((target) => isInRange(other, target)) || note.targets.some((target) => isInRange(code, target))) return false;
    const together = notes.filter((one) => one.at === note.at).map((one) => one.text);
    if (together.some((text) => /adverse effect/i.test(text))) return false;
    return !together.some((text) => /\bsuch as\b/i.test(text)) || asksFor(book, { code: other, other: code }, on);
  });
}

function asksFor(book: Book, { code, other }: { readonly code: string; readonly other: string }, on: IsoDate): boolean {
  const notes = book.diagnosis(code, on)?.allNotes ?? [];
  return notes.some((note) => note.kind === "use-additional" && note.targets.some((target) => isInRange(other, target)));
}

/** T36-T50 with 5 (adverse effect) or 6 (underdosing) as sixth character, or as fifth where an X follows it. */
function isEffectOfDrug(code: string): boolean {
  const intent = code[5] === undefined || code[5] === "X" ? code[4] : code[5];
  return /^T(?:3[6-9]|4\d|50)/.test(code) && (intent === "5" || intent === "6");
}

export interface MissingCode {
  readonly code: string;
  readonly note: TabularNote;
  /** As the note prints them: "N18.1-N18.6". */
  readonly wanted: string;
}

const conditional = /\bif\b|\bany\b|applicable|associated|when\b|such as/i;

/** "Code to identify:", and each of what follows is a note of its own: alternatives, of which the record says the right one. */
const leadsList = /:\s*$/;

/**
 * Only where both sides say it without a condition: the code asks for one of a few, and those say that they come after it. What a
 * note wants "if known" or "if applicable" depends on the record, and so does what stands in a list. Any code of the named
 * categories is enough.
 */
export function missingAdditional(book: Book, codes: readonly string[], on: IsoDate): readonly MissingCode[] {
  return codes.flatMap((code): readonly MissingCode[] => {
    const notes = book.diagnosis(code, on)?.allNotes.filter((note) => note.kind === "use-additional") ?? [];
    return notes.flatMap((note) => {
      if (note.targets.length === 0 || notes.some((one) => one.at === note.at && isOpen(one.text))) return [];
      const categories = [...new Set(note.targets.flatMap((target) => [target.from.slice(0, 3), target.to.slice(0, 3)]))];
      if (codes.some((other) => categories.includes(other.slice(0, 3)))) return [];
      const isMutual = note.targets.every((target) => saysAfter(book, target.from, { code, on }));
      const wanted = /\(([^()]*[A-Z]\d[^()]*)\)/.exec(note.text)?.[1] ?? categories.join(", ");
      return isMutual ? [{ code, note, wanted }] : [];
    });
  });
}

/**
 * "Code also": two codes may be needed to say the whole, in an order that depends on the visit (section I.A.17). Nothing more is said
 * than that the note names codes without a condition, and that the claim has none of them; whether the patient has it is in the record.
 */
export function missingAlso(book: Book, codes: readonly string[], on: IsoDate): readonly MissingCode[] {
  return codes.flatMap((code): readonly MissingCode[] => {
    const notes = book.diagnosis(code, on)?.allNotes.filter((note) => note.kind === "code-also" && hasIcd10Shape(note.at)) ?? [];
    return [...new Set(notes.map((note) => note.at))].flatMap((at): readonly MissingCode[] => {
      const together = notes.filter((note) => note.at === at);
      const targets = together.flatMap((note) => note.targets);
      const [note] = together;
      if (note === undefined || targets.length === 0 || together.some((one) => isOpen(one.text) || one.targets.length === 0)) return [];
      // A note that names the code itself speaks of its like.
      if (codes.some((other) => targets.some((target) => isInRange(other, target)))) return [];
      const wanted = together.map((one) => one.text.replace(/^[\s,]+/, "")).join("; ");
      return [{ code, note, wanted }];
    });
  });
}

/** Whether the record decides what is asked for. */
function isOpen(text: string): boolean {
  return conditional.test(text) || leadsList.test(text);
}

function saysAfter(book: Book, wanted: string, { code, on }: { readonly code: string; readonly on: IsoDate }): boolean {
  const notes = (book.diagnosis(wanted, on) ?? book.diagnosis(wanted.slice(0, 3), on))?.allNotes ?? [];
  return notes.some((note) => note.kind === "code-first" && note.targets.some((target) => isInRange(code, target)));
}
