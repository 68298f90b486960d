/** A code that somebody typed or put into an address without saying of which system it is. */
import { formatDiagnosis, hasIcd10Shape, normalizeCode } from "../../core/codebook/code-text.ts";
import { hasProcedureShape, systemOf } from "../../core/codebook/read-procedures.ts";
import type { CodeSystem } from "../../core/kernel/code-lookup.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { codeFacts, hasFacts } from "../../core/pricing/code-facts.ts";
import type { App } from "../context.ts";

export interface CodePlace {
  readonly system: CodeSystem;
  /** As the book writes it. */
  readonly code: string;
  /** Empty where only a table of fees or edits knows the code. */
  readonly title: string;
}

/**
 * Where the loaded releases have it, the likeliest first: J1100 is a code of HCPCS Level II, J11.00 one of ICD-10-CM, and who leaves
 * the dot out means the first where there is one.
 */
export function whereCode({ codeBook }: Pick<App, "codeBook">, { code: given, on }: { readonly code: string; readonly on: IsoDate }) {
  const code = normalizeCode(given);
  const titled = (system: CodeSystem): readonly CodePlace[] => {
    const title = codeBook.title(system, code, on);
    return title === undefined ? [] : [{ system, code, title }];
  };
  const diagnosis = hasIcd10Shape(code) ? codeBook.diagnosis(code, on) : undefined;
  const diagnoses: readonly CodePlace[] =
    diagnosis === undefined ? [] : [{ system: "icd10cm", code: formatDiagnosis(code), title: diagnosis.title }];
  const others = [
    ...(hasProcedureShape(code) ? procedurePlaces(codeBook, code, on) : []),
    ...(code.length === 7 ? titled("icd10pcs") : []),
    ...(code.length === 2 ? [...titled("modifier"), ...titled("pos")] : []),
  ];
  return { places: given.includes(".") ? [...diagnoses, ...others] : [...others, ...diagnoses] };
}

function procedurePlaces(codeBook: App["codeBook"], code: string, on: IsoDate): readonly CodePlace[] {
  const system = systemOf(code);
  const title = codeBook.title(system, code, on) ?? codeBook.procedure(code, on)?.wording;
  if (title !== undefined) return [{ system, code, title }];
  const facts = codeFacts(codeBook, { code, on, place: { locality: "national" } });
  return facts !== undefined && hasFacts(codeBook, facts) ? [{ system, code, title: "" }] : [];
}
