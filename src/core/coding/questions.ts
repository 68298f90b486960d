/** Questions to the provider: what is missing, the indicators of the note, open choices; never what pays more, never a new diagnosis. */
import { type Finding, finding } from "../kernel/finding.ts";
import type { Coder } from "./coder.ts";
import { presentOnAdmissionUnknown, sideMissing, typeMissing } from "./coding-findings.ts";
import type { Draft } from "./model.ts";

export function questionsAbout(coder: Coder, draft: Draft, text: string): readonly Finding[] {
  const words = draft.evidence[0]?.text ?? draft.title;
  if (lacksSide(coder, draft)) return [finding(sideMissing, {}, { words, code: draft.code, indicators: indicatorsOf(draft, text) })];
  const open = openTypes.find((one) => one.code.test(draft.code));
  if (open === undefined) return [];
  return [finding(typeMissing, {}, { words, code: draft.code, options: open.options, indicators: indicatorsOf(draft, text) })];
}

/** Inpatient: the note does not say whether the condition was there when the patient was admitted. */
export function askedWhen(draft: Draft, text: string): readonly Finding[] {
  const words = draft.evidence[0]?.text ?? draft.title;
  return [finding(presentOnAdmissionUnknown, {}, { words, code: draft.code, indicators: indicatorsOf(draft, text) })];
}

/** "Unspecified" stands in the title, and the same category has codes for right and left. */
function lacksSide(coder: Coder, { code, title }: Draft): boolean {
  if (!/\bunspecified\b/i.test(title) || /\b(?:right|left|bilateral)\b/i.test(title)) return false;
  const near = coder.completer.below(code.slice(0, Math.max(3, Math.min(code.length, 6) - 1)));
  const plain = sidelessTitle(title);
  return near.some((one) => /\bright\b/i.test(one.title) && sidelessTitle(one.title) === plain);
}

function sidelessTitle(title: string): string {
  return title
    .toLowerCase()
    .replace(/\b(?:right|left|unspecified|side|limb)\b|[^a-z ]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Conditions whose unspecified code hides a type that the record often tells. */
const openTypes: readonly { readonly code: RegExp; readonly options: string }[] = [
  {
    code: /^I509$/,
    options: "systolic (reduced ejection fraction), diastolic (preserved ejection fraction), combined; acute, chronic, acute on chronic",
  },
  { code: /^N189$/, options: "stage 1, 2, 3a, 3b, 4, 5, end stage" },
  { code: /^N1830$/, options: "stage 3a, stage 3b, stage 3 unspecified" },
  { code: /^D649$/, options: "iron deficiency, blood loss, chronic disease, vitamin deficiency" },
  { code: /^J45909$/, options: "mild intermittent, mild persistent, moderate persistent, severe persistent" },
  { code: /^F32A$/, options: "single episode, recurrent; mild, moderate, severe, in remission" },
  { code: /^I4891$/, options: "paroxysmal, persistent, longstanding persistent, permanent" },
];

/** The line of the note in which the condition stands. */
function indicatorsOf({ evidence }: Draft, text: string): string {
  const at = evidence[0]?.start ?? 0;
  const from = text.lastIndexOf("\n", at) + 1;
  const to = text.indexOf("\n", at);
  return text
    .slice(from, to < 0 ? text.length : to)
    .trim()
    .slice(0, 240);
}
