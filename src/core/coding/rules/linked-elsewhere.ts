/** Diabetes that the assessment does not list, but that a listed complication makes part of its code. */
import type { Coder } from "../coder.ts";
import { detailsOf, draftOf } from "../draft.ts";
import type { Draft } from "../model.ts";
import type { ReadNote } from "../read-note.ts";
import { canonical } from "../words.ts";

const complication = /^(?:R739|E16[012]|L97[3-5]|N18|G62[89]|K3184)/;
const diabetes = /^E(?:10|11|13)/;

export function linkedElsewhere(coder: Coder, read: ReadNote, drafts: readonly Draft[]): readonly Draft[] {
  if (drafts.some((one) => diabetes.test(one.code)) || !drafts.some((one) => complication.test(one.code))) return [];
  const mention = read
    .mentionsWith([canonical("diabetes")])
    .filter((one) => diabetes.test(one.match.line.code) && (one.assertion === "present" || one.assertion === "historical"))
    .sort((a, b) => b.match.score - a.match.score)[0];
  if (mention === undefined) return [];
  const details = detailsOf(read, { near: [""], phrase: mention.words.map((one) => one.text), first: true });
  return draftOf(coder, read, { mention, details, problem: -1 });
}
