/** Long-term drugs of diabetes: insulin has no other use; the others are coded where they stand under the diabetes, else the coder is told of the instruction. */
import { type Finding, finding } from "../../kernel/finding.ts";
import { assertionsIn } from "../assertion.ts";
import type { Coder } from "../coder.ts";
import { useAdditional } from "../coding-findings.ts";
import type { Draft } from "../model.ts";
import type { ReadNote } from "../read-note.ts";
import type { Line } from "../sections.ts";
import { sentencesOf } from "../sentences.ts";

const insulin =
  /\b(?:insulin|lantus|glargine|humalog|lispro|novolog|aspart|levemir|detemir|tresiba|degludec|basaglar|toujeo|novolin|humulin)\b/i;
const oral =
  /\b(?:metformin|glucophage|glipizide|glimepiride|glyburide|sitagliptin|januvia|linagliptin|tradjenta|empagliflozin|jardiance|dapagliflozin|farxiga|canagliflozin|invokana|pioglitazone|actos|repaglinide|saxagliptin|rybelsus)\b/i;
const injected = /\b(?:semaglutide|ozempic|liraglutide|victoza|dulaglutide|trulicity|exenatide|byetta|bydureon|tirzepatide|mounjaro)\b/i;

/** Type 1 always needs insulin, so its use says nothing more (I.C.4.a.3). */
const controlled = /^E(?:08|09|11|13)/;

export function longTermDrugs(
  coder: Coder,
  read: ReadNote,
  kept: readonly Draft[],
): { readonly more: readonly Draft[]; readonly findings: readonly Finding[] } {
  const diabetes = kept.find((one) => controlled.test(one.code));
  if (diabetes === undefined) return { more: [], findings: [] };
  const findings: Finding[] = [];
  const more: Draft[] = [];
  const found = taken(read, insulin);
  if (found !== undefined && !/\b(?:insulin resistance|insulin sensitivity)\b/i.test(found.text))
    more.push(...drugDraft(coder, { code: "Z794", found, path: "insulin", doubts: ["not if insulin is given only for a while"] }));
  for (const [drug, code, path] of [
    [oral, "Z7984", "oral hypoglycemic"],
    [injected, "Z7985", "injectable non-insulin antidiabetic"],
  ] as const) {
    // These drugs are given for other conditions too: under the heading of the diabetes they are for it.
    const own = kept.flatMap((one) => (controlled.test(one.code) && one.problem >= 0 ? (read.problems[one.problem] ?? []) : []));
    const within = takenIn(
      own.flatMap((one) => [one.heading, ...one.body]),
      drug,
    );
    if (within !== undefined)
      more.push(...drugDraft(coder, { code, found: within, path, doubts: ["if the drug is taken over a long time"], offered: true }));
    const elsewhere = within === undefined ? taken(read, drug) : undefined;
    if (elsewhere !== undefined && coder.completer.isReportable(code))
      findings.push(finding(useAdditional, {}, { code, words: elsewhere.text, with: diabetes.code }));
  }
  return { more, findings };
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function drugDraft(
  coder: Coder,
  {
    code,
    found,
    path,
    ...more
  }: { readonly code: string; readonly found: Found; readonly path: string; readonly doubts: string[]; readonly offered?: true },
): readonly Draft[] {
  const title = coder.completer.title(code);
  if (title === undefined) return [];
  return [
    {
      code,
      title,
      evidence: [found],
      path: `Long-term drug therapy › ${path}`,
      rules: [
        { rule: "Use additional code to identify the control of the diabetes", authority: "ICD-10-CM Official Guidelines, I.C.4.a.3" },
      ],
      alternatives: [],
      problem: -1,
      kind: "vocabulary",
      words: [],
      score: 2,
      ...more,
    },
  ];
}

function taken(read: ReadNote, drug: RegExp): Found | undefined {
  return takenIn(
    read.sections.filter(({ kind }) => kind !== "family" && kind !== "allergies" && kind !== "template").flatMap((one) => one.lines),
    drug,
  );
}

function takenIn(lines: readonly Line[], drug: RegExp): Found | undefined {
  for (const sentence of sentencesOf(lines)) {
    const match = drug.exec(sentence.text);
    if (match === null || /\b(?:discontinue[sd]?|stop(?:ped)?|resistance|sensitivity|declin|consider)/i.test(sentence.text)) continue;
    if (!["present", "historical"].includes(assertionsIn(sentence.text)(match.index))) continue;
    return { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length, text: match[0] };
  }
  return undefined;
}
