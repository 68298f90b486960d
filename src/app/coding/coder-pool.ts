/** Notes are coded on threads of their own, beside the server's: made when the first note comes, and again when one was lost. */
import type { Worker } from "node:worker_threads";
import type { CodedNote, NoteToCode } from "../../core/coding/model.ts";
import type { OwnPhrase } from "../../core/coding/with-phrases.ts";
import { assertNever } from "../../core/kernel/assert.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { type LoadedPacks, nothingLoaded, readPacks } from "../load-code-book.ts";
import { startThread } from "../start-thread.ts";
import type { CoderPack } from "./coder-packs.ts";
import { makeShelf } from "./coder-shelf.ts";

export interface ToCode {
  readonly on: IsoDate;
  readonly note: NoteToCode;
  /** What only the practice knows. */
  readonly phrases: readonly OwnPhrase[];
}

export interface Asked extends ToCode {
  readonly what: "note";
  readonly id: number;
}

/** Without a pack: make it. */
export type ToThread = Asked | { readonly what: "pack"; readonly on: IsoDate; readonly pack: CoderPack | undefined };

export type FromThread =
  /** Without codes: reading the note failed. */
  | { readonly what: "coded"; readonly id: number; readonly coded: CodedNote | undefined }
  | { readonly what: "wants"; readonly on: IsoDate }
  | { readonly what: "made"; readonly pack: CoderPack }
  | { readonly what: "gave-up" };

export interface ThreadData {
  readonly dataDir: string | undefined;
  /** Of the code book, in memory that all threads read. */
  readonly packs: Readonly<Record<string, Uint8Array>>;
  readonly names: LoadedPacks["names"];
}

export interface NoteCoder {
  /** Rejects when the thread ended or the note took too long. */
  readonly code: (note: ToCode) => Promise<CodedNote>;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (coded: CodedNote) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/** Making the lexicon of all releases anew takes some seconds, a note some milliseconds; what takes so long will not end. */
export const longestNote = 60_000;

/**
 * `threads`: how many notes are coded at once. They end with the process and do not keep it alive. `packs`: those of the code book, asked
 * for when the first thread starts.
 */
export function makeNoteCoder({
  dataDir,
  threads = 1,
  packs = () => (dataDir === undefined ? nothingLoaded : readPacks(dataDir)),
}: {
  readonly dataDir?: string;
  readonly threads?: number;
  readonly packs?: () => LoadedPacks;
}): NoteCoder {
  const pool: Thread[] = [];
  const shelf = makeShelf<Thread>();
  let data: ThreadData | undefined;
  let next = 0;
  const drop = (thread: Thread, error: Error): void => {
    const at = pool.indexOf(thread);
    if (at >= 0) pool.splice(at, 1);
    for (const one of thread.waiting.values()) {
      clearTimeout(one.timer);
      one.reject(error);
    }
    thread.waiting.clear();
    shelf.leave(thread);
  };
  const open = (): Thread => {
    data ??= { dataDir, ...whatIsRead(packs()) };
    const thread: Thread = { worker: startThread(new URL("./coder-thread.ts", import.meta.url), data), waiting: new Map() };
    thread.worker.unref();
    thread.worker.on("message", (told: FromThread) => hear(thread, told));
    thread.worker.on("error", (error) => drop(thread, error instanceof Error ? error : new Error("the coding thread failed")));
    thread.worker.on("exit", () => drop(thread, new Error("the coding thread ended")));
    pool.push(thread);
    return thread;
  };
  const hear = (thread: Thread, told: FromThread): void => {
    switch (told.what) {
      case "coded": {
        const one = thread.waiting.get(told.id);
        if (one === undefined) return;
        thread.waiting.delete(told.id);
        clearTimeout(one.timer);
        if (told.coded === undefined) one.reject(new Error("the note could not be read"));
        else one.resolve(told.coded);
        return;
      }
      case "wants":
        shelf.ask(thread, told.on, (pack) => thread.worker.postMessage({ what: "pack", on: told.on, pack } satisfies ToThread));
        return;
      case "made":
        shelf.put(thread, told.pack);
        return;
      case "gave-up":
        shelf.leave(thread);
        return;
      default:
        assertNever(told);
    }
  };
  /** The one with the least to do; a further one while there may be more. */
  const choose = (): Thread => {
    const idlest = pool.reduce<Thread | undefined>(
      (best, one) => (best === undefined || one.waiting.size < best.waiting.size ? one : best),
      undefined,
    );
    return idlest === undefined || (idlest.waiting.size > 0 && pool.length < threads) ? open() : idlest;
  };
  return {
    code: (note) =>
      new Promise((resolve, reject) => {
        const thread = choose();
        next += 1;
        const id = next;
        const timer = setTimeout(() => {
          void thread.worker.terminate();
          drop(thread, new Error("coding a note took too long"));
        }, longestNote);
        thread.waiting.set(id, { resolve, reject, timer });
        thread.worker.postMessage({ what: "note", id, ...note } satisfies ToThread);
      }),
    close: async () => {
      await Promise.all(pool.splice(0).map(({ worker }) => worker.terminate()));
    },
  };
}

/** Diagnoses and what lists say of them; the rest of the book is not the coder's. */
function whatIsRead({ packs: { icd10cm, facts }, names }: LoadedPacks): Pick<ThreadData, "packs" | "names"> {
  const packs = {
    ...(icd10cm === undefined ? {} : { icd10cm: icd10cm.content }),
    ...(facts === undefined ? {} : { facts: facts.content }),
  };
  return { packs, names };
}
