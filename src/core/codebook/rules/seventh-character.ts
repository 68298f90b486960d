/** Codes that are one character short: the seventh, with placeholders before it (Official Guidelines I.A.4, I.A.5). */
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { CodeBook, SeventhCharacter } from "../model.ts";

export interface MissingSeventh {
  readonly code: string;
  readonly choices: readonly SeventhCharacter[];
  /** What stands between the code and its seventh character: "", "X", "XX" … */
  readonly placeholder: string;
  /** The code with the first of them. */
  readonly example: string;
}

/** Undefined where the code is valid as it is, or is short of more than its seventh character. */
export function missingSeventh(book: Pick<CodeBook, "diagnosis" | "validity">, code: string, on: IsoDate): MissingSeventh | undefined {
  if (code.length < 3 || code.length > 6 || book.validity("icd10cm", code, on) !== "invalid") return undefined;
  const whole = code.padEnd(6, "X");
  const choices = sevenths(book, code, on).filter(({ character }) => book.validity("icd10cm", whole + character, on) === "valid");
  const [first] = choices;
  return first === undefined ? undefined : { code, choices, placeholder: whole.slice(code.length), example: whole + first.character };
}

/** Those of the code, or of the nearest heading above that the release has. */
function sevenths(book: Pick<CodeBook, "diagnosis">, code: string, on: IsoDate): readonly SeventhCharacter[] {
  for (let length = code.length; length >= 3; length -= 1) {
    const found = book.diagnosis(code.slice(0, length), on)?.sevenths ?? [];
    if (found.length > 0) return found;
  }
  return [];
}
