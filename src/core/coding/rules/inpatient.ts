/** A stay's diagnoses: which may be principal (section II of the guidelines), which are reported beside it (section III). */
import { type Finding, finding } from "../../kernel/finding.ts";
import type { Coder } from "../coder.ts";
import {
  abnormalFinding,
  comparedDiagnoses,
  complicationFirst,
  equallyPrincipal,
  planNotCarriedOut,
  secondaryNotShown,
  symptomAsPrincipal,
  uncertainAtDischarge,
} from "../inpatient-findings.ts";
import type { AppliedRule, Draft } from "../model.ts";
import type { ReadNote } from "../read-note.ts";
import type { Section } from "../sections.ts";
import { sentencesOf } from "../sentences.ts";
import { wordsOf } from "../words.ts";
import { mustFollow } from "./sequence.ts";
import { isSymptom } from "./symptoms.ts";

export interface Stay {
  readonly drafts: readonly Draft[];
  readonly findings: readonly Finding[];
}

const complicationRule: AppliedRule = {
  rule: "The complication that the patient was admitted for is principal",
  authority: "ICD-10-CM Official Guidelines, section II.G",
};
const plannedRule: AppliedRule = {
  rule: "What the patient was admitted for is principal, although the treatment was not carried out",
  authority: "ICD-10-CM Official Guidelines, section II.F",
};

/** Complications of surgery and other care, as their chapters name them. */
const complication = /^(?:T8[0-8]|D78|E89|G97|H59|H95|I97|J95|K91|K94|K95|L76|M96|N98|N99)/;
const admitted = /\b(?:admitted|admission|hospitali[sz]ed|brought in)\b[^.;]{0,40}?\b(?:for|with|because of|due to)\b/i;
const notDone =
  /\b(?:was|were|is|had to be)\s+(?:not (?:carried out|performed|done|started)|cancell?ed|postponed|abandoned|aborted|called off)\b|\bdid not (?:undergo|have) (?:the )?(?:surgery|operation|procedure)\b/i;
/** An earlier stay, or one that was none. When a complaint began (“since last night”, “3 days ago”) says nothing against this one. */
const otherStay =
  /\b(?:previous(?:ly)?|prior(?! to)|formerly|last(?! (?:night|evening))|(?:weeks?|months?|years?) ago|in (?:january|february|march|april|may|june|july|august|september|october|november|december)(?! \d{1,2}\b)|in \d{4})\b|\b(?:not|never|without|history of|no)\s+(?:\w+\s+){0,3}(?:admitted|admission|hospitali[sz]ed|brought in)\b/i;
/** What a patient is admitted to have done; a test that was left out is no plan that failed. */
const planned =
  /\b(?:surg(?:ery|eries|ical)|operations?|procedures?|chemotherapy|radiotherapy|immunotherapy|radiation|c-section|cesarean|\w+(?:ectomy|plasty|stomy|otomy|pexy|desis|rrhaphy)|(?:joint|hip|knee|shoulder|valve) replacement|repair|bypass|graft\w*|transplant\w*|ablation|stent\w*|amputation|resection|excision|fusion|fixation|emboli[sz]ation|intervention|(?:planned|scheduled|elective) \w+)\b/i;
const compared = /\b(?:versus|vs\.?|either)\b/i;
const worked =
  /\b(?:continue[sd]?|given|started|stopp?ed|held|increased?|decreased?|adjusted|treated|treatment|managed|monitor\w*|evaluat\w*|assess\w*|consult\w*|resumed|replaced|replet\w*|transfus\w*|dialysis|insulin|antibiotics?|iv|oral|daily|mg|units?|stable|controlled|improv\w*|resolved|wors\w*|labs?|levels?|imaging|ct|mri|ultrasound|x-?ray|echocardiogram|culture[sd]?|biopsy|oxygen|drain\w*|dressing\w*|therapy|follow\w*)\b/i;
/** Chronic diseases of the whole body bear on any stay; what is past or a status is reported by its own rules. */
const always = /^(?:E1[013]|I1[0-3]|I50|J44|N18|G20|G35|C|Z|[V-Y])/;
const finds = /^R(?:7|8|9[0-7])/;

