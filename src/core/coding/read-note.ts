/** A note read once: sections, problems, and what its sentences name. */
import type { Coder } from "./coder.ts";
import type { NoteToCode } from "./model.ts";
import { type Problem, readProblems } from "./problems.ts";
import { type Mention, readPhrase } from "./read-phrase.ts";
import { withDischargeOnly } from "./rules/inpatient.ts";
import { readSections, type Section, type SectionKind } from "./sections.ts";
import { type Sentence, sentencesOf } from "./sentences.ts";
import { wordsOf } from "./words.ts";

export type PlacedMention = Mention & { readonly section: SectionKind };

export interface ReadNote {
  readonly note: NoteToCode;
  readonly sections: readonly Section[];
  readonly problems: readonly Problem[];
  /** What running text names. */
  mentions(): readonly PlacedMention[];
  /** What those sentences name that hold all the words; most of a note need not be read for one problem. */
  mentionsWith(words: readonly string[]): readonly PlacedMention[];
}

interface PlacedSentence extends Sentence {
  readonly section: SectionKind;
  readonly words: ReadonlySet<string>;
  mentions?: readonly PlacedMention[];
}

/** Lists of symptoms asked about, of drugs and of boilerplate name no condition of their own. */
const unread: readonly SectionKind[] = ["review", "template", "medications", "allergies", "vitals", "instructions", "family", "exam"];

export function readNote(coder: Coder, note: NoteToCode): ReadNote {
  const told = readSections(note.text);
  const sections = note.setting === "inpatient" ? withDischargeOnly(told) : told;
  let sentences: readonly PlacedSentence[] | undefined;
  const all = (): readonly PlacedSentence[] => {
    sentences ??= sections.filter((one) => !unread.includes(one.kind)).flatMap((section) => placed(coder, section));
    return sentences;
  };
  const read = (sentence: PlacedSentence): readonly PlacedMention[] => {
    const { text, start, section } = sentence;
    sentence.mentions ??= readPhrase(coder, { text, start, reach: 5 }).mentions.map((one) => ({ ...one, section }));
    return sentence.mentions;
  };
  return {
    note,
    sections,
    problems: readProblems(sections),
    mentions: () => all().flatMap(read),
    mentionsWith: (words) =>
      all()
        .filter((one) => words.every((word) => one.words.has(word)))
        .flatMap(read),
  };
}

function placed(coder: Coder, section: Section): readonly PlacedSentence[] {
  return sentencesOf(section.lines).map((one) => ({
    ...one,
    section: section.kind,
    words: new Set(coder.vocabulary.rewrite(wordsOf(one.text)).map((word) => word.text)),
  }));
}

export function textOf(read: ReadNote, kinds: readonly SectionKind[]): string {
  return read.sections
    .filter((one) => kinds.includes(one.kind))
    .flatMap((one) => one.lines.map((line) => line.text))
    .join("\n");
}
