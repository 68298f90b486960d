/** From a visit note to diagnosis codes: problems, what is asserted of them, the Index, the Tabular List, the rules. */

import { codeProblem } from "./code-problem.ts";
import type { Coder } from "./coder.ts";
import type { CodedNote, Draft, NoteToCode, Suggestion } from "./model.ts";
import { externalCauses } from "./external-causes.ts";
import { phraseOf } from "./phrase.ts";
import { questionsAbout } from "./questions.ts";
import { readNote } from "./read-note.ts";
import { applyRules } from "./rules/apply.ts";
import { withDrugEffects } from "./rules/drug-effects.ts";
import { longTermDrugs } from "./rules/drugs.ts";
import { linkedElsewhere } from "./rules/linked-elsewhere.ts";
import { codeRunningText } from "./running-text.ts";
import { wordsOf } from "./words.ts";

/** The same note gives the same codes, whatever was coded before. */
export function codeNote(coder: Coder, note: NoteToCode): CodedNote {
  const read = readNote(coder, note);
  const coded = read.problems.map((problem, at) => codeProblem(coder, read, { problem, at }));
  const drafts = coded.flatMap((one) => one.drafts);
  if (drafts.length === 0) drafts.push(...codeRunningText(coder, read));
  drafts.push(...linkedElsewhere(coder, read, drafts));
  const { kept, findings } = applyRules(coder, drafts, note.text);
  const drugs = longTermDrugs(coder, read, kept);
  const questions = kept.flatMap((one) => questionsAbout(coder, one, note.text));
  const codes = [...withDrugEffects(coder, read, kept), ...drugs.more];
  return {
    codes: [...codes, ...externalCauses(coder, read, codes)].map(finish),
    findings: [...coded.flatMap((one) => one.findings), ...findings, ...drugs.findings, ...questions],
  };
}

/** How often a code of the band was in either team's answer, on 73 public notes read with the official releases (`bench coding`). */
const measuredScore = { auto: 0.95, suggest: 0.5 } as const;

function finish({ code, title, evidence, path, rules, alternatives, doubts, kind, words }: Draft): Suggestion {
  // What the practice's coders taught is suggested; that it is right each time is not known of it.
  const reasons = kind === "practice" ? [...doubts, "known from this practice's coders only"] : doubts;
  const band = reasons.length > 0 ? "suggest" : "auto";
  const phrase = phraseOf(words.length > 0 ? words.map((text) => ({ text })) : wordsOf(evidence[0]?.text ?? ""));
  return {
    code,
    title,
    band,
    score: measuredScore[band],
    evidence,
    path,
    rules,
    alternatives,
    doubts: [...new Set(reasons)],
    ...(phrase === undefined ? {} : { phrase }),
  };
}
