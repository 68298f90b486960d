import { decimalFromInteger, equalDecimals, formatDecimal } from "../../kernel/decimal.ts";
import { type Hit, none, rule } from "../rule.ts";

const one = decimalFromInteger(1);

export const modifier50Units = rule({
  code: "CLM-MOD-50-UNITS",
  severity: "error",
  title: "Bilateral service not billed as one unit",
  message: "Line {line} ({code}) has modifier 50 and {units} units.",
  why: "With modifier 50 both sides together are one line with one unit.",
  fix: "Set the units to 1, or report two lines with RT and LT.",
  authority: "NCCI Policy Manual, chapter I, section V; Medicare Claims Processing Manual, chapter 12, section 40.7",
  check: ({ lines }) => {
    const hits: Hit[] = [];
    for (const { line, code, modifiers, index } of lines) {
      if (!modifiers.includes("50") || equalDecimals(line.units, one)) continue;
      hits.push({ line: index, path: "units", params: { code, units: formatDecimal(line.units) } });
    }
    return hits.length === 0 ? none : hits;
  },
});
