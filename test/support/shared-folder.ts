/** Where the material by others lies: ../shared beside the checkout. On a user's machine it is usually absent. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const shared = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "..", "shared");

/** The folder, or undefined where it is absent. With CI=true an absent folder is an error, so that no suite is left out unseen. */
export function sharedFolder(name: string): string | undefined {
  const folder = join(shared, name);
  if (existsSync(folder)) return folder;
  if (process.env.CI === "true") throw new Error(`../shared/${name} is absent: CI needs it`);
  console.warn(`skipped: ../shared/${name} is not on this machine, so the tests on material by others do not run`);
  return undefined;
}
