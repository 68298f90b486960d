/** The practice's limits above which two people must agree. */
import type { Cents } from "../core/kernel/cents.ts";
import { cents } from "../core/kernel/cents.ts";
import type { PatientId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { ok } from "../core/kernel/result.ts";
import { limitOn, type MoneyKind, moneyKinds, needsSecondPerson } from "../core/ledger/second-person.ts";
import { insertMoneyLimit, moneyLimits, postedWithinLimit } from "../store/money-requests.ts";
import { inPractice, readPractice, type Tx } from "../store/transaction.ts";
import { type Context, practiceToday, whoActs } from "./context.ts";
import { no, type Outcome } from "./refusal.ts";

/** A new limit, from a day on that is not past: what was decided under the old one stays as it was. */
export async function setMoneyLimit(
  context: Context,
  limit: { readonly kind: MoneyKind; readonly from: IsoDate; readonly amount: number },
): Promise<Outcome<undefined>> {
  if (limit.amount < 0) return no("amount", "A limit is zero or more.");
  return inPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    if (limit.from < today) return no("past-day", "A limit holds from today or a later day.");
    await insertMoneyLimit(tx, { ...limit, amount: cents(limit.amount) }, whoActs(context));
    return ok(undefined);
  });
}

/** The limit of each kind today, and those that begin later. */
export async function listMoneyLimits(context: Context) {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const { today } = await practiceToday(context, tx);
    const limits = await moneyLimits(tx);
    return {
      today,
      limits: moneyKinds.map((kind) => ({
        kind,
        amount: limitOn(limits, kind, today),
        later: limits.filter((one) => one.kind === kind && one.from > today).map(({ from, amount, by }) => ({ from, amount, by })),
      })),
    };
  });
}

/** The limit that holds, and whether this amount is above it with what the patient had today. */
export async function weigh(
  tx: Tx,
  what: { readonly kind: MoneyKind; readonly patientId: PatientId | undefined; readonly amount: Cents; readonly today: IsoDate },
): Promise<{ readonly limit: Cents; readonly second: boolean }> {
  const limit = limitOn(await moneyLimits(tx), what.kind, what.today);
  const sameDay = await postedWithinLimit(tx, { patientId: what.patientId, kind: what.kind, on: what.today });
  return { limit, second: needsSecondPerson({ amount: what.amount, sameDay, limit }) };
}

export function asker({ actor }: Context): { readonly askedBy: string; readonly askedAccount?: number } {
  const asks = actor.accountId ?? actor.keyMaker;
  return { askedBy: actor.name, ...(asks === undefined ? {} : { askedAccount: asks }) };
}
