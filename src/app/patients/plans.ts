/** Payment plans: agreed on what may be asked today, shown with how they stand, ended by a person. */
import { changesBetween } from "../../core/access/changes.ts";
import {
  instalmentsWithoutDisclosure,
  objectToPlan,
  type PlanObjection,
  type PlanPace,
  type PlanTerms,
} from "../../core/billing/payment-plan.ts";
import { cents, formatUsd, sumCents, zeroCents } from "../../core/kernel/cents.ts";
import type { PatientId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { ok } from "../../core/kernel/result.ts";
import { lockPatient } from "../../store/patients.ts";
import { endPlan, insertPlan, loadPlan, type StoredPlan } from "../../store/payment-plans.ts";
import type { Tx } from "../../store/transaction.ts";
import { onRecord } from "../audit/record.ts";
import { type Context, practiceToday } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import { loadAccount, type PatientAccount } from "./load-account.ts";

/** What every plan here is judged by; kept with each plan, so that a later rule changes no agreement. */
const rule = { graceDays: 5, missesToBreak: 2 } as const;

export interface AskedPlan {
  readonly count: number;
  readonly firstDue: IsoDate;
  readonly pace: PlanPace;
  readonly disclosed: boolean;
  readonly agreed: string;
}

/** Over everything that may be asked today. Refuses: nothing due, a plan that runs, terms that the law or the calendar forbids. */
export async function makePlan(context: Context, patientId: PatientId, asked: AskedPlan): Promise<Outcome<{ readonly planId: number }>> {
  return onRecord(context, { act: "plan.make", object: ["patient", patientId] }, async (tx, audit) => {
    await lockPatient(tx, patientId);
    const account = await loadAccount(context, tx, patientId);
    if (account === undefined) return notFound("patient");
    const { today } = account;
    const held = account.holds.find(({ kind }) => kind === "bankruptcy");
    if (held !== undefined) return no("held", "Bankruptcy: the stay forbids to agree on a plan now.", "Lift it when the court has.");
    const ended = await endFinished(context, tx, account);
    if (!ended.ok) return ended;
    const due = account.charges.filter(({ gate }) => gate.due > zeroCents);
    const owed = sumCents(due.map(({ gate }) => gate.due));
    const terms: PlanTerms = { amount: owed, count: asked.count, firstDue: asked.firstDue, pace: asked.pace, ...rule };
    const objection = owed === zeroCents ? "amount" : objectToPlan(terms, { owed, today, disclosed: asked.disclosed });
    if (objection !== undefined) return objectionWords(objection);
    const planId = await insertPlan(tx, {
      patientId,
      madeOn: today,
      madeBy: context.user,
      terms,
      chargeIds: due.map(({ charge }) => charge.id),
      disclosed: asked.disclosed,
      agreed: asked.agreed,
    });
    audit.note(changesBetween({}, { amount: formatUsd(owed), instalments: String(asked.count) }));
    return ok({ planId });
  });
}

/** One that is paid off makes room for the next by itself. */
async function endFinished(context: Context, tx: Tx, { plans, today }: PatientAccount): Promise<Outcome<undefined>> {
  for (const { plan, standing } of plans) {
    if (plan.endedOn !== undefined) continue;
    if (standing.state !== "done") return no("plan-runs", "This patient has a plan already.", "End it first, with the reason.");
    await endPlan(tx, plan.id, { on: today, by: context.user, reason: "paid off" });
  }
  return ok(undefined);
}

export async function endPatientPlan(context: Context, planId: number, reason: string): Promise<Outcome<undefined>> {
  return onRecord(context, { act: "plan.end", object: ["plan", planId] }, async (tx) => {
    const plan = await loadPlan(tx, planId);
    if (plan === undefined) return notFound("plan");
    await lockPatient(tx, plan.patientId);
    const { today } = await practiceToday(context, tx);
    return (await endPlan(tx, planId, { on: today, by: context.user, reason }))
      ? ok(undefined)
      : no("ended-already", "This plan was ended already.");
  });
}

/** All plans of a patient as the page shows them. */
export function planViews({ plans }: Pick<PatientAccount, "plans">) {
  return plans.map(({ plan, standing }) => ({
    ...planView(plan),
    ...standing,
    instalments: standing.instalments.map((one) => ({ ...one })),
  }));
}

function planView({ id, madeOn, madeBy, terms, agreed, endedOn, endReason }: StoredPlan) {
  return {
    id,
    madeOn,
    madeBy,
    amount: terms.amount,
    count: terms.count,
    pace: terms.pace,
    agreed,
    rule: `An instalment is missed ${terms.graceDays} days after its day; ${terms.missesToBreak} missed at the same time break the plan.`,
    ...(endedOn === undefined ? {} : { endedOn, endReason }),
  };
}

function objectionWords(objection: PlanObjection) {
  switch (objection) {
    case "amount":
      return no("nothing-due", "Nothing may be asked of the patient now, so there is nothing to agree on.");
    case "too-many":
      return no("too-many", "A plan has at most 60 instalments.");
    case "too-small":
      return no("too-small", `An instalment is at least ${formatUsd(cents(100))}.`, "Take fewer instalments.");
    case "past":
      return no("past-day", "The first instalment is due today or later.");
    case "disclosure":
      return no(
        "disclosure",
        `More than ${instalmentsWithoutDisclosure} instalments by agreement are consumer credit: disclosures come first (12 CFR 1026.2(a)(17)).`,
        `Give the disclosures and say so, or take at most ${instalmentsWithoutDisclosure} instalments.`,
      );
  }
}
