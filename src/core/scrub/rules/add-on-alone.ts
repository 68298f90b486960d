import { type Hit, none, rule } from "../rule.ts";

export const addOnAlone = rule({
  code: "CLM-ADD-ON",
  severity: "error",
  title: "Add-on code without its primary",
  message: "Line {line}: {code} is an add-on code and none of its primary procedures was given that day.",
  why: "An add-on is work on top of another procedure and is never paid alone.",
  fix: "Add the primary procedure, or choose the code that stands alone.",
  authority: "CMS add-on code edits, type I; NCCI Policy Manual, chapter I, section R; 835 reason code B15",
  check: ({ lines, context }) => {
    const hits: Hit[] = [];
    for (const { facts, on, code, index } of lines) {
      const addOn = facts?.addOn;
      // Types II and III leave some or all primaries to the contractor: nothing to hold a claim for.
      if (addOn?.type !== 1 || on === undefined) continue;
      if (lines.some((other) => other.on === on && addOn.isPrimary(other.code))) continue;
      if (context.history?.some((prior) => prior.on === on && addOn.isPrimary(prior.procedure)) === true) continue;
      hits.push({ line: index, path: "procedure.code", params: { code } });
    }
    return hits.length === 0 ? none : hits;
  },
});
