/** Our own clinical vocabulary: how notes say what the code book calls otherwise. */
import { hasIcd10Shape, normalizeCode } from "../codebook/code-text.ts";
import { isNeeded } from "./lexicon.ts";
import { canonical, type Word, wordsOf } from "./words.ts";

export interface Vocabulary {
  /** Phrases with a code of their own. */
  readonly coded: readonly { readonly phrase: string; readonly words: readonly string[]; readonly code: string }[];
  /** The words in the code book's wording, each at the place of what it stands for. */
  rewrite(words: readonly Word[]): readonly Word[];
  /** A term of the code book in the same wording; commas stay, since they part what it is called. */
  retell(term: string): string;
}

/** "phrase = other words" or "phrase > code", either with "~ any|of|these" behind the phrase where one of the words stands near; "#" begins a comment. */
export function readVocabulary(text: string): Vocabulary {
  const coded: { readonly phrase: string; readonly code: string }[] = [];
  const byFirst = new Map<
    string,
    { readonly from: readonly string[]; readonly to: readonly string[]; readonly near?: readonly string[] }[]
  >();
  for (const raw of text.split("\n")) {
    const line = raw.replace(/#.*$/, "").trim();
    const [phrase = "", sign, other = ""] = line.split(/\s+([=>])\s+/);
    const code = normalizeCode(other);
    const [phrases = "", near] = phrase.split(/\s+~\s+/);
    if (sign === ">" && hasIcd10Shape(code))
      for (const one of phrases.split("|"))
        for (const beside of near?.split("|") ?? [""]) coded.push({ phrase: `${one} ${beside}`.trim(), code });
    if (sign !== "=") continue;
    for (const one of phrases.split("|")) {
      const from = wordsOf(one).map((word) => word.text);
      const list = byFirst.get(from[0] ?? "") ?? [];
      list.push({
        from,
        to: wordsOf(other).map((word) => word.text),
        ...(near === undefined ? {} : { near: near.split("|").map(canonical) }),
      });
      byFirst.set(from[0] ?? "", list);
    }
  }
  for (const list of byFirst.values())
    list.sort((a, b) => b.from.length - a.from.length || Number(a.near === undefined) - Number(b.near === undefined));
  // A coded phrase is met after rewriting, so it is kept as it then reads.
  const rewritten = coded.map((one) => ({
    ...one,
    words: [...new Set(rewrite(wordsOf(one.phrase), byFirst).map((word) => word.text))].filter(isNeeded),
  }));
  return {
    coded: rewritten,
    rewrite: (words) => rewrite(words, byFirst),
    retell: (term) => {
      const parts = term.split(",").map((part) =>
        rewrite(wordsOf(part), byFirst)
          .map((word) => word.text)
          .join(" "),
      );
      return [...new Set(parts)].filter((one) => one !== "").join(", ");
    },
  };
}

function rewrite(
  words: readonly Word[],
  byFirst: ReadonlyMap<
    string,
    readonly { readonly from: readonly string[]; readonly to: readonly string[]; readonly near?: readonly string[] }[]
  >,
): readonly Word[] {
  const out: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const rule = byFirst
      .get(words[at]?.text ?? "")
      ?.find(
        ({ from, near }) =>
          from.every((one, step) => words[at + step]?.text === one) && (near === undefined || words.some((one) => near.includes(one.text))),
      );
    const first = words[at];
    if (first === undefined) break;
    const last = words[at + (rule?.from.length ?? 1) - 1] ?? first;
    if (rule === undefined) out.push(first);
    else for (const text of rule.to) out.push({ text, start: first.start, end: last.end });
    at += rule?.from.length ?? 1;
  }
  return out;
}
