import { distinctModifiers } from "../ncci-modifiers.ts";
import { type Hit, none, rule } from "../rule.ts";

export const modifier59Visit = rule({
  code: "CLM-MOD-59-VISIT",
  severity: "error",
  title: "Modifier for a distinct procedure on a visit",
  message: "Line {line}: modifier {modifier} does not belong on the visit {code}.",
  why: "59 and XE, XP, XS, XU separate procedures; a separate visit is shown by 25.",
  fix: "Use 25 when the visit was significant and separate.",
  authority: "NCCI Policy Manual, chapter I, section E.1.d",
  check: ({ lines }) => {
    const hits: Hit[] = [];
    for (const { facts, modifiers, code, index } of lines) {
      if (facts?.isEvaluation !== true) continue;
      const modifier = modifiers.find((one) => distinctModifiers.has(one));
      if (modifier !== undefined) hits.push({ line: index, path: "procedure.modifiers", params: { modifier, code } });
    }
    return hits.length === 0 ? none : hits;
  },
});
