/** A note read once: sections, problems, and what its sentences name. */
import type { Coder } from "./coder.ts";
import type { NoteToCode } from "./model.ts";
import { type Problem, readProblems } from "./problems.ts";
import { type Mention, readPhrase } from "./read-phrase.ts";
import { readSections, type Section, type SectionKind } from "./sections.ts";
import { sentencesOf } from "./sentences.ts";

export type PlacedMention = Mention & { readonly section: SectionKind };

export interface ReadNote {
  readonly note: NoteToCode;
  readonly sections: readonly Section[];
  readonly problems: readonly Problem[];
  /** Of running text; made when first asked for. */
  mentions(): readonly PlacedMention[];
}

/** Lists of symptoms asked about, of drugs and of boilerplate name no condition of their own. */
const unread: readonly SectionKind[] = ["review", "template", "medications", "allergies", "vitals", "instructions", "family", "exam"];

export function readNote(coder: Coder, note: NoteToCode): ReadNote {
  const sections = readSections(note.text);
  let mentions: readonly PlacedMention[] | undefined;
  const find = (): readonly PlacedMention[] =>
    sections
      .filter((one) => !unread.includes(one.kind))
      .flatMap((section) =>
        sentencesOf(section.lines).flatMap(({ text, start }) =>
          readPhrase(coder, { text, start, reach: 5 }).mentions.map((one) => ({ ...one, section: section.kind })),
        ),
      );
  return {
    note,
    sections,
    problems: readProblems(sections),
    mentions: () => {
      mentions ??= find();
      return mentions;
    },
  };
}

export function textOf(read: ReadNote, kinds: readonly SectionKind[]): string {
  return read.sections
    .filter((one) => kinds.includes(one.kind))
    .flatMap((one) => one.lines.map((line) => line.text))
    .join("\n");
}
