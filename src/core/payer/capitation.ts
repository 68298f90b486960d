/** What is paid ahead by the month for the members in a practice's care. */
import { type Cents, sumCents } from "../kernel/cents.ts";
import { type IsoDate, isoDate } from "../kernel/iso-date.ts";
import { type Books, nextNumber } from "./books.ts";
import { type BenefitPlan, planById, termsOn } from "./plan.ts";
import type { Member, PayerRecords, PracticeAccount } from "./records.ts";

export interface CapitationDue {
  readonly plan: BenefitPlan;
  readonly account: PracticeAccount;
  readonly amount: Cents;
  /** CCYY-MM. */
  readonly month: string;
}

/** Once a month and account, on the first day that the payer works: members insured on the first of the month. */
export function capitationDue({
  books,
  plans,
  records,
  today,
}: {
  readonly books: Books;
  readonly plans: readonly BenefitPlan[];
  readonly records: PayerRecords;
  readonly today: IsoDate;
}): readonly CapitationDue[] {
  const month = today.slice(0, 7);
  const first = isoDate(`${month}-01`);
  return records.accounts.flatMap((account): readonly CapitationDue[] => {
    const plan = planById(plans, account.planId);
    const capitation = plan === undefined ? undefined : termsOn(plan, first).capitation;
    if (plan === undefined || capitation === undefined) return [];
    const members = records.members.filter((one) => isInCare(one, account, first));
    const once = `capitation ${plan.id} ${account.npi} ${month}`;
    if (members.length === 0 || books.counters.has(once)) return [];
    nextNumber(books, once);
    return [{ plan, account, amount: sumCents(members.map(() => capitation.perMember)), month }];
  });
}

function isInCare(member: Member, account: PracticeAccount, on: IsoDate): boolean {
  const insured = (member.from === undefined || member.from <= on) && (member.to === undefined || member.to >= on);
  return insured && member.planId === account.planId && member.capitatedTo === account.npi;
}
