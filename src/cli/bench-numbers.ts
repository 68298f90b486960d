/** The measures of `bench` over the manager's numbers of a large practice: each figure of the board, and what one opens to. */

import type { Context } from "../app/context.ts";
import { viewPatientAging, viewPayerAging, viewTrends } from "../app/measures/view-aging.ts";
import { viewDaySheet } from "../app/measures/view-day-sheet.ts";
import { viewMeasure, viewMeasureRows, viewMeasures } from "../app/measures/view-measures.ts";
import { isoDate } from "../core/kernel/iso-date.ts";
import { measures } from "../core/measures/definitions.ts";
import type { Measure, Measured } from "./bench.ts";
import { largePractice } from "./bench-practice.ts";
import { percentile, secondsOf } from "./stopwatch.ts";

const claims = 100_000;
const rounds = 3;

let measured: Promise<ReadonlyMap<string, readonly number[]>> | undefined;
/** Milliseconds by what was asked; measured once. */
const times = (): Promise<ReadonlyMap<string, readonly number[]>> =>
  (measured ??= largePractice(claims).then(({ context }) => timesOf(context)));

export const numberMeasures: readonly Measure[] = [
  { name: "numbers-100k-board", unit: "ms", target: 3000, onlyByName: true, run: async () => of("board") },
  { name: "numbers-100k-measure-p50", unit: "ms", target: null, onlyByName: true, run: () => ofMeasures(0.5) },
  { name: "numbers-100k-measure-p95", unit: "ms", target: 300, onlyByName: true, run: () => ofMeasures(0.95) },
  { name: "numbers-100k-slowest-measure", unit: "ms", target: null, onlyByName: true, run: slowest },
  { name: "numbers-100k-aging", unit: "ms", target: 300, onlyByName: true, run: async () => of("aging") },
  { name: "numbers-100k-trends", unit: "ms", target: 500, onlyByName: true, run: async () => of("trends") },
  { name: "numbers-100k-day-sheet", unit: "ms", target: 500, onlyByName: true, run: async () => of("day sheet") },
];

/** Of a measure: its page with all parts, and the first of its rows. */
async function timesOf(context: Context): Promise<ReadonlyMap<string, readonly number[]>> {
  const day = isoDate("2026-10-15");
  const asked: readonly (readonly [what: string, ask: () => Promise<unknown>])[] = [
    ["board", () => viewMeasures(context, {})],
    ...measures.map((one) => [`measure ${one.id}`, () => viewMeasure(context, one.id, {})] as const),
    ...measures.map((one) => [`rows ${one.id}`, () => viewMeasureRows(context, one.id, { list: 0, skip: 0 })] as const),
    ["aging", async () => [await viewPayerAging(context), await viewPatientAging(context, "service")]],
    ["trends", () => viewTrends(context)],
    ["day sheet", () => viewDaySheet(context, { from: day, to: day })],
  ];
  const taken = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1)
    for (const [what, ask] of asked)
      taken.set(what, [...(taken.get(what) ?? []), (await secondsOf(async () => void (await ask()))) * 1000]);
  return taken;
}

async function of(what: string): Promise<Measured> {
  return { value: percentile((await times()).get(what) ?? [], 0.5), n: rounds };
}

async function ofMeasures(part: number): Promise<Measured> {
  const all = [...(await times())].filter(([what]) => what.startsWith("measure ")).flatMap(([, one]) => one);
  return { value: percentile(all, part), n: all.length };
}

async function slowest(): Promise<Measured> {
  const medians = [...(await times())]
    .filter(([what]) => /^(measure|rows) /.test(what))
    .map(([what, one]) => ({ what, ms: percentile(one, 0.5) }));
  const worst = medians.reduce((found, one) => (one.ms > found.ms ? one : found));
  return { value: worst.ms, n: medians.length, about: worst.what };
}
