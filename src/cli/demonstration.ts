/**
 * The demonstration of a data folder. A first start fills the empty database from the pack that ships, which is whole eight months
 * of a practice; without one that can be used, or with another number of days, the same practice is made by the use cases of the
 * daily work, before it opens. One whose making was cut off is thrown away and made anew.
 */
import { type Context, machineContext } from "../app/context.ts";
import { packFolder } from "../app/demonstration/pack/pack-file.ts";
import { unpackDemonstration } from "../app/demonstration/pack/unpack.ts";
import { isWholeDemonstration, seedDemonstration } from "../app/demonstration/seed.ts";
import { labOf } from "../app/lab/find-copy.ts";
import type { Workplace } from "../app/open-workplace.ts";
import type { PracticeId } from "../core/kernel/id.ts";
import type { Io } from "./io.ts";
import type { SimulatedPayers } from "./simulated-payers.ts";

/** Eight months, as the pack has them. */
export const usualHistoryDays = 240;

/** Private copies of students are no demonstrations to open at a start. */
export interface WholePractice {
  readonly practiceId: PracticeId;
  readonly demonstration: boolean;
}

/** Before the schema of this version is made. What is wrong with the pack is said, and the demonstration then made. */
export async function fillFromPack(
  owner: Parameters<typeof unpackDemonstration>[0],
  io: Pick<Io, "out" | "err">,
  folder: string = packFolder(),
): Promise<void> {
  try {
    if (await unpackDemonstration(owner, folder)) io.out("First start: the demonstration practice with its eight months is laid out.\n");
  } catch (error) {
    io.err(`The demonstration that came with the program cannot be used: ${error instanceof Error ? error.message : "failure"}.`);
    io.err("It is made anew instead, which takes some minutes.");
  }
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
      whole.push(tenant);
      continue;
    }
    io.out("A demonstration practice was not finished the last time; it is made anew.\n");
    await workplace.discard(tenant.practiceId);
  }
  return whole;
}

export async function makeDemonstration(
  { inHaste }: Pick<Workplace, "inHaste">,
  payers: SimulatedPayers,
  { historyDays, io }: { readonly historyDays: number; readonly io: Io },
): Promise<PracticeId> {
  io.out("First start: making the demonstration practice …\n");
  let said = 0;
  return inHaste((app) => {
    const remembering = payers.inMemory(app);
    return seedDemonstration(app, {
      historyDays,
      payersWork: async ({ practiceId }: Context, today) => {
        await remembering.work(practiceId, today);
      },
      payersRest: remembering.writeDown,
      onDay: (done) => {
        if (historyDays === 0 || Date.now() - said < sayEvery) return;
        said = Date.now();
        io.out(`  day ${done} of ${historyDays + 1}\n`);
      },
    });
  });
}

const sayEvery = 2_000;
