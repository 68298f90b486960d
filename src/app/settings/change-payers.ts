/** Payers and their plans as the practice knows them. */
import { decimal, formatDecimal, parseDecimal } from "../../core/kernel/decimal.ts";
import type { Payer, Plan } from "../../core/parties/model.ts";
import { checkPayer, checkPlan, tidyPayer } from "../../core/parties/settings.ts";
import { insertPayer, insertPlan, listPayers, listPlans, lockParty, updatePayer, updatePlan } from "../../store/parties.ts";
import { payerHasClaims } from "../../store/settings.ts";
import { touchVisitsOfPayer } from "../../store/visit-places.ts";
import type { Context } from "../context.ts";
import type { Outcome } from "../refusal.ts";
import { changeSetting, oneLine, type Saved } from "./change.ts";
import type { ToSave } from "./change-practice.ts";

/** A new limit holds for every claim that is still open: their last days are counted anew in the same transaction. */
export function changePayer(context: Context, id: number | undefined, { seen, value }: ToSave<Omit<Payer, "id">>): Promise<Outcome<Saved>> {
  return changeSetting(context, { subject: "payer", key: id, seen }, async (tx) => {
    if (id !== undefined && !(await lockParty(tx, "payer", id))) return undefined;
    const all = await listPayers(tx);
    const before = all.find((one) => one.id === id);
    const after = tidyPayer(value);
    const hasClaims = before !== undefined && (await payerHasClaims(tx, before.id));
    return {
      subject: "payer",
      name: after.name,
      findings: checkPayer(after, {
        others: all.filter((one) => one.id !== id),
        ...(before === undefined ? {} : { before: { payerId: before.payerId, hasClaims } }),
      }),
      before: before === undefined ? {} : payerFields(before),
      after: payerFields(after),
      save: async () => {
        if (before === undefined) return insertPayer(tx, after);
        await updatePayer(tx, { ...after, id: before.id });
        await touchVisitsOfPayer(tx, before.id);
        return undefined;
      },
      onClaims: true,
    };
  });
}

export interface PlanToSave extends Omit<Plan, "id" | "contractFactor"> {
  /** As it was written; empty: none. */
  readonly contractFactor: string;
}

export function changePlan(context: Context, id: number | undefined, { seen, value }: ToSave<PlanToSave>): Promise<Outcome<Saved>> {
  return changeSetting(context, { subject: "plan", key: id, seen }, async (tx) => {
    if (id !== undefined && !(await lockParty(tx, "plan", id))) return undefined;
    const before = (await listPlans(tx)).find((one) => one.id === id);
    const payer = (await listPayers(tx)).find((one) => one.id === (before?.payerId ?? value.payerId));
    if (payer === undefined) return undefined;
    const { contractFactor: written, ...rest } = value;
    // What cannot be read is out of every range, so that the check says so.
    const factor = written.trim() === "" ? undefined : (parseDecimal(written.trim()) ?? decimal("0"));
    const after = { ...rest, name: rest.name.trim(), payerId: payer.id, ...(factor === undefined ? {} : { contractFactor: factor }) };
    return {
      subject: "plan",
      name: `${after.name} (${payer.name})`,
      findings: checkPlan(after),
      before: before === undefined ? {} : planFields(before),
      after: planFields(after),
      save: async () => {
        if (before === undefined) return insertPlan(tx, after);
        await updatePlan(tx, { ...after, id: before.id });
        return undefined;
      },
      // A claim says nothing of the plan's contract; what is expected is worked out when it is looked at.
      onClaims: false,
    };
  });
}

function payerFields(one: Omit<Payer, "id">) {
  return {
    name: one.name,
    "payer id": one.payerId,
    "kind of insurance": one.filingIndicator,
    address: one.address === undefined ? undefined : oneLine(one.address),
    "filing limit, days": one.timelyFilingDays,
    "as later payer, days": laterWords(one.laterFilingDays),
    "takes replacements (7)": one.takesReplacement,
    "appeal limit, days": one.appealDays,
    "in use": one.inactive !== true,
  };
}

function laterWords(days: number | undefined): string {
  if (days === undefined) return "as usual for its kind";
  return days === 0 ? "from the service" : `${days} from the decision before`;
}

function planFields({ name, kind, contractFactor }: Omit<Plan, "id" | "payerId">) {
  return { name, kind, "share of Medicare": contractFactor === undefined ? undefined : formatDecimal(contractFactor) };
}
