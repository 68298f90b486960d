import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/**
 * Property tests take one seed everywhere, so that a red run is about the change and can be run again; FUZZ_SEED gives another
 * (`npm run fuzz`: a new one each time).
 */
const setupFiles = [fileURLToPath(new URL("./test/support/property-seed.ts", import.meta.url))];

/** Three projects: `unit` is fast and pure, `suite` needs PostgreSQL or ../shared, `browser` needs a built web application. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          setupFiles,
          include: ["src/**/*.test.ts", "test/tidy/**/*.test.ts", "test/findings/**/*.test.ts", "test/coding/**/*.test.ts"],
          exclude: ["src/store/**", "src/app/**", "src/http/**", "src/simulator/**"],
          // Nothing here is slow; a machine may be.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "suite",
          setupFiles,
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
          include: ["test/browser/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          // A screen under load may take longer than the second that polling waits by default.
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
