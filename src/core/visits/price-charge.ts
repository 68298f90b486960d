/** What the practice asks for a service, from its own fee schedule. */
import { type Cents, timesHalfUp } from "../kernel/cents.ts";
import type { Decimal } from "../kernel/decimal.ts";
import type { IsoDate } from "../kernel/iso-date.ts";

/** The practice's own prices, for one unit on a day of service. */
export interface PracticeFees {
  priceOf(procedure: string, on: IsoDate): Cents | undefined;
}

/** What the practice asks from a day on; no amount: it has no price any more. */
export interface OwnPrice {
  readonly procedure: string;
  readonly from: IsoDate;
  readonly amount?: Cents;
}

/** The practice's own prices, and for codes without any the schedule that is loaded. `own`: of a code, what counts last stands last. */
export function ownPricesFirst(own: readonly OwnPrice[], otherwise: PracticeFees): PracticeFees {
  return {
    priceOf: (procedure, on) => {
      const last = own.findLast((one) => one.procedure === procedure && one.from <= on);
      return last === undefined ? otherwise.priceOf(procedure, on) : last.amount;
    },
  };
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
