/**
 * What a payer should allow and pay for a line under a plan, and what falls to the patient, with the sum in words.
 * Benefits that are not known are not guessed: the shares are then left out.
 */
import { addCents, type Cents, formatCents, maxCents, minCents, subtractCents, timesHalfUp, zeroCents } from "../kernel/cents.ts";
import { type Decimal, decimal, formatDecimal } from "../kernel/decimal.ts";
import type { Plan } from "../parties/model.ts";
import { type LineToPrice, type PriceBasis, schedulePrice } from "./allowed.ts";
import { sequestrationRate } from "./sequestration.ts";
import type { FeeTables } from "./tables.ts";

/** What is known of the patient's benefits on the day. */
export interface Benefits {
  readonly deductibleRemaining?: Cents;
  /** For the visit; taken from the first line that has room for it. */
  readonly copay?: Cents;
  /** The patient's part after the deductible, for example 0.2. */
  readonly coinsurance?: Decimal;
}

export interface PriceOptions {
  readonly plan: Pick<Plan, "kind" | "contractFactor">;
  readonly tables: FeeTables;
  readonly benefits?: Benefits;
}

export interface PatientShare {
  readonly deductible: Cents;
  readonly copay: Cents;
  readonly coinsurance: Cents;
}

export interface Expected {
  readonly outcome: "priced" | "not-paid" | "unknown";
  readonly basis?: PriceBasis;
  /** Lower of price and charge; zero when the schedule pays nothing; absent when nobody knows. */
  readonly allowed?: Cents;
  /** Charge less allowed: CO-45 (CO-97 or CO-96 where nothing is allowed). */
  readonly contractual?: Cents;
  readonly share?: PatientShare;
  /** Sum of the share. */
  readonly patient?: Cents;
  /** Cut after the shares: sequestration (CO-253). */
  readonly reduction?: Cents;
  readonly paid?: Cents;
  readonly formula: readonly string[];
}

const medicareCoinsurance = decimal("0.2");

export function expectedFor(line: LineToPrice & { readonly charge: Cents }, options: PriceOptions): Expected {
  const price = schedulePrice(line, options.tables);
  if (price.kind === "unknown") return { outcome: "unknown", formula: price.formula };
  if (price.kind === "not-paid") {
    return {
      outcome: "not-paid",
      allowed: zeroCents,
      contractual: line.charge,
      patient: zeroCents,
      paid: zeroCents,
      formula: price.formula,
    };
  }
  const contract = contractPrice(price.amount, options.plan, price.formula);
  const allowed = minCents(contract.amount, line.charge);
  const formula = [...contract.formula, allowedWords(contract.amount, line.charge)];
  const base = { outcome: "priced", basis: price.basis, allowed, contractual: subtractCents(line.charge, allowed) } as const;
  const free = isWithoutShare(line, price.basis, options);
  const share = free ? noShare : shareOf(allowed, options);
  if (share === undefined) return { ...base, formula: [...formula, "The patient's share is not known without the plan's benefits."] };
  return { ...base, share, ...settled({ allowed, share, free, line, options, formula }) };
}

const noShare: PatientShare = { deductible: zeroCents, copay: zeroCents, coinsurance: zeroCents };

interface Settlement {
  readonly allowed: Cents;
  readonly share: PatientShare;
  readonly free: boolean;
  readonly line: LineToPrice;
  readonly options: PriceOptions;
  readonly formula: readonly string[];
}

function settled({
  allowed,
  share,
  free,
  line,
  options,
  formula,
}: Settlement): Required<Pick<Expected, "patient" | "reduction" | "paid" | "formula">> {
  const patient = addCents(share.deductible, addCents(share.copay, share.coinsurance));
  const due = subtractCents(allowed, patient);
  const rate = options.plan.kind === "medicare-part-b" ? sequestrationRate(line.on) : decimal("0");
  const reduction = timesHalfUp(due, rate);
  const paid = subtractCents(due, reduction);
  const steps = [
    free
      ? "No share of the patient for this service."
      : `Patient: deductible ${formatCents(share.deductible)} + copay ${formatCents(share.copay)} + coinsurance ${formatCents(share.coinsurance)} = ${formatCents(patient)}`,
  ];
  if (reduction > 0) steps.push(`Sequestration ${formatDecimal(rate)} × ${formatCents(due)} = ${formatCents(reduction)}`);
  steps.push(
    `Payer: ${formatCents(allowed)} − ${formatCents(patient)}${reduction > 0 ? ` − ${formatCents(reduction)}` : ""} = ${formatCents(paid)}`,
  );
  return { patient, reduction, paid, formula: [...formula, ...steps] };
}

/** A contract that is a share of the Medicare-based schedule; without a factor the schedule itself. */
function contractPrice(
  amount: Cents,
  plan: PriceOptions["plan"],
  formula: readonly string[],
): { readonly amount: Cents; readonly formula: readonly string[] } {
  if (plan.kind === "medicare-part-b" || plan.contractFactor === undefined) return { amount, formula };
  const price = timesHalfUp(amount, plan.contractFactor);
  return { amount: price, formula: [...formula, `× contract ${formatDecimal(plan.contractFactor)} = ${formatCents(price)}`] };
}

function allowedWords(price: Cents, charge: Cents): string {
  return price <= charge
    ? `Allowed ${formatCents(price)} of a charge of ${formatCents(charge)}`
    : `Allowed ${formatCents(charge)}: the charge is below the price of ${formatCents(price)}`;
}

/** Medicare takes no share for laboratory tests, and most plans none for preventive services (modifier 33 says so on others). */
function isWithoutShare(line: LineToPrice, basis: PriceBasis, { plan, tables }: PriceOptions): boolean {
  if (plan.kind === "medicare-part-b" && basis === "laboratory-schedule") return true;
  return line.modifiers.includes("33") || tables.isPreventive(line.procedure, line.on);
}

/** Deductible first, then copay, then coinsurance of the rest. Medicare's coinsurance is 20 %; its deductible counts as met unless it is given. */
function shareOf(allowed: Cents, { plan, benefits }: PriceOptions): PatientShare | undefined {
  const medicare = plan.kind === "medicare-part-b";
  const rate = benefits?.coinsurance ?? (medicare ? medicareCoinsurance : undefined);
  const copay = benefits?.copay;
  if (rate === undefined && copay === undefined) return undefined;
  const deductible = minCents(allowed, maxCents(zeroCents, benefits?.deductibleRemaining ?? zeroCents));
  const afterDeductible = subtractCents(allowed, deductible);
  const taken = minCents(afterDeductible, copay ?? zeroCents);
  const rest = subtractCents(afterDeductible, taken);
  return { deductible, copay: taken, coinsurance: rate === undefined ? zeroCents : timesHalfUp(rest, rate) };
}
