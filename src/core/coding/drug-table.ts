/** Drugs by their names: where the Table of Drugs and Chemicals counts them, from the loaded releases and from our own classes. */
import type { DrugRow } from "./book.ts";
import { type Word, wordsOf } from "./words.ts";

/** Last digit before the episode (I.C.19.e): the order of the Table's columns. */
export const intents = { accidental: "1", "self-harm": "2", assault: "3", undetermined: "4", adverse: "5", underdosing: "6" } as const;
export type Intent = keyof typeof intents;

export interface FoundDrug {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** With the intent's digit still to come: "T360X". */
  readonly stem: string;
}

export interface DrugTable {
  /** The drugs that the text names, each with its place. */
  drugsIn(text: string): readonly FoundDrug[];
}

/** Names of more words are rare and say how a drug is given. */
const mostWords = 3;

/** Names as folded words, each with its stem. `own`: "name | name > T36.0X" a line. */
export function readDrugStems(rows: readonly DrugRow[], own: string): ReadonlyMap<string, string> {
  const stems = new Map<string, string>();
  for (const line of own.split("\n")) {
    const [names = "", code = ""] = line.replace(/#.*$/, "").split(" > ");
    if (code === "") continue;
    for (const name of names.split("|")) stems.set(keyOf(wordsOf(name)), code.replace(".", "").trim());
  }
  // What the official table says of a name stands before our own class.
  for (const { name, accidental } of rows) {
    const [outer = "", ...inner] = name.split(", ");
    if (inner.length === 0 && /^T(?:3[6-9]|4\d|50)/.test(accidental)) stems.set(keyOf(wordsOf(outer)), stemOf(accidental));
  }
  return stems;
}

export function openDrugTable(stems: ReadonlyMap<string, string>): DrugTable {
  return { drugsIn: (text) => drugsIn(stems, wordsOf(text)) };
}

/** "T360X1" and "T36.0X1A" are one drug: the digit of the intent is the sixth character. */
function stemOf(code: string): string {
  return code.slice(0, 5);
}

function keyOf(words: readonly Word[]): string {
  return words.map((one) => one.text).join(" ");
}

function drugsIn(stems: ReadonlyMap<string, string>, words: readonly Word[]): readonly FoundDrug[] {
  const found: FoundDrug[] = [];
  for (let at = 0; at < words.length; at += 1) {
    for (let length = Math.min(mostWords, words.length - at); length > 0; length -= 1) {
      const run = words.slice(at, at + length);
      const name = keyOf(run);
      const stem = stems.get(name);
      const [first] = run;
      const last = run.at(-1);
      if (stem === undefined || first === undefined || last === undefined || tooPlain.has(name)) continue;
      found.push({ name, start: first.start, end: last.end, stem });
      at += length - 1;
      break;
    }
  }
  return found;
}

/** Names in the Table that notes use for something else. */
const tooPlain = new Set(
  "water salt air oil food milk alcohol drug medication medicine agent blood acid sugar gas soap paint light calcium potassium sodium vitamin".split(
    " ",
  ),
);
