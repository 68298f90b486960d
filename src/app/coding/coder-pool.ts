/** Notes are coded on threads of their own, beside the server's: made when the first note comes, and again when one was lost. */
import { Worker } from "node:worker_threads";
import type { CodedNote, NoteToCode } from "../../core/coding/model.ts";
import type { OwnPhrase } from "../../core/coding/with-phrases.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";

export interface ToCode {
  readonly on: IsoDate;
  readonly note: NoteToCode;
  /** What only the practice knows. */
  readonly phrases: readonly OwnPhrase[];
}

export interface Asked extends ToCode {
  readonly id: number;
}

export interface Told {
  readonly id: number;
  /** Undefined: reading the note failed. */
  readonly coded: CodedNote | undefined;
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

/** Making the lexicon of all releases takes some seconds, a note some milliseconds; what takes so long will not end. */
const longest = 60_000;

/** `threads`: how many notes are coded at once. They end with the process and do not keep it alive. */
export function makeNoteCoder({ dataDir, threads = 1 }: { readonly dataDir?: string; readonly threads?: number }): NoteCoder {
  const pool: Thread[] = [];
  let next = 0;
  const drop = (thread: Thread, error: Error): void => {
    const at = pool.indexOf(thread);
    if (at >= 0) pool.splice(at, 1);
    for (const one of thread.waiting.values()) {
      clearTimeout(one.timer);
      one.reject(error);
    }
    thread.waiting.clear();
  };
  const open = (): Thread => {
    const thread: Thread = { worker: startThread(dataDir), waiting: new Map() };
    thread.worker.unref();
    thread.worker.on("message", ({ id, coded }: Told) => {
      const one = thread.waiting.get(id);
      if (one === undefined) return;
      thread.waiting.delete(id);
      clearTimeout(one.timer);
      if (coded === undefined) one.reject(new Error("the note could not be read"));
      else one.resolve(coded);
    });
    thread.worker.on("error", (error) => drop(thread, error instanceof Error ? error : new Error("the coding thread failed")));
    thread.worker.on("exit", () => drop(thread, new Error("the coding thread ended")));
    pool.push(thread);
    return thread;
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
        }, longest);
        thread.waiting.set(id, { resolve, reject, timer });
        thread.worker.postMessage({ id, ...note } satisfies Asked);
      }),
    close: async () => {
      await Promise.all(pool.splice(0).map(({ worker }) => worker.terminate()));
    },
  };
}

/** In the bundle the thread is a file beside this one. From the sources tsx reads it, which has to be told so in each thread. */
function startThread(dataDir: string | undefined): Worker {
  const options = { workerData: dataDir === undefined ? {} : { dataDir } };
  if (!import.meta.url.endsWith(".ts")) return new Worker(new URL("./coder-thread.mjs", import.meta.url), options);
  const entry = new URL("./coder-thread.ts", import.meta.url).href;
  return new Worker(`import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(entry)}); });`, {
    ...options,
    eval: true,
  });
}
