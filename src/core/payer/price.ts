/** What the plan allows for a line: the national Medicare amount by the published formula, times the plan's factor. */
import { type Cents, cents, centsFromDollars, minCents, timesHalfUp, zeroCents } from "../kernel/cents.ts";
import { addDecimals, compareDecimals, type Decimal, decimal, multiplyDecimals } from "../kernel/decimal.ts";
import type { PriceRules } from "./plan.ts";
import type { SeenLine } from "./seen-line.ts";
import { isVaccineProduct } from "./service-lists.ts";
import type { PayerTables } from "./tables.ts";

export interface LinePrice {
  /** Before the multiple-procedure reduction; never above the charge. */
  readonly full: Cents;
  /** What is allowed; `full` less the reduction. */
  readonly allowed: Cents;
  readonly words: string;
}

const zero = decimal("0");
const half = decimal("0.5");

/** Prices the payable lines of one claim together: the multiple-procedure rule ranks those of one day. */
export function priceLines({
  lines,
  tables,
}: {
  readonly lines: readonly SeenLine[];
  readonly tables: PayerTables;
}): ReadonlyMap<number, LinePrice> {
  const prices = new Map(lines.map((line) => [line.number, priceOf(line, tables)]));
  const reduced = reducedLines({ lines, prices, tables });
  return new Map(
    lines.map((line) => {
      const price = prices.get(line.number) ?? { fee: zeroCents, words: "" };
      const full = minCents(price.fee, line.charge);
      if (!reduced.has(line.number)) return [line.number, { full, allowed: full, words: price.words }];
      const allowed = minCents(timesHalfUp(price.fee, half), line.charge);
      return [line.number, { full, allowed, words: `${price.words}, half as a further procedure of the day` }];
    }),
  );
}

/** The national non-APM amount of one unit, and whether a schedule has it. */
function nationalAmount(line: SeenLine, tables: PayerTables): Cents | undefined {
  const laboratory = tables.fee("clinical-lab", line.procedure, line.from);
  if (laboratory !== undefined) return laboratory;
  const drug = tables.fee("drug", line.procedure, line.from);
  if (drug !== undefined) return drug;
  const component = line.modifiers.includes("26") ? "26" : line.modifiers.includes("TC") ? "TC" : "";
  const values = tables.relativeValues(line.procedure, component, line.from);
  const factor = tables.conversionFactor("physician", line.from);
  if (values === undefined || factor === undefined) return undefined;
  const facility = tables.placeOfService(line.placeOfService)?.rate === "facility";
  const expense = facility ? values.facilityPe : values.nonFacilityPe;
  const total = addDecimals(addDecimals(values.work, expense), values.malpractice);
  return compareDecimals(total, zero) > 0 ? centsFromDollars(multiplyDecimals(total, factor)) : undefined;
}

function priceOf(line: SeenLine, tables: PayerTables): { readonly fee: Cents; readonly words: string } {
  const rules = line.terms.prices;
  const agreed = rules.agreed?.[line.procedure];
  const national = agreed ?? nationalAmount(line, tables);
  if (national === undefined) {
    return { fee: timesHalfUp(line.charge, rules.unpricedShare), words: "no schedule has a price: a share of the charge" };
  }
  const exception = rules.exceptions.find((one) => one.procedures.includes(line.procedure));
  const unit = agreed ?? timesHalfUp(national, exception?.factor ?? rules.factor);
  const share = multiplyDecimals(modifierShare(line, tables), practitionerShare(line, rules));
  const words = agreed === undefined ? `national amount ${national} cents a unit` : `agreed amount ${agreed} cents a unit`;
  return { fee: timesHalfUp(unit, multiplyDecimals(line.units, share)), words };
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
