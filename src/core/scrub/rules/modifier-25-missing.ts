import { hasAny, isSameDay, renderingOf } from "../lines.ts";
import { visitModifiers } from "../ncci-modifiers.ts";
import { type Hit, none, rule } from "../rule.ts";

export const modifier25Missing = rule({
  code: "CLM-MOD-25",
  severity: "error",
  title: "Visit with a minor procedure lacks modifier 25",
  message: "Line {line}: the visit {code} stands beside the procedure {procedure} of the same day without modifier 25.",
  why: "The payment of a minor procedure includes the usual visit of that day. A visit that was significant and separate says so with 25.",
  fix: "Add 25 when the note documents a separate visit; else take the visit off.",
  authority: "NCCI Policy Manual, chapter I, section D; Medicare Claims Processing Manual, chapter 12, section 40.2.A.8",
  check: (subject) => {
    const { lines, tables } = subject;
    const hits: Hit[] = [];
    for (const visit of lines) {
      if (visit.facts?.isEvaluation !== true || hasAny(visit.modifiers, visitModifiers)) continue;
      const minor = lines.find(
        (other) =>
          other.facts?.isEvaluation === false &&
          (other.facts.global === "000" || other.facts.global === "010") &&
          isSameDay(visit, other) &&
          // Where the national edits name the pair, their own finding says it.
          visit.on !== undefined &&
          tables.ptpEdit(other.code, visit.code, visit.on) === undefined &&
          renderingOf(subject, visit) === renderingOf(subject, other),
      );
      if (minor !== undefined) {
        hits.push({ line: visit.index, path: "procedure.modifiers", params: { code: visit.code, procedure: minor.code } });
      }
    }
    return hits.length === 0 ? none : hits;
  },
});