export function ofStay(coder: Coder, read: ReadNote, drafts: readonly Draft[]): Stay {
  if (read.note.setting !== "inpatient") return { drafts, findings: [] };
  const findings: Finding[] = [];
  const work = withoutComparedSymptoms(read, drafts);
  const reasons = reasonsIn(read, work);
  leadWith(coder, work, { findings, read, reasons });
  findings.push(...compareFindings(read, work), ...uncertainFindings(work));
  const [first] = work;
  const diagnosis = work.slice(1).find((one) => !isSymptom(one.code) && !/^[V-Z]/.test(one.code));
  if (first?.code.startsWith("R") === true && diagnosis !== undefined)
    findings.push(
      finding(symptomAsPrincipal, {}, { words: wordsFrom(first), code: first.code, title: diagnosis.title, other: diagnosis.code }),
    );
  for (const one of work.slice(1)) findings.push(...secondary(read, one));
  return { drafts: work, findings };
}

/** Problems of an admission diagnosis are what was thought at first: where a discharge diagnosis stands, they are history. */
export function withDischargeOnly(sections: readonly Section[]): readonly Section[] {
  const isFinal = ({ kind, heading }: Section): boolean => kind === "assessment" && /discharge|final|principal/i.test(heading);
  if (!sections.some(isFinal)) return sections;
  return sections.map((one) =>
    /^(?:admission|admitting|working) diagnos/i.test(one.heading) ? { ...one, kind: "history" as const } : one,
  );
}

/** Diagnoses that a sentence names as what the patient was admitted for, in its order. */
function reasonsIn(read: ReadNote, work: readonly Draft[]): readonly Draft[] {
  const lines = read.sections.filter((one) => ["complaint", "history", "assessment"].includes(one.kind)).flatMap((one) => one.lines);
  for (const { text } of sentencesOf(lines)) {
    const lead = admitted.exec(text);
    if (lead === null || otherStay.test(text)) continue;
    const rest = text.slice(lead.index + lead[0].length).split(/\b(?:but|which|and (?:was|is|has))\b/i)[0] ?? "";
    const said = wordsOf(rest).map((one) => one.text);
    const named = work
      .filter((one) => one.words.length > 0 && one.words.every((word) => said.includes(word)))
      .sort((a, b) => said.indexOf(a.words[0] ?? "") - said.indexOf(b.words[0] ?? ""));
    if (named.length > 0) return named;
  }
  return [];
}

function leadWith(
  coder: Coder,
  work: Draft[],
  { findings, read, reasons }: { readonly findings: Finding[]; readonly read: ReadNote; readonly reasons: readonly Draft[] },
): void {
  const care =
    reasons.find((one) => complication.test(one.code)) ?? (work[0] !== undefined && complication.test(work[0].code) ? work[0] : undefined);
  const [reason, other] = reasons.filter((one) => !isSymptom(one.code) && !/^[V-Z]/.test(one.code));
  const stopped = stoppedPlan(read);
  const kept = reason ?? work[0];
  if (care !== undefined) {
    if (toFront(coder, work, { what: care, rule: complicationRule }))
      findings.push(finding(complicationFirst, {}, { title: care.title, code: care.code }));
  } else if (stopped !== undefined && kept !== undefined) {
    if (toFront(coder, work, { what: kept, rule: plannedRule }))
      findings.push(finding(planNotCarriedOut, {}, { words: stopped, title: kept.title, code: kept.code }));
  } else if (reason !== undefined && other !== undefined && (work[0] === reason || work[0] === other) && !isOrdered(coder, reason, other)) {
    findings.push(finding(equallyPrincipal, {}, { title: reason.title, code: reason.code, second: other.title, other: other.code }));
  }
}

