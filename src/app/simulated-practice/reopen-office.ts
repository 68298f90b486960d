/** A simulated practice as it stands in the database, so that its life can go on. */
import { inventPeople } from "../../core/academy/invent-people.ts";
import type { PlanId } from "../../core/kernel/id.ts";
import { listLocations, listPayers, listPlans, listProviders } from "../../store/parties.ts";
import { loadPractice } from "../../store/practices.ts";
import { lastVisits, loadTown, type StoredTown } from "../../store/towns.ts";
import { readPractice } from "../../store/transaction.ts";
import type { Context } from "../context.ts";
import { newCounts, type Office, type OfficePayer } from "./office.ts";
import type { OfficePlan } from "./open-office.ts";

export interface ReopenedOffice {
  readonly office: Office;
  readonly town: StoredTown;
}

/** `plan` says who pays for the people of the town. Undefined for a practice that no town belongs to. */
export async function reopenOffice(
  context: Context,
  plan: Pick<OfficePlan, "payers" | "covers" | "town">,
): Promise<ReopenedOffice | undefined> {
  return readPractice(context.app.pool, context.practiceId, async (tx) => {
    const practice = await loadPractice(tx);
    const town = await loadTown(tx);
    const [location] = await listLocations(tx);
    if (practice === undefined || town === undefined || location === undefined) return undefined;
    const plans = await listPlans(tx);
    const known = await listPayers(tx);
    const payers = new Map<string, OfficePayer>();
    for (const [key, wanted] of Object.entries(plan.payers)) {
      const payer = known.find((one) => one.payerId === wanted.payer.payerId);
      const planId: PlanId | undefined = plans.find((one) => one.payerId === payer?.id)?.id;
      if (payer !== undefined && planId !== undefined) payers.set(key, { payer, planId });
    }
    const office: Office = {
      context,
      practice,
      seed: town.seed,
      people: inventPeople({ seed: town.seed, count: town.people, on: town.since, covers: plan.covers, town: plan.town, accounts: "MH" }),
      clinicians: await listProviders(tx),
      location,
      coders: [context.user],
      payers,
      lastSeen: new Map(await lastVisits(tx)),
      leftAlone: new Set(),
      todo: [],
      putOff: new Map(),
      counts: newCounts(),
    };
    return { office, town };
  });
}
