/** What people of the demonstration practice do beside the loop of claims: they speak with patients and payers, agree on plans, review coding. */
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import type { Office } from "../simulated-practice/office.ts";
import type { ReceivedVisit } from "../simulated-practice/receive-visits.ts";
import { reviewCoding } from "./coding-reviews.ts";
import { keepPaymentPlans } from "./payment-plans.ts";
import { keepTelephoneLog } from "./telephone-log.ts";

export function officeLife(office: Office): (today: IsoDate, received: readonly ReceivedVisit[]) => Promise<void> {
  const plans = keepPaymentPlans(office);
  const log = keepTelephoneLog(office);
  const reviews = reviewCoding(office);
  return async (today, received) => {
    await plans(today);
    await log(today);
    await reviews(today, received);
  };
}
