import { daysBetween } from "../../kernel/iso-date.ts";
import { hasAny, renderingOf } from "../lines.ts";
import { visitModifiers } from "../ncci-modifiers.ts";
import { type Hit, none, rule } from "../rule.ts";

export const globalPeriod = rule({
  code: "CLM-GLOBAL",
  severity: "warning",
  title: "Visit inside the global period of a surgery",
  message: "Line {line}: the visit {code} falls {days} days after {procedure} of {date}, whose price includes the care of {global} days.",
  why: "Usual care after surgery is part of its price; a visit for something else says so with 24.",
  fix: "Add 24 when the visit had nothing to do with the surgery (25 or 57 where they apply), else report 99024 without a charge.",
  authority: "Medicare Claims Processing Manual, chapter 12, section 40.1; Medicare physician fee schedule, global field",
  check: (subject) => {
    const { claim, lines, context, tables } = subject;
    if (context.history === undefined || context.history.length === 0) return none;
    const hits: Hit[] = [];
    for (const line of lines) {
      const { on } = line;
      if (line.facts?.isEvaluation !== true || on === undefined || hasAny(line.modifiers, visitModifiers)) continue;
      for (const prior of context.history) {
        if (prior.outcome === "denied" || prior.on >= on || prior.controlNumber === claim.controlNumber) continue;
        if ((prior.renderingNpi ?? prior.billingNpi) !== renderingOf(subject, line)) continue;
        const global = tables.procedure(prior.procedure, prior.on)?.global;
        const length = global === "010" ? 10 : global === "090" ? 90 : 0;
        if (length === 0) continue;
        const days = daysBetween({ from: prior.on, to: on });
        if (days > length) continue;
        hits.push({
          line: line.index,
          path: "procedure.modifiers",
          params: { code: line.code, days, procedure: prior.procedure, date: prior.on, global: length },
        });
        break;
      }
    }
    return hits.length === 0 ? none : hits;
  },
});
