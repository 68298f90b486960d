/** A mention made into a code: completed with what the note says of side, episode and the rest. */

import type { CodeTitle } from "./book.ts";
import type { Coder } from "./coder.ts";
import type { Details } from "./complete-code.ts";
import { episodeOf, sideOf, trimesterOf } from "./details.ts";
import type { Draft } from "./model.ts";
import { type ReadNote, textOf } from "./read-note.ts";
import type { Mention } from "./read-phrase.ts";
import { wordsOf } from "./words.ts";

/** `near`: the heading, then what stands below it. */
export function detailsOf(
  read: ReadNote,
  { near, phrase, first }: { readonly near: readonly string[]; readonly phrase: readonly string[]; readonly first: boolean },
): Details {
  const words = new Map<string, number>();
  for (const one of near.slice(1)) for (const { text } of wordsOf(one)) words.set(text, 0.5);
  for (const one of phrase) words.set(one, 1);
  for (const [limb, parts] of limbs)
    if (phrase.some((one) => parts.includes(one)))
      for (const one of [limb, "limb", "extremity"]) words.set(one, Math.max(words.get(one) ?? 0, 0.6));
  const complaint = textOf(read, ["complaint"]);
  // The complaint is what the first problem is about; another one needs its own words there.
  const side = sideOf([
    ...near,
    first ? complaint : sentencesAbout(complaint, phrase),
    sentencesAbout(textOf(read, ["exam", "results", "history"]), phrase),
  ]);
  const trimester = trimesterOf(read.note.text);
  return {
    words,
    episode: episodeOf([...near, complaint].join("\n")),
    ...(side === undefined ? {} : { side }),
    ...(trimester === undefined ? {} : { trimester }),
  };
}

/** The Tabular List often knows a limb where the note names its part. */
const limbs: readonly (readonly [string, readonly string[]])[] = [
  ["lower", ["leg", "thigh", "calf", "knee", "ankle", "foot", "shin", "hip"]],
  ["upper", ["arm", "forearm", "elbow", "wrist", "hand", "shoulder"]],
];

/** Sentences that name a word of the phrase: the side of something else is not the side of this. */
function sentencesAbout(text: string, phrase: readonly string[]): string {
  const wanted = new Set(phrase.filter((one) => one.length > 3));
  return text
    .split(/(?<=[.;])\s+|\n/)
    .filter((sentence) => wordsOf(sentence).some((one) => wanted.has(one.text)))
    .slice(0, 3)
    .join("\n");
}

export function draftOf(
  coder: Coder,
  read: ReadNote,
  { mention, details, problem }: { readonly mention: Mention; readonly details: Details; readonly problem: number },
): readonly Draft[] {
  const { line, rivals, score } = mention.match;
  const { text } = read.note;
  const start = withLead(text, mention.start);
  const { end } = mention;
  const evidence = (): Draft["evidence"] => [{ start, end, text: text.slice(start, end) }];
  const drafts = bothSides(coder, line.code, details).map((found) => ({
    ...found,
    evidence: evidence(),
    path: line.path,
    rules: [
      {
        rule: "Index, then Tabular List, to the highest specificity documented",
        authority: "ICD-10-CM Official Guidelines, I.B.1 and I.B.2",
      },
    ],
    alternatives: rivals.slice(0, 3).flatMap((one) => {
      const other = coder.completer.complete(one.code, details);
      if (other === undefined || other.code === found.code) return [];
      return [{ code: other.code, title: other.title, why: `${one.path}: explains fewer of the documented words` }];
    }),
    problem,
    kind: line.kind,
    words: mention.words.map((one) => one.text),
    score,
    doubts: [],
  }));
  const second = line.manifestation === undefined ? undefined : coder.completer.complete(line.manifestation, details);
  const [first] = drafts;
  if (second === undefined || first === undefined) return drafts;
  return [
    ...drafts,
    {
      ...first,
      ...second,
      evidence: evidence(),
      rules: [{ rule: "Manifestation: the code in brackets, second", authority: "ICD-10-CM Official Guidelines, I.A.13" }],
      alternatives: [],
      words: [],
      doubts: [],
    },
  ];
}

/** "Type" in front of its number tells nothing to the Index, and belongs to the words that a reader is shown. */
function withLead(text: string, start: number): number {
  const lead = /\b(?:type|stage|grade|class|degree)\s+$/i.exec(text.slice(Math.max(0, start - 12), start));
  return start - (lead?.[0].length ?? 0);
}

/** Both sides, and no code for both: one code for each (I.B.13). */
function bothSides(coder: Coder, code: string, details: Details): readonly CodeTitle[] {
  const found = coder.completer.complete(code, details);
  if (found === undefined) return [];
  if (details.side !== "bilateral" || /\bbilateral|\bboth\b/i.test(found.title)) return [found];
  const sides = (["right", "left"] as const).flatMap((side) => coder.completer.complete(code, { ...details, side }) ?? []);
  return sides.length === 2 && sides.every((one) => /\b(?:right|left)\b/i.test(one.title)) && sides[0]?.code !== sides[1]?.code
    ? sides
    : [found];
}
