import { type Hit, none, rule } from "../rule.ts";

export const modifierCount = rule({
  code: "CLM-MOD-LIMIT",
  severity: "error",
  title: "More than four modifiers",
  message: "Line {line} has {count} modifiers; four is the limit.",
  why: "A line has room for four.",
  fix: "Keep those that change payment first, then those that inform.",
  authority: "005010X222A1 loop 2400 SV101-3 to SV101-6",
  check: ({ lines }) => {
    const hits: Hit[] = [];
    for (const { modifiers, index } of lines) {
      if (modifiers.length > 4) hits.push({ line: index, path: "procedure.modifiers", params: { count: modifiers.length } });
    }
    return hits.length === 0 ? none : hits;
  },
});
