/** A thread that makes packs anew, so that the server answers meanwhile. It works under the lock that its process holds. */
import { parentPort, workerData } from "node:worker_threads";
import { assert } from "../../core/kernel/assert.ts";
import { starterSources } from "../load-code-book.ts";
import { heldFolderLock } from "./folder-lock.ts";
import { readInstalled } from "./installed.ts";
import type { FromRemaking, RemakingData } from "./remake-beside.ts";
import { remakePacks, whyNotRemade } from "./remake-packs.ts";

const port = parentPort;
assert(port !== null, "this file is the entry of a thread");
const { folder, token } = workerData as RemakingData;
const tell = (message: FromRemaking): void => port.postMessage(message);
try {
  const lock = heldFolderLock(folder, { what: "codes", token });
  remakePacks(folder, { before: readInstalled(folder), lock }, starterSources(), (at) => tell({ what: "at", at }));
  tell({ what: "made" });
} catch (error) {
  tell({ what: "failed", because: whyNotRemade(error, folder) });
}
