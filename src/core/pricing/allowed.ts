/** The price of a line by the Medicare schedules: physician fee schedule, else laboratory, else drugs. Each step is told in words. */
import {
  type Cents,
  cents,
  centsFromDollars,
  formatCents,
  maxCents,
  minCents,
  subtractCents,
  timesHalfUp,
  zeroCents,
} from "../kernel/cents.ts";
import { addDecimals, type Decimal, decimal, formatDecimal, multiplyDecimals, parseDecimal, roundDecimal } from "../kernel/decimal.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import { type Beside, type ReducedKind, reductionRate } from "./reductions.ts";
import type { FeeTables, LocalityFactors, RvuRow } from "./tables.ts";

export interface LineToPrice {
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: Decimal;
  readonly placeOfService: string;
  readonly on: IsoDate;
  /** Payment locality; "national" when it is not known. */
  readonly locality: string;
  /** What the other services of the day do to its price. */
  readonly beside?: Beside;
  /** Where the patient lives: equipment is paid by state, and in rural ZIP codes otherwise. */
  readonly home?: { readonly state: string; readonly zip?: string };
}

export type PriceBasis = "physician-schedule" | "laboratory-schedule" | "drug-schedule" | "equipment-schedule";

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
  const part = partOf(line, tables);
  const row = tables.rvu(line.procedure, part, line.on);
  if (row !== undefined && hasValue(row)) return physicianPrice(line, row, part, tables);
  const lab = tables.labFee(line.procedure, line.on);
  if (lab !== undefined) return flatPrice(line, lab, { basis: "laboratory-schedule", name: "clinical laboratory fee" });
  const drug = tables.drugLimit(line.procedure, line.on);
  if (drug !== undefined) return drugPrice(line, drug);
  const equipment = equipmentPrice(line, tables);
  if (equipment !== undefined) return equipment;
  const reason = row === undefined ? undefined : unpaid[row.status];
  if (row !== undefined && reason !== undefined) {
    return { kind: "not-paid", status: row.status, formula: [`Fee schedule status ${row.status}: ${reason}.`] };
  }
  return { kind: "unknown", formula: [`No loaded schedule has a price for ${line.procedure}.`] };
}

/** Which row of the schedule pays the line: of a part, of a service that was stopped where it has such a row, or of the whole service. */
export function partOf({ procedure, modifiers, on }: LineToPrice, tables: FeeTables): "" | "26" | "TC" | "53" {
  if (modifiers.includes("26")) return "26";
  if (modifiers.includes("TC")) return "TC";
  return modifiers.includes("53") && tables.rvu(procedure, "53", on) !== undefined ? "53" : "";
}

