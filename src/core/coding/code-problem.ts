/** One problem of the assessment: what its heading names, made more exact by what is said of it elsewhere. */
import { type Finding, type FindingKind, finding } from "../kernel/finding.ts";
import type { Coder } from "./coder.ts";
import { historyNotCurrent, uncertainDiagnosis } from "./coding-findings.ts";
import { detailsOf, draftOf } from "./draft.ts";
import type { Draft, Setting } from "./model.ts";
import type { Problem } from "./problems.ts";
import { type ReadNote, textOf } from "./read-note.ts";
import { type Mention, readPhrase } from "./read-phrase.ts";
import { withTypeSaid } from "./rules/said-below.ts";
import { isSymptom } from "./rules/symptoms.ts";
import { barelyExplained, enoughExplained, partlyExplained } from "./score.ts";
import { sentencesOf } from "./sentences.ts";
import { siteWordsIn } from "./sites.ts";
import { wordsOf } from "./words.ts";

export interface Coded {
  readonly drafts: readonly Draft[];
  readonly findings: readonly Finding[];
}

export function codeProblem(coder: Coder, read: ReadNote, { problem, at }: { readonly problem: Problem; readonly at: number }): Coded {
  const { heading, body } = problem;
  const phrase = readPhrase(coder, { text: heading.text, start: heading.start, reach: 12 });
  const bodyText = body.map((one) => one.text).join("\n");
  const sites = siteWordsIn([heading.text], [bodyText, read.problems.length === 1 ? textOf(read, ["complaint", "exam"]) : ""]);
  const details = detailsOf(read, {
    near: [heading.text, bodyText],
    phrase: [...phrase.words.map((one) => one.text), ...sites],
    first: at === 0,
  });
  const drafts: Draft[] = [];
  const findings: Finding[] = [];
  for (const mention of phrase.mentions) {
    const coded = draftOf(coder, read, { mention: exact(coder, read, { mention, sites }), details, problem: at });
    const why = reasonNotToCode(mention, { setting: read.note.setting, bodyText });
    if (mention.assertion !== "present" && mention.assertion !== "conditional")
      for (const one of coded) one.doubts.push(`documented as ${mention.assertion}`);
    if (why === undefined) drafts.push(...coded);
    else if (why !== "silent") {
      findings.push(...coded.map(({ code, title, evidence }) => finding(why, {}, { words: evidence[0]?.text ?? "", code, title })));
    }
  }
  withTypeSaid(coder, drafts, `${heading.text}\n${bodyText}`);
  if (drafts.length === 0) drafts.push(...afterProcedure(coder, read, { problem, at }));
  doubtUnexplained(
    drafts,
    phrase.words.filter((one) => one.start < nameEnd(heading.text)).map((one) => one.text),
  );
  return {
    drafts: drafts.length > 0 && drafts.every((one) => isSymptom(one.code)) ? confirmed(coder, read, { drafts, problem, at }) : drafts,
    findings,
  };
}

/** A finding to say so, or "silent" where the note plainly denies it or speaks of something else. */
function reasonNotToCode(
  { assertion, match }: Mention,
  { setting, bodyText }: { readonly setting: Setting; readonly bodyText: string },
): FindingKind | "silent" | undefined {
  if (assertion === "present") return undefined;
  const { code, kind } = match.line;
  if (assertion === "uncertain") return setting === "inpatient" && !confirmedOnly.test(code) ? undefined : uncertainDiagnosis;
  if (assertion === "family") return /^Z8[0-4]/.test(code) ? undefined : "silent";
  if (assertion === "conditional") return /^Z(?:20|77|88|91)/.test(code) ? undefined : "silent";
  if (assertion === "screening") return /^Z1[1-3]/.test(code) ? undefined : "silent";
  if (assertion !== "historical") return "silent";
  return treated.test(bodyText) || code.startsWith("Z") || (kind === "vocabulary" && code === "I252") ? undefined : historyNotCurrent;
}

/** HIV, Zika, novel influenza and COVID-19 are coded when confirmed, in an inpatient stay too (I.C.1.a, I.C.1.f, I.C.1.g, I.C.10.c). */
const confirmedOnly = /^(?:B20|Z21|A925|J09|U071)/;

/** Evidence that a condition is monitored, evaluated, assessed or treated now. */
const treated =
  /\b(?:continue[sd]?|currently (?:on|taking)|taking|medications?|refill(?:ed)?|well[- ]controlled|controlled on|stable (?:on|with)|increase|decrease|start(?:ed)?|initiate|prescri\w+|titrate|mg)\b/i;