/** The Tabular List or a chapter's guidelines say which one stands first: sepsis, hypertensive disease, a code-first note. */
function isOrdered(coder: Coder, one: Draft, other: Draft): boolean {
  const isFirst = ({ code }: Draft): boolean => /^(?:A4[01]|I1[1-3])/.test(code);
  return isFirst(one) || isFirst(other) || mustFollow(coder, one.code, [other.code]) || mustFollow(coder, other.code, [one.code]);
}

/** The words that say that what was planned was not done. */
function stoppedPlan(read: ReadNote): string | undefined {
  return sentencesOf(read.sections.flatMap((one) => one.lines))
    .filter(({ text }) => planned.test(text) && !otherStay.test(text))
    .flatMap(({ text }) => notDone.exec(text)?.[0] ?? [])[0];
}

/** Whether it stands first now: the order that the Tabular List asks for goes before. */
function toFront(coder: Coder, work: Draft[], { what, rule }: { readonly what: Draft; readonly rule: AppliedRule }): boolean {
  const at = work.indexOf(what);
  if (at === 0) return true;
  const before = work.slice(0, at).map((one) => one.code);
  if (mustFollow(coder, what.code, before)) return false;
  work.splice(at, 1);
  work.unshift(what);
  what.rules.push(rule);
  return true;
}

function comparing(read: ReadNote, drafts: readonly Draft[]): readonly { readonly heading: string; readonly drafts: readonly Draft[] }[] {
  return read.problems.flatMap(({ heading }, problem) => {
    const named = drafts.filter((one) => one.problem === problem && !isSymptom(one.code));
    return compared.test(heading.text) && named.length > 1 ? [{ heading: heading.text.trim(), drafts: named }] : [];
  });
}

/** A symptom before what may explain it is neither principal nor beside it: section II.E, which put it first, was deleted. */
function withoutComparedSymptoms(read: ReadNote, drafts: readonly Draft[]): Draft[] {
  const problems = new Set(comparing(read, drafts).flatMap((one) => one.drafts.map((draft) => draft.problem)));
  return drafts.filter((one) => !(problems.has(one.problem) && isSymptom(one.code)));
}

function compareFindings(read: ReadNote, work: readonly Draft[]): readonly Finding[] {
  return comparing(read, work).flatMap(({ heading, drafts: [one, other] }) =>
    one === undefined || other === undefined
      ? []
      : [finding(comparedDiagnoses, {}, { words: heading, title: one.title, code: one.code, second: other.title, other: other.code })],
  );
}

function uncertainFindings(work: readonly Draft[]): readonly Finding[] {
  return work
    .filter((one) => one.doubts.includes("documented as uncertain"))
    .map((one) => finding(uncertainAtDischarge, {}, { words: wordsFrom(one), title: one.title, code: one.code }));
}

function secondary(read: ReadNote, draft: Draft): readonly Finding[] {
  if (finds.test(draft.code)) {
    draft.doubts.push("an abnormal finding: reported when the provider says what it means (III.B)");
    return [finding(abnormalFinding, {}, { words: wordsFrom(draft), code: draft.code })];
  }
  // The provider's own first diagnosis is what the stay was for, also where another code stands before it.
  if (draft.problem === 0 || always.test(draft.code) || isWorkedOn(read, draft)) return [];
  draft.doubts.push("nothing in the note shows what it meant for the stay (III)");
  return [finding(secondaryNotShown, {}, { words: wordsFrom(draft), code: draft.code })];
}

/** Its own line and what stands below, or a sentence elsewhere that names it, tells of work on it. */
function isWorkedOn(read: ReadNote, draft: Draft): boolean {
  const problem = read.problems[draft.problem];
  const own = problem === undefined ? "" : [problem.heading.text, ...problem.body.map((one) => one.text)].join("\n");
  if (worked.test(own)) return true;
  if (draft.words.length === 0) return true;
  return sentencesOf(read.sections.flatMap((one) => one.lines)).some(({ text }) => {
    const said = new Set(wordsOf(text).map((one) => one.text));
    return draft.words.every((word) => said.has(word)) && worked.test(text);
  });
}

function wordsFrom(draft: Draft): string {
  return draft.evidence[0]?.text ?? draft.title;
}
