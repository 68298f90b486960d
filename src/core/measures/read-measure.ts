/** From the sums of its rows to the figure of a measure: or to why there is none yet. */
import { counted } from "../kernel/counted.ts";
import { compareDecimals, decimal, divideHalfUp } from "../kernel/decimal.ts";
import { addDays, formatUsDate, type IsoDate } from "../kernel/iso-date.ts";
import type { Days, Measure, MeasureSums, Reading, Shape } from "./model.ts";

/** The days whose rows a measure adds up. */
export function daysOf({ window }: Pick<Measure, "window">, { period, today }: { readonly period: Days; readonly today: IsoDate }): Days {
  switch (window.kind) {
    case "period":
      return period;
    case "today":
      return { from: addDays(today, 1 - (window.days ?? 1)), to: today };
    case "cohort":
      return { from: addDays(today, 1 - window.runOut - window.days), to: addDays(today, -window.runOut) };
  }
}

/**
 * The figure. `firstVisit` is the earliest day of a visit whose charges are in the books, `firstEntry` the earliest day of the books.
 * A window that the practice has not lived yet is said so and gives no figure.
 */
export function readMeasure(
  measure: Pick<Measure, "window" | "shape" | "benchmark" | "better">,
  sums: MeasureSums,
  { today, firstVisit, firstEntry }: { readonly today: IsoDate; readonly firstVisit?: IsoDate; readonly firstEntry?: IsoDate },
): Reading {
  const early = tooEarly(measure, { today, firstVisit, firstEntry });
  if (early !== undefined) return early;
  const { shape, window } = measure;
  if (shape !== "money" && sums.whole <= 0)
    return { state: "none", why: "Nothing to divide by: there is no row of that kind in these days." };
  const value = figureOf(shape, sums, window.kind === "period" ? 1 : (window.days ?? 1));
  const good = isGood(measure, value);
  return {
    state: "figure",
    value,
    sums,
    ...(good === undefined ? {} : { good }),
    ...(shape === "percent" && sums.part > sums.whole ? { above100: true } : {}),
  };
}

/** One decimal, half away from zero; money in whole cents. */
export function figureOf(shape: Shape, { part, whole }: Pick<MeasureSums, "part" | "whole">, days: number): string {
  switch (shape) {
    case "percent":
      return tenths(BigInt(part) * 1000n, BigInt(whole));
    case "days-of":
      return tenths(BigInt(part) * BigInt(days) * 10n, BigInt(whole));
    case "mean-days":
    case "per-day":
    case "per-hour":
      return tenths(BigInt(part) * 10n, BigInt(whole));
    case "hundredths-per-day":
      return tenths(BigInt(part), BigInt(whole) * 10n);
    case "money":
      return String(part);
    case "money-each":
      return String(divideHalfUp(BigInt(part), BigInt(whole)));
  }
}

function tenths(numerator: bigint, denominator: bigint): string {
  const rounded = divideHalfUp(numerator, denominator);
  const magnitude = rounded < 0n ? -rounded : rounded;
  return `${rounded < 0n ? "-" : ""}${magnitude / 10n}.${magnitude % 10n}`;
}

function isGood({ benchmark, better }: Pick<Measure, "benchmark" | "better">, value: string): boolean | undefined {
  if (benchmark === undefined || better === undefined) return undefined;
  const order = compareDecimals(decimal(value), decimal(benchmark.at));
  return better === "higher" ? order >= 0 : order <= 0;
}

function tooEarly(
  { window, shape }: Pick<Measure, "window" | "shape">,
  {
    today,
    firstVisit,
    firstEntry,
  }: { readonly today: IsoDate; readonly firstVisit: IsoDate | undefined; readonly firstEntry: IsoDate | undefined },
): Reading | undefined {
  if (window.kind === "cohort") {
    const ripe = firstVisit === undefined ? undefined : addDays(firstVisit, window.runOut);
    if (ripe !== undefined && ripe <= today) return undefined;
    const since =
      firstVisit === undefined ? "No charge is in the books yet" : `The first visit in the books is of ${formatUsDate(firstVisit)}`;
    return {
      state: "too-early",
      why: `Payments need ${counted(window.runOut, "day")} to come in after a visit. ${since}.`,
      from: ripe ?? addDays(today, window.runOut),
    };
  }
  if (window.kind === "today" && window.age !== undefined && firstVisit !== undefined && addDays(firstVisit, window.age) > today) {
    return {
      state: "too-early",
      why: `Nothing can be older than ${counted(window.age - 1, "day")} yet. The first visit in the books is of ${formatUsDate(firstVisit)}.`,
      from: addDays(firstVisit, window.age),
    };
  }
  if (window.kind === "today" && shape === "days-of" && window.days !== undefined) {
    const ripe = firstEntry === undefined ? undefined : addDays(firstEntry, window.days - 1);
    if (ripe !== undefined && ripe <= today) return undefined;
    const since = firstEntry === undefined ? "The books are empty" : `The books begin on ${formatUsDate(firstEntry)}`;
    return {
      state: "too-early",
      why: `It compares with ${counted(window.days, "day")} of charges. ${since}.`,
      from: ripe ?? addDays(today, window.days - 1),
    };
  }
  return undefined;
}