/** The same condition named more fully elsewhere (type, site), or with the site that stands below the heading. */
function exact(
  coder: Coder,
  read: ReadNote,
  { mention, sites }: { readonly mention: Mention; readonly sites: readonly string[] },
): Mention {
  const { match } = mention;
  const code = match.line.code;
  const [fuller] = (isOpen(coder, code) ? read.mentionsWith(mention.words.slice(0, match.line.needed.length).map((one) => one.text)) : [])
    .filter((one) => one.assertion === "present" || one.assertion === "historical")
    .filter(({ match: { line } }) => sameCondition(code, line.code) && match.line.needed.every((word) => line.needed.includes(word)))
    .filter(({ match: { line } }) => line.needed.length > match.line.needed.length && !isOpen(coder, line.code))
    .sort((a, b) => b.match.score - a.match.score || a.start - b.start);
  if (fuller !== undefined) return { ...mention, match: { ...match, line: fuller.match.line } };
  if (sites.length === 0 || !/^[LMST]/.test(code)) return mention;
  const place = { start: mention.words[0]?.start ?? 0, end: mention.words[0]?.end ?? 0 };
  const [best] = coder.find([...mention.words, ...sites.map((text) => ({ text, ...place }))]);
  const keeps = best !== undefined && best.score > match.score && best.line.code.startsWith(code.slice(0, 1));
  return keeps && match.line.needed.every((word) => best.line.needed.includes(word))
    ? { ...mention, match: { ...best, rivals: match.rivals } }
    : mention;
}

/** Its title says that something is not specified, or it needs further characters. */
function isOpen(coder: Coder, code: string): boolean {
  return /unspecified|without complications/i.test(coder.completer.title(code) ?? "unspecified");
}

function sameCondition(code: string, other: string): boolean {
  const diabetes = /^E(?:08|09|10|11|13)/;
  return code.slice(0, 3) === other.slice(0, 3) || (diabetes.test(code) && diabetes.test(other));
}

const diagnosed =
  /\b(?:reveal(?:s|ed)?|show(?:s|ed)?|demonstrate[sd]?|confirm(?:s|ed)?|has an?|have an?|diagnosed with|diagnosis of|diagnosis is|found to have|secondary to|due to|caused by)\b/i;

/** A symptom as heading, and the confirmed diagnosis in what stands below: the diagnosis is coded (IV.D). */
function confirmed(
  coder: Coder,
  read: ReadNote,
  { drafts, problem, at }: { readonly drafts: readonly Draft[]; readonly problem: Problem; readonly at: number },
): readonly Draft[] {
  const more: Draft[] = [];
  const plan = read.problems.length === 1 ? read.sections.filter((one) => one.kind === "plan").flatMap((one) => one.lines) : [];
  const details = detailsOf(read, {
    near: [problem.heading.text, ...problem.body.map((one) => one.text)],
    phrase: wordsOf(problem.heading.text).map((one) => one.text),
    first: at === 0,
  });
  for (const sentence of sentencesOf([...problem.body, ...plan])) {
    if (!diagnosed.test(sentence.text)) continue;
    const before = sentence.text.search(diagnosed) + sentence.start;
    for (const mention of readPhrase(coder, { ...sentence, reach: 6 }).mentions) {
      if (mention.assertion !== "present" || mention.start < before || mention.match.line.needed.length < 2) continue;
      const words = new Map([...details.words, ...mention.words.map((one) => [one.text, 1] as const)]);
      more.push(
        ...draftOf(coder, read, { mention, details: { ...details, words }, problem: at }).filter(
          (one) => !isSymptom(one.code) && !one.code.startsWith("Z"),
        ),
      );
    }
  }
  for (const one of more) one.doubts.push("named below its heading");
  return [...drafts, ...more.slice(0, 2)];
}

const operated = /\b(?:surgery|repair|release|reconstruction|replacement|fusion|fixation|arthroscopy|\w+(?:plasty|ectomy|otomy|desis))\b/i;

/** The only problem is a procedure behind the patient: the visit is a follow-up after completed treatment (I.C.21.c.8). */
function afterProcedure(
  coder: Coder,
  read: ReadNote,
  { problem, at }: { readonly problem: Problem; readonly at: number },
): readonly Draft[] {
  const { text, start } = problem.heading;
  const title = coder.completer.title("Z09");
  if (
    read.problems.length > 1 ||
    title === undefined ||
    !operated.test(text) ||
    !/\b(?:status post|s\/p|history of|post[- ]?op)/i.test(text)
  )
    return [];
  return [
    {
      code: "Z09",
      title,
      evidence: [{ start, end: start + text.length, text }],
      path: "Examination › follow-up (routine) (following)",
      rules: [{ rule: "Follow-up after completed treatment", authority: "ICD-10-CM Official Guidelines, I.C.21.c.8" }],
      alternatives: [],
      problem: at,
      kind: "vocabulary",
      words: [],
      score: 2,
      doubts: ["aftercare of a recent operation has a code of its own"],
    },
  ];
}

/** "Hypertension, at goal. Continue lisinopril.": what stands behind the name of the problem says how it is, and needs no code. */
function nameEnd(heading: string): number {
  const stop = /[,;]|\.\s|\s[-–]\s/.exec(heading);
  return stop === null ? heading.length : stop.index;
}

/** What no code explains of a problem's name makes its codes worth a second look. A code says a word by its line or by its title. */
function doubtUnexplained(drafts: readonly Draft[], name: readonly string[]): void {
  const said = new Set(drafts.flatMap((one) => [...one.words, ...wordsOf(one.title).map((word) => word.text)]));
  const words = name.filter((one) => !/^(?:right|left|bilateral|both)$/.test(one) || !said.has(one));
  if (words.length === 0) return;
  const share = words.filter((one) => said.has(one)).length / words.length;
  for (const one of drafts) {
    one.explained = share;
    if (share < 0.5 && words.length > 2) one.doubts.push(barelyExplained);
    else if (share < enoughExplained) one.doubts.push(partlyExplained);
  }
}
