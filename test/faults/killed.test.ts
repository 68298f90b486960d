/** SIGKILL at seeded moments, one for each kind of victim; `npm run fire` goes on for as long as one likes. */
import { beforeAll, expect, it } from "vitest";
import { type Outcome, underFire, victims } from "./fire.ts";

const visits = 10;
let undisturbed: Outcome;
let steps: number;

beforeAll(async () => {
  ({ outcome: undisturbed, steps } = await underFire({ seed: 0, rounds: [], visits, steps: 0 }));
}, 600_000);

it("has work to lose: claims filed, money in, every visit closed", () => {
  expect(undisturbed.filesOut).toBeGreaterThan(0);
  expect(undisturbed.accounts.cash).toBeGreaterThan(0);
  expect(undisturbed.visits).toHaveLength(visits);
  expect(undisturbed.visits.filter((visit) => !visit.endsWith(" 0 0"))).toEqual([]);
});

it("loses and doubles nothing when the worker, a session, the database, or worker and database are killed", async () => {
  const { killed, outcome } = await underFire({ seed: 20_261_116, rounds: victims, visits, steps });
  expect(killed.map((one) => [one.victim, one.wasWorking])).toEqual(victims.map((victim) => [victim, true]));
  expect(outcome).toEqual(undisturbed);
}, 600_000);
