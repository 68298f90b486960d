/** Suggestions as the coding desk shows them: codes with their dot, questions ready to be asked, what was decided before. */
import { formatDiagnosis } from "../../core/codebook/code-text.ts";
import { withDottedCodes } from "../../core/coding/coding-findings.ts";
import type { TaughtSuggestion } from "../../core/coding/local-lexicon.ts";
import type { RiskBeside } from "../../core/coding/risk-beside.ts";
import type { Finding } from "../../core/kernel/finding.ts";
import type { KeptDecision } from "../../store/coding-decisions.ts";
import type { Context } from "../context.ts";
import { findingView } from "../finding-views.ts";
import type { VisitSuggestions } from "./suggest-codes.ts";

export function viewSuggestions({ app }: Context, { state, suggestions, findings, risk, decisions }: VisitSuggestions) {
  const questions = findings.filter(isQuestion);
  return {
    state,
    suggestions: suggestions.map((one) => suggestionView(one, { questions, decisions, risk: risk.get(one.code) })),
    findings: findings.filter((one) => !isQuestion(one)).map((one) => findingView({ ...one, params: withDottedCodes(one.params) })),
    releases: [...new Set(app.codeBook.releases.flatMap((one) => (one.table === "icd10cm" ? [one.name] : [])))],
  };
}

function isQuestion({ code }: Finding): boolean {
  return code.startsWith("CODE-QUERY-");
}

function suggestionView(
  { code, title, band, score, evidence, path, rules, doubts, alternatives, learnt, phrase }: TaughtSuggestion,
  {
    questions,
    decisions,
    risk,
  }: {
    readonly questions: readonly Finding[];
    readonly decisions: readonly KeptDecision[];
    readonly risk: readonly RiskBeside[] | undefined;
  },
) {
  const question = questions.find((one) => one.params.code === code);
  const decision = decisions.find(
    (one) => one.code === code && one.suggested !== undefined && one.outcome !== "open" && one.phrase?.key === phrase?.key,
  );
  return {
    code: formatDiagnosis(code),
    title,
    band,
    score: Math.round(score * 100),
    evidence: [...evidence],
    path,
    rules: [...rules],
    doubts: [...doubts],
    alternatives: alternatives.map((one) => ({ ...one, code: formatDiagnosis(one.code) })),
    ...(learnt === undefined
      ? {}
      : {
          learnt: {
            words: learnt.shown,
            accepted: learnt.accepted + learnt.added,
            changed: learnt.changed,
            rejected: learnt.rejected,
            effect: learnt.effect,
          },
        }),
    ...(risk === undefined ? {} : { riskCategories: risk.map((one) => ({ ...one, above: [...one.above], under: [...one.under] })) }),
    ...(question === undefined ? {} : { question: questionOf(question) }),
    ...(decision === undefined ? {} : { decision: decisionView(decision) }),
  };
}

function decisionView({ outcome, chosen, reason, words, by, on }: KeptDecision) {
  return {
    outcome,
    by,
    on,
    ...(chosen === undefined ? {} : { chosen: formatDiagnosis(chosen) }),
    ...(reason === undefined ? {} : { reason }),
    ...(words === undefined || words === "" ? {} : { words }),
  };
}

/** The note's own line and open choices. Neither a code nor money stands in it. */
function questionOf({ code, params }: Finding): { readonly about: string; readonly words: string } {
  const options =
    code === "CODE-QUERY-01"
      ? "right, left, both, other, or unable to determine"
      : `${String(params.options)}, other, or unable to determine`;
  return {
    about: code === "CODE-QUERY-01" ? "the side" : "the type",
    words: `The note has “${String(params.words)}”: ${String(params.indicators)}\nOpen choices: ${options}.`,
  };
}
