/** The rules that work on all codes of a note together, in their order. */

import { isInRange } from "../../codebook/code-text.ts";
import { type Finding, finding } from "../../kernel/finding.ts";
import type { Coder } from "../coder.ts";
import { excludedBoth, excludedPair, integralSymptom, nothingToCode, presumedLink } from "../coding-findings.ts";
import type { AppliedRule, Draft } from "../model.ts";
import { coronaryCode, diabetesCombinations, hypertensionCode, isPlainDiabetes, lowerInfection } from "./combine.ts";
import { explanationOf, isSymptom } from "./symptoms.ts";

export interface Ruled {
  readonly kept: readonly Draft[];
  readonly findings: readonly Finding[];
}

export function applyRules(coder: Coder, drafts: readonly Draft[], unrelated: string): Ruled {
  const findings: Finding[] = [];
  const work = [...drafts];
  combineDiabetes(coder, work, { findings, unrelated });
  combineHypertension(coder, work, { findings, unrelated });
  combineCoronary(coder, work, findings);
  combineAirways(coder, work, findings);
  withInfectionOfSepsis(coder, work);
  withoutAftercareOfInjury(work);
  suppressSymptoms(work, findings);
  const kept = mergeSame(work.filter((one) => one.dropped === undefined));
  const allowed = withoutExcluded(coder, kept, findings);
  if (allowed.length === 0) findings.push(finding(nothingToCode, {}));
  return { kept: allowed, findings };
}

interface Saying {
  readonly findings: Finding[];
  /** The note's words that call two conditions unrelated. */
  readonly unrelated: string;
}

function live(work: readonly Draft[], pattern: RegExp): readonly Draft[] {
  return work.filter((one) => one.dropped === undefined && pattern.test(one.code));
}

function change(coder: Coder, draft: Draft, to: { readonly code: string; readonly rule: AppliedRule }): boolean {
  const title = coder.completer.title(to.code);
  if (title === undefined) return false;
  draft.alternatives.push({ code: draft.code, title: draft.title, why: `${to.rule.rule} (${to.rule.authority})` });
  draft.code = to.code;
  draft.title = title;
  draft.rules.push(to.rule);
  return true;
}

function combineDiabetes(coder: Coder, work: Draft[], { findings, unrelated }: Saying): void {
  const [diabetes] = live(work, /^E(?:08|09|10|11|13)/);
  if (diabetes === undefined || /\bnot (?:due|related) to (?:the |his |her )?diabetes\b/i.test(unrelated)) return;
  for (const one of diabetesCombinations) {
    const [second] = live(work, one.second).filter((other) => other !== diabetes);
    if (second === undefined) continue;
    const code = one.becomes(diabetes.code, second.code);
    const title = coder.completer.title(code);
    if (title === undefined) continue;
    findings.push(finding(presumedLink, {}, { first: diabetes.title, second: second.title, code }));
    if (isPlainDiabetes(diabetes.code)) change(coder, diabetes, { code, rule: one.rule });
    else if (diabetes.code !== code && !work.some((other) => other.code === code)) {
      work.splice(work.indexOf(diabetes) + 1, 0, {
        ...diabetes,
        code,
        title,
        evidence: [...second.evidence],
        rules: [...diabetes.rules, one.rule],
        alternatives: [],
      });
    }
    if (diabetes.problem < 0 && one.absorbs) moveTo(work, { what: diabetes, before: second });
    diabetes.evidence.push(...second.evidence);
    if (one.absorbs) second.dropped = one.rule.rule;
  }
}

function combineHypertension(coder: Coder, work: Draft[], { findings, unrelated }: Saying): void {
  const [hypertension] = live(work, /^I10$/);
  if (hypertension === undefined || /\bnot (?:due|related) to (?:the |his |her )?hypertension\b/i.test(unrelated)) return;
  const heart = live(work, /^(?:I50|I51[4-7]|I5189|I519)/);
  const kidney = live(work, /^N18/);
  const code = hypertensionCode({ heart: heart.map((one) => one.code), kidney: kidney.map((one) => one.code) });
  if (code === undefined) return;
  const first = hypertension.title;
  const rule = {
    rule: "Hypertension with heart or kidney disease: the link is presumed",
    authority: "ICD-10-CM Official Guidelines, I.C.9.a",
  };
  if (!change(coder, hypertension, { code, rule })) return;
  const others = [...heart, ...kidney];
  findings.push(finding(presumedLink, {}, { first, second: others.map((one) => one.title).join(", "), code }));
  for (const one of others) hypertension.evidence.push(...one.evidence);
  // Code first note at I50 and N18: hypertension stands before them.
  const [before] = [...others].sort((a, b) => work.indexOf(a) - work.indexOf(b));
  if (before !== undefined && work.indexOf(hypertension) > work.indexOf(before)) moveTo(work, { what: hypertension, before });
}

function combineCoronary(coder: Coder, work: readonly Draft[], findings: Finding[]): void {
  const [disease] = live(work, /^I2510$/);
  const [angina] = live(work, /^I20/);
  if (disease === undefined || angina === undefined) return;
  const code = coronaryCode(angina.code);
  if (code === undefined) return;
  const rule = { rule: "Coronary disease with angina: the link is presumed", authority: "ICD-10-CM Official Guidelines, I.C.9.b" };
  const first = disease.title;
  if (!change(coder, disease, { code, rule })) return;
  findings.push(finding(presumedLink, {}, { first, second: angina.title, code }));
  disease.evidence.push(...angina.evidence);
  angina.dropped = rule.rule;
}

