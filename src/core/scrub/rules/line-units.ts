import { formatDecimal } from "../../kernel/decimal.ts";
import { type Hit, none, rule } from "../rule.ts";

export const lineUnits = rule({
  code: "CLM-UNITS",
  severity: "error",
  title: "Line without units",
  message: "Line {line} ({code}) has {units} units.",
  why: "At least one unit of a service must have been given.",
  fix: "Enter how many units were given.",
  authority: "005010X222A1 loop 2400 SV104",
  check: ({ lines }) => {
    const hits: Hit[] = [];
    for (const { line, code, index } of lines) {
      if (line.units.digits <= 0n) hits.push({ line: index, path: "units", params: { code, units: formatDecimal(line.units) } });
    }
    return hits.length === 0 ? none : hits;
  },
});
