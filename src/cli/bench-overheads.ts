/** The measures of `bench` over what safety costs. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeLargePractice } from "../app/bench/large-practice.ts";
import { measureTenancy } from "../app/bench/tenancy-overhead.ts";
import { machineContext } from "../app/context.ts";
import { createEmptyPractice } from "../app/create-empty-practice.ts";
import { openWorkplace } from "../app/open-workplace.ts";
import type { Measure, Measured } from "./bench.ts";
import { percentile, secondsOf } from "./stopwatch.ts";

const claims = 20_000;
const rounds = 1000;

export const overheadMeasures: readonly Measure[] = [
  { name: "tenancy-overhead", unit: "%", target: null, onlyByName: true, run: tenancyOverhead },
];

/** How much longer the middle round takes behind the wall than without it. */
async function tenancyOverhead(): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), "claimwright-bench-"));
  const workplace = await openWorkplace(folder);
  try {
    const context = machineContext(workplace.app, await createEmptyPractice(workplace.app), "bench");
    await makeLargePractice(context, claims);
    const { withWall, without } = await measureTenancy(context, { dataDir: folder, rounds, seconds: secondsOf });
    const [walled, open] = [percentile(withWall, 0.5), percentile(without, 0.5)];
    return {
      value: (walled / open - 1) * 100,
      n: rounds,
      about: `${(walled * 1000).toFixed(2)} ms instead of ${(open * 1000).toFixed(2)} ms`,
    };
  } finally {
    await workplace.close();
    await rm(folder, { recursive: true, force: true });
  }
}
