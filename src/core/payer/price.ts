/** What the plan allows for a line: the national Medicare amount by the published formula, times the plan's factor. */
import { type Cents, cents, maxCents, minCents, subtractCents, sumCents, timesHalfUp, zeroCents } from "../kernel/cents.ts";
import { type Decimal, decimal, multiplyDecimals } from "../kernel/decimal.ts";
import { type Cut, dayCuts } from "./day-cuts.ts";
import { componentOf, scheduleAmount } from "./fee-schedule.ts";
import type { PriceRules } from "./plan.ts";
import type { SeenLine } from "./seen-line.ts";
import { isVaccineProduct } from "./service-lists.ts";
import type { PayerTables } from "./tables.ts";

export interface LinePrice {
  /** Before what other services of the day take off; never above the charge. */
  readonly full: Cents;
  /** What is allowed; `full` less the reduction. */
  readonly allowed: Cents;
  readonly words: string;
}

const half = decimal("0.5");

/** Prices the payable lines of one claim together: services of one day change each other's price. */
export function priceLines({
  lines,
  tables,
}: {
  readonly lines: readonly SeenLine[];
  readonly tables: PayerTables;
}): ReadonlyMap<number, LinePrice> {
  const prices = new Map(lines.map((line) => [line.number, priceOf(line, tables)]));
  const reduced = reducedLines({ lines, prices, tables });
  const cuts = dayCuts(
    lines.filter((line) => agreedAmount(line) === undefined && flatAmount(line, tables) === undefined),
    tables,
  );
  return new Map(
    lines.map((line) => {
      const price = prices.get(line.number) ?? { fee: zeroCents, words: "" };
      const full = minCents(price.fee, line.charge);
      const cut = cutOf(line, cuts.get(line.number) ?? [], tables);
      if (cut > 0) {
        const allowed = minCents(maxCents(zeroCents, subtractCents(price.fee, cut)), line.charge);
        return [line.number, { full, allowed, words: `${price.words}, less ${cut} cents beside a dearer service of the day` }];
      }
      if (!reduced.has(line.number)) return [line.number, { full, allowed: full, words: price.words }];
      const allowed = minCents(timesHalfUp(price.fee, half), line.charge);
      return [line.number, { full, allowed, words: `${price.words}, half as a further procedure of the day` }];
    }),
  );
}

function agreedAmount({ terms, procedure }: SeenLine): Cents | undefined {
  return terms.prices.agreed?.[procedure];
}

/** Of one unit, by a schedule that has amounts and no values. */
function flatAmount(line: SeenLine, tables: PayerTables): Cents | undefined {
  return tables.fee("clinical-lab", line.procedure, line.from) ?? tables.fee("drug", line.procedure, line.from);
}

function priceOf(line: SeenLine, tables: PayerTables): { readonly fee: Cents; readonly words: string } {
  const rules = line.terms.prices;
  const agreed = agreedAmount(line);
  const national = agreed ?? flatAmount(line, tables) ?? scheduleAmount(line, componentOf(line), tables);
  if (national === undefined) {
    return { fee: timesHalfUp(line.charge, rules.unpricedShare), words: "no schedule has a price: a share of the charge" };
  }
  const unit = agreed ?? timesHalfUp(national, factorOf(line));
  const share = shareOf(line, tables);
  const words = agreed === undefined ? `national amount ${national} cents a unit` : `agreed amount ${agreed} cents a unit`;
  return { fee: timesHalfUp(unit, multiplyDecimals(line.units, share)), words };
}

/** What is not paid of the line, at the plan's own prices. */
function cutOf(line: SeenLine, cuts: readonly Cut[], tables: PayerTables): Cents {
  const share = shareOf(line, tables);
  return sumCents(cuts.map((cut) => timesHalfUp(timesHalfUp(cut.cents, factorOf(line)), multiplyDecimals(cut.units, share))));
}

/** Of the national amount. */
function factorOf({ terms: { prices }, procedure }: SeenLine): Decimal {
  return prices.exceptions.find((one) => one.procedures.includes(procedure))?.factor ?? prices.factor;
}

function shareOf(line: SeenLine, tables: PayerTables): Decimal {
  return multiplyDecimals(modifierShare(line, tables), practitionerShare(line, line.terms.prices));
}

/** Medicare Claims Processing Manual, chapter 12: bilateral surgery 40.7, assistants 20.4.3. */
function modifierShare(line: SeenLine, tables: PayerTables): Decimal {
  if (line.modifiers.includes("50")) {
    const bilateral = tables.relativeValues(line.procedure, "", line.from)?.bilateral;
    if (bilateral === "1") return decimal("1.5");
    if (bilateral === "3") return decimal("2");
  }
  if (["80", "81", "82"].some((modifier) => line.modifiers.includes(modifier))) return decimal("0.16");
  return line.modifiers.includes("AS") ? decimal("0.136") : decimal("1");
}

function practitionerShare(line: SeenLine, rules: PriceRules): Decimal {
  const isPractitioner = line.taxonomy !== undefined && /^363[AL]/.test(line.taxonomy);
  const paidInFull = isVaccineProduct(line.procedure) || line.modifiers.includes("AS");
  return isPractitioner && !paidInFull && rules.practitionerShare !== undefined ? rules.practitionerShare : decimal("1");
}

/** Indicator 2: the highest fee of the day in full, the others at half (chapter 12, section 40.6). Ties go to the earlier line. */
function reducedLines({
  lines,
  prices,
  tables,
}: {
  readonly lines: readonly SeenLine[];
  readonly prices: ReadonlyMap<number, { readonly fee: Cents }>;
  readonly tables: PayerTables;
}): ReadonlySet<number> {
  const reduced = new Set<number>();
  const days = new Set(lines.map((line) => line.from));
  for (const day of days) {
    const ranked = lines
      .filter((line) => line.from === day && tables.relativeValues(line.procedure, "", day)?.multipleProcedure === "2")
      .sort((a, b) => (prices.get(b.number)?.fee ?? cents(0)) - (prices.get(a.number)?.fee ?? cents(0)) || a.number - b.number);
    for (const line of ranked.slice(1)) reduced.add(line.number);
  }
  return reduced;
}