/** J44.0 with the infection beside it; an exacerbation stays a code of its own (I.C.10.a). */
function combineAirways(coder: Coder, work: Draft[], findings: Finding[]): void {
  withItsInfection(coder, work);
  const [disease] = live(work, /^J44[19]$/);
  const [infection] = live(work, lowerInfection);
  const title = coder.completer.title("J440");
  if (disease === undefined || infection === undefined || title === undefined || live(work, /^J440$/).length > 0) return;
  const rule = {
    rule: "Chronic obstructive pulmonary disease with an acute lower respiratory infection",
    authority: "ICD-10-CM Official Guidelines, I.B.9 and I.C.10.a; J44.0",
  };
  findings.push(finding(presumedLink, {}, { first: disease.title, second: infection.title, code: "J440" }));
  if (disease.code === "J449") change(coder, disease, { code: "J440", rule });
  else
    work.splice(work.indexOf(disease), 0, {
      ...disease,
      code: "J440",
      title,
      evidence: [...infection.evidence],
      rules: [rule],
      alternatives: [],
    });
  const [changed] = live(work, /^J440$/);
  if (changed !== undefined && work.indexOf(changed) > work.indexOf(infection)) moveTo(work, { what: changed, before: infection });
}

/** The Index has one line for both: "code also to identify the infection" at J44.0. */
function withItsInfection(coder: Coder, work: Draft[]): void {
  const [both] = live(work, /^J440$/);
  if (both === undefined || live(work, lowerInfection).length > 0) return;
  const code = both.words.includes("pneumonia") ? "J189" : both.words.includes("bronchitis") ? "J209" : undefined;
  const title = code === undefined ? undefined : coder.completer.title(code);
  if (code === undefined || title === undefined) return;
  work.splice(work.indexOf(both) + 1, 0, {
    ...both,
    code,
    title,
    evidence: [...both.evidence],
    rules: [{ rule: "Code also the infection", authority: "ICD-10-CM Official Guidelines, I.A.17; J44.0" }],
    alternatives: [],
  });
}

/** Severe sepsis never stands without the infection; where none is named it is A41.9 (I.C.1.d.1.b). */
function withInfectionOfSepsis(coder: Coder, work: Draft[]): void {
  const [severe] = live(work, /^R652/);
  const title = coder.completer.title("A419");
  if (
    severe === undefined ||
    title === undefined ||
    live(work, /^(?:A4[01]|A021|A227|A267|A327|A427|A5486|B377|O85|O0[3478]|P36|T8144)/).length > 0
  )
    return;
  work.splice(work.indexOf(severe), 0, {
    ...severe,
    code: "A419",
    title,
    evidence: [...severe.evidence],
    rules: [{ rule: "Severe sepsis: the systemic infection first", authority: "ICD-10-CM Official Guidelines, I.C.1.d.1.b" }],
    alternatives: [],
  });
}

/** Aftercare of an injury is the injury's own code with its seventh character (I.C.21.c.7). */
function withoutAftercareOfInjury(work: readonly Draft[]): void {
  if (live(work, /^[ST]\w{5}[DGKP]$/).length === 0) return;
  for (const one of live(work, /^Z4(?:7|80|8[89])/)) one.dropped = "aftercare of an injury";
}

function moveTo(work: Draft[], { what, before }: { readonly what: Draft; readonly before: Draft }): void {
  work.splice(work.indexOf(what), 1);
  work.splice(work.indexOf(before), 0, what);
}

function suppressSymptoms(work: readonly Draft[], findings: Finding[]): void {
  for (const one of work) {
    if (one.dropped !== undefined || !isSymptom(one.code)) continue;
    const diagnosis = explanationOf(one, work);
    if (diagnosis === undefined) continue;
    one.dropped = "symptom of a diagnosis";
    findings.push(finding(integralSymptom, {}, { words: one.evidence[0]?.text ?? one.title, code: one.code, diagnosis: diagnosis.title }));
  }
}

/** The same code once an encounter (I.B.12), with all its evidence. */
function mergeSame(drafts: readonly Draft[]): readonly Draft[] {
  const kept = new Map<string, Draft>();
  for (const one of drafts) {
    const same = kept.get(one.code);
    if (same === undefined) kept.set(one.code, one);
    else same.evidence.push(...one.evidence);
  }
  return [...kept.values()];
}

/**
 * Where an Excludes1 note names another code of the note: a symptom goes; so does the code with the note where that says that the other one
 * is for both ("allergic rhinitis with asthma"). Of two other diagnoses a person decides whether they are unrelated.
 */
function withoutExcluded(coder: Coder, drafts: readonly Draft[], findings: Finding[]): readonly Draft[] {
  const gone = new Set<Draft>();
  const open = new Set<string>();
  for (const one of drafts) {
    for (const note of coder.book.excludes1(one.code)) {
      const other = drafts.find((each) => each !== one && !gone.has(each) && isInRange(each.code, note) && !each.code.startsWith(note.at));
      if (other === undefined || gone.has(one)) continue;
      const isForBoth = note.from === other.code && /\bwith\b/i.test(note.text);
      const loser = isSymptom(other.code) ? other : isSymptom(one.code) || isForBoth ? one : undefined;
      if (loser !== undefined) {
        gone.add(loser);
        findings.push(finding(excludedPair, {}, { code: loser.code, other: loser === one ? other.code : one.code, at: note.at }));
        continue;
      }
      const pair = [one.code, other.code].sort().join(" ");
      if (open.has(pair)) continue;
      open.add(pair);
      for (const each of [one, other]) each.doubts.push("an Excludes1 note stands between it and another code of the note");
      findings.push(finding(excludedBoth, {}, { code: one.code, other: other.code, at: note.at }));
    }
  }
  return drafts.filter((one) => !gone.has(one));
}
