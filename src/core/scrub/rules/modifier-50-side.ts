import { type Hit, none, rule } from "../rule.ts";

export const modifier50Side = rule({
  code: "CLM-MOD-50-SIDE",
  severity: "error",
  title: "Both sides and one side on the same line",
  message: "Line {line} ({code}) has modifier 50 together with {side}.",
  why: "50 says both sides, LT and RT say one.",
  fix: "Keep 50 alone for both sides, or LT or RT for one.",
  authority: "Medicare Claims Processing Manual, chapter 12, section 40.7; CPT modifier 50",
  check: ({ lines }) => {
    const hits: Hit[] = [];
    for (const { code, modifiers, index } of lines) {
      if (!modifiers.includes("50")) continue;
      const side = modifiers.find((modifier) => modifier === "LT" || modifier === "RT");
      if (side !== undefined) hits.push({ line: index, path: "procedure.modifiers", params: { code, side } });
    }
    return hits.length === 0 ? none : hits;
  },
});
