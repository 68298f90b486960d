import fc from "fast-check";
import { expect, it } from "vitest";
import { addCents, cents, sumCents } from "../kernel/cents.ts";
import { tieOut } from "./day-sheet.ts";

const item = (ofDays: boolean, says: number, booked: number, elsewhere = 0, withoutPaper = false) => ({
  ofDays,
  says: cents(says),
  booked: cents(booked),
  bookedElsewhere: cents(elsewhere),
  withoutPaper,
});

it("names each difference between the papers and the books", () => {
  const tie = tieOut([
    item(true, 100, 100),
    item(true, 70, 0),
    item(true, 50, 0, 50),
    item(true, 30, 20),
    item(false, 40, 40),
    item(false, 0, -25, 0, true),
  ]);
  expect(tie.papers).toBe(250);
  expect(tie.differences.map(({ kind, amount }) => [kind, amount])).toEqual([
    ["not-booked", -70],
    ["booked-otherwise", -10],
    ["other-day", -50],
    ["of-other-days", 40],
    ["without-paper", -25],
  ]);
  expect(tie.books).toBe(135);
});

it("leaves nothing unexplained, whatever the papers say", () => {
  const amount = fc.integer({ min: -100_000, max: 100_000 });
  const any = fc.tuple(fc.boolean(), amount, amount, amount, fc.boolean()).map((one) => item(...one));
  fc.assert(
    fc.property(fc.array(any), (items) => {
      const tie = tieOut(items);
      const booked = sumCents(items.map((one) => one.booked));
      return tie.books === booked && addCents(tie.papers, sumCents(tie.differences.map((one) => one.amount))) === booked;
    }),
  );
});
