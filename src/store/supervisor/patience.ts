/** Waiting for a database that is there and not ready: after a crash it recovers first, which takes minutes where much was written. */
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseFailure } from "./database-failure.ts";

export interface Patience {
  /** A moment; said in the log when it lasts. Throws DatabaseFailure with the reason after ten minutes, or when told to leave. */
  readonly wait: (reason: string) => Promise<void>;
}

/** Milliseconds. */
const moment = 250;
const untilSaid = 2_000;
const untilSaidAgain = 60_000;
const longest = 600_000;

export function newPatience(leaving?: AbortSignal): Patience {
  const since = performance.now();
  let nextWord = untilSaid;
  return {
    wait: async (reason) => {
      const waited = performance.now() - since;
      if (leaving?.aborted === true || waited > longest) throw new DatabaseFailure(`The database does not become ready: ${reason}`);
      if (waited >= nextWord) {
        console.error(`the database is not ready yet, which is waited for: ${reason}`);
        nextWord = waited + untilSaidAgain;
      }
      await sleep(moment, undefined, leaving === undefined ? {} : { signal: leaving }).catch(() => {});
    },
  };
}
