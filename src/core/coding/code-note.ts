/** From a visit note to diagnosis codes: problems, what is asserted of them, the Index, the Tabular List, the rules. */
import { type Finding, type FindingKind, finding } from "../kernel/finding.ts";
import type { Coder } from "./coder.ts";
import { historyNotCurrent, uncertainDiagnosis } from "./coding-findings.ts";
import type { Details } from "./complete-code.ts";
import { episodeOf, sideOf, trimesterOf } from "./details.ts";
import type { CodedNote, Draft, NoteToCode, Setting, Suggestion } from "./model.ts";
import { looseLines, type Problem, readProblems } from "./problems.ts";
import { questionsAbout } from "./questions.ts";
import { type Mention, readPhrase } from "./read-phrase.ts";
import { applyRules } from "./rules/apply.ts";
import { readSections, type Section } from "./sections.ts";
import { sentencesOf } from "./sentences.ts";
import { wordsOf } from "./words.ts";

interface ReadNote {
  readonly note: NoteToCode;
  readonly sections: readonly Section[];
  readonly problems: readonly Problem[];
  /** Mentions in running text, by section kind. */
  readonly mentions: readonly (Mention & { readonly section: Section["kind"] })[];
}

export function codeNote(coder: Coder, note: NoteToCode): CodedNote {
  const read = readNote(coder, note);
  const coded = read.problems.map((problem, at) => codeProblem(coder, read, { problem, at }));
  const drafts = coded.flatMap((one) => one.drafts);
  if (drafts.length === 0) drafts.push(...codeRunningText(coder, read));
  const { kept, findings } = applyRules(coder, drafts, note.text);
  const questions = kept.flatMap((one) => questionsAbout(coder, one, note.text));
  return { codes: kept.map(finish), findings: [...coded.flatMap((one) => one.findings), ...findings, ...questions] };
}

function readNote(coder: Coder, note: NoteToCode): ReadNote {
  const sections = readSections(note.text);
  const problems = readProblems(sections);
  const mentions = sections.flatMap((section) =>
    section.kind === "review" || section.kind === "template"
      ? []
      : sentencesOf(section.lines).flatMap(({ text, start }) =>
          readPhrase(coder, { text, start, reach: 5 }).mentions.map((one) => ({ ...one, section: section.kind })),
        ),
  );
  return { note, sections, problems, mentions };
}

interface Coded {
  readonly drafts: readonly Draft[];
  readonly findings: readonly Finding[];
}

function codeProblem(coder: Coder, read: ReadNote, { problem, at }: { readonly problem: Problem; readonly at: number }): Coded {
  const { heading, body } = problem;
  const phrase = readPhrase(coder, { text: heading.text, start: heading.start, reach: 12 });
  const bodyText = body.map((one) => one.text).join("\n");
  const details = detailsOf(read, { near: [heading.text, bodyText], phrase: phrase.words.map((one) => one.text) });
  const drafts: Draft[] = [];
  const findings: Finding[] = [];
  for (const mention of phrase.mentions) {
    const coded = draftOf(coder, read, { mention, details, problem: at });
    const why = reasonNotToCode(mention, { setting: read.note.setting, bodyText });
    if (why === undefined) drafts.push(...coded);
    else if (typeof why === "object")
      findings.push(...coded.map(({ code, title, evidence }) => finding(why, {}, { words: evidence[0]?.text ?? "", code, title })));
  }
  return { drafts, findings };
}

/** A finding to say so, or "silent" where the note plainly denies it or speaks of something else. */
function reasonNotToCode(
  { assertion, match }: Mention,
  { setting, bodyText }: { readonly setting: Setting; readonly bodyText: string },
): FindingKind | "silent" | undefined {
  if (assertion === "present") return undefined;
  if (assertion === "uncertain") return setting === "inpatient" ? undefined : uncertainDiagnosis;
  if (assertion !== "historical") return "silent";
  return isTreated(bodyText) || match.line.code.startsWith("Z") ? undefined : historyNotCurrent;
}

const treated =
  /\b(?:continue[sd]?|currently (?:on|taking)|taking|medications?|refill(?:ed)?|well[- ]controlled|controlled on|stable (?:on|with)|increase|decrease|start(?:ed)?|initiate|prescri\w+|titrate|mg)\b/i;

function isTreated(text: string): boolean {
  return treated.test(text);
}

/** Present conditions in an assessment that lists none. */
function codeRunningText(coder: Coder, read: ReadNote): readonly Draft[] {
  const spans = read.sections.filter((one) => one.kind === "assessment" || one.kind === "plan").flatMap(looseLines);
  const inside = (one: Mention): boolean => spans.some((line) => one.start >= line.start && one.end <= line.start + line.text.length);
  const found = read.mentions.filter((one) => one.assertion === "present" && inside(one));
  const usable = found.length > 0 ? found : read.mentions.filter((one) => one.assertion === "present" && one.section === "complaint");
  const text = spans.map((one) => one.text).join("\n");
  return usable.flatMap((mention) => {
    const details = detailsOf(read, { near: [text], phrase: mention.words.map((one) => one.text) });
    return draftOf(coder, read, { mention, details, problem: -1 });
  });
}

function detailsOf(read: ReadNote, { near, phrase }: { readonly near: readonly string[]; readonly phrase: readonly string[] }): Details {
  const words = new Map<string, number>();
  for (const one of near.slice(1)) for (const { text } of wordsOf(one)) words.set(text, 0.5);
  for (const one of phrase) words.set(one, 1);
  const complaint = textOf(read, ["complaint"]);
  const side = sideOf([...near, complaint, textOf(read, ["exam"]), textOf(read, ["history"])]);
  const trimester = trimesterOf(read.note.text);
  return {
    words,
    episode: episodeOf([...near, complaint].join("\n")),
    ...(side === undefined ? {} : { side }),
    ...(trimester === undefined ? {} : { trimester }),
  };
}

function textOf(read: ReadNote, kinds: readonly Section["kind"][]): string {
  return read.sections
    .filter((one) => kinds.includes(one.kind))
    .flatMap((one) => one.lines.map((line) => line.text))
    .join("\n");
}

function draftOf(
  coder: Coder,
  read: ReadNote,
  { mention, details, problem }: { readonly mention: Mention; readonly details: Details; readonly problem: number },
): readonly Draft[] {
  const { line, rivals, score } = mention.match;
  const found = coder.completer.complete(line.code, details);
  if (found === undefined) return [];
  return [
    {
      code: found.code,
      title: found.title,
      evidence: [{ start: mention.start, end: mention.end, text: read.note.text.slice(mention.start, mention.end) }],
      path: line.path,
      rules: [
        {
          rule: "Index, then Tabular List, to the highest specificity documented",
          authority: "ICD-10-CM Official Guidelines, I.B.1 and I.B.2",
        },
      ],
      alternatives: rivals.slice(0, 3).flatMap((one) => {
        const other = coder.completer.complete(one.code, details);
        return other === undefined || other.code === found.code
          ? []
          : [{ code: other.code, title: other.title, why: `${one.path}: explains fewer of the documented words` }];
      }),
      problem,
      words: mention.words.map((one) => one.text),
      score,
      doubts: [],
    },
  ];
}

function finish(draft: Draft): Suggestion {
  const { code, title, evidence, path, rules, alternatives, doubts } = draft;
  const band = doubts.length > 0 ? "suggest" : "auto";
  return { code, title, band, score: band === "auto" ? 0.95 : 0.7, evidence, path, rules, alternatives };
}
