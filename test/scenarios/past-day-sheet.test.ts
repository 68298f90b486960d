/** The sheet of a past day is the sheet that the day had in its own evening, whatever came since. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { mapleHollow } from "../../src/app/demonstration/maple-hollow.ts";
import { viewDaySheet } from "../../src/app/measures/view-day-sheet.ts";
import { saveCoding } from "../../src/app/save-coding.ts";
import { openOffice } from "../../src/app/simulated-practice/open-office.ts";
import { daysFrom, runDays } from "../../src/app/simulated-practice/run-days.ts";
import type { EncounterId } from "../../src/core/kernel/id.ts";
import { addDays, type IsoDate, isoDate } from "../../src/core/kernel/iso-date.ts";
import { configuredPlans } from "../../src/core/payer/plans.ts";
import { sql } from "../../src/store/sql.ts";
import { inPractice } from "../../src/store/transaction.ts";
import { done, openPayers, openTown, type Town } from "../support/practice-world.ts";

const first = isoDate("2026-03-02");
const lived = 12;
let town: Town;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

it("of every day of two weeks, while codes, claims, payments and deposits go on", { timeout: 240_000 }, async () => {
  const { app } = town;
  const office = await openOffice(app, { ...mapleHollow, seed: 3, from: first, visitsPerDay: 4, historyDays: lived });
  const { context } = office;
  const payers = await openPayers(context, configuredPlans);
  const inTx = <Value>(work: Parameters<typeof inPractice<Value>>[2]): Promise<Value> => inPractice(app.pool, context.practiceId, work);
  const sheetOf = async (day: IsoDate) => done(await viewDaySheet(context, { from: day, to: day })).steps;
  const evenings = new Map<IsoDate, Awaited<ReturnType<typeof sheetOf>>>();
  for (const day of daysFrom(first, lived)) {
    await runDays(office, {
      days: [day],
      visitsPerDay: 4,
      payersWork: async (_, today) => {
        for (const payer of payers) await payer.answerDay(today);
      },
    });
    evenings.set(day, await sheetOf(day));
    // The next morning somebody codes one of the day's visits again, dearer than before, before its claim is sent.
    const again = await inTx((tx) =>
      tx.maybe<{ visit: EncounterId }>(sql`
        select v.id as visit from encounter v join claim c on c.practice_id = v.practice_id and c.encounter_id = v.id and c.state in ('held', 'ready')
        where v.practice_id = ${tx.practiceId} and v.visit_date <= ${day}::date order by v.id desc limit 1`),
    );
    if (again === undefined) continue;
    await inTx((tx) => tx.run(sql`update practice_clock set today = ${addDays(day, 1)}::date where practice_id = ${tx.practiceId}`));
    done(
      await saveCoding(context, again.visit, {
        diagnoses: [{ code: "J06.9", evidence: [] }],
        charges: [{ procedure: "99214", modifiers: [], units: "1", pointers: [1], amount: 99_900 + evenings.size, evidence: [] }],
      }),
    );
  }
  let changed = 0;
  const { recoded } = await inTx((tx) => tx.one<{ recoded: number }>(sql`select count(*) as recoded from coding_event where sequence > 1`));
  expect(recoded).toBeGreaterThan(1);
  for (const [day, evening] of evenings) {
    expect([day, await sheetOf(day)]).toEqual([day, evening]);
    for (const step of evening) expect([day, step.name, step.ties]).toEqual([day, step.name, true]);
    if (evening.some((step) => step.differences.length > 0)) changed += 1;
  }
  expect(changed).toBeGreaterThan(3);
  // What is kept of each coding adds up to the visit as it is now.
  const wrong = await inTx((tx) =>
    tx.many(sql`
      select v.id from encounter v
        left join lateral (select total from coding_event k where k.practice_id = v.practice_id and k.encounter_id = v.id order by sequence desc limit 1) k on true
      where v.practice_id = ${tx.practiceId} and coalesce(k.total, 0) <> (select coalesce(sum(amount), 0) from charge c
        where c.practice_id = v.practice_id and c.encounter_id = v.id and not c.removed)`),
  );
  expect(wrong).toEqual([]);
});
