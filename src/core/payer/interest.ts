/** Interest on what is paid late: simple, by the day, on the claim's payment. */
import { type Cents, cents, zeroCents } from "../kernel/cents.ts";
import { divideHalfUp } from "../kernel/decimal.ts";
import { daysBetween, type IsoDate } from "../kernel/iso-date.ts";
import type { BenefitTerms } from "./plan.ts";

export function interestOn(
  paid: Cents,
  {
    promptPay,
    receivedOn,
    paidOn,
  }: { readonly promptPay: BenefitTerms["promptPay"]; readonly receivedOn: IsoDate; readonly paidOn: IsoDate },
): Cents {
  if (promptPay === undefined || paid <= 0) return zeroCents;
  const late = daysBetween({ from: receivedOn, to: paidOn }) - promptPay.days;
  if (late <= 0) return zeroCents;
  const { digits, scale } = promptPay.yearlyRate;
  return cents(Number(divideHalfUp(BigInt(paid) * digits * BigInt(late), 365n * 10n ** BigInt(scale))));
}
