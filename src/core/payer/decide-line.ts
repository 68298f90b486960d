/** One line of a decision: denied, or paid with its adjustments. Each way charge = paid + adjustments. */
import { addCents, type Cents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import { formatDecimal } from "../kernel/decimal.ts";
import { type IsoDate, yearOf } from "../kernel/iso-date.ts";
import type { AdjudicationInput } from "./adjudicate.ts";
import { type CostShare, type Cover, coverOf, type Met, nothingMet, sequestrationOf, shareCost } from "./benefits.ts";
import type { Denial } from "./edits/edit.ts";
import { isInNetwork } from "./edits/permission.ts";
import type { LinePrice } from "./price.ts";
import { afterEarlierPayers, earlierDecisionOn } from "./secondary.ts";
import type { SeenLine } from "./seen-line.ts";
import { visitKinds } from "./service-lists.ts";
import type { DecidedAdjustment, DecidedLine } from "./state.ts";

export interface PayLineInput {
  /** The line as it came. */
  readonly asked: SeenLine;
  /** What of it stands: all, or fewer units at their part of the charge. */
  readonly line: SeenLine;
  /** What denied the other units. */
  readonly denial: Denial | undefined;
  readonly price: LinePrice;
  readonly input: AdjudicationInput;
  readonly met: Map<number, Met>;
  readonly familyMet: Map<number, Met>;
  readonly copays: Set<string>;
}

/** Prices and shares the line, and writes what it takes into the accumulators. */
export function payLine({ asked, line, denial, price, input, met, familyMet, copays }: PayLineInput): DecidedLine {
  const { claim, plan, directory } = input;
  const { benefits, prices } = line.terms;
  if (isCapitated(line, input)) return capitatedLine(asked);
  const inNetwork = benefits.network.kind === "any" || isInNetwork(line, { plan, directory });
  const cover = coverOf({ line, plan, copayTaken: copays.has(visitKey(line.from, line.renderingNpi)), inNetwork });
  if (cover.kind === "copay" && visitKinds.includes(line.kind)) copays.add(visitKey(line.from, line.renderingNpi));
  const year = yearOf(line.from);
  const before = { met: met.get(year) ?? nothingMet, familyMet: familyMet.get(year) ?? nothingMet };
  const own = shareCost({ allowed: price.allowed, cover, benefits, ...before });
  const earlier = earlierDecisionOn(claim, line.number, line.charge);
  const later = earlier === undefined ? undefined : afterEarlierPayers({ line, own, allowed: price.allowed, earlier });
  const share = later?.share ?? own;
  const outOfPocket = sumCents([share.deductible, share.coinsurance, share.copay]);
  met.set(year, plus(before.met, share.deductible, outOfPocket));
  familyMet.set(year, plus(before.familyMet, share.deductible, outOfPocket));
  const sequestered = prices.sequestration ? sequestrationOf(share.planShare, line.from) : zeroCents;
  const reductions = later?.adjustments ?? priceReductions({ line, price, inNetwork });
  const adjustments = [
    ...reductions,
    ...patientParts(share),
    adjustment("CO", "253", sequestered),
    ...(denial === undefined ? [] : [adjustment(denial.group, denial.reason, subtractCents(asked.charge, line.charge))]),
  ].filter((one) => one.amount !== 0);
  return decidedLine(asked, {
    ...(denial === undefined ? {} : { unitsPaid: formatDecimal(line.units) }),
    allowed: price.allowed,
    paid: subtractCents(share.planShare, sequestered),
    adjustments,
    remarks: denial?.remarks ?? [],
    denied: later?.denied ?? false,
    deductible: share.deductible,
    outOfPocket,
    reasons: reasonsOf({ price, cover, denial }),
  });
}

export function deniedLine(line: SeenLine, denial: Denial): DecidedLine {
  return decidedLine(line, {
    ...nothing,
    adjustments: line.charge === 0 ? [] : [adjustment(denial.group, denial.reason, line.charge)],
    remarks: denial.remarks,
    denied: true,
    reasons: [`${denial.rule}: ${denial.words}`],
  });
}

export function visitKey(on: IsoDate, npi: string): string {
  return `${on} ${npi}`;
}

/** The practice is paid by the month for this member and this kind of service. */
function isCapitated(line: SeenLine, { membership }: AdjudicationInput): boolean {
  const to = membership.kind === "listed" ? membership.member.capitatedTo : undefined;
  return to !== undefined && to === line.billingNpi && (line.terms.capitation?.kinds.includes(line.kind) ?? false);
}

/** CO-24 takes the whole charge: the money came with the month's capitation. */
function capitatedLine(line: SeenLine): DecidedLine {
  return decidedLine(line, {
    ...nothing,
    adjustments: line.charge === 0 ? [] : [adjustment("CO", "24", line.charge)],
    remarks: [],
    denied: false,
    reasons: ["paid ahead by capitation"],
  });
}

const nothing = { allowed: zeroCents, paid: zeroCents, deductible: zeroCents, outOfPocket: zeroCents };

/** CO-45 above the price, CO-59 the further procedure of the day. Outside the network there is no contract: PR-45. */
function priceReductions({
  line,
  price,
  inNetwork,
}: {
  readonly line: SeenLine;
  readonly price: LinePrice;
  readonly inNetwork: boolean;
}): readonly DecidedAdjustment[] {
  return [
    adjustment(inNetwork ? "CO" : "PR", "45", subtractCents(line.charge, price.full)),
    adjustment("CO", "59", subtractCents(price.full, price.allowed)),
  ];
}

function patientParts(share: CostShare): readonly DecidedAdjustment[] {
  return [adjustment("PR", "1", share.deductible), adjustment("PR", "2", share.coinsurance), adjustment("PR", "3", share.copay)];
}

function plus(met: Met, deductible: Cents, outOfPocket: Cents): Met {
  return { deductible: addCents(met.deductible, deductible), outOfPocket: addCents(met.outOfPocket, outOfPocket) };
}

function reasonsOf({
  price,
  cover,
  denial,
}: {
  readonly price: LinePrice;
  readonly cover: Cover;
  readonly denial: Denial | undefined;
}): readonly string[] {
  const said = [price.words, `covered: ${cover.kind}`];
  return denial === undefined ? said : [...said, `${denial.rule}: ${denial.words}`];
}

/** What was decided, with what the decision repeats of the line. Assigned, not spread: made once for every line that comes. */
function decidedLine(line: SeenLine, decided: Decided): DecidedLine {
  const { number, qualifier, procedure, modifiers, placeOfService, from, to, charge, renderingNpi } = line;
  const whole: { -readonly [Key in keyof DecidedLine]: DecidedLine[Key] } = {
    number,
    qualifier,
    procedure,
    modifiers,
    units: formatDecimal(line.units),
    placeOfService,
    from,
    to,
    charge,
    renderingNpi,
    allowed: decided.allowed,
    paid: decided.paid,
    adjustments: decided.adjustments,
    remarks: decided.remarks,
    denied: decided.denied,
    deductible: decided.deductible,
    outOfPocket: decided.outOfPocket,
    reasons: decided.reasons,
  };
  if (decided.unitsPaid !== undefined) whole.unitsPaid = decided.unitsPaid;
  if (line.controlNumber !== undefined) whole.controlNumber = line.controlNumber;
  if (line.taxonomy !== undefined) whole.taxonomy = line.taxonomy;
  if (line.authorization !== undefined) whole.authorization = line.authorization;
  if (line.referral !== undefined) whole.referral = line.referral;
  return whole;
}

type Decided = Pick<
  DecidedLine,
  "unitsPaid" | "allowed" | "paid" | "adjustments" | "remarks" | "denied" | "deductible" | "outOfPocket" | "reasons"
>;

function adjustment(group: DecidedAdjustment["group"], reason: string, amount: Cents): DecidedAdjustment {
  return { group, reason, amount };
}
