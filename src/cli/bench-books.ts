/** The measure of `bench` over books of some years: the trial balance of any day, over a million lines. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inventBooks } from "../app/backup/invented-books.ts";
import { type Context, machineContext } from "../app/context.ts";
import { openWorkplace } from "../app/open-workplace.ts";
import { keepTotals } from "../app/periods.ts";
import { viewTrialBalance } from "../app/view-books.ts";
import { addDays, isoDate } from "../core/kernel/iso-date.ts";
import type { Measure, Measured } from "./bench.ts";
import { percentile, secondsOf } from "./stopwatch.ts";

const lines = 1_000_000;
const rounds = 200;

export const bookMeasures: readonly Measure[] = [
  { name: "books-trial-balance-p95", unit: "ms", target: null, onlyByName: true, run: () => inBooks(measureBalance) },
  { name: "books-totals", unit: "lines/s", target: null, onlyByName: true, run: () => inBooks(measureTotals) },
];

/** Any day of the year, with the totals that a task keeps every few minutes. */
async function measureBalance(context: Context): Promise<Measured> {
  await keepTotals(context);
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const day = addDays(isoDate("2026-01-01"), (round * 97) % 300);
    taken.push(await secondsOf(async () => void (await viewTrialBalance(context, day))));
  }
  return {
    value: percentile(taken, 0.95) * 1000,
    n: rounds,
    about: `p50 ${(percentile(taken, 0.5) * 1000).toFixed(2)} ms, ${lines} lines`,
  };
}

/** The first time, which adds up everything. */
async function measureTotals(context: Context): Promise<Measured> {
  return { value: lines / (await secondsOf(async () => void (await keepTotals(context)))), n: lines };
}

async function inBooks(measure: (context: Context) => Promise<Measured>): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), "claimwright-bench-"));
  try {
    await inventBooks(folder, lines / 2);
    const workplace = await openWorkplace(folder);
    try {
      const [practice] = await workplace.practices();
      if (practice === undefined) throw new Error("there are no books");
      return await measure(machineContext(workplace.app, practice.practiceId, "bench"));
    } finally {
      await workplace.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
