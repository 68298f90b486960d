/** Makes the parties of a simulated practice: its clinicians, its office, its payers, and the people of its town. */
import { type InventedCover, inventPeople, type Town } from "../../core/academy/invent-people.ts";
import { assert } from "../../core/kernel/assert.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import type { Location, Payer, Plan, Practice, Provider } from "../../core/parties/model.ts";
import { insertLocation, insertPayer, insertPlan, insertProvider, loadLocation, loadPayer, loadProvider } from "../../store/parties.ts";
import { createPractice, loadPractice } from "../../store/practices.ts";
import { insertTown, markTownWhole } from "../../store/towns.ts";
import { inPractice } from "../../store/transaction.ts";
import { type App, machineContext } from "../context.ts";
import { newCounts, type Office, type OfficePayer } from "./office.ts";

export interface OfficePlan {
  readonly practice: Omit<Practice, "id">;
  readonly clinicians: readonly Omit<Provider, "id">[];
  readonly location: Omit<Location, "id">;
  /** By the key of the cover that names it. */
  readonly payers: Readonly<Record<string, { readonly payer: Omit<Payer, "id">; readonly plan: Omit<Plan, "id" | "payerId"> }>>;
  readonly covers: readonly InventedCover[];
  readonly town: Town;
  readonly people: number;
  /** Who codes its visits, in turn; absent: the staff without a name. */
  readonly coders?: readonly string[];
  readonly seed: number;
  readonly from: IsoDate;
  /** On an office day of the middle of the week. */
  readonly visitsPerDay: number;
  /** Calendar days that will be lived before anybody comes to look. */
  readonly historyDays: number;
}

/** The practice is whole only when its maker says so (`finishOffice`): one that was cut off is thrown away. */
export async function openOffice(app: App, plan: OfficePlan): Promise<Office> {
  const practiceId = await createPractice(app.pool, plan.practice, { demonstrationToday: plan.from });
  const context = machineContext(app, practiceId, "Simulated staff");
  return inPractice(app.pool, practiceId, async (tx): Promise<Office> => {
    const practice = await loadPractice(tx);
    const location = await loadLocation(tx, await insertLocation(tx, plan.location));
    assert(practice !== undefined && location !== undefined, "the practice was just made");
    await insertTown(tx, {
      seed: plan.seed,
      people: plan.people,
      since: plan.from,
      visitsPerDay: plan.visitsPerDay,
      historyDays: plan.historyDays,
    });
    const clinicians: Provider[] = [];
    for (const one of plan.clinicians) {
      const clinician = await loadProvider(tx, await insertProvider(tx, one));
      if (clinician !== undefined) clinicians.push(clinician);
    }
    const payers = new Map<string, OfficePayer>();
    for (const [key, one] of Object.entries(plan.payers)) {
      const payer = await loadPayer(tx, await insertPayer(tx, one.payer));
      assert(payer !== undefined, "the payer was just made");
      payers.set(key, { payer, planId: await insertPlan(tx, { ...one.plan, payerId: payer.id }) });
    }
    return {
      context,
      practice,
      seed: plan.seed,
      people: inventPeople({ seed: plan.seed, count: plan.people, on: plan.from, covers: plan.covers, town: plan.town, accounts: "MH" }),
      clinicians,
      location,
      coders: plan.coders ?? [context.user],
      payers,
      lastSeen: new Map(),
      leftAlone: new Set(),
      todo: [],
      putOff: new Map(),
      counts: newCounts(),
    };
  });
}

/** Its history has been lived, and all that its payers remember is written down. */
export async function finishOffice({ context: { app, practiceId } }: Office): Promise<void> {
  await inPractice(app.pool, practiceId, markTownWhole);
}