function physicianPrice(line: LineToPrice, row: RvuRow, part: string, tables: FeeTables): SchedulePrice {
  const factors = tables.locality(line.locality, line.on);
  const conversion = tables.conversionFactor(line.on);
  if (factors === undefined || conversion === undefined) {
    return { kind: "unknown", formula: [`No loaded release has the factors of locality ${line.locality} for ${line.on}.`] };
  }
  const unknown = line.beside?.familyUnknown;
  if (unknown !== undefined) {
    const words = `The price of ${line.procedure} beside ${unknown.beside} cannot be told: the endoscopy family's base code is not loaded.`;
    return { kind: "unknown", formula: [words] };
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
  const edition = tables.edition(line.on);
  if (edition !== undefined) formula.push(`By ${edition}${factors.name === undefined ? "" : `, ${factors.name}`}.`);
  let amount = unit;
  const cap = imagingCap(line, { row, part, facility, factors, conversion }, tables);
  if (cap !== undefined && cap < amount) {
    amount = cap;
    formula.push(`Imaging is paid no more than in the outpatient system: ${formatCents(cap)}`);
  }
  const take = (steps: readonly Step[]): void => {
    for (const { factor, why } of steps) {
      amount = timesHalfUp(amount, factor);
      formula.push(`× ${formatDecimal(factor)} (${why}) = ${formatCents(amount)}`);
    }
  };
  take(bilateralSteps(line, row));
  const { offBase, rank = 1 } = line.beside ?? {};
  if (offBase !== undefined) {
    amount = maxCents(zeroCents, subtractCents(amount, offBase.amount));
    formula.push(
      `− ${formatCents(offBase.amount)} (base code ${offBase.base} of the endoscopy family, counted once) = ${formatCents(amount)}`,
    );
  }
  // A share of the surgery is a share of what is left beside the base code.
  take(shareSteps(line, row));
  if (rank > 1 && (row.multipleProcedure === "2" || row.multipleProcedure === "3")) {
    amount = timesHalfUp(amount, decimal("0.5"));
    formula.push(`× 0.5 (procedure ${rank} of the day) = ${formatCents(amount)}`);
  }
  const whole = timesUnits(amount, line.units, formula);
  return { kind: "priced", basis: "physician-schedule", ...lessReduced(line, row, whole, tables) };
}

const reducedWords: Readonly<Record<ReducedKind, { readonly technical: string; readonly what: string }>> = {
  imaging: { technical: "technical part", what: "imaging of one session" },
  therapy: { technical: "practice expense", what: "therapy of one day" },
  cardiovascular: { technical: "technical part", what: "heart and vessel tests of one day" },
  ophthalmology: { technical: "technical part", what: "eye tests of one day" },
};

/** Takes off what is not paid of the units that are not the dearest of the day. */
function lessReduced(
  line: LineToPrice,
  row: RvuRow,
  price: { readonly amount: Cents; readonly formula: readonly string[] },
  tables: FeeTables,
) {
  const reduced = line.beside?.reduced;
  const stays = reduced === undefined ? undefined : reductionRate(reduced.kind, line.on);
  if (reduced === undefined || stays === undefined) return price;
  const parts = unitParts(line, reduced.kind, tables);
  const factors = [...bilateralSteps(line, row), ...shareSteps(line, row)].map((step) => step.factor);
  const formula = [...price.formula];
  let { amount } = price;
  for (const part of ["technical", "professional"] as const) {
    const left =
      part === "technical"
        ? minCents(timesHalfUp(parts.uncapped, stays.technical), parts.technical)
        : timesHalfUp(parts.professional, stays.professional);
    const unit = factors.reduce((cut, factor) => timesHalfUp(cut, factor), subtractCents(parts[part], left));
    const cut = timesHalfUp(unit, reduced[part]);
    if (cut <= 0) continue;
    amount = maxCents(zeroCents, subtractCents(amount, cut));
    const name = part === "technical" ? reducedWords[reduced.kind].technical : "professional part";
    formula.push(
      `− ${formatCents(cut)} (${reducedWords[reduced.kind].what}: ${formatDecimal(stays[part])} of the ${name} ${formatCents(parts[part])} for ${formatDecimal(reduced[part])} beside a dearer one) = ${formatCents(amount)}`,
    );
  }
  return { amount, formula };
}

/**
 * What a reduction is taken from, for one unit: the technical and the professional part of a test, and of therapy its practice
 * expense. Nothing where the tables do not part them.
 */
export function unitParts(
  line: LineToPrice,
  kind: ReducedKind,
  tables: FeeTables,
): { readonly technical: Cents; readonly uncapped: Cents; readonly professional: Cents } {
  const nothing = { technical: zeroCents, uncapped: zeroCents, professional: zeroCents };
  const part = partOf(line, tables);
  const row = tables.rvu(line.procedure, part, line.on);
  const factors = tables.locality(line.locality, line.on);
  const conversion = tables.conversionFactor(line.on);
  if (row === undefined || factors === undefined || conversion === undefined) return nothing;
  const facility = tables.isFacility(line.placeOfService);
  const expense = (of: RvuRow): Decimal => multiplyDecimals(facility ? of.facilityPe : of.nonFacilityPe, factors.practiceExpense);
  if (kind === "therapy") {
    const amount = centsFromDollars(multiplyDecimals(expense(row), conversion));
    return { technical: amount, uncapped: amount, professional: zeroCents };
  }
  const priceOf = (of: RvuRow): Cents => {
    const rest = addDecimals(multiplyDecimals(of.work, factors.work), multiplyDecimals(of.malpractice, factors.malpractice));
    return centsFromDollars(multiplyDecimals(addDecimals(rest, expense(of)), conversion));
  };
  const technicalRow = part === "TC" || row.pcTc === "3" ? row : part === "" ? tables.rvu(line.procedure, "TC", line.on) : undefined;
  const professionalRow = part === "26" || row.pcTc === "2" ? row : part === "" ? tables.rvu(line.procedure, "26", line.on) : undefined;
  const uncapped = technicalRow === undefined ? zeroCents : priceOf(technicalRow);
  const cap =
    technicalRow === undefined
      ? undefined
      : imagingCap(line, { row: technicalRow, part: part === "" ? "TC" : part, facility, factors, conversion }, tables);
  return {
    technical: cap === undefined ? uncapped : minCents(cap, uncapped),
    uncapped,
    professional: professionalRow === undefined ? zeroCents : priceOf(professionalRow),
  };
}

interface Physician {
  readonly row: RvuRow;
  readonly part: string;
  readonly facility: boolean;
  readonly factors: LocalityFactors;
  readonly conversion: Decimal;
}

/**
 * The technical part of imaging is capped at the outpatient rate (Social Security Act, section 1848(b)(4)): by the table of the
 * locality, which has the whole service as well, or else by the values that the schedule gives for the technical part.
 */
function imagingCap(line: LineToPrice, { row, part, facility, factors, conversion }: Physician, tables: FeeTables): Cents | undefined {
  const listed = tables.imagingCap({ code: line.procedure, modifier: part, locality: line.locality, facility }, line.on);
  if (listed !== undefined || part !== "TC") return listed;
  const cap = row.more?.cap;
  const expense = cap === undefined ? undefined : facility ? cap.facilityPe : cap.nonFacilityPe;
  if (cap === undefined || expense === undefined || expense.digits === 0n) return undefined;
  const total = addDecimals(multiplyDecimals(expense, factors.practiceExpense), multiplyDecimals(cap.malpractice, factors.malpractice));
  return centsFromDollars(multiplyDecimals(total, conversion));
}

/** The limit has three places: units come before the cents. */
function drugPrice(line: LineToPrice, limit: Decimal): SchedulePrice {
  const amount = centsFromDollars(multiplyDecimals(limit, line.units));
  const name = `${line.procedure}: drug payment limit ${inDollars(limit)}`;
  const formula = formatDecimal(line.units) === "1" ? [name] : [name, `× ${formatDecimal(line.units)} units = ${formatCents(amount)}`];
  return { kind: "priced", basis: "drug-schedule", amount, formula };
}

function inDollars(limit: Decimal): string {
  return limit.scale <= 2 ? formatCents(centsFromDollars(limit)) : formatDecimal(limit);
}

function equipmentPrice(line: LineToPrice, tables: FeeTables): SchedulePrice | undefined {
  const { home, procedure, modifiers } = line;
  if (home === undefined) return undefined;
  const fee = tables.equipmentFee({ code: procedure, modifiers, ...home }, line.on);
  return fee === undefined
    ? undefined
    : flatPrice(line, fee, { basis: "equipment-schedule", name: `equipment schedule of ${home.state}, where the patient lives,` });
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

interface Step {
  readonly factor: Decimal;
  readonly why: string;
}

/** Taken before what other procedures of the day do to the price (Medicare Claims Processing Manual, chapter 12, section 40.7). */
function bilateralSteps({ modifiers }: LineToPrice, { bilateral }: RvuRow): readonly Step[] {
  if (!modifiers.includes("50")) return [];
  if (bilateral === "1") return [{ factor: decimal("1.5"), why: "both sides, modifier 50" }];
  return bilateral === "3" ? [{ factor: decimal("2"), why: "both sides in full, modifier 50" }] : [];
}

/** Modifiers by which several share one surgery (Medicare Claims Processing Manual, chapter 12, sections 20.4 and 40). */
function shareSteps(line: LineToPrice, row: RvuRow): readonly Step[] {
  const has = (modifier: string): boolean => line.modifiers.includes(modifier);
  const steps: Step[] = [];
  if (has("62")) steps.push({ factor: decimal("0.625"), why: "two surgeons, modifier 62" });
  const shares = row.more;
  if (shares !== undefined) {
    // Care of one surgery that several share (chapter 12, section 40.4).
    const surgeon = sumOf(shares.preOp, shares.intraOp);
    if (has("54") && surgeon !== undefined) steps.push({ factor: surgeon, why: "surgical care only, modifier 54" });
    else if (has("55") && hasShare(shares.postOp))
      steps.push({ factor: decimal(shares.postOp), why: "care after surgery only, modifier 55" });
    else if (has("78") && hasShare(shares.intraOp))
      steps.push({ factor: decimal(shares.intraOp), why: "return to the operating room, modifier 78" });
  }
  if (row.assistant !== "1" && row.assistant !== "9") {
    if (has("80") || has("81") || has("82")) steps.push({ factor: decimal("0.16"), why: "assistant at surgery" });
    else if (has("AS")) steps.push({ factor: decimal("0.136"), why: "assistant at surgery, modifier AS" });
  }
  return steps;
}

function hasShare(text: string): boolean {
  return (parseDecimal(text)?.digits ?? 0n) !== 0n;
}

function sumOf(a: string, b: string): Decimal | undefined {
  const sum = addDecimals(parseDecimal(a) ?? decimal("0"), parseDecimal(b) ?? decimal("0"));
  return sum.digits === 0n ? undefined : sum;
}

function hasValue(row: RvuRow): boolean {
  if (unpaid[row.status] !== undefined) return false;
  return row.work.digits !== 0n || row.nonFacilityPe.digits !== 0n || row.facilityPe.digits !== 0n || row.malpractice.digits !== 0n;
}

/** For callers that rank procedures: zero when there is no price. */
export function amountOf(price: SchedulePrice): Cents {
  return price.kind === "priced" ? price.amount : cents(0);
}
