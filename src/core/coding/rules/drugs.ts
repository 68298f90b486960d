/** Long-term drugs of diabetes: insulin has no other use and is coded; for the others the coder is told of the instruction. */
import { type Finding, finding } from "../../kernel/finding.ts";
import { assertionsIn } from "../assertion.ts";
import type { Coder } from "../coder.ts";
import { useAdditional } from "../coding-findings.ts";
import type { Draft } from "../model.ts";
import type { ReadNote } from "../read-note.ts";
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
  for (const [drug, code] of [
    [oral, "Z7984"],
    [injected, "Z7985"],
  ] as const) {
    const found = taken(read, drug);
    if (found !== undefined && coder.completer.isReportable(code))
      findings.push(finding(useAdditional, {}, { code, words: found.text, with: diabetes.code }));
  }
  const found = taken(read, insulin);
  const title = coder.completer.title("Z794");
  if (found === undefined || title === undefined || /\b(?:insulin resistance|insulin sensitivity)\b/i.test(found.text))
    return { more: [], findings };
  return {
    more: [
      {
        code: "Z794",
        title,
        evidence: [found],
        path: "Long-term drug therapy › insulin",
        rules: [{ rule: "Use additional code to identify control using insulin", authority: "ICD-10-CM Official Guidelines, I.C.4.a.3" }],
        alternatives: [],
        problem: -1,
        kind: "vocabulary",
        words: [],
        score: 2,
        doubts: ["not if insulin is given only for a while"],
      },
    ],
    findings,
  };
}

function taken(read: ReadNote, drug: RegExp): { readonly start: number; readonly end: number; readonly text: string } | undefined {
  for (const section of read.sections) {
    if (section.kind === "family" || section.kind === "allergies" || section.kind === "template") continue;
    for (const sentence of sentencesOf(section.lines)) {
      const match = drug.exec(sentence.text);
      if (match === null || /\b(?:discontinue[sd]?|stop(?:ped)?|resistance|sensitivity|declin|consider)/i.test(sentence.text)) continue;
      if (!["present", "historical"].includes(assertionsIn(sentence.text)(match.index))) continue;
      return { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length, text: match[0] };
    }
  }
  return undefined;
}
