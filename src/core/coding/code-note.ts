/** From a visit note to diagnosis codes: problems, what is asserted of them, the Index, the Tabular List, the rules. */

import { codeProblem } from "./code-problem.ts";
import type { Coder } from "./coder.ts";
import { externalCauses } from "./external-causes.ts";
import type { CodedNote, Draft, NoteToCode, Suggestion } from "./model.ts";
import { phraseOf } from "./phrase.ts";
import { type Proposed, presentOnAdmission } from "./present-on-admission.ts";
import { askedWhen, questionsAbout } from "./questions.ts";
import { readNote } from "./read-note.ts";
import { applyRules } from "./rules/apply.ts";
import { companions } from "./rules/companions.ts";
import { withDrugEffects } from "./rules/drug-effects.ts";
import { longTermDrugs } from "./rules/drugs.ts";
import { ofStay } from "./rules/inpatient.ts";
import { linkedElsewhere } from "./rules/linked-elsewhere.ts";
import { fitting } from "./rules/patient.ts";
import { inSequence } from "./rules/sequence.ts";
import { codeRunningText } from "./running-text.ts";
import { scoreOf } from "./score.ts";
import { wordsOf } from "./words.ts";

/** The same note gives the same codes, whatever was coded before. */
export function codeNote(coder: Coder, note: NoteToCode): CodedNote {
  const read = readNote(coder, note);
  const coded = read.problems.map((problem, at) => codeProblem(coder, read, { problem, at }));
  const drafts = coded.flatMap((one) => one.drafts);
  if (drafts.length === 0) drafts.push(...codeRunningText(coder, read));
  drafts.push(...linkedElsewhere(coder, read, drafts));
  const fit = fitting(coder, drafts, note);
  const { kept, findings } = applyRules(coder, fit.kept, note.text);
  const drugs = longTermDrugs(coder, read, kept);
  const stay = ofStay(coder, read, inSequence(coder, read, withDrugEffects(coder, read, kept)));
  const diagnoses = [...stay.drafts, ...companions(coder, read, kept), ...drugs.more];
  const codes = [...diagnoses, ...externalCauses(coder, read, diagnoses)];
  const admitted =
    note.setting === "inpatient"
      ? new Map(codes.map((one) => [one, presentOnAdmission(read, one, coder.book.isPoaExempt(one.code))]))
      : undefined;
  return {
    codes: codes.map((one) => finish(one, admitted?.get(one))),
    findings: [
      ...coded.flatMap((one) => one.findings),
      ...fit.findings,
      ...findings,
      ...stay.findings,
      ...drugs.findings,
      ...kept.flatMap((one) => questionsAbout(coder, one, note.text)),
      ...codes.flatMap((one) => (admitted?.get(one)?.indicator === "U" ? askedWhen(one, note.text) : [])),
    ],
  };
}

function finish(
  { code, title, evidence, path, rules, alternatives, doubts, kind, words, offered, explained }: Draft,
  admitted: Proposed | undefined,
): Suggestion {
  // What the practice's coders taught is suggested; that it is right each time is not known of it.
  const reasons = [
    ...doubts,
    ...(kind === "practice" ? ["known from this practice's coders only"] : []),
    ...(code === "Z331" ? ["only where the provider says that the pregnancy is incidental to the visit (I.C.15.a.1)"] : []),
  ];
  const band = offered === true ? "query" : reasons.length > 0 ? "suggest" : "auto";
  const phrase = phraseOf(words.length > 0 ? words.map((text) => ({ text })) : wordsOf(evidence[0]?.text ?? ""));
  return {
    code,
    title,
    band,
    score: scoreOf({ ...(explained === undefined ? {} : { explained }) }, band, reasons),
    evidence,
    path,
    rules,
    alternatives,
    doubts: [...new Set(reasons)],
    ...(explained === undefined ? {} : { explained }),
    ...(admitted === undefined ? {} : { presentOnAdmission: admitted }),
    ...(phrase === undefined ? {} : { phrase }),
  };
}
