import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.ts";

/**
 * Property tests take one seed everywhere, so that a red run is about the change and can be run again; FUZZ_SEED gives another
 * (`npm run fuzz`: a new one each time).
 */
const setupFiles = [fileURLToPath(new URL("./test/support/property-seed.ts", import.meta.url))];
/** The PostgreSQL and the folders that the workers of a run share end with the run. */
const globalSetup = [fileURLToPath(new URL("./test/support/run-end.ts", import.meta.url))];

/** Three projects: `unit` is fast and pure, `suite` needs PostgreSQL or ../shared, `browser` needs a built web application. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "unit",
          // One project after the other: each has its own number of workers.
          sequence: { groupOrder: 1 },
          setupFiles,
          include: ["src/**/*.test.ts", "test/tidy/**/*.test.ts", "test/findings/**/*.test.ts", "test/coding/**/*.test.ts"],
          exclude: ["src/store/**", "src/app/**", "src/http/**", "src/simulator/**"],
          // Nothing here is slow; a machine may be.
          testTimeout: 60_000,
          // By default one processor is left to somebody who watches.
          maxWorkers: availableParallelism(),
          // The modules are loaded once a worker and not once a file.
          isolate: false,
        },
      },
      {
        test: {
          name: "suite",
          sequence: { groupOrder: 2 },
          setupFiles,
          globalSetup,
          include: [
            "src/store/**/*.test.ts",
            "src/app/**/*.test.ts",
            "src/http/**/*.test.ts",
            "src/simulator/**/*.test.ts",
            "test/database/**/*.test.ts",
            "test/samples/**/*.test.ts",
            "test/codesets/**/*.test.ts",
            "test/scenarios/**/*.test.ts",
            "test/command/**/*.test.ts",
            "test/attacks/**/*.test.ts",
            "test/faults/**/*.test.ts",
          ],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          // The program is loaded once a worker and not once a file; what a file changes for all, it puts back itself.
          isolate: false,
        },
      },
      {
        test: {
          name: "browser",
          sequence: { groupOrder: 3 },
          include: ["test/browser/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          globalSetup,
          // Each file has its own server, database and browser.
          maxWorkers: 2,
          // A screen under load may take longer than the second that polling waits by default.
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
