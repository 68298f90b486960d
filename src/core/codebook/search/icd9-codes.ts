/** A code of ICD-9-CM that was typed, and what CMS's general equivalence mappings have for it. */
import { formatDiagnosis } from "../code-text.ts";
import type { EquivalentCode } from "../facts/fact-book.ts";

/** "250.00", "25000", "V58.69", "E885.9", "042" and "ICD-9 250.00", without the dot; undefined for what has another shape. */
export function icd9In(typed: string): string | undefined {
  const text = typed
    .trim()
    .toUpperCase()
    .replace(/^ICD-?9(?:-?CM)?[\s:]+/, "");
  return shapes.some((shape) => shape.test(text)) ? text.replace(".", "") : undefined;
}

/** The dot stands behind three characters, of causes (E) behind four. */
const shapes = [/^\d{3}(?:\.?\d{1,2})?$/, /^V\d{2}(?:\.?\d{1,2})?$/, /^E\d{3}(?:\.?\d)?$/];

/** "E8859" → "E885.9". */
function formatIcd9(code: string): string {
  const whole = code.startsWith("E") ? 4 : 3;
  return code.length > whole ? `${code.slice(0, whole)}.${code.slice(whole)}` : code;
}

export interface Equivalent {
  readonly code: string;
  readonly why: string;
}

/** Each code once, exact ones first, with why it is there; those that count only together say with which. */
export function equivalentsOf(icd9: string, found: readonly EquivalentCode[]): readonly Equivalent[] {
  const codes = new Map<string, string>();
  for (const one of found.toSorted(
    (a, b) => Number(a.isApproximate) - Number(b.isApproximate) || Number(a.isCombination) - Number(b.isCombination),
  )) {
    if (one.code === "" || codes.has(one.code)) continue;
    const partners = found.filter((other) => one.isCombination && other.scenario === one.scenario && other.choice !== one.choice);
    const only = partners.length === 0 ? "" : `, only together with ${partners.map(({ code }) => formatDiagnosis(code)).join(" or ")}`;
    codes.set(
      one.code,
      `ICD-9-CM ${formatIcd9(icd9)}, by CMS's general equivalence mappings${only}${one.isApproximate ? " (approximate)" : ""}`,
    );
  }
  return [...codes].map(([code, why]) => ({ code, why }));
}
