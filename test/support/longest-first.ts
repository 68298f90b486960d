/** The order of the files of a run: those that take minutes begin first, so that none of them is still at work alone at the end. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The longest first. A file that is not named here follows in Vitest's own order. */
const longest = [
  "test/scenarios/upgrades.test.ts",
  "test/codesets/icd10cm-releases.test.ts",
  "test/attacks/fuzz-contract.test.ts",
  "test/codesets/ncci.test.ts",
  "test/samples/x12-broken.test.ts",
  "test/scenarios/million-operations.test.ts",
  "test/codesets/full-book.test.ts",
  "test/database/supervisor.test.ts",
  "test/faults/killed-restore.test.ts",
  "test/scenarios/killed-while-importing.test.ts",
  "test/faults/killed.test.ts",
  "test/scenarios/killed-while-making.test.ts",
  "test/command/user.test.ts",
  "test/attacks/restricted-everywhere.test.ts",
  "test/command/backup.test.ts",
  "test/command/work.test.ts",
  "test/attacks/http-edge.test.ts",
  "test/browser/every-page.test.ts",
  "test/browser/day.test.ts",
  "test/browser/door.test.ts",
  "test/browser/jobs.test.ts",
  "test/browser/newcomer.test.ts",
  "test/browser/practice-cases.test.ts",
  "test/browser/desk.test.ts",
].map((name) => join(root, name));

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const gone = longest.filter((name) => !existsSync(name));
    if (gone.length > 0) throw new Error(`longest-first.ts names files that are not there: ${gone.join(", ")}`);
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = longest.indexOf(moduleId);
      return found === -1 ? longest.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
