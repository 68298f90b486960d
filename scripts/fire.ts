/** `npm run fire -- [rounds] [seed]`: kills a practice's worker and database again and again. Ends with 1 at the first thing lost or doubled. */
import assert from "node:assert/strict";
import { underFire, victims } from "../test/faults/fire.ts";
import { randomFrom } from "../test/support/random.ts";

const rounds = Number(process.argv[2] ?? 20);
const first = Number(process.argv[3] ?? Date.now() % 1_000_000);
const visits = 24;
const { outcome: undisturbed, steps } = await underFire({ seed: first, rounds: [], visits, steps: 0 });
for (let seed = first; seed < first + rounds; seed += 1) {
  const random = randomFrom(seed);
  const { killed, outcome } = await underFire({ seed, rounds: Array.from({ length: 5 }, () => random.pick(victims)), visits, steps });
  assert.deepEqual(outcome, undisturbed, `seed ${seed}`);
  console.log(
    `seed ${seed}: ${killed.map((one) => `${one.victim} at step ${one.atStep}${one.wasWorking ? "" : " (idle)"}`).join(", ")}: nothing lost or doubled`,
  );
}
