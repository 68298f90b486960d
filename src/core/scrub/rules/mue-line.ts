import { compareDecimals, decimalFromInteger, formatDecimal } from "../../kernel/decimal.ts";
import { billerOf } from "../biller.ts";
import { isLimitOfPayer } from "../medicare.ts";
import { type Hit, none, rule } from "../rule.ts";

export const mueLine = rule({
  code: "CLM-MUE-LINE",
  severity: "error",
  title: "More units on a line than are believable",
  message: "Line {line}: {units} units of {code}; at most {limit} on one line.",
  why: "All units of a line over this limit are denied, not only what is over.",
  fix: "Correct the units. When more were truly given, report them on further lines with the modifier that says why (59, 76, 91, RT, LT …).",
  authority: "NCCI medically unlikely edits for practitioners, MAI 1, the quarter of the date of service",
  check: ({ claim, lines, tables }) => {
    const hits: Hit[] = [];
    for (const { line, code, on, index } of lines) {
      if (on === undefined || line.unitKind !== "UN") continue;
      const edit = tables.mue(code, on, billerOf(claim));
      if (edit?.mai !== 1 || !isLimitOfPayer(edit.units, claim)) continue;
      if (compareDecimals(line.units, decimalFromInteger(edit.units)) <= 0) continue;
      hits.push({ line: index, path: "units", params: { code, units: formatDecimal(line.units), limit: edit.units } });
    }
    return hits.length === 0 ? none : hits;
  },
});
