/** A practice that has lived some weeks with its staff and payers, for tests of what is counted over many days. */

import type { Context } from "../../src/app/context.ts";
import { mapleHollow } from "../../src/app/demonstration/maple-hollow.ts";
import { openOffice } from "../../src/app/simulated-practice/open-office.ts";
import { daysFrom, runDays } from "../../src/app/simulated-practice/run-days.ts";
import type { IsoDate } from "../../src/core/kernel/iso-date.ts";
import { configuredPlans } from "../../src/core/payer/plans.ts";
import { openPayers, type Town } from "./practice-world.ts";

export async function livePractice(
  { app }: Pick<Town, "app">,
  { from, days, visitsPerDay }: { readonly from: IsoDate; readonly days: number; readonly visitsPerDay: number },
): Promise<Context> {
  const office = await openOffice({ ...app, hasty: true }, { ...mapleHollow, seed: 7, from, visitsPerDay, historyDays: days });
  const context = { ...office.context, app };
  const payers = await openPayers(context, configuredPlans);
  await runDays(office, {
    days: daysFrom(from, days),
    visitsPerDay,
    payersWork: async (_, today) => {
      for (const payer of payers) await payer.answerDay(today);
    },
  });
  return context;
}
