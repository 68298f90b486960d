/** COPY as streams of bytes, in PostgreSQL's text format. The driver knows the messages but has no such query of its own. */
import { once } from "node:events";
import type pg from "pg";

/** What of the driver's connection its published types leave out. */
type CopyConnection = pg.Connection & {
  sendCopyFromChunk(chunk: Uint8Array): void;
  sendCopyFail(reason: string): void;
  endCopyFrom(): void;
};

interface Waiter {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

/** Bytes that may wait for their reader before the server is asked to pause. */
const mostWaiting = 4 << 20;
const blockBytes = 1 << 16;

/** The rows of `copy … to stdout`, in blocks that belong to the caller. Ends with the statement; throws what the server says. */
export async function* copyOut(client: pg.Client, text: string): AsyncGenerator<Buffer, void, undefined> {
  const waiting: Buffer[] = [];
  let waitingBytes = 0;
  let block = Buffer.allocUnsafe(blockBytes);
  let filled = 0;
  let ended = false;
  let failure: Error | undefined;
  let paused: pg.Connection | undefined;
  let waiter = newWaiter();
  const push = (bytes: Buffer): void => {
    waiting.push(bytes);
    waitingBytes += bytes.length;
    waiter.resolve();
  };
  client.query({
    submit: (connection) => connection.query(text),
    // The driver's buffer is used again after this call, so bytes are copied.
    handleCopyData({ chunk }: { readonly chunk: Buffer }, connection: pg.Connection) {
      for (let at = 0; at < chunk.length; ) {
        const taken = chunk.copy(block, filled, at);
        at += taken;
        filled += taken;
        if (filled === block.length) {
          push(block);
          block = Buffer.allocUnsafe(blockBytes);
          filled = 0;
        }
      }
      if (waitingBytes > mostWaiting && paused === undefined) {
        paused = connection;
        connection.stream.pause();
      }
    },
    handleCommandComplete() {
      if (filled > 0) push(block.subarray(0, filled));
    },
    handleReadyForQuery() {
      ended = true;
      waiter.resolve();
    },
    handleError(error: Error) {
      failure = error;
      waiter.resolve();
    },
  });
  for (;;) {
    const next = waiting.shift();
    if (next !== undefined) {
      waitingBytes -= next.length;
      if (paused !== undefined && waitingBytes < mostWaiting / 4) {
        paused.stream.resume();
        paused = undefined;
      }
      yield next;
    } else if (failure !== undefined) throw failure;
    else if (ended) return;
    else {
      await waiter.promise;
      waiter = newWaiter();
    }
  }
}

/** An open `copy … from stdin`. */
export interface CopyIn {
  /** The bytes may be used again when it returns. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Waits until the server has taken every row. Throws what it says. */
  readonly end: () => Promise<void>;
  /** Takes the statement back: the server answers with an error, which is swallowed here. */
  readonly fail: (reason: string) => Promise<void>;
}

/** Resolves when the server is ready for rows. */
export async function copyIn(client: pg.Client, text: string): Promise<CopyIn> {
  let connection: CopyConnection | undefined;
  let failure: Error | undefined;
  const open = newWaiter();
  const done = newWaiter();
  client.query({
    submit: (given) => given.query(text),
    handleCopyInResponse(given: CopyConnection) {
      connection = given;
      open.resolve();
    },
    handleCommandComplete() {},
    handleReadyForQuery: () => done.resolve(),
    handleError(error: Error) {
      failure = error;
      open.resolve();
      done.resolve();
    },
  });
  await open.promise;
  if (failure !== undefined || connection === undefined) throw failure ?? new Error("the database did not ask for rows");
  const to = connection;
  return {
    write: async (bytes) => {
      if (failure !== undefined) throw failure;
      to.sendCopyFromChunk(bytes);
      if (to.stream.writableNeedDrain) await Promise.race([once(to.stream, "drain"), done.promise]);
    },
    end: async () => {
      to.endCopyFrom();
      await done.promise;
      if (failure !== undefined) throw failure;
    },
    fail: async (reason) => {
      to.sendCopyFail(reason);
      await done.promise;
    },
  };
}

function newWaiter(): Waiter {
  let resolve = (): void => {};
  const promise = new Promise<void>((given) => {
    resolve = given;
  });
  return { promise, resolve };
}
