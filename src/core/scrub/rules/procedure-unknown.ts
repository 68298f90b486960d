import { isProcedureShaped, systemOf } from "../lines.ts";
import { type Hit, none, rule } from "../rule.ts";

export const procedureUnknown = rule({
  code: "CLM-PX-UNKNOWN",
  severity: "note",
  title: "Procedure code is not in the loaded releases",
  message: "Line {line}: {code} is not in the loaded code sets for {date}, so it was not checked.",
  why: "Without the release (for CPT, the practice's licensed file) nothing can be said of the code.",
  fix: "Load the release; nothing needs to change on the claim.",
  authority: "The releases listed by `codes list`",
  check: ({ lines, tables }) => {
    const hits: Hit[] = [];
    for (const { on, code, index } of lines) {
      if (on === undefined || !isProcedureShaped(code) || tables.codes.validity(systemOf(code), code, on) !== "unknown") continue;
      hits.push({ line: index, path: "procedure.code", params: { code, date: on } });
    }
    return hits.length === 0 ? none : hits;
  },
});
