/** A database that is lost is known as such whichever way it went, in the words of a job too, and what it cut short begins anew. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { App } from "../../src/app/context.ts";
import { failureWords } from "../../src/app/jobs/failure-words.ts";
import { openSimulatedPayers } from "../../src/cli/simulated-payers.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { isDatabaseLost } from "../../src/store/database-lost.ts";
import { openClient } from "../../src/store/pool.ts";
import { failingAfter } from "../support/failing-pool.ts";
import { openTown, type Town } from "../support/practice-world.ts";

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const failureOf = (work: () => Promise<unknown>): Promise<unknown> => work().catch((error: unknown) => error);

it("is lost when the server is not there, ends the session, or has ended it", async () => {
  const config = town.database.appConfig;
  const client = await openClient(config);
  const failures = [
    await failureOf(() => openClient({ ...config, host: "/nowhere" })),
    await failureOf(() => client.query("select pg_terminate_backend(pg_backend_pid())")),
    await failureOf(() => client.query("select 1")),
  ];
  for (const failure of failures) {
    expect(failure).toBeInstanceOf(Error);
    expect(isDatabaseLost(failure), String(failure)).toBe(true);
    expect(failureWords(failure), String(failure)).toBe("The database could not be reached.");
  }
});

it("is not lost when it answers with a refusal, nor when a file is not there", async () => {
  const config = town.database.appConfig;
  const client = await openClient(config);
  const failures = [
    await failureOf(() => openClient({ ...config, password: "wrong" })),
    await failureOf(() => client.query("select 1/0")),
    await failureOf(async () => readFileSync("/nowhere/at-all")),
  ];
  await client.end();
  for (const failure of failures) {
    expect(failure).toBeInstanceOf(Error);
    expect(isDatabaseLost(failure), String(failure)).toBe(false);
  }
});

it("keeps no simulated payer from being opened later when it was lost as it was opened first", async () => {
  const { app, database } = town;
  const { context } = await town.openPractice("2026-11-16");
  let isLost = true;
  const broken = failingAfter(app, 0).pool;
  const sometimes: App = {
    ...app,
    get pool() {
      return isLost ? broken : app.pool;
    },
  };
  const payers = openSimulatedPayers(sometimes, database.simulatorConfig);
  const today = isoDate("2026-11-16");
  await expect(payers.work(context.practiceId, today)).rejects.toThrow("the connection is lost");
  isLost = false;
  expect(await payers.work(context.practiceId, today)).toBe(0);
  await payers.close();
});
