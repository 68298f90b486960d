import type { IsoDate } from "../../kernel/iso-date.ts";
import { hasAny, isSameDay, renderingOf } from "../lines.ts";
import { distinctModifiers, ncciModifiers, visitModifiers } from "../ncci-modifiers.ts";
import { type Hit, none, rule } from "../rule.ts";
import type { SubjectLine } from "../subject.ts";
import type { ScrubTables } from "../tables.ts";

export const ptpEdit = rule({
  code: "CLM-NCCI-PTP",
  severity: "error",
  title: "Two procedures that are not paid together",
  message: "Line {line}: {column2} is part of {column1} of the same day ({bypass}).",
  why: "The national correct coding edits pay the first of the pair and deny the second. The patient may not be billed for it.",
  fix: "Take the second code off. Where the edit allows a modifier and the note shows a separate service, add the one that says why.",
  authority: "NCCI procedure-to-procedure edits for practitioners, the quarter of the date of service; NCCI Policy Manual, chapter I",
  check: (subject) => {
    const { lines, tables } = subject;
    if (lines.length < 2) return none;
    const hits: Hit[] = [];
    for (const column1 of lines) {
      const { on } = column1;
      if (on === undefined) continue;
      for (const column2 of lines) {
        if (column1 === column2 || column1.code === column2.code || !isSameDay(column1, column2)) continue;
        const bypass = brokenEdit({ tables, column1, column2, on });
        if (bypass === undefined || renderingOf(subject, column1) !== renderingOf(subject, column2)) continue;
        hits.push({ line: column2.index, path: "procedure.code", params: { column1: column1.code, column2: column2.code, bypass } });
      }
    }
    return hits.length === 0 ? none : hits;
  },
});

interface Pair {
  readonly tables: ScrubTables;
  readonly column1: SubjectLine;
  readonly column2: SubjectLine;
  readonly on: IsoDate;
}

/** How the edit could be opened, or undefined when there is none or a modifier on either line opens it. */
function brokenEdit({ tables, column1, column2, on }: Pair): string | undefined {
  const edit = tables.ptpEdit(column1.code, column2.code, on);
  if (edit === undefined || edit.modifierIndicator === 9) return undefined;
  if (edit.modifierIndicator === 0) return "no modifier opens this edit";
  return opens(column1) || opens(column2) ? undefined : "a modifier opens this edit when the services were separate";
}

/** On a visit only 24, 25 and 57 count; on a procedure these three do not. */
function opens(line: SubjectLine): boolean {
  if (line.facts?.isEvaluation === true) return hasAny(line.modifiers, visitModifiers);
  const counted = line.modifiers.filter((modifier) => !visitModifiers.has(modifier) || line.facts === undefined);
  return hasAny(counted, ncciModifiers) || hasAny(counted, distinctModifiers);
}
