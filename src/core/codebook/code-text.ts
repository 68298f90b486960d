/** Codes as text: shapes, the dot, ranges and the codes that a note names. */
import type { CodeRange } from "./model.ts";

const icd10Shape = /^[A-Z](?:[0-9][0-9A-Z]|[A-Z][0-9])[0-9A-Z]{0,4}$/;

/**
 * ICD-10-CM by its shape: a letter, then a digit and a digit or letter, then up to four more (Official Guidelines I.A.2). Since
 * FY2026 the digit may come second of the two: QA0. Without dot.
 */
export function hasIcd10Shape(code: string): boolean {
  return icd10Shape.test(code);
}

/** "J189" → "J18.9"; "J18" stays. */
export function formatDiagnosis(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}

/** "j18.9" → "J189". */
export function normalizeCode(text: string): string {
  return text.replace(/[.\s]/g, "").toUpperCase();
}

/** True when the code lies in the range; both ends are prefixes. */
export function isInRange(code: string, range: CodeRange): boolean {
  return code.slice(0, range.from.length) >= range.from && code.slice(0, range.to.length) <= range.to;
}

const codeOrRange =
  /\b((?:[A-Z][0-9][0-9A-Z]|Q[A-Z][0-9])(?:\.[0-9A-Z]{1,4})?)(-(?![A-Z0-9])|-((?:[A-Z][0-9][0-9A-Z]|Q[A-Z][0-9])(?:\.[0-9A-Z]{1,4})?))?/g;

/** The codes and ranges that a note names: "(J17)", "J12-J18", "E08.1-", "I11.-" (a dash alone means the category and below). */
export function codesInNote(text: string): readonly CodeRange[] {
  const ranges: CodeRange[] = [];
  for (const match of text.replace(/\.-/g, "-").matchAll(codeOrRange)) {
    const from = normalizeCode(match[1] ?? "");
    ranges.push({ from, to: match[3] === undefined ? from : normalizeCode(match[3]) });
  }
  return ranges;
}
