/** Codes of what is over, or in the family: read from lines `history A00-B99 = Z86.19 | Z83.1` and `lasting I10-I15`. */
import { normalizeCode } from "../code-text.ts";

export interface HistoryCodes {
  /** The history that a condition is once it is over; undefined where there is none of its own. */
  personal(code: string): string | undefined;
  /** The history of the family that a condition of a relative is. */
  family(code: string): string | undefined;
  /** Whether a "history of" the condition mostly means that it is there still. */
  isLasting(code: string): boolean;
}

interface Range {
  readonly from: string;
  readonly to: string;
  readonly personal: string;
  readonly family: string;
}

const shape = /^(?:history ([A-Z]\d\S*?)-([A-Z]\d\S*) = (\S+) \| (\S+)|lasting ([A-Z]\d\S*?)-([A-Z]\d\S*))$/;

/** Collects lines; `take` says whether a line was one of these. */
export function collectHistoryCodes(): { take(line: string): boolean; readonly codes: HistoryCodes } {
  const ranges: Range[] = [];
  const lasting: Pick<Range, "from" | "to">[] = [];
  const holds = ({ from, to }: Pick<Range, "from" | "to">, code: string): boolean =>
    code.slice(0, from.length) >= from && code.slice(0, to.length) <= to;
  /** The narrowest: a longer beginning first, then fewer categories. */
  const rangeOf = (code: string): Range | undefined =>
    ranges
      .filter((range) => holds(range, code))
      .toSorted((a, b) => b.from.length - a.from.length || (a.from < b.from ? 1 : a.from > b.from ? -1 : a.to < b.to ? -1 : 1))[0];
  const stated = (code: string | undefined): string | undefined => (code === undefined || code === "-" ? undefined : normalizeCode(code));
  return {
    take(line) {
      const found = shape.exec(line);
      if (found === null) return false;
      const [, from, to = "", personal = "-", family = "-", first, last = ""] = found;
      if (first !== undefined) lasting.push({ from: normalizeCode(first), to: normalizeCode(last) });
      else if (from !== undefined) ranges.push({ from: normalizeCode(from), to: normalizeCode(to), personal, family });
      return true;
    },
    codes: {
      personal: (code) => stated(rangeOf(code)?.personal),
      family: (code) => stated(rangeOf(code)?.family),
      isLasting: (code) => lasting.some((range) => holds(range, code)),
    },
  };
}
