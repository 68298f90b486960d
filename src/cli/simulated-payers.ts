/** The payers of a demonstration: the simulator behind each payer's folder, and the step that lets them answer. */

import type { App, Context } from "../app/context.ts";
import { partnerRoot } from "../app/file-claims.ts";
import { setPracticeDate, type Workplace } from "../app/open-workplace.ts";
import { readSession } from "../app/read-session.ts";
import type { PracticeId } from "../core/kernel/id.ts";
import { addDays, type IsoDate } from "../core/kernel/iso-date.ts";
import { configuredPlans } from "../core/payer/plans.ts";
import { openDatabaseStore } from "../simulator/database-store.ts";
import { openSimulator, type Simulator } from "../simulator/open-simulator.ts";

export interface SimulatedPayers {
  /** One business day of all payers. */
  readonly work: (practiceId: PracticeId, today: IsoDate) => Promise<number>;
  /** Works today; when nobody has anything to say, the practice's clock goes on to the first day on which somebody has. */
  readonly answerNext: (context: Context) => Promise<void>;
  readonly close: () => Promise<void>;
}

const seed = 20261116;
/** No plan pays later than this. */
const longestWait = 45;

export function openSimulatedPayers(app: App, config: NonNullable<Workplace["simulatorConfig"]>): SimulatedPayers {
  const open = new Map<string, Promise<Simulator>>();
  const simulatorOf = (practiceId: PracticeId, payerId: string): Promise<Simulator> => {
    const key = `${practiceId}/${payerId}`;
    const known = open.get(key);
    if (known !== undefined) return known;
    const opening = openSimulator({
      folder: partnerRoot(app, practiceId, payerId),
      store: openDatabaseStore(config, key),
      plans: configuredPlans.filter((plan) => plan.payerId === payerId),
      tables: app.codeBook,
      seed,
    });
    open.set(key, opening);
    return opening;
  };
  const work = async (practiceId: PracticeId, today: IsoDate): Promise<number> => {
    let written = 0;
    for (const { payerId } of configuredPlans) written += (await (await simulatorOf(practiceId, payerId)).answerDay(today)).written.length;
    return written;
  };
  return {
    work,
    answerNext: async (context) => {
      let { today } = await readSession(context);
      for (let waited = 0; waited <= longestWait; waited += 1) {
        if ((await work(context.practiceId, today)) > 0) return;
        today = addDays(today, 1);
        await setPracticeDate(app, context.practiceId, today);
      }
    },
    close: async () => {
      for (const simulator of open.values()) await (await simulator).close();
    },
  };
}
