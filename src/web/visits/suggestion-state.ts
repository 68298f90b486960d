/** What the coder has made of the suggestions so far. Pure, so that it can be tested without a screen. */
import type { Said, SuggestionView } from "../../http/contract/coding.ts";
import type { Draft } from "./coding-draft.ts";

export type RejectionReason = Said["rejected"][number]["reason"];

export const rejectionReasons: readonly { readonly reason: RejectionReason; readonly words: string }[] = [
  { reason: "not-documented", words: "The note does not say it" },
  { reason: "not-addressed", words: "Not part of this visit" },
  { reason: "symptom", words: "Belongs to another diagnosis" },
  { reason: "wrong-code", words: "The words have another code" },
  { reason: "other", words: "Another reason" },
];

export function rejectionWords(reason: RejectionReason): string {
  return rejectionReasons.find((one) => one.reason === reason)?.words ?? reason;
}

export const nothingSaid: Said = { rejected: [], changed: [] };

/** What was decided when the codes were saved before. */
export function saidBefore(suggestions: readonly SuggestionView[]): Said {
  return {
    rejected: suggestions.flatMap(({ code, decision }) =>
      decision?.outcome === "rejected" && decision.reason !== undefined
        ? [{ code, reason: decision.reason, words: decision.words ?? "" }]
        : [],
    ),
    changed: suggestions.flatMap(({ code, decision }) =>
      decision?.outcome === "changed" && decision.chosen !== undefined ? [{ from: code, to: decision.chosen }] : [],
    ),
  };
}

export type Standing =
  | { readonly is: "open" }
  | { readonly is: "added" }
  | { readonly is: "changed"; readonly to: string }
  | { readonly is: "rejected"; readonly why: string };

export function standingOf({ code }: SuggestionView, draft: Draft, said: Said): Standing {
  if (draft.diagnoses.some((one) => one.code === code)) return { is: "added" };
  const changed = said.changed.find((one) => one.from === code && draft.diagnoses.some((row) => row.code === one.to));
  if (changed !== undefined) return { is: "changed", to: changed.to };
  const rejected = said.rejected.find((one) => one.code === code);
  if (rejected === undefined) return { is: "open" };
  return { is: "rejected", why: [rejectionWords(rejected.reason), rejected.words].filter((one) => one !== "").join(": ") };
}

/** The claim form has room for twelve. */
export const mostDiagnoses = 12;

export function withSuggestion(draft: Draft, { code, title, evidence }: Pick<SuggestionView, "code" | "title" | "evidence">): Draft {
  if (draft.diagnoses.length >= mostDiagnoses || draft.diagnoses.some((one) => one.code === code)) return draft;
  return { ...draft, diagnoses: [...draft.diagnoses, { key: `suggested-${code}`, code, title, evidence }] };
}

/** Those that are preselected and that nobody has decided about. */
export function preselected(suggestions: readonly SuggestionView[], draft: Draft, said: Said): readonly SuggestionView[] {
  return suggestions.filter((one) => one.band === "auto" && standingOf(one, draft, said).is === "open");
}

export function rejecting(said: Said, { code, reason, words }: Said["rejected"][number]): Said {
  return {
    rejected: [...said.rejected.filter((one) => one.code !== code), { code, reason, words }],
    changed: said.changed.filter((one) => one.from !== code),
  };
}

export function changing(said: Said, { from, to }: Said["changed"][number]): Said {
  return {
    rejected: said.rejected.filter((one) => one.code !== from),
    changed: [...said.changed.filter((one) => one.from !== from), { from, to }],
  };
}

export function takingBack(said: Said, code: string): Said {
  return { rejected: said.rejected.filter((one) => one.code !== code), changed: said.changed.filter((one) => one.from !== code) };
}
