/**
 * Therapy and tests of one day: the dearest unit is paid in full, of the others a part is paid less (Medicare Claims Processing Manual,
 * chapter 5, section 10.7; indicators 4 to 7 of the fee schedule for multiple procedures). What the tables do not part is paid in full.
 */
import { type Cents, subtractCents, timesHalfUp, zeroCents } from "../kernel/cents.ts";
import { compareDecimals, type Decimal, decimal, subtractDecimals } from "../kernel/decimal.ts";
import { componentOf, expenseAmount, scheduleAmount } from "./fee-schedule.ts";
import type { SeenLine } from "./seen-line.ts";
import type { PayerTables } from "./tables.ts";

/** National cents that are not paid of each of these units. */
export interface Cut {
  readonly cents: Cents;
  readonly units: Decimal;
}

interface Parts {
  readonly technical: Cents;
  readonly professional: Cents;
}

interface Rule {
  readonly name: string;
  /** What stays of each part, as the rules stand since 2017. */
  readonly technical: Decimal;
  readonly professional: Decimal;
  /** Modifier 59 or XE says another session; the others are reduced by the whole day. */
  readonly bySession: boolean;
  readonly parts: (line: SeenLine, tables: PayerTables) => Parts;
}

const zero = decimal("0");
const one = decimal("1");

const rules: Readonly<Record<string, Rule>> = {
  "4": { name: "imaging", technical: decimal("0.5"), professional: decimal("0.95"), bySession: true, parts: partsOfTest },
  "5": { name: "therapy", technical: decimal("0.5"), professional: one, bySession: false, parts: partsOfTherapy },
  "6": { name: "cardiovascular", technical: decimal("0.75"), professional: one, bySession: false, parts: partsOfTest },
  "7": { name: "ophthalmology", technical: decimal("0.8"), professional: one, bySession: false, parts: partsOfTest },
};

/** By line number. Lines that the fee schedule does not price are not given. */
export function dayCuts(lines: readonly SeenLine[], tables: PayerTables): ReadonlyMap<number, readonly Cut[]> {
  const cuts = new Map<number, readonly Cut[]>();
  const reduced = lines.flatMap((line) => {
    const rule = rules[tables.relativeValues(line.procedure, componentOf(line), line.from)?.multipleProcedure ?? ""];
    return rule === undefined || (rule.bySession && isApart(line))
      ? []
      : [{ line, rule, group: `${line.from} ${rule.name}`, parts: rule.parts(line, tables) }];
  });
  for (const group of new Set(reduced.map((one) => one.group))) {
    for (const part of ["technical", "professional"] as const) {
      const sorted = reduced
        .filter((one) => one.group === group && one.parts[part] > 0)
        .sort((a, b) => b.parts[part] - a.parts[part] || a.line.number - b.line.number);
      sorted.forEach(({ line, rule, parts }, at) => {
        const cents = subtractCents(parts[part], timesHalfUp(parts[part], rule[part]));
        const units = at === 0 ? subtractDecimals(line.units, one) : line.units;
        if (cents > 0 && compareDecimals(units, zero) > 0) cuts.set(line.number, [...(cuts.get(line.number) ?? []), { cents, units }]);
      });
    }
  }
  return cuts;
}

function isApart({ modifiers }: SeenLine): boolean {
  return modifiers.includes("59") || modifiers.includes("XE");
}

function partsOfTherapy(line: SeenLine, tables: PayerTables): Parts {
  return { technical: expenseAmount(line, componentOf(line), tables) ?? zeroCents, professional: zeroCents };
}

/** A line with both parts has them as rows of their own; some codes are one part only. */
function partsOfTest(line: SeenLine, tables: PayerTables): Parts {
  const component = componentOf(line);
  const kind = tables.relativeValues(line.procedure, component, line.from)?.pcTc;
  const amount = (of: "26" | "TC", onlyOf: string): Cents => {
    if (component === of || kind === onlyOf) return scheduleAmount(line, component, tables) ?? zeroCents;
    return (component === "" ? scheduleAmount(line, of, tables) : undefined) ?? zeroCents;
  };
  return { technical: amount("TC", "3"), professional: amount("26", "2") };
}
