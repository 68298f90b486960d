/** The next business day of a demonstration, and a demonstration whose making was cut off. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Context, machineContext } from "../../src/app/context.ts";
import { isWholeDemonstration, seedDemonstration } from "../../src/app/demonstration/seed.ts";
import { viewDeskDay } from "../../src/app/front-desk/day.ts";
import { listVisits } from "../../src/app/list-visits.ts";
import { previewRun } from "../../src/app/patients/run-statements.ts";
import { liveNextDay } from "../../src/app/simulated-practice/next-day.ts";
import { payersOfTown } from "../../src/app/simulated-practice/payer-records.ts";
import { provePractice } from "../../src/app/simulated-practice/prove.ts";
import { viewBoard } from "../../src/app/worklist/view-board.ts";
import { addDays, type isoDate } from "../../src/core/kernel/iso-date.ts";
import { configuredPlans } from "../../src/core/payer/plans.ts";
import type { Simulator } from "../../src/simulator/open-simulator.ts";
import { listTenants, readClock } from "../../src/store/practices.ts";
import { sql } from "../../src/store/sql.ts";
import { loadTown } from "../../src/store/towns.ts";
import { inPractice } from "../../src/store/transaction.ts";
import { done, openPayers, openTown, refused, type Town } from "../support/practice-world.ts";

let town: Town;

beforeAll(async () => {
  town = await openTown();
});

afterAll(() => town.close());

/** The simulated payers of whichever practice works. */
function payersOfAll() {
  const open = new Map<number, Promise<readonly Simulator[]>>();
  return async (context: Context, today: ReturnType<typeof isoDate>) => {
    const payers = open.get(context.practiceId) ?? openPayers(context, configuredPlans);
    open.set(context.practiceId, payers);
    for (const payer of await payers) await payer.answerDay(today);
  };
}

it("lives a short history, then a day at a time with visits that wait for a coder", { timeout: 300_000 }, async () => {
  const payersWork = payersOfAll();
  const lived: number[] = [];
  const practiceId = await seedDemonstration(town.app, { historyDays: 11, payersWork, onDay: (day) => lived.push(day) });
  const context = machineContext(town.app, practiceId, "Test");
  expect(lived).toEqual(Array.from({ length: 12 }, (_, day) => day + 1));
  expect(await isWholeDemonstration(context)).toBe(true);
  const { visits, queues } = await listVisits(context);
  expect(visits[0]).toMatchObject({ patientName: "Vasquez, Elena", queue: { name: "needs-coding" } });
  const counts = new Map(queues.map(({ name, count }) => [name, count]));
  expect(counts.get("needs-coding")).toBeGreaterThan(12);
  expect(counts.get("awaiting-payment")).toBeGreaterThan(20);

  const { records, faults } = await payersOfTown(town.app, practiceId);
  expect(records.members.some((member) => member.to !== undefined)).toBe(true);
  expect(records.members.some((member) => member.otherCoverageFirst === true)).toBe(true);
  expect(faults["lost-claim"]).toBeGreaterThan(0);

  // A visit with something open at the payer: what its decided services left to the patient is asked for, and the desk does not say otherwise.
  const waiting = (await viewBoard(context)).queues.find(({ name }) => name === "patient-withheld");
  const withheld = (await listVisits(context, { flags: ["withheld"] })).visits;
  expect(withheld).toHaveLength(waiting?.count ?? 0);
  const asked = (await previewRun(context, 0)).rows.filter(({ patient }) => withheld.some((visit) => visit.patientName === patient.name));
  expect(asked.length).toBeGreaterThan(0);
  for (const row of asked) expect(row.amount).toBeGreaterThan(0);
  expect(waiting?.next).toContain("Statements ask only for the services that are decided.");

  // Monday, 16 November 2026, to Tuesday; then over the weekend in one step.
  const first = done(await liveNextDay(context, payersWork));
  expect([first.from, first.today]).toEqual(["2026-11-16", "2026-11-17"]);
  expect(first.visits).toHaveLength(15);
  expect(first.payments.length).toBeGreaterThan(0);
  const seen = await inPractice(town.app.pool, practiceId, (tx) =>
    tx.many<{ act: string }>(sql`select act from audit_entry where practice_id = ${practiceId} and actor = 'Test' and act = 'visit.list'`),
  );
  expect(seen.length).toBeGreaterThan(0);
  // The desk has a day: who was expected has come, or waits. In so short a history few have a record already.
  const desk = await viewDeskDay(context, undefined);
  const expected = desk.rows.filter((row) => row.appointmentId !== undefined);
  expect(expected.filter((row) => row.state === "checked-in" && row.visitId !== undefined).length).toBeGreaterThan(0);
  expect(expected.filter((row) => row.state === "scheduled").map((row) => row.patientName)).toContain("Tobias, Mina");
  expect((await viewDeskDay(context, addDays(first.today, 1))).rows.map((row) => row.patientName)).toContain("Brandt, Walter");
  for (let day = 0; day < 3; day += 1) done(await liveNextDay(context, payersWork));
  const monday = done(await liveNextDay(context, payersWork));
  expect([monday.from, monday.today]).toEqual(["2026-11-20", "2026-11-23"]);
  expect(await inPractice(town.app.pool, practiceId, readClock)).toBe("2026-11-23");
  const after = await listVisits(context, { queues: ["needs-coding"] });
  expect(after.visits.some((visit) => visit.id === first.visits[0]?.visitId)).toBe(true);
  expect((await provePractice(context)).lines.filter((line) => !line.ok)).toEqual([]);
});

it("is refused where there is no town", async () => {
  const world = await town.openPractice("2026-11-16");
  expect(refused(await liveNextDay(world.context, async () => {})).problem).toBe("no-town");
});

it("knows a demonstration whose making was cut off, on whichever day", { timeout: 120_000 }, async () => {
  const known = new Set((await listTenants(town.app.pool)).map((one) => one.practiceId));
  const cutOff = seedDemonstration(town.app, {
    historyDays: 5,
    payersWork: async () => {},
    onDay: (day) => {
      if (day === 6) throw new Error("killed on the last day");
    },
  });
  await expect(cutOff).rejects.toThrow("killed on the last day");
  const left = (await listTenants(town.app.pool)).find((one) => !known.has(one.practiceId));
  const context = machineContext(town.app, left?.practiceId ?? (0 as never), "Test");
  expect(await inPractice(town.app.pool, context.practiceId, loadTown)).toMatchObject({ historyDays: 5, whole: false });
  expect(await isWholeDemonstration(context)).toBe(false);
});
