/** Payment plans that were agreed on before the demonstration opens: one that is kept, one that was not, one paid off, one that has just begun. */
import { type PlanPace, planSchedule } from "../../core/billing/payment-plan.ts";
import { assert } from "../../core/kernel/assert.ts";
import { type Cents, cents } from "../../core/kernel/cents.ts";
import type { PatientId } from "../../core/kernel/id.ts";
import { addDays, daysBetween, type IsoDate, weekdayOf } from "../../core/kernel/iso-date.ts";
import { patientsWhoOwe } from "../../store/balances.ts";
import { loadPlan } from "../../store/payment-plans.ts";
import { statementsSince } from "../../store/statements.ts";
import { inPractice } from "../../store/transaction.ts";
import { makePlan } from "../patients/plans.ts";
import { takeAccountPayment } from "../patients/take-account-payment.ts";
import type { Office } from "../simulated-practice/office.ts";
import { answerToStatement } from "../simulated-practice/work-answers.ts";
import { accepted } from "./accepted.ts";
import { demonstrationToday } from "./cast.ts";
import { biller, workingAs } from "./staff.ts";

interface Agreement {
  /** Days before the demonstration opens. */
  readonly before: number;
  readonly count: number;
  readonly pace: PlanPace;
  readonly firstDueAfter: number;
  /** How many instalments come in, each on its day. */
  readonly pays: number;
  readonly agreed: string;
}

const agreements: readonly Agreement[] = [
  { before: 76, count: 4, pace: "month", firstDueAfter: 9, pays: 4, agreed: "By telephone; pays by card on the tenth of each month." },
  { before: 62, count: 4, pace: "two-weeks", firstDueAfter: 7, pays: 1, agreed: "At the desk, after the visit; every second Monday." },
  { before: 55, count: 3, pace: "two-weeks", firstDueAfter: 7, pays: 3, agreed: "By telephone; wants it off the table before winter." },
  { before: 12, count: 4, pace: "month", firstDueAfter: 16, pays: 4, agreed: "By telephone; first payment on the twentieth." },
];

const atLeast = cents(9_000);

export function keepPaymentPlans(office: Office): (today: IsoDate) => Promise<void> {
  const context = workingAs(office.context, biller);
  const expected: { readonly patientId: PatientId; readonly due: IsoDate; readonly amount: Cents; readonly key: string }[] = [];

  /** Who owes enough, and will not pay a statement that is on its way. */
  const candidates = (today: IsoDate) =>
    inPractice(context.app.pool, context.practiceId, async (tx) => {
      const paying = new Set(
        (await statementsSince(tx, addDays(today, -28)))
          .filter((one) => {
            const answer = answerToStatement(office, one);
            return answer.pays !== "nothing" && answer.on >= addDays(today, -2);
          })
          .map((one) => one.patientId),
      );
      return (await patientsWhoOwe(tx, { atLeast, limit: 500 })).filter(
        ({ patientId }) => !paying.has(patientId) && !office.leftAlone.has(patientId),
      );
    });

  const agree = async (today: IsoDate, { count, pace, firstDueAfter, pays, agreed }: Agreement): Promise<void> => {
    const firstDue = addDays(today, firstDueAfter);
    for (const { patientId } of await candidates(today)) {
      const made = await makePlan(context, patientId, { count, pace, firstDue, agreed, disclosed: false });
      if (!made.ok) continue;
      // Nobody sends a statement for what an agreement is about.
      office.leftAlone.add(patientId);
      const amount = await amountOf(made.value.planId);
      for (const one of planSchedule({ amount, count, pace, firstDue }).slice(0, pays))
        expected.push({ patientId, due: one.due, amount: one.amount, key: `plan-${made.value.planId}-${one.number}` });
      return;
    }
  };

  const amountOf = (planId: number): Promise<Cents> =>
    inPractice(context.app.pool, context.practiceId, async (tx) => {
      const plan = await loadPlan(tx, planId);
      assert(plan !== undefined, "the plan was just made");
      return plan.terms.amount;
    });

  return async (today) => {
    const isOpen = weekdayOf(today) >= 1 && weekdayOf(today) <= 5;
    if (!isOpen || today >= demonstrationToday) return;
    for (const one of expected.filter(({ due }) => due <= today)) {
      expected.splice(expected.indexOf(one), 1);
      accepted(
        await takeAccountPayment(context, one.patientId, {
          amount: one.amount,
          method: "card",
          reference: "instalment",
          key: one.key,
          named: [],
        }),
      );
    }
    for (const agreement of agreements)
      if (daysBetween({ from: today, to: demonstrationToday }) === agreement.before) await agree(today, agreement);
  };
}
