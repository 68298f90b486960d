/** One claim against one plan: each line denied by the first edit it breaks, or priced and shared with the patient. */
import { assert } from "../kernel/assert.ts";
import { addCents, type Cents, minCents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import { formatDecimal } from "../kernel/decimal.ts";
import { type IsoDate, yearOf } from "../kernel/iso-date.ts";
import type { ProfessionalClaim } from "../x12/transactions/professional-claim.ts";
import { type CostShare, coverOf, type Met, sequestrationOf, shareCost } from "./benefits.ts";
import type { Denial, EditContext } from "./edits/edit.ts";
import { edits } from "./edits/list.ts";
import type { Membership } from "./members.ts";
import type { BenefitPlan } from "./plans.ts";
import { type LinePrice, priceLines } from "./price.ts";
import { adjustLaterPayer, earlierPayersLeft } from "./secondary.ts";
import { type HistoryLine, type SeenLine, seeLines } from "./seen-line.ts";
import { isOfficeVisit } from "./service-lists.ts";
import type { DecidedAdjustment, DecidedLine } from "./state.ts";
import type { PayerTables } from "./tables.ts";

export interface Adjudication {
  /** CLP02. */
  readonly status: string;
  readonly lines: readonly DecidedLine[];
  readonly paid: Cents;
  /** Claim-level RARCs, alerts only. */
  readonly remarks: readonly string[];
  readonly reasons: readonly string[];
  /** What the member has met after this claim, by year. */
  readonly met: ReadonlyMap<number, Met>;
}

export interface AdjudicationInput {
  readonly claim: ProfessionalClaim;
  readonly plan: BenefitPlan;
  readonly membership: Membership;
  /** Lines of the patient's standing claims. */
  readonly history: readonly HistoryLine[];
  /** What the member has met before this claim. A year that is not there is zero. */
  readonly met: ReadonlyMap<number, Met>;
  readonly tables: PayerTables;
  readonly receivedOn: IsoDate;
  readonly replacing: boolean;
}

/**
 * Decides every line. For each, charge = paid + adjustments. Denials and prices of a claim do not depend on the order
 * of its lines; the deductible is taken in line order. The claim has passed the front door: all its lines have dates.
 */
export function adjudicateClaim(input: AdjudicationInput): Adjudication {
  const { claim, plan, membership, history, tables, receivedOn, replacing } = input;
  const lines = seeLines(claim) ?? [];
  const context: EditContext = { claim, plan, membership, lines, history, tables, receivedOn, replacing };
  const denials = new Map<number, Denial>();
  for (const line of lines) {
    const denial = firstDenial(line, context);
    if (denial !== undefined) denials.set(line.number, denial);
  }
  const prices = priceLines({ lines: lines.filter((line) => !denials.has(line.number)), plan, tables });
  const met = new Map(input.met);
  const copays = copaysTaken(history, lines);
  const decided = lines.map((line) => {
    const denial = denials.get(line.number);
    const price = prices.get(line.number);
    if (denial !== undefined) return deniedLine(line, denial);
    assert(price !== undefined, "every line that stands has a price");
    return payLine({ line, price, input, met, copays });
  });
  return {
    status: statusOf(claim, membership),
    lines: decided,
    paid: sumCents(decided.map((line) => line.paid)),
    remarks: decided.some((line) => line.denied) ? [plan.kind === "medicare" ? "MA01" : "N1"] : [],
    reasons: [`${decided.filter((line) => line.denied).length} of ${decided.length} lines denied`],
    met,
  };
}

function firstDenial(line: SeenLine, context: EditContext): Denial | undefined {
  for (const edit of edits) {
    const denial = edit(line, context);
    if (denial !== undefined) return denial;
  }
  return undefined;
}

/** 4 is only for a patient who is not recognised; a claim of a known patient that is denied in full was still processed. */
function statusOf(claim: ProfessionalClaim, membership: Membership): string {
  if (membership.kind === "unknown") return "4";
  const rank = claim.subscriber.payerRank;
  return rank === "P" ? "1" : rank === "S" ? "2" : "3";
}

function payLine({
  line,
  price,
  input,
  met,
  copays,
}: {
  readonly line: SeenLine;
  readonly price: LinePrice;
  readonly input: AdjudicationInput;
  readonly met: Map<number, Met>;
  readonly copays: Set<string>;
}): DecidedLine {
  const { claim, plan } = input;
  const year = yearOf(line.from);
  const before = met.get(year) ?? { deductible: zeroCents, outOfPocket: zeroCents };
  const visit = visitKey(line.from, line.renderingNpi);
  const cover = coverOf({ line, plan, copayTaken: copays.has(visit) });
  if (cover.kind === "copay") copays.add(visit);
  const own = shareCost({ allowed: price.allowed, cover, plan, met: before, on: line.from });
  const earlier = earlierPayersLeft(claim, line.number, line.charge);
  const share = earlier === undefined ? own : capShare(own, earlier);
  const sequestered = plan.sequestration ? sequestrationOf(share.planShare, line.from) : zeroCents;
  const outOfPocket = sumCents([share.deductible, share.coinsurance, share.copay]);
  met.set(year, { deductible: addCents(before.deductible, share.deductible), outOfPocket: addCents(before.outOfPocket, outOfPocket) });
  const reductions =
    earlier === undefined
      ? [adjustment("CO", "45", subtractCents(line.charge, price.full)), adjustment("CO", "59", subtractCents(price.full, price.allowed))]
      : adjustLaterPayer({ charge: line.charge, left: earlier, settled: addCents(share.planShare, outOfPocket) });
  const adjustments = [
    ...reductions,
    adjustment("PR", "1", share.deductible),
    adjustment("PR", "2", share.coinsurance),
    adjustment("PR", "3", share.copay),
    adjustment("CO", "253", sequestered),
  ].filter((one) => one.amount !== 0);
  return {
    ...common(line),
    allowed: price.allowed,
    paid: subtractCents(share.planShare, sequestered),
    adjustments,
    remarks: [],
    denied: false,
    deductible: share.deductible,
    outOfPocket,
    reasons: [price.words, `covered: ${cover.kind}`],
  };
}

/** A later payer shares in nothing that the earlier ones did not leave: its own payment first, then the patient's parts. */
function capShare(own: CostShare, left: Cents): CostShare {
  const planShare = minCents(own.planShare, left);
  const deductible = minCents(own.deductible, subtractCents(left, planShare));
  const copay = minCents(own.copay, subtractCents(subtractCents(left, planShare), deductible));
  const coinsurance = minCents(own.coinsurance, subtractCents(subtractCents(subtractCents(left, planShare), deductible), copay));
  return { planShare, deductible, copay, coinsurance };
}

function deniedLine(line: SeenLine, denial: Denial): DecidedLine {
  return {
    ...common(line),
    allowed: zeroCents,
    paid: zeroCents,
    adjustments: line.charge === 0 ? [] : [adjustment(denial.group, denial.reason, line.charge)],
    remarks: denial.remarks,
    denied: true,
    deductible: zeroCents,
    outOfPocket: zeroCents,
    reasons: [`${denial.rule}: ${denial.words}`],
  };
}

function common(line: SeenLine) {
  return {
    number: line.number,
    qualifier: line.qualifier,
    procedure: line.procedure,
    modifiers: line.modifiers,
    units: formatDecimal(line.units),
    placeOfService: line.placeOfService,
    from: line.from,
    to: line.to,
    charge: line.charge,
    renderingNpi: line.renderingNpi,
    ...(line.controlNumber === undefined ? {} : { controlNumber: line.controlNumber }),
    ...(line.taxonomy === undefined ? {} : { taxonomy: line.taxonomy }),
  };
}

/** One copay a visit: a day with a practitioner, in this claim or an earlier one. */
function copaysTaken(history: readonly HistoryLine[], lines: readonly SeenLine[]): Set<string> {
  const days = new Set(lines.map((line) => line.from));
  const taken = history.filter((one) => days.has(one.line.from) && isOfficeVisit(one.line.procedure) && !one.line.denied);
  return new Set(taken.map((one) => visitKey(one.line.from, one.renderingNpi)));
}

function visitKey(on: IsoDate, npi: string): string {
  return `${on} ${npi}`;
}

function adjustment(group: DecidedAdjustment["group"], reason: string, amount: Cents): DecidedAdjustment {
  return { group, reason, amount };
}
