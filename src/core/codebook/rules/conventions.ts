/** The conventions of the classification that hold for one code on a day, as data: for the desk, the claim edits and the page of a code. */
import type { IsoDate } from "../../kernel/iso-date.ts";
import type { CodeBook, CodeRange, DiagnosisFlag, NoteKind, SeventhCharacter } from "../model.ts";
import { missingSeventh } from "./seventh-character.ts";

/** Official Guidelines for Coding and Reporting, by section. */
const authorities = {
  excludes1: "section I.A.12.a",
  excludes2: "section I.A.12.b",
  "code-first": "section I.A.13 and I.A.17",
  "use-additional": "section I.A.17",
  "code-also": "section I.A.17",
  "seventh-character": "section I.A.5",
  placeholder: "section I.A.4",
  manifestation: "section I.A.13",
  "first-only": "section I.C.21.c.16",
  "never-first": "sections I.C.20 and I.C.21",
  patient: "Medicare Code Editor, age and sex conflicts",
} as const;

type NoteRule = Extract<NoteKind, keyof typeof authorities>;

export type Convention = { readonly authority: string } & (
  | {
      readonly rule: NoteRule;
      readonly text: string;
      readonly targets: readonly CodeRange[];
      /** "If applicable", "if known": depends on the record. */
      readonly isConditional: boolean;
      /** The code, block or chapter where it stands, and the release that it was printed in. */
      readonly at: string;
      readonly release?: string;
    }
  | { readonly rule: "placeholder"; readonly placeholder: string; readonly choices: readonly SeventhCharacter[]; readonly example: string }
  | { readonly rule: "manifestation" | "first-only" | "never-first" }
  | { readonly rule: "patient"; readonly group: DiagnosisFlag }
);

const places: readonly DiagnosisFlag[] = ["manifestation", "first-only", "never-first"];

export function conventionsOf(book: Pick<CodeBook, "diagnosis" | "validity">, code: string, on: IsoDate): readonly Convention[] {
  const detail = book.diagnosis(code, on);
  if (detail === undefined) return [];
  const guideline = (rule: keyof typeof authorities): string =>
    rule === "patient" ? authorities.patient : `ICD-10-CM Official Guidelines, ${authorities[rule]}`;
  const notes = detail.allNotes.flatMap((note): readonly Convention[] => {
    if (!isRule(note.kind)) return [];
    const { kind: rule, text, targets, at, release } = note;
    const isConditional = /\bif (?:applicable|known|any|present)\b|when applicable/i.test(text);
    return [{ rule, text, targets, at, isConditional, authority: guideline(rule), ...(release === undefined ? {} : { release }) }];
  });
  const short = missingSeventh(book, code, on);
  const seventh: readonly Convention[] =
    short === undefined
      ? []
      : [
          {
            rule: "placeholder",
            placeholder: short.placeholder,
            choices: short.choices,
            example: short.example,
            authority: guideline("placeholder"),
          },
        ];
  const flags = detail.allFlags.map((flag): Convention => {
    if (flag === "manifestation" || flag === "first-only" || flag === "never-first") return { rule: flag, authority: guideline(flag) };
    return { rule: "patient", group: flag, authority: guideline("patient") };
  });
  return [
    ...flags.filter((one) => places.some((place) => place === one.rule)),
    ...seventh,
    ...notes,
    ...flags.filter((one) => one.rule === "patient"),
  ];
}

function isRule(kind: NoteKind): kind is NoteRule {
  return kind in authorities;
}
