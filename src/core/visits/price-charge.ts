/** What the practice asks for a service, from its own fee schedule. */
import { type Cents, timesHalfUp } from "../kernel/cents.ts";
import type { Decimal } from "../kernel/decimal.ts";
import type { IsoDate } from "../kernel/iso-date.ts";

/** The practice's own prices, for one unit on a day of service. */
export interface PracticeFees {
  priceOf(procedure: string, on: IsoDate): Cents | undefined;
}

export interface ChargeToPrice {
  readonly procedure: string;
  readonly units: Decimal;
  readonly on: IsoDate;
  readonly fees: PracticeFees;
}

/** Price × units for the whole line, rounded half up to the cent. Undefined when the schedule has no price for the code. */
export function priceCharge({ procedure, units, on, fees }: ChargeToPrice): Cents | undefined {
  const price = fees.priceOf(procedure, on);
  return price === undefined ? undefined : timesHalfUp(price, units);
}
