/** The measures of `bench` over lists of a large practice. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeLargePractice } from "../app/bench/large-practice.ts";
import { type Context, machineContext } from "../app/context.ts";
import { createEmptyPractice } from "../app/create-empty-practice.ts";
import { listVisits, type VisitQuery } from "../app/list-visits.ts";
import { openWorkplace, setPracticeDate, type Workplace } from "../app/open-workplace.ts";
import { id } from "../core/kernel/id.ts";
import { isoDate } from "../core/kernel/iso-date.ts";
import { queues } from "../core/worklist/queue.ts";
import type { Measure, Measured } from "./bench.ts";
import { percentile, secondsOf } from "./stopwatch.ts";

interface Large {
  readonly folder: string;
  readonly workplace: Workplace;
  readonly context: Context;
  readonly claims: number;
  readonly seconds: number;
  /** Milliseconds of every list, by what was asked; measured once. */
  times?: ReadonlyMap<string, readonly number[]>;
}

const opened = new Map<number, Promise<Large>>();
const rounds = 5;

function listMeasures(
  claims: number,
  { name, target, onlyByName }: { name: string; target: number; onlyByName: boolean },
): readonly Measure[] {
  const asked = { unit: "ms", onlyByName } as const;
  return [
    { ...asked, name: `lists-${name}-p50`, target: null, run: () => overall(claims, 0.5) },
    { ...asked, name: `lists-${name}-p95`, target, run: () => overall(claims, 0.95) },
    { ...asked, name: `lists-${name}-slowest-list`, target: null, run: () => slowest(claims) },
    { ...asked, name: `lists-${name}-make`, unit: "claims/s", target: null, run: async () => made(await large(claims)) },
  ];
}

/** A million takes minutes to make: only when it is asked for. */
export const largeListMeasures: readonly Measure[] = [
  ...listMeasures(100_000, { name: "100k", target: 100, onlyByName: true }),
  ...listMeasures(1_000_000, { name: "1m", target: 150, onlyByName: true }),
];

export async function closeLargePractices(): Promise<void> {
  for (const one of opened.values()) {
    const { workplace, folder } = await one;
    await workplace.close();
    await rm(folder, { recursive: true, force: true });
  }
  opened.clear();
}

function large(claims: number): Promise<Large> {
  const known = opened.get(claims) ?? open(claims);
  opened.set(claims, known);
  return known;
}

async function open(claims: number): Promise<Large> {
  const folder = await mkdtemp(join(tmpdir(), "claimwright-bench-"));
  const workplace = await openWorkplace(folder);
  const context = machineContext(workplace.app, await createEmptyPractice(workplace.app), "bench");
  await setPracticeDate(workplace.app, context.practiceId, isoDate("2026-12-01"));
  const seconds = await secondsOf(() => makeLargePractice(context, claims));
  return { folder, workplace, context, claims, seconds };
}

function made({ claims, seconds }: Large): Measured {
  return { value: claims / seconds, n: claims };
}

/** Every declared sort both ways, every queue alone, and filters together, at the beginning and deep inside. */
function questions(claims: number): ReadonlyMap<string, VisitQuery> {
  const middle = id<"encounter">(Math.floor(claims / 2));
  const sorts = ["date", "patient", "charged", "insurance", "patient-owes", "deadline"] as const;
  const asked: (readonly [string, VisitQuery])[] = [["newest", {}]];
  for (const sort of sorts) {
    for (const descending of [true, false]) {
      asked.push([`${sort} ${descending ? "down" : "up"}`, { sort, descending }]);
      asked.push([`${sort} ${descending ? "down" : "up"}, deep`, { sort, descending, after: middle }]);
    }
  }
  for (const queue of queues) {
    asked.push([queue, { queues: [queue] }]);
    asked.push([`${queue} by patient`, { queues: [queue], sort: "patient" }]);
    asked.push([`${queue} by insurance`, { queues: [queue], sort: "insurance", descending: true }]);
    asked.push([`${queue} of a payer`, { queues: [queue], payerIds: [id<"payer">(3)], sort: "deadline" }]);
  }
  asked.push(["a payer", { payerIds: [id<"payer">(3)] }]);
  asked.push(["a clinician by patient", { providerIds: [id<"provider">(7)], sort: "patient" }]);
  asked.push([
    "a payer and a clinician",
    { payerIds: [id<"payer">(3)], providerIds: [id<"provider">(7)], sort: "charged", descending: true },
  ]);
  asked.push(["a month", { from: isoDate("2026-10-01"), to: isoDate("2026-10-31"), sort: "insurance", descending: true }]);
  asked.push(["several queues", { queues: ["denied", "rejected", "silent", "held-by-findings"], sort: "insurance", descending: true }]);
  for (const find of ["r", "riv", "rivera ana", "p0000123", "payer c", "clinician7", "nobody"]) asked.push([`find ${find}`, { find }]);
  return new Map(asked);
}

async function timesOf(one: Large): Promise<ReadonlyMap<string, readonly number[]>> {
  if (one.times !== undefined) return one.times;
  const times = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const [what, query] of questions(one.claims)) {
      const taken = await secondsOf(async () => void (await listVisits(one.context, { limit: 100, ...query })));
      // The first round warms up.
      if (round > 0) times.set(what, [...(times.get(what) ?? []), taken * 1000]);
    }
  }
  one.times = times;
  return times;
}

async function overall(claims: number, part: number): Promise<Measured> {
  const all = [...(await timesOf(await large(claims))).values()].flat();
  return { value: percentile(all, part), n: all.length };
}

/** The list whose middle time is the longest; its name goes with the figure. */
async function slowest(claims: number): Promise<Measured> {
  const middles = [...(await timesOf(await large(claims)))].map(([what, taken]) => [what, percentile(taken, 0.5)] as const);
  const [what, value] = middles.reduce((worst, one) => (one[1] > worst[1] ? one : worst));
  return { value, n: rounds, about: what };
}
