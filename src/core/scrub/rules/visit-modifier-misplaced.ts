import { visitModifiers } from "../ncci-modifiers.ts";
import { type Hit, none, rule } from "../rule.ts";

export const visitModifierMisplaced = rule({
  code: "CLM-MOD-VISIT-ONLY",
  severity: "warning",
  title: "Visit modifier on a procedure",
  message: "Line {line}: modifier {modifier} belongs on a visit, and {code} is none.",
  why: "24, 25 and 57 say something of a visit; on a procedure they open no edit and payers refuse them.",
  fix: "Move the modifier to the visit; for a distinct procedure use 59 or one of XE, XP, XS, XU.",
  authority: "CPT modifiers 24, 25 and 57; NCCI Policy Manual, chapter I, section E",
  check: ({ lines }) => {
    const hits: Hit[] = [];
    for (const { facts, modifiers, code, index } of lines) {
      if (facts?.isEvaluation !== false) continue;
      const modifier = modifiers.find((one) => visitModifiers.has(one));
      if (modifier !== undefined) hits.push({ line: index, path: "procedure.modifiers", params: { modifier, code } });
    }
    return hits.length === 0 ? none : hits;
  },
});
