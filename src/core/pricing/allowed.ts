/** The price of a line by the Medicare schedules: physician fee schedule, else laboratory, else drugs. Each step is told in words. */
import { type Cents, cents, centsFromDollars, formatCents, timesHalfUp } from "../kernel/cents.ts";
import { addDecimals, type Decimal, decimal, formatDecimal, multiplyDecimals, roundDecimal } from "../kernel/decimal.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { FeeTables, RvuRow } from "./tables.ts";

export interface LineToPrice {
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: Decimal;
  readonly placeOfService: string;
  readonly on: IsoDate;
  /** Payment locality; "national" when it is not known. */
  readonly locality: string;
  /** 1 for the dearest procedure of the day under the multiple-procedure rule, 2 and on for the others. */
  readonly rank?: number;
}

export type PriceBasis = "physician-schedule" | "laboratory-schedule" | "drug-schedule";

export type SchedulePrice =
  | { readonly kind: "priced"; readonly basis: PriceBasis; readonly amount: Cents; readonly formula: readonly string[] }
  /** The schedule says that nothing is paid for it: bundled, excluded, not valid for Medicare. */
  | { readonly kind: "not-paid"; readonly status: string; readonly formula: readonly string[] }
  | { readonly kind: "unknown"; readonly formula: readonly string[] };

/** Statuses of the fee schedule for which nothing is paid separately. */
const unpaid: Readonly<Record<string, string>> = {
  B: "bundled into other services",
  E: "excluded by regulation",
  I: "not valid for Medicare",
  M: "a measurement code",
  N: "not covered",
  P: "bundled or excluded",
  X: "excluded by law",
};

/** Times the units; before the lower of price and charge, which the caller takes. */
export function schedulePrice(line: LineToPrice, tables: FeeTables): SchedulePrice {
  const part = line.modifiers.includes("26") ? "26" : line.modifiers.includes("TC") ? "TC" : "";
  const row = tables.rvu(line.procedure, part, line.on);
  if (row !== undefined && hasValue(row)) return physicianPrice(line, row, part, tables);
  const lab = tables.labFee(line.procedure, line.on);
  if (lab !== undefined) return flatPrice(line, lab, { basis: "laboratory-schedule", name: "clinical laboratory fee" });
  const drug = tables.drugFee(line.procedure, line.on);
  if (drug !== undefined) return flatPrice(line, drug, { basis: "drug-schedule", name: "drug payment limit" });
  const reason = row === undefined ? undefined : unpaid[row.status];
  if (row !== undefined && reason !== undefined) {
    return { kind: "not-paid", status: row.status, formula: [`Fee schedule status ${row.status}: ${reason}.`] };
  }
  return { kind: "unknown", formula: [`No loaded schedule has a price for ${line.procedure}.`] };
}

function physicianPrice(line: LineToPrice, row: RvuRow, part: string, tables: FeeTables): SchedulePrice {
  const factors = tables.locality(line.locality, line.on);
  const conversion = tables.conversionFactor(line.on);
  if (factors === undefined || conversion === undefined) {
    return { kind: "unknown", formula: [`No loaded release has the factors of locality ${line.locality} for ${line.on}.`] };
  }
  const facility = tables.isFacility(line.placeOfService);
  const pe = facility ? row.facilityPe : row.nonFacilityPe;
  const total = addDecimals(
    addDecimals(multiplyDecimals(row.work, factors.work), multiplyDecimals(pe, factors.practiceExpense)),
    multiplyDecimals(row.malpractice, factors.malpractice),
  );
  const unit = centsFromDollars(multiplyDecimals(total, conversion));
  const name = part === "" ? line.procedure : `${line.procedure}-${part}`;
  const formula = [
    `${name}: work ${formatDecimal(row.work)} × ${formatDecimal(factors.work)} + ${facility ? "facility" : "non-facility"} expense ${formatDecimal(pe)} × ${formatDecimal(factors.practiceExpense)} + malpractice ${formatDecimal(row.malpractice)} × ${formatDecimal(factors.malpractice)} = ${formatDecimal(roundDecimal(total, 6))}`,
    `× conversion factor ${formatDecimal(conversion)} = ${formatCents(unit)}`,
  ];
  let amount = unit;
  for (const step of modifierSteps(line, row)) {
    amount = timesHalfUp(amount, step.factor);
    formula.push(`× ${formatDecimal(step.factor)} (${step.why}) = ${formatCents(amount)}`);
  }
  return { kind: "priced", basis: "physician-schedule", ...timesUnits(amount, line.units, formula) };
}

function flatPrice(line: LineToPrice, fee: Cents, { basis, name }: { readonly basis: PriceBasis; readonly name: string }): SchedulePrice {
  return { kind: "priced", basis, ...timesUnits(fee, line.units, [`${line.procedure}: ${name} ${formatCents(fee)}`]) };
}

function timesUnits(
  amount: Cents,
  units: Decimal,
  formula: readonly string[],
): { readonly amount: Cents; readonly formula: readonly string[] } {
  const whole = timesHalfUp(amount, units);
  if (formatDecimal(units) === "1") return { amount: whole, formula };
  return { amount: whole, formula: [...formula, `× ${formatDecimal(units)} units = ${formatCents(whole)}`] };
}

/** Payment modifiers of the physician schedule (Medicare Claims Processing Manual, chapter 12, sections 20.4 and 40). */
function modifierSteps(line: LineToPrice, row: RvuRow): readonly { readonly factor: Decimal; readonly why: string }[] {
  const has = (modifier: string): boolean => line.modifiers.includes(modifier);
  const steps: { factor: Decimal; why: string }[] = [];
  if (has("50") && row.bilateral === "1") steps.push({ factor: decimal("1.5"), why: "both sides, modifier 50" });
  if (has("50") && row.bilateral === "3") steps.push({ factor: decimal("2"), why: "both sides in full, modifier 50" });
  if (has("62")) steps.push({ factor: decimal("0.625"), why: "two surgeons, modifier 62" });
  if (row.assistant !== "1" && row.assistant !== "9") {
    if (has("80") || has("81") || has("82")) steps.push({ factor: decimal("0.16"), why: "assistant at surgery" });
    else if (has("AS")) steps.push({ factor: decimal("0.136"), why: "assistant at surgery, modifier AS" });
  }
  const rank = line.rank ?? 1;
  if (row.multipleProcedure === "2" && rank > 1) steps.push({ factor: decimal("0.5"), why: `procedure ${rank} of the day` });
  return steps;
}

function hasValue(row: RvuRow): boolean {
  if (unpaid[row.status] !== undefined) return false;
  return row.work.digits !== 0n || row.nonFacilityPe.digits !== 0n || row.facilityPe.digits !== 0n || row.malpractice.digits !== 0n;
}

/** For callers that rank procedures: zero when there is no price. */
export function amountOf(price: SchedulePrice): Cents {
  return price.kind === "priced" ? price.amount : cents(0);
}
