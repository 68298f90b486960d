import { expect, it } from "vitest";
import type { CodeBook } from "../../core/codebook/model.ts";
import { decimal } from "../../core/kernel/decimal.ts";
import { isoDate } from "../../core/kernel/iso-date.ts";
import { workSchedule } from "./work-schedule.ts";

const works: Readonly<Record<string, string>> = { "45378 ": "3.18", "45378 53": "1.59", "99213 ": "1.30" };

it("gives the work of a stopped service by its own row, where the schedule has one", () => {
  const relativeValues = ((procedure: string, part: string) => {
    const work = works[`${procedure} ${part}`];
    return work === undefined ? undefined : { work: decimal(work) };
  }) as CodeBook["relativeValues"];
  const { hundredthsOf } = workSchedule({ relativeValues });
  const on = isoDate("2026-11-03");
  expect(hundredthsOf("45378", "53", on)).toBe(159);
  expect(hundredthsOf("45378", "", on)).toBe(318);
  expect(hundredthsOf("99213", "53", on)).toBe(130);
  expect(hundredthsOf("99213", "26", on)).toBeUndefined();
});
