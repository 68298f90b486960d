/** Codes that cannot be this patient's: of the other sex, of another age (Medicare Code Editor: newborn 0, pediatric 0 to 17, maternity 9 to 64, adult 15 and over). */
import { type Finding, finding } from "../../kernel/finding.ts";
import type { Coder } from "../coder.ts";
import { misfit } from "../coding-findings.ts";
import type { Draft, NoteToCode } from "../model.ts";

const ages = [
  { flag: "newborn", from: 0, to: 0, name: "a newborn" },
  { flag: "pediatric", from: 0, to: 17, name: "a child" },
  { flag: "maternity", from: 9, to: 64, name: "a patient of 9 to 64 years" },
  { flag: "adult", from: 15, to: 124, name: "an adult" },
] as const;

/** They are left out with a finding: the words may be another person's, or the record's sex or age may be wrong. */
export function fitting(
  coder: Coder,
  drafts: readonly Draft[],
  { age, sex }: NoteToCode,
): { readonly kept: readonly Draft[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const kept = drafts.filter((one) => {
    const expected = expectedOf(coder.book.flags(one.code), { age, sex });
    if (expected !== undefined) findings.push(finding(misfit, {}, { words: one.evidence[0]?.text ?? one.title, code: one.code, expected }));
    return expected === undefined;
  });
  return { kept, findings };
}

/** Whom the code is for, when that is not this patient; what is not known of the patient is no contradiction. */
function expectedOf(
  flags: readonly string[],
  { age, sex }: { readonly age: number | undefined; readonly sex: "female" | "male" | undefined },
): string | undefined {
  const only = flags.includes("female") ? "female" : flags.includes("male") ? "male" : undefined;
  if (only !== undefined && sex !== undefined && sex !== only) return `a ${only} patient`;
  if (age === undefined) return undefined;
  return ages.find(({ flag, from, to }) => flags.includes(flag) && (age < from || age > to))?.name;
}
