/**
 * The demonstration of a data folder. A first start makes a small one, which opens at once; the same practice with its whole
 * history is made behind it and opened when the person says so. The history is made by the use cases of the daily work, and
 * one that was cut off is thrown away and made anew.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { type Context, machineContext } from "../app/context.ts";
import { hasHistory, isWholeDemonstration, seedDemonstration } from "../app/demonstration/seed.ts";
import { labOf } from "../app/lab/find-copy.ts";
import type { Workplace } from "../app/open-workplace.ts";
import { assert } from "../core/kernel/assert.ts";
import type { PracticeId } from "../core/kernel/id.ts";
import type { DemonstrationHistory, HistoryProgress } from "../http/demonstration-history.ts";
import type { Io } from "./io.ts";
import type { SimulatedPayers } from "./simulated-payers.ts";

export interface Demonstration {
  /** The practice that is open now. */
  readonly practiceId: () => PracticeId;
  readonly history: DemonstrationHistory;
  /** Shows a private copy instead; undefined: the demonstration's own practice again. */
  readonly openLab: (practiceId: PracticeId | undefined) => void;
  /** Ends the making at the end of the day that is being lived. */
  readonly stop: () => Promise<void>;
}

export interface DemonstrationWish {
  readonly workplace: Pick<Workplace, "discard" | "inHaste">;
  /** Absent on a server of the user's own without their role: then nothing is made. */
  readonly payers: SimulatedPayers | undefined;
  /** Calendar days; none: the small demonstration is all there is. */
  readonly historyDays: number;
  readonly io: Io;
}

/** Eight months. */
export const usualHistoryDays = 240;

/** Private copies of students are no demonstrations to open at a start. */
export interface WholePractice {
  readonly practiceId: PracticeId;
  readonly demonstration: boolean;
  readonly history: boolean;
}

/** The practices of the data folder. A demonstration whose making was cut off is taken away first. */
export async function wholePractices(workplace: Workplace, io: Io): Promise<readonly WholePractice[]> {
  const whole: WholePractice[] = [];
  for (const tenant of await workplace.practices()) {
    const lab = await labOf(workplace.app, tenant.practiceId);
    if (lab?.whole === true) continue;
    if (lab !== undefined) {
      await workplace.discard(tenant.practiceId);
      continue;
    }
    const context = machineContext(workplace.app, tenant.practiceId, "This machine");
    if (!tenant.demonstration || (await isWholeDemonstration(context))) {
      whole.push({ ...tenant, history: await hasHistory(context) });
      continue;
    }
    io.out("A demonstration practice was not finished the last time; it is made anew.\n");
    await workplace.discard(tenant.practiceId);
  }
  return whole;
}

/** Of those there are the small one, which is open until its history is asked for; else the small one is made. */
export async function openDemonstration(wish: DemonstrationWish, found: readonly WholePractice[]): Promise<Demonstration> {
  const small = found.find((one) => !one.history)?.practiceId;
  const full = found.find((one) => one.history)?.practiceId;
  if (found.length === 0) wish.io.out("First start: making the demonstration practice …\n");
  return liveDemonstration(wish, { open: small ?? full ?? (await make(wish, 0)), full });
}

class Stopped extends Error {}

function liveDemonstration(
  wish: DemonstrationWish,
  { open, full }: { readonly open: PracticeId; readonly full: PracticeId | undefined },
): Demonstration {
  const { workplace, payers, historyDays, io } = wish;
  const total = historyDays + 1;
  let now = open;
  let lab: PracticeId | undefined;
  let ready = full === open ? undefined : full;
  let progress: HistoryProgress = { state: ready === undefined ? "none" : "ready" };
  let stopped = false;
  const making = async (): Promise<void> => {
    progress = { state: "making", done: 0, total };
    try {
      ready = await make(wish, historyDays, (done) => {
        if (stopped) throw new Stopped();
        progress = { state: "making", done, total };
      });
      progress = { state: "ready" };
      io.out("The demonstration's history is made: the header of each page opens it.\n");
    } catch (error) {
      if (error instanceof Stopped) return;
      progress = { state: "failed" };
      console.error(`making the demonstration's history failed: ${error instanceof Error ? error.name : "failure"}`);
    }
  };
  const running = full === undefined && historyDays > 0 && payers !== undefined ? making() : Promise.resolve();
  return {
    practiceId: () => lab ?? now,
    openLab: (practiceId) => {
      lab = practiceId;
    },
    history: {
      progress: () => progress,
      open: async () => {
        if (ready === undefined) return false;
        const before = now;
        now = ready;
        ready = undefined;
        progress = { state: "none" };
        await discardSometime(workplace, before);
        return true;
      },
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

const discardTries = 3;
const discardPauseMs = 500;

/**
 * The other practice is open already, so whoever asked is not told of a failure here. A job of the minute may still write into
 * the practice that goes: then it is tried again. What is left after that is there, whole, at the next start.
 */
async function discardSometime({ discard }: Pick<Workplace, "discard">, practiceId: PracticeId): Promise<void> {
  for (let tries = 1; tries <= discardTries; tries += 1) {
    try {
      return await discard(practiceId);
    } catch (error) {
      console.error(`the small demonstration could not be thrown away: ${error instanceof Error ? error.name : "failure"}`);
      if (tries < discardTries) await sleep(discardPauseMs);
    }
  }
}

async function make({ workplace, payers }: DemonstrationWish, historyDays: number, onDay?: (done: number) => void): Promise<PracticeId> {
  assert(payers !== undefined, "a demonstration is made with its payers");
  return workplace.inHaste((app) => {
    const remembering = payers.inMemory(app);
    return seedDemonstration(app, {
      historyDays,
      payersWork: async ({ practiceId }: Context, today) => {
        await remembering.work(practiceId, today);
      },
      payersRest: remembering.writeDown,
      ...(onDay === undefined ? {} : { onDay }),
    });
  });
}
