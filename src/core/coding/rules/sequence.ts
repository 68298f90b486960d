/** The order of the codes: what must stand first, what never may, and what a "code first" note puts before (I.A.13, I.C.21.c.16, II, IV.G). */
import { isInRange } from "../../codebook/code-text.ts";
import type { Coder } from "../coder.ts";
import type { AppliedRule, Draft } from "../model.ts";
import { type ReadNote, textOf } from "../read-note.ts";

const etiologyFirst: AppliedRule = {
  rule: "Stands after what its “code first” note names",
  authority: "ICD-10-CM Official Guidelines, I.A.13",
};
const reasonFirst: AppliedRule = { rule: "May only be listed first", authority: "ICD-10-CM Official Guidelines, I.C.21.c.16" };
const neverFirst: AppliedRule = { rule: "Is never listed first", authority: "ICD-10-CM Official Guidelines, I.A.13 and I.C.21.c" };

const screeningFirst: AppliedRule = {
  rule: "A screening is the reason for the visit",
  authority: "ICD-10-CM Official Guidelines, I.C.21.c.5",
};

const localInfection =
  /^(?:[AB]|G0[0-6]|I3[038]|J0|J1|J2|J440|J69|J8[56]|K35|K57(?:[02468]|[1359][23])|K6[158]|K80[0134]|K81|K830|L0|M00|M46[2-5]|M60|M726|M86|N1[0-2]|N3[049]|N4[15]|N7)/;

/** Otherwise the order of the provider's list stands. */
export function inSequence(coder: Coder, read: ReadNote, drafts: readonly Draft[]): readonly Draft[] {
  const work = [...drafts];
  for (const one of drafts) {
    const targets = coder.book.codeFirst(one.code);
    const at = work.indexOf(one);
    const causes = work.slice(at + 1).filter((other) => targets.some((target) => isInRange(other.code, target)));
    for (const cause of causes) moveBefore(work, cause, one);
    if (causes.length > 0) one.rules.push(etiologyFirst);
  }
  const only = work.find((one) => coder.book.flags(one.code).includes("first-only"));
  if (only !== undefined && work[0] !== only && work[0] !== undefined && !coder.book.flags(work[0].code).includes("first-only")) {
    moveBefore(work, only, work[0]);
    only.rules.push(reasonFirst);
  }
  const screening = work.find((one) => /^Z1[1-3]/.test(one.code));
  if (screening !== undefined && work[0] !== undefined && work[0] !== screening && /\bscreen/i.test(textOf(read, ["complaint"]))) {
    moveBefore(work, screening, work[0]);
    screening.rules.push(screeningFirst);
  }
  const [first] = work;
  const usable = work.find((one) => !mayNotLead(coder, one.code));
  if (first !== undefined && usable !== undefined && mayNotLead(coder, first.code)) {
    moveBefore(work, usable, first);
    first.rules.push(neverFirst);
  }
  return work;
}

/** Put first, it would stand before what must precede it: its code-first note, a first-only code, or a sepsis with its infection (I.C.1.d.4). */
export function mustFollow(coder: Coder, code: string, others: readonly string[]): boolean {
  if (mayNotLead(coder, code)) return true;
  const targets = coder.book.codeFirst(code);
  return others.some(
    (other) =>
      targets.some((target) => isInRange(other, target)) ||
      coder.book.flags(other).includes("first-only") ||
      (/^A4[01]/.test(other) && localInfection.test(code)),
  );
}

function mayNotLead(coder: Coder, code: string): boolean {
  const flags = coder.book.flags(code);
  return flags.includes("never-first") || flags.includes("manifestation");
}

function moveBefore(work: Draft[], what: Draft, before: Draft): void {
  work.splice(work.indexOf(what), 1);
  work.splice(work.indexOf(before), 0, what);
}
