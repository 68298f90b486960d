/** Gives every property test of a run the same seed; FUZZ_SEED=random a new one, FUZZ_SEED=N the one that a red run named. */
import { randomInt } from "node:crypto";
import fc from "fast-check";

const wanted = process.env.FUZZ_SEED;
fc.configureGlobal({ seed: wanted === "random" ? randomInt(2 ** 31) : Number(wanted ?? 20_261_116) });
