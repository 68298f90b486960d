/** Prices a whole claim: what its services of a day do to each other, and lets deductible and copay run out over its lines. */
import { type Cents, subtractCents, sumCents, zeroCents } from "../kernel/cents.ts";
import type { IsoDate } from "../kernel/iso-date.ts";
import type { ProfessionalClaim } from "../x12/transactions/professional-claim.ts";
import type { LineToPrice } from "./allowed.ts";
import { type Benefits, type Expected, expectedFor, type PriceOptions } from "./expected.ts";
import { besideOf } from "./several-procedures.ts";

export interface ClaimPriceOptions extends PriceOptions {
  /** Payment locality of every line; absent, the ZIP code of the place of service tells it, and else the price is national. */
  readonly locality?: string;
  readonly localityOfZip?: (zip: string, on: IsoDate) => string | undefined;
  /** The day for lines without a date. */
  readonly today: IsoDate;
}

export interface ExpectedClaim {
  /** In line order. */
  readonly lines: readonly Expected[];
  /** Sums over the lines that have a price; `complete` is false when some have none. */
  readonly allowed: Cents;
  readonly paid: Cents;
  readonly patient: Cents;
  readonly complete: boolean;
}

export function expectedForClaim(claim: ProfessionalClaim, options: ClaimPriceOptions): ExpectedClaim {
  const home = homeOf(claim);
  const bare = claim.lines.map((line): LineToPrice => {
    const on = line.serviceFrom ?? options.today;
    const zip = (line.facility ?? claim.facility ?? claim.billing).address?.zip;
    return {
      procedure: line.procedure.code,
      modifiers: line.procedure.modifiers,
      units: line.units,
      placeOfService: line.placeOfService ?? claim.placeOfService,
      on,
      locality: options.locality ?? (zip === undefined ? undefined : options.localityOfZip?.(zip, on)) ?? "national",
      ...(home === undefined ? {} : { home }),
    };
  });
  const beside = besideOf(bare, options.tables);
  let benefits = options.benefits;
  const lines: Expected[] = [];
  for (const [index, line] of bare.entries()) {
    const charge = claim.lines[index]?.charge ?? zeroCents;
    const { benefits: _given, ...plain } = options;
    const expected = expectedFor(
      { ...line, charge, beside: beside[index] ?? {} },
      { ...plain, ...(benefits === undefined ? {} : { benefits }) },
    );
    lines.push(expected);
    benefits = afterLine(benefits, expected);
  }
  return {
    lines,
    allowed: sumCents(lines.map((one) => one.allowed ?? zeroCents)),
    paid: sumCents(lines.map((one) => one.paid ?? zeroCents)),
    patient: sumCents(lines.map((one) => one.patient ?? zeroCents)),
    complete: lines.every((one) => one.paid !== undefined),
  };
}

function homeOf({ dependent, subscriber }: ProfessionalClaim): LineToPrice["home"] {
  // Those who are dependent live with the subscriber unless their own address is given.
  const address = dependent?.address ?? subscriber.address;
  if (address?.state === undefined) return undefined;
  return { state: address.state, ...(address.zip === undefined ? {} : { zip: address.zip }) };
}

function afterLine(benefits: Benefits | undefined, { share }: Expected): Benefits | undefined {
  if (benefits === undefined || share === undefined) return benefits;
  return {
    ...benefits,
    ...(benefits.deductibleRemaining === undefined
      ? {}
      : { deductibleRemaining: subtractCents(benefits.deductibleRemaining, share.deductible) }),
    ...(benefits.copay === undefined ? {} : { copay: subtractCents(benefits.copay, share.copay) }),
  };
}
