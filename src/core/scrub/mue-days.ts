/** Units of one code in one day against the medically unlikely edit of that day. */
import { addDecimals, compareDecimals, type Decimal, decimalFromInteger, formatDecimal } from "../kernel/decimal.ts";
import { billerOf } from "./biller.ts";
import { isLimitOfPayer } from "./medicare.ts";
import { type Hit, none } from "./rule.ts";
import type { ScrubSubject } from "./subject.ts";

/** One hit for each code and day over the limit, at its last line. Modifiers do not matter for MAI 2 and 3. */
export function overDay({ claim, lines, tables }: ScrubSubject, mai: 2 | 3): readonly Hit[] {
  const biller = billerOf(claim);
  let hits: Hit[] | undefined;
  for (const { line, code, on, index } of lines) {
    if (on === undefined || line.unitKind !== "UN") continue;
    const edit = tables.mue(code, on, biller);
    if (edit?.mai !== mai || !isLimitOfPayer(edit.units, claim)) continue;
    if (lines.some((other) => other.index > index && other.code === code && other.on === on)) continue;
    const units = lines
      .filter((other) => other.code === code && other.on === on && other.line.unitKind === "UN")
      .reduce<Decimal>((sum, other) => addDecimals(sum, other.line.units), decimalFromInteger(0));
    if (compareDecimals(units, decimalFromInteger(edit.units)) <= 0) continue;
    hits ??= [];
    hits.push({ line: index, path: "units", params: { code, units: formatDecimal(units), limit: edit.units, date: on } });
  }
  return hits ?? none;
}
