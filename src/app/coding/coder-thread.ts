/** A thread that codes notes: the lexicon of a whole code book takes seconds to make and a server must not stand still meanwhile. */
import { parentPort, workerData } from "node:worker_threads";
import { codeNote } from "../../core/coding/code-note.ts";
import type { Coder } from "../../core/coding/coder.ts";
import { withPhrases } from "../../core/coding/with-phrases.ts";
import { assert } from "../../core/kernel/assert.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { loadCodeBook } from "../load-code-book.ts";
import type { Asked, Told } from "./coder-pool.ts";
import { loadCoder } from "./load-coder.ts";

const port = parentPort;
assert(port !== null, "this file is the entry of a thread");
const codeBook = loadCodeBook((workerData as { readonly dataDir?: string }).dataDir);
const starts = codeBook.releases
  .flatMap((one) => (one.table === "icd10cm" && one.effective !== undefined ? [one.effective] : []))
  .sort()
  .reverse();
const coders = new Map<IsoDate, Coder>();

/** What may be reported changes with a release, so its coder is made once; the last few are kept. */
function coderOf(on: IsoDate): Coder {
  const day = starts.find((start) => start <= on) ?? on;
  const known = coders.get(day);
  if (known !== undefined) return known;
  if (coders.size >= 3) coders.clear();
  // On the day that is asked about: a code may end within a release.
  const made = loadCoder(codeBook, on);
  coders.set(day, made);
  return made;
}

port.on("message", ({ id, on, note, phrases }: Asked) => {
  try {
    const coded = codeNote(withPhrases(coderOf(on), phrases), note);
    port.postMessage({ id, coded } satisfies Told);
  } catch {
    // One note that cannot be read is no reason to end the others.
    port.postMessage({ id, coded: undefined } satisfies Told);
  }
});
