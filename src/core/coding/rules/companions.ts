/** Codes that a note of the Tabular List or a guideline asks for beside another one, from numbers of the note: body mass index, weeks of gestation. */
import { assertionsIn } from "../assertion.ts";
import type { Coder } from "../coder.ts";
import { sideOf, weeksOf } from "../details.ts";
import type { AppliedRule, Draft } from "../model.ts";
import type { ReadNote } from "../read-note.ts";

export function companions(coder: Coder, read: ReadNote, kept: readonly Draft[]): readonly Draft[] {
  return [
    ...dementia(coder, read, kept),
    ...footUlcer(coder, read, kept),
    ...bodyMassIndex(coder, read, kept),
    ...weeksOfGestation(coder, read, kept),
  ];
}

const dementiaRule: AppliedRule = {
  rule: "Dementia in a disease classified elsewhere: the disease first; severity and behavior are not documented",
  authority: "ICD-10-CM Official Guidelines, I.A.13; F02",
};

/** "Dementia due to Alzheimer's disease": the Index leads to the disease, and the dementia is the second code (in Alzheimer's, Parkinson's and Lewy body disease). */
function dementia(coder: Coder, read: ReadNote, kept: readonly Draft[]): readonly Draft[] {
  if (kept.some((one) => /^F0[1-3]/.test(one.code))) return [];
  for (const one of kept.filter(({ code }) => /^(?:G30|G20|G3183)/.test(code))) {
    const heading = read.problems[one.problem]?.heading;
    const match = heading === undefined ? null : /\bdementia\b/i.exec(heading.text);
    if (heading === undefined || match === null || assertionsIn(heading.text)(match.index) !== "present") continue;
    const start = heading.start + match.index;
    return draft(coder, { code: "F0280", rule: dementiaRule, start, text: match[0], path: "Dementia › in › diseases specified elsewhere" });
  }
  return [];
}

const ulcerRule: AppliedRule = {
  rule: "Use additional code to identify the site of the ulcer; its depth is not documented",
  authority: "ICD-10-CM Official Guidelines, I.A.17 and I.C.4.a; E11.621",
};

/** A diabetic foot ulcer has the ulcer's own code beside it: side from the problem, severity where the note says it. */
function footUlcer(coder: Coder, read: ReadNote, kept: readonly Draft[]): readonly Draft[] {
  const ulcer = kept.find((one) => /^E(?:08|09|10|11|13)621$/.test(one.code));
  const [words] = ulcer?.evidence ?? [];
  if (ulcer === undefined || words === undefined || kept.some((one) => /^L97/.test(one.code))) return [];
  const problem = read.problems[ulcer.problem];
  const side = sideOf(problem === undefined ? [words.text] : [problem.heading.text, problem.body.map((one) => one.text).join("\n")]);
  const code = side === "right" ? "L97519" : side === "left" ? "L97529" : "L97509";
  return draft(coder, { code, rule: ulcerRule, start: words.start, text: words.text, path: "Ulcer › lower limb › foot specified NEC" });
}

const bmiRule: AppliedRule = {
  rule: "Body mass index: from whoever measured it, beside a weight diagnosis of the provider",
  authority: "ICD-10-CM Official Guidelines, I.B.14 and I.C.21.c.3",
};

/** Adults only: for the young the percentile counts, which needs growth charts. Never in pregnancy. */
function bodyMassIndex(coder: Coder, read: ReadNote, kept: readonly Draft[]): readonly Draft[] {
  const { age, text } = read.note;
  const isWeight = kept.some((one) => /^(?:E66|R63[56]|E4[0-6]|R634|E43)/.test(one.code));
  if (!isWeight || (age !== undefined && age < 20) || kept.some((one) => /^(?:O|Z3[34]|Z68)/.test(one.code))) return [];
  const match = /\b(?:bmi|body mass index)\b[^0-9.\n]{0,25}(\d{2}(?:\.\d+)?)\b/i.exec(text);
  const value = Number(match?.[1]);
  if (match === null || !(value >= 10 && value < 120)) return [];
  return draft(coder, { code: bmiCode(value), rule: bmiRule, start: match.index, text: match[0], path: "Body, mass index" });
}

function bmiCode(value: number): string {
  if (value < 20) return "Z681";
  if (value < 40) return `Z68${Math.floor(value)}`;
  return value < 45 ? "Z6841" : value < 50 ? "Z6842" : value < 60 ? "Z6843" : value < 70 ? "Z6844" : "Z6845";
}

const weeksRule: AppliedRule = {
  rule: "Weeks of gestation beside a code of chapter 15",
  authority: "ICD-10-CM Official Guidelines, I.C.15.a.3 and I.C.21.c.11",
};

/** Not with abortive outcomes (O00 to O08) nor after the delivery. */
function weeksOfGestation(coder: Coder, read: ReadNote, kept: readonly Draft[]): readonly Draft[] {
  if (!kept.some((one) => /^O(?:09|[1-7]|9[89]|8[02])/.test(one.code)) || kept.some((one) => one.code.startsWith("Z3A"))) return [];
  const weeks = weeksOf(read.note.text);
  if (weeks === undefined) return [];
  const code = weeks < 8 ? "Z3A01" : weeks > 42 ? "Z3A49" : `Z3A${String(weeks).padStart(2, "0")}`;
  const at = read.note.text.search(new RegExp(`\\b${weeks}\\b`));
  return draft(coder, { code, rule: weeksRule, start: at, text: String(weeks), path: "Pregnancy › weeks of gestation" });
}

function draft(
  coder: Coder,
  {
    code,
    rule,
    start,
    text,
    path,
  }: { readonly code: string; readonly rule: AppliedRule; readonly start: number; readonly text: string; readonly path: string },
): readonly Draft[] {
  const title = coder.completer.title(code);
  if (title === undefined) return [];
  return [
    {
      code,
      title,
      evidence: [{ start, end: start + text.length, text }],
      path,
      rules: [rule],
      alternatives: [],
      problem: -1,
      kind: "vocabulary",
      words: [],
      score: 2,
      doubts: ["asked for by a rule, from a number or a word of the note"],
    },
  ];
}
