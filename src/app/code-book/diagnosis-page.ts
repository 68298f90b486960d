/** One diagnosis as the book shows it: inherited notes apart, what completes it, what forbids it beside others, its history. */
import { formatDiagnosis, normalizeCode } from "../../core/codebook/code-text.ts";
import { excludedPairs } from "../../core/codebook/rules/excludes1.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import type { App } from "../context.ts";
import { notFound, type Outcome } from "../refusal.ts";

const mostPaths = 40;

/** `beside`: the codes that were chosen already, whose Excludes1 notes may forbid this one. */
export function bookPage({ codeBook }: App, asked: { readonly code: string; readonly on: IsoDate; readonly beside: readonly string[] }) {
  const { on } = asked;
  const code = normalizeCode(asked.code);
  const detail = codeBook.diagnosis(code, on);
  if (detail === undefined) return notFound("code in the loaded releases");
  const release = codeBook.release("icd10cm", on);
  const others = asked.beside.map(normalizeCode).filter((one) => one !== code);
  const pairs = (kind: "excludes1" | "excludes2") =>
    excludedPairs(codeBook, [code, ...others], { on, kind })
      .filter((one) => one.code === code || one.other === code)
      .map(({ code: one, other, note }) => ({ with: formatDiagnosis(one === code ? other : one), text: note.text, at: placed(note.at) }));
  const conflicts = pairs("excludes1");
  return ok({
    code: formatDiagnosis(code),
    title: detail.title,
    billable: detail.billable,
    validity: codeBook.validity("icd10cm", code, on),
    ...(release === undefined ? {} : { release }),
    ...(detail.notesFrom === undefined ? {} : { notesFrom: detail.notesFrom }),
    flags: [...detail.allFlags],
    notes: detail.allNotes.map((note) => ({
      kind: note.kind,
      // Some are printed as the end of a sentence that the kind of the note begins.
      text: note.text.replace(/^[,;:\s]+/, ""),
      at: placed(note.at),
      inherited: note.at !== code,
      ...(note.release === undefined ? {} : { release: note.release }),
      targets: note.targets.map(({ from, to }) => ({ from: formatDiagnosis(from), to: formatDiagnosis(to) })),
    })),
    steps: detail.children.map((child) => ({
      code: formatDiagnosis(child),
      adds: addedBy(codeBook.diagnosis(child, on)?.title ?? "", detail.title),
      billable: codeBook.diagnosis(child, on)?.billable ?? false,
    })),
    sevenths: detail.sevenths.map(({ character, meaning, at }) => ({ character, meaning, at: formatDiagnosis(at) })),
    // Two books of the Index may say the same.
    indexPaths: [...new Set(detail.indexPaths)].slice(0, mostPaths),
    ...factsOf(codeBook, code, on),
    history: codeBook.codeHistory(code).map((span) => ({ ...span })),
    conflicts,
    // What a whole chapter leaves out is no news beside each symptom of the visit.
    apart: pairs("excludes2").filter((one) => !one.at.startsWith("chapter ") && !conflicts.some((other) => other.with === one.with)),
  }) satisfies Outcome<object>;
}

/** What lists beside the classification say; absent where none was loaded. */
function factsOf({ facts }: Pick<App["codeBook"], "facts">, code: string, on: IsoDate) {
  if (facts === undefined) return {};
  const { replaces, replacedBy, icd9, ...said } = facts.diagnosis(code, on);
  return {
    facts: {
      ...said,
      icd9: icd9.map(({ code: old, isApproximate, isCombination }) => ({ code: old, isApproximate, isCombination })),
      replaces: replaces.map((one) => ({ from: one.from, codes: one.codes.map(formatDiagnosis) })),
      replacedBy: replacedBy.map((one) => ({ from: one.from, code: formatDiagnosis(one.code) })),
    },
  };
}

function placed(at: string): string {
  return /^[A-Z]\w{2,6}$/.test(at) ? formatDiagnosis(at) : at;
}

/** What a longer title says beyond the shorter: "right knee, initial encounter". */
function addedBy(title: string, above: string): string {
  const rest = title.startsWith(above) ? title.slice(above.length).replace(/^[,\s]+/, "") : title;
  return rest === "" ? title : rest;
}
