/** The cut of Medicare payments under the Budget Control Act (2 U.S.C. 901a), by date of service. The patient's share is untouched. */
import { type Decimal, decimal } from "../kernel/decimal.ts";
import { type IsoDate, isoDate } from "../kernel/iso-date.ts";

const steps: readonly { readonly from: IsoDate; readonly rate: Decimal }[] = [
  { from: isoDate("2022-07-01"), rate: decimal("0.02") },
  { from: isoDate("2022-04-01"), rate: decimal("0.01") },
  { from: isoDate("2020-05-01"), rate: decimal("0") },
  { from: isoDate("2013-04-01"), rate: decimal("0.02") },
];

/** The share that is cut from what Medicare would pay, for example 0.02. */
export function sequestrationRate(on: IsoDate): Decimal {
  return steps.find((step) => on >= step.from)?.rate ?? decimal("0");
}
