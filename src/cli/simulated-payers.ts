/** The payers of a demonstration: the simulator behind each payer's folder, and the step that lets them answer. */

import type { App, Context } from "../app/context.ts";
import { partnerRoot } from "../app/file-claims.ts";
import { setPracticeDate, type Workplace } from "../app/open-workplace.ts";
import { readSession } from "../app/read-session.ts";
import { type PayersOfTown, payersOfTown } from "../app/simulated-practice/payer-records.ts";
import type { PracticeId } from "../core/kernel/id.ts";
import { addDays, type IsoDate } from "../core/kernel/iso-date.ts";
import { configuredPlans } from "../core/payer/plans.ts";
import type { PayerTables } from "../core/payer/tables.ts";
import { openDatabaseStore } from "../simulator/database-store.ts";
import { type MemoryStore, newMemoryStore } from "../simulator/memory-store.ts";
import { openSimulator, type Simulator } from "../simulator/open-simulator.ts";
import type { SimulatorStore } from "../simulator/simulator-store.ts";

export interface SimulatedPayers extends AnsweringPayers {
  /** The same payers with their memory in this process, for living many days at once. */
  readonly inMemory: (app: App) => RememberingPayers;
}

export interface RememberingPayers extends Pick<AnsweringPayers, "work"> {
  /** Brings what they remember into the database. Once, at the end. */
  readonly writeDown: () => Promise<void>;
}

interface AnsweringPayers {
  /** One business day of all payers. */
  readonly work: (practiceId: PracticeId, today: IsoDate) => Promise<number>;
  /** Works today; when nobody has anything to say, the practice's clock goes on to the first day on which somebody has. */
  readonly answerNext: (context: Context) => Promise<void>;
  /** Each payer reads what lies for it today; payments wait for the business day. */
  readonly listen: (context: Context) => Promise<void>;
  readonly close: () => Promise<void>;
}

const seed = 20261116;
/** No plan pays later than this. */
const longestWait = 45;

export function openSimulatedPayers(app: App, config: NonNullable<Workplace["simulatorConfig"]>): SimulatedPayers {
  const { simulatorOf, close } = simulatorsOf(app, (world) => openDatabaseStore(config, world));
  const work = (practiceId: PracticeId, today: IsoDate): Promise<number> => workAll(simulatorOf, practiceId, today);
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
    listen: async (context) => {
      const { today } = await readSession(context);
      for (const { payerId } of configuredPlans) await (await simulatorOf(context.practiceId, payerId)).receiveWaiting(today, "1200");
    },
    inMemory: (hasty) => rememberingPayers(hasty, config),
    close,
  };
}

function rememberingPayers(app: App, config: NonNullable<Workplace["simulatorConfig"]>): RememberingPayers {
  const memories = new Map<string, MemoryStore>();
  const { simulatorOf } = simulatorsOf(app, (world) => {
    const memory = newMemoryStore();
    memories.set(world, memory);
    return memory;
  });
  return {
    work: (practiceId, today) => workAll(simulatorOf, practiceId, today),
    writeDown: async () => {
      for (const [world, memory] of memories) {
        const store = openDatabaseStore(config, world);
        await memory.moveTo(store);
        await store.close();
      }
    },
  };
}

type SimulatorOf = (practiceId: PracticeId, payerId: string) => Promise<Simulator>;

async function workAll(simulatorOf: SimulatorOf, practiceId: PracticeId, today: IsoDate): Promise<number> {
  let written = 0;
  for (const { payerId } of configuredPlans) written += (await (await simulatorOf(practiceId, payerId)).answerDay(today)).written.length;
  return written;
}

/** One simulator a payer and practice, opened when it is first asked. */
function simulatorsOf(app: App, storeOf: (world: string) => SimulatorStore) {
  const open = new Map<string, Promise<Simulator>>();
  const towns = new Map<PracticeId, Promise<PayersOfTown>>();
  const townOf = (practiceId: PracticeId): Promise<PayersOfTown> => {
    return onceDone(towns, practiceId, () => payersOfTown(app, practiceId));
  };
  const simulatorOf: SimulatorOf = (practiceId, payerId) => {
    const key = `${practiceId}/${payerId}`;
    return onceDone(open, key, async () => {
      const { records, faults } = await townOf(practiceId);
      return openSimulator({
        folder: partnerRoot(app, practiceId, payerId),
        store: storeOf(key),
        plans: configuredPlans.filter((plan) => plan.payerId === payerId),
        records,
        faults,
        tables: currentTables(app),
        seed,
        hasty: app.hasty,
      });
    });
  };
  const close = async (): Promise<void> => {
    for (const simulator of open.values()) await (await simulator).close();
  };
  return { simulatorOf, close };
}

/** Begun once for all who ask; what failed, as when the database was lost, is begun anew by the next who asks. */
function onceDone<Key, Value>(begun: Map<Key, Promise<Value>>, key: Key, begin: () => Promise<Value>): Promise<Value> {
  const known = begun.get(key);
  if (known !== undefined) return known;
  const beginning = begin();
  begun.set(key, beginning);
  beginning.catch(() => begun.delete(key));
  return beginning;
}

/** Of the book that the app has at each question: another one may come into its place while payers are open. */
function currentTables(app: App): PayerTables {
  return {
    validity: (...asked) => app.codeBook.validity(...asked),
    diagnosis: (...asked) => app.codeBook.diagnosis(...asked),
    procedure: (...asked) => app.codeBook.procedure(...asked),
    relativeValues: (...asked) => app.codeBook.relativeValues(...asked),
    conversionFactor: (...asked) => app.codeBook.conversionFactor(...asked),
    fee: (...asked) => app.codeBook.fee(...asked),
    ptpEdit: (...asked) => app.codeBook.ptpEdit(...asked),
    mue: (...asked) => app.codeBook.mue(...asked),
    addOn: (...asked) => app.codeBook.addOn(...asked),
    modifier: (...asked) => app.codeBook.modifier(...asked),
    placeOfService: (...asked) => app.codeBook.placeOfService(...asked),
  };
}
