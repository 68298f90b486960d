/** What a query may mean: its words as typed, and with short forms and everyday wordings put into the classification's words. */
import { type Meaning, phraseKey, type SearchVocabulary } from "./vocabulary.ts";
import { deniedOf, isDenied, isFaint, searchTokens, shownWord, type Token } from "./words.ts";

export interface Reading {
  readonly words: readonly string[];
  /** Which meaning of an ambiguous phrase was taken: 0 the likeliest. */
  readonly choice: number;
  /** "htn = hypertension": shown beside what it found. */
  readonly because: readonly string[];
}

const mostReadings = 4;
const mostWords = 16;

export function readingsOf(text: string, vocabulary: SearchVocabulary): readonly Reading[] {
  const isPhrase = (raws: readonly string[]): boolean => vocabulary.meanings(phraseKey(raws)).length > 0;
  // Of the words that tell nothing apart only those stay that are short forms too, or begin one: "as" in "as with murmur", "on" in "on insulin".
  const tokens = searchTokens(text)
    .filter(({ raw, word }, at, all) => word !== undefined || isPhrase([raw]) || (raw === "on" && isPhrase([raw, all[at + 1]?.raw ?? ""])))
    .slice(0, mostWords * 2);
  const typed: Reading = {
    words: [...new Set(tokens.flatMap(({ word }) => word ?? []))].slice(0, mostWords),
    choice: 0,
    because: [],
  };
  const readings: Reading[] = [typed, ...loneReadings(tokens, vocabulary)];
  const first = rewritten(tokens, vocabulary, 0);
  if (first !== undefined) readings.push(first);
  for (let choice = 1; readings.length < mostReadings && first !== undefined && first.choices > choice; choice += 1) {
    const other = rewritten(tokens, vocabulary, choice);
    if (other !== undefined) readings.push(other);
  }
  // A short form of what is said in full beside it reads as the words alone do.
  return readings.filter(({ words }, at) => !readings.slice(0, at).some((one) => one.words.join(" ") === words.join(" ")));
}

/** "Knee" and "left knee": a visit for a part of the body of which no more is said is mostly about its pain. */
function loneReadings(tokens: readonly Token[], vocabulary: SearchVocabulary): readonly Reading[] {
  const others = tokens.filter(({ raw }) => sides[raw] === undefined);
  if (others.length === 0 || others.length > mostLoneWords) return [];
  const raws = others.map(({ raw }) => raw);
  const said = tokens.flatMap(({ raw }) => sides[raw] ?? []);
  return vocabulary.meaningsAlone(phraseKey(raws)).map(({ words, said: meaning }, choice) => ({
    words: [...new Set([...words.filter((word) => said.length === 0 || !leavesOpen.has(word)), ...said])],
    choice,
    because: [`${raws.join(" ")} = ${meaning}`],
  }));
}

const mostLoneWords = 2;

/** `choice`: which meaning of the first ambiguous phrase is taken, counted from the best. */
function rewritten(
  tokens: readonly Token[],
  vocabulary: SearchVocabulary,
  choice: number,
): (Reading & { readonly choices: number }) | undefined {
  const words: string[] = [];
  const because: string[] = [];
  const eaten = new Set<string>();
  const around = tokens.flatMap(({ word }) => word ?? []);
  let choices = 1;
  for (let at = 0; at < tokens.length; ) {
    const found = longestPhrase(tokens, at, { vocabulary, around });
    if (found === undefined) {
      const word = tokens[at]?.word;
      if (word !== undefined) words.push(word);
      at += 1;
      continue;
    }
    const { length, meanings } = found;
    const meaning = meanings[choices === 1 ? Math.min(choice, meanings.length - 1) : 0];
    if (meanings.length > 1 && choices === 1) choices = meanings.length;
    // "Asthma" alone is unspecified asthma; with more words beside it, it is not.
    // Nor is it acute when "chronic" stands beside it.
    const isContrary = (word: string): boolean =>
      courses.some(([one, other]) => word === one && around.includes(other) && !around.includes(one));
    const isTaken = (word: string): boolean => !(leavesOpen.has(word) || isContrary(word));
    words.push(...(meaning?.words ?? []).filter((word) => length === tokens.length || isTaken(word)));
    if (meaning?.eats === true) for (const word of meaning.context) if (!meaning.words.includes(word)) eaten.add(word);
    const phrase = tokens.slice(at, at + length).map(({ raw }) => shownWord(raw));
    const said = meaning?.said ?? "";
    because.push(said === "" ? `${phrase.join(" ")}: tells no code` : `${phrase.join(" ")} = ${said}`);
    at += length;
  }
  if (because.length === 0) return undefined;
  return { words: [...new Set(words)].filter((word) => !eaten.has(word)).slice(0, mostWords), choice, because, choices };
}

const courses = [
  ["acute", "chronic"],
  ["chronic", "acute"],
] as const;
const leavesOpen: ReadonlySet<string> = new Set(["unspecified", "uncomplicated"]);

