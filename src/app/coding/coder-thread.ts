/** A thread that codes notes: a server must not stand still while one is read, nor while a coder is made. */
import { parentPort, workerData } from "node:worker_threads";
import type { Packs } from "../../core/codebook/compile.ts";
import { openPack } from "../../core/codebook/pack/pack-file.ts";
import { codeNote } from "../../core/coding/code-note.ts";
import type { Coder } from "../../core/coding/coder.ts";
import { withPhrases } from "../../core/coding/with-phrases.ts";
import { assert } from "../../core/kernel/assert.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { loadDiagnoses } from "../load-code-book.ts";
import { type CoderPack, holdsOn } from "./coder-packs.ts";
import type { Asked, FromThread, ThreadData, ToThread } from "./coder-pool.ts";
import { coderOf, coderPackFor } from "./load-coder.ts";

const port = parentPort;
assert(port !== null, "this file is the entry of a thread");
const { dataDir, packs, names } = workerData as ThreadData;
const codeBook = loadDiagnoses({ packs: opened(packs), names });

/** Of the days asked about last. */
const coders: { readonly pack: CoderPack; readonly coder: Coder }[] = [];
const mostCoders = 3;
const queue: Asked[] = [];
let isWaiting = false;

port.on("message", (message: ToThread) => {
  if (message.what === "note") queue.push(message);
  else takePack(message.on, message.pack);
  work();
});

/** In their order; the first note of a day waits for its coder. */
function work(): void {
  while (!isWaiting) {
    const [next] = queue;
    if (next === undefined) return;
    const known = coders.find((one) => holdsOn(one.pack, next.on));
    if (known === undefined) {
      isWaiting = true;
      tell({ what: "wants", on: next.on });
      return;
    }
    queue.shift();
    answer(next, known.coder);
  }
}

function answer({ id, note, phrases }: Asked, coder: Coder): void {
  try {
    tell({ what: "coded", id, coded: codeNote(withPhrases(coder, phrases), note) });
  } catch {
    // One note that cannot be read is no reason to end the others.
    tell({ what: "coded", id, coded: undefined });
  }
}

function takePack(on: IsoDate, given: CoderPack | undefined): void {
  isWaiting = false;
  try {
    const pack = given ?? coderPackFor(codeBook, on, dataDir);
    coders.unshift({ pack, coder: coderOf(codeBook, pack, on) });
    coders.length = Math.min(coders.length, mostCoders);
    if (given === undefined) tell({ what: "made", pack });
  } catch {
    const failed = queue.shift();
    if (failed !== undefined) tell({ what: "coded", id: failed.id, coded: undefined });
    tell({ what: "gave-up" });
  }
}

function tell(message: FromThread): void {
  port?.postMessage(message);
}

/** The bytes are the pool's: nothing is copied. */
function opened(given: ThreadData["packs"]): Packs {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, bytes]) => {
      const pack = openPack(bytes);
      return "wrong" in pack ? [] : [[name, pack] as const];
    }),
  );
}
