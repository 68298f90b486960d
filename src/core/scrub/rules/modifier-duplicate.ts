import { type Hit, none, rule } from "../rule.ts";

export const modifierDuplicate = rule({
  code: "CLM-MOD-DUPLICATE",
  severity: "error",
  title: "Modifier stands twice on a line",
  message: "Line {line} has modifier {modifier} twice.",
  why: "Repeating a modifier says nothing more, and payers refuse it.",
  fix: "Take one of them off.",
  authority: "005010X222A1 loop 2400 SV101-3 to -6; 835 reason code 4",
  check: ({ lines }) => {
    const hits: Hit[] = [];
    for (const { modifiers, index } of lines) {
      const twice = modifiers.find((one, at) => modifiers.indexOf(one) < at);
      if (twice !== undefined) hits.push({ line: index, path: "procedure.modifiers", params: { modifier: twice } });
    }
    return hits.length === 0 ? none : hits;
  },
});