/** The longest phrase from here that has a meaning, and its meanings, the likeliest first. What is denied is no phrase. */
function longestPhrase(
  tokens: readonly Token[],
  at: number,
  { vocabulary, around }: { readonly vocabulary: SearchVocabulary; readonly around: readonly string[] },
): { readonly length: number; readonly meanings: readonly Meaning[] } | undefined {
  for (let length = Math.min(vocabulary.longest, tokens.length - at); length > 0; length -= 1) {
    const phrase = tokens.slice(at, at + length);
    const isDeniedAll = phrase.every(({ word }) => word !== undefined && isDenied(word));
    if (!isDeniedAll && phrase.some(({ word }) => word !== undefined && isDenied(word))) continue;
    const raws = phrase.map(({ raw }) => raw);
    const known = [raws, withoutOn(raws)].map((one) => vocabulary.meanings(phraseKey(one))).find(({ length: some }) => some > 0);
    const other = afterOperation(raws, { before: tokens[at - 1]?.raw, vocabulary });
    const found =
      known ??
      [other, takenLong(raws, vocabulary), ofMany(raws, vocabulary), aroundSide(raws, vocabulary)].find(({ length: some }) => some > 0) ??
      [];
    const meanings = ranked(isDeniedAll ? found.map(denied) : found, around);
    if (meanings.length > 0) return { length, meanings };
  }
  return undefined;
}

/** "Without LOC" denies what the short form stands for. */
function denied({ words, ...meaning }: Meaning): Meaning {
  return { ...meaning, words: words.filter((word) => !(isFaint(word) || isDenied(word))).map(deniedOf) };
}

/** "Cellulitis right hand", "s/p L4-5 fusion": a side in the middle of a phrase is said beside it, a level of the spine not at all. */
function aroundSide(raws: readonly string[], vocabulary: SearchVocabulary): readonly Meaning[] {
  const [first = "", ...others] = raws;
  const last = others.pop() ?? "";
  const isBetween = (raw: string): boolean => sides[raw] !== undefined || spineLevel.test(raw);
  if (!others.some(isBetween) || isBetween(first) || isBetween(last)) return [];
  const said = others.flatMap((raw) => sides[raw] ?? []);
  const kept = [first, ...others.filter((raw) => !isBetween(raw)), last];
  const known = vocabulary.meanings(phraseKey(kept));
  const found = known.length > 0 ? known : afterOperation(kept, { before: undefined, vocabulary });
  return found.map((meaning) => ({ ...meaning, words: [...meaning.words, ...said] }));
}

const spineLevel = /^(?:[ctls]\d{1,2}){1,2}$/;
const sides: Readonly<Record<string, string>> = {
  left: "left",
  right: "right",
  bilateral: "bilateral",
  both: "bilateral",
  lt: "left",
  rt: "right",
  l: "left",
  r: "right",
};

/** "UTIs" and "CVAs": more than one of a short form, whose plural is no word's. */
function ofMany(raws: readonly string[], vocabulary: SearchVocabulary): readonly Meaning[] {
  const [raw = ""] = raws;
  if (raws.length !== 1 || !/^[a-z]{2,4}[^s]s$/.test(raw)) return [];
  return vocabulary.meanings(phraseKey([raw.slice(0, -1)]));
}

/** In longer phrases "on" tells nothing. */
function withoutOn(raws: readonly string[]): readonly string[] {
  return raws.length > 2 ? raws.filter((raw) => raw !== "on") : raws;
}

/** "History of", "prior" and "s/p" an operation say what "status post" says of it; a family's history does not. */
function afterOperation(
  raws: readonly string[],
  { before, vocabulary }: { readonly before: string | undefined; readonly vocabulary: SearchVocabulary },
): readonly Meaning[] {
  if (raws.length < 2 || before === "family" || !raws.some((raw) => saysBefore.has(raw))) return [];
  return vocabulary.meanings(phraseKey([...raws.filter((raw) => !saysBefore.has(raw)), "status", "post"]));
}

const saysBefore: ReadonlySet<string> = new Set(["history", "hx", "h", "o", "s", "p", "sp", "prior", "previous", "status", "post"]);

/** "Chronic" and "long-term" a drug say what "on" the drug says. */
function takenLong(raws: readonly string[], vocabulary: SearchVocabulary): readonly Meaning[] {
  if (!raws.some((raw) => saysLong.has(raw))) return [];
  return vocabulary.meanings(phraseKey([...raws.filter((raw) => !(saysLong.has(raw) || raw === "on" || raw === "use")), "on"]));
}

const saysLong: ReadonlySet<string> = new Set(["chronic", "long", "term", "daily"]);

/** What the words around speak for, the most first, and then alone where it takes no words' place; else what needs no word beside it. */
function ranked(meanings: readonly Meaning[], around: readonly string[]): readonly Meaning[] {
  const spoken = (meaning: Meaning): number => meaning.context.filter((word) => around.includes(word)).length;
  const isSettled = meanings.some((meaning) => !meaning.eats && spoken(meaning) > 0);
  return meanings.filter((meaning) => spoken(meaning) > 0 || !(meaning.eats || isSettled)).toSorted((a, b) => spoken(b) - spoken(a));
}
