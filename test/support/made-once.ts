/** What is dear to make and the same for all workers of a run: the first makes it, the others wait for it. */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { runOfWorker, sharedFolder } from "./run-folders.ts";

const lookEvery = 50;

/** The folder of this name, filled by `make`. When that fails it is thrown here, and who waits makes it anew. */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = sharedFolder(runOfWorker, name);
  const whole = `${folder}-is-whole`;
  while (!existsSync(whole)) {
    if (!isMakerNow(folder)) {
      await sleep(lookEvery);
      continue;
    }
    try {
      await make(folder);
      mkdirSync(whole);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }
  return folder;
}

/** Only one can make a folder. */
function isMakerNow(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}
