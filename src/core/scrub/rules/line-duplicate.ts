import { hasAny, isSameDay } from "../lines.ts";
import { repeatModifiers } from "../ncci-modifiers.ts";
import { type Hit, none, rule } from "../rule.ts";

export const lineDuplicate = rule({
  code: "CLM-LINE-DUPLICATE",
  severity: "error",
  title: "Same service twice on the claim",
  message: "Line {line} repeats line {other}: {code} on {date} with the same modifiers.",
  why: "The payer pays the first and denies the second as its duplicate.",
  fix: "Add the units to one line, or mark the second with what makes it another service (76, 77, 91, 59).",
  authority: "Medicare Claims Processing Manual, chapter 1, section 120; 835 reason code 18",
  check: ({ lines }) => {
    const hits: Hit[] = [];
    for (const line of lines) {
      const first = lines.find(
        (other) =>
          other.index < line.index &&
          other.code === line.code &&
          isSameDay(other, line) &&
          other.placeOfService === line.placeOfService &&
          other.line.drug?.ndc === line.line.drug?.ndc &&
          hasSame(other.modifiers, line.modifiers),
      );
      if (first === undefined || line.on === undefined || hasAny(line.modifiers, repeatModifiers)) continue;
      hits.push({ line: line.index, path: "procedure", params: { other: first.line.number, code: line.code, date: line.on } });
    }
    return hits.length === 0 ? none : hits;
  },
});

function hasSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
