import { isProcedureShaped, systemOf } from "../lines.ts";
import { type Hit, none, rule } from "../rule.ts";

export const procedureInvalid = rule({
  code: "CLM-PX-INVALID",
  severity: "error",
  title: "Procedure code is not valid on the date of service",
  message: "Line {line}: {code} is not a valid procedure code on {date}.",
  why: "Payers take only codes in force on the day; a code that was deleted or mistyped is refused.",
  fix: "Search the code book for the code of that day.",
  authority: "HCPCS and CPT release in force on the date of service; 45 CFR 162.1002",
  check: ({ lines, tables }) => {
    const hits: Hit[] = [];
    for (const { on, code, index } of lines) {
      if (on === undefined) continue;
      if (isProcedureShaped(code) && tables.codes.validity(systemOf(code), code, on) !== "invalid") continue;
      hits.push({ line: index, path: "procedure.code", params: { code, date: on } });
    }
    return hits.length === 0 ? none : hits;
  },
});
