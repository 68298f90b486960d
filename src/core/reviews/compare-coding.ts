/** Two people's codes for one visit, side by side: a verdict to begin with for each code, which the reviewer keeps or changes. */
import type { CodeVerdict, ReviewedCoding, ReviewedLine } from "./model.ts";

export function lineCode({ procedure, modifiers }: Pick<ReviewedLine, "procedure" | "modifiers">): string {
  return [procedure, ...modifiers].join("-");
}

/** The coder's codes as they stand, each as right: where a review beside the coder's codes begins. */
export function allRight(coder: ReviewedCoding): readonly CodeVerdict[] {
  return [
    ...coder.diagnoses.map((code, at): CodeVerdict => ({ kind: "diagnosis", at, code, verdict: "right", reason: "", rule: "" })),
    ...coder.lines.map(
      (line, at): CodeVerdict => ({ kind: "procedure", at, code: lineCode(line), verdict: "right", reason: "", rule: "" }),
    ),
  ];
}

/**
 * Where a blind review begins. What both have is right, but for a first diagnosis that is another one's first and for lines that
 * differ in their modifiers; what only the coder has is unsupported, what only the reviewer has is missing. Lines are matched one
 * to one, so that a service reported twice needs to be found twice.
 */
export function compareCoding(coder: ReviewedCoding, reviewer: ReviewedCoding): readonly CodeVerdict[] {
  return [...compareDiagnoses(coder.diagnoses, reviewer.diagnoses), ...compareLines(coder.lines, reviewer.lines)];
}

function compareDiagnoses(coder: readonly string[], reviewer: readonly string[]): readonly CodeVerdict[] {
  const kind = "diagnosis";
  const rule = "";
  const firstDiffers = coder[0] !== undefined && reviewer[0] !== undefined && coder[0] !== reviewer[0];
  const reported = coder.map((code, at): CodeVerdict => {
    if (!reviewer.includes(code)) return { kind, at, code, verdict: "unsupported", reason: "the reviewer did not find it", rule };
    if (at === 0 && firstDiffers)
      return { kind, at, code, verdict: "wrong-sequence", reason: `the reviewer has ${reviewer[0]} first`, rule };
    return { kind, at, code, verdict: "right", reason: "", rule };
  });
  const missing = reviewer
    .filter((code) => !coder.includes(code))
    .map((code): CodeVerdict => ({ kind, code, verdict: "missing", reason: "only the reviewer has it", rule }));
  return [...reported, ...missing];
}

function compareLines(coder: readonly ReviewedLine[], reviewer: readonly ReviewedLine[]): readonly CodeVerdict[] {
  const kind = "procedure";
  const rule = "";
  const left = [...reviewer];
  const same = coder.map((line) => take(left, (one) => sameModifiers(one, line)));
  const reported = coder.map((line, at): CodeVerdict => {
    const code = lineCode(line);
    if (same[at] !== undefined) return { kind, at, code, verdict: "right", reason: "", rule };
    const other = take(left, (one) => one.procedure === line.procedure);
    if (other === undefined) return { kind, at, code, verdict: "unsupported", reason: "the reviewer did not find it", rule };
    return { kind, at, code, verdict: "wrong-modifier", shouldBe: lineCode(other), reason: "the modifiers differ", rule };
  });
  return [
    ...reported,
    ...left.map((line): CodeVerdict => ({ kind, code: lineCode(line), verdict: "missing", reason: "only the reviewer has it", rule })),
  ];
}

function sameModifiers(a: ReviewedLine, b: ReviewedLine): boolean {
  return a.procedure === b.procedure && [...a.modifiers].sort().join() === [...b.modifiers].sort().join();
}

function take(lines: ReviewedLine[], fits: (line: ReviewedLine) => boolean): ReviewedLine | undefined {
  const at = lines.findIndex(fits);
  return at < 0 ? undefined : lines.splice(at, 1)[0];
}
