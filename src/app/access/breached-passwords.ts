/**
 * Passwords that are known from breaches, in a file that the operator names: the published list "ordered by hash", a line each
 * of the password's SHA-1 in capitals, a colon and how often it was seen. The file is some forty gigabytes, so it is never
 * loaded: a password is looked up by halving the file, some forty small reads. Nothing leaves the machine. The list's own
 * SHA-1 is a way to look up and protects nothing.
 */
import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";

/** The file is not there, cannot be read, or is something else. The words are for whoever runs the server. */
export class BreachListFailure extends Error {
  override readonly name = "BreachListFailure";
}

const hashLength = 40;
/** Longer than any line of the list. */
const mostLine = 80;
const lineShape = /^([0-9A-F]{40}):\d{1,12}$/;

/** Whether the list has it, as it was typed or as it is kept (composed letters are one, see `passwords.ts`). */
export async function isBreached(path: string, password: string): Promise<boolean> {
  const texts = new Set([password, password.normalize("NFKC")]);
  return withList(path, async (list) => {
    for (const text of texts) {
      const hash = createHash("sha1").update(text, "utf8").digest("hex").toUpperCase();
      if (await hasHash(list, hash)) return true;
    }
    return false;
  });
}

/** Bytes of the list. Fails when its first, middle or last lines are not such lines in their order. */
export async function probeBreachList(path: string): Promise<number> {
  return withList(path, async (list) => {
    const lines: string[] = [];
    const parts = 16;
    const last = Math.max(0, list.size - 2 * mostLine);
    for (let part = 0; part < parts; part += 1) {
      const found = await lineFrom(list, Math.floor((last * part) / parts));
      if (found !== undefined) lines.push(found.hash);
    }
    // To the very end: a copy that was cut off ends within a line.
    for (let line = await lineFrom(list, last); line !== undefined; line = await lineFrom(list, line.end)) lines.push(line.hash);
    if (lines.length === 0) throw new BreachListFailure(`${list.path} has no line of a list of breached passwords.`);
    if (lines.some((hash, at) => hash < (lines[at - 1] ?? ""))) {
      throw new BreachListFailure(`${list.path} is not ordered by hash: take the published file that is.`);
    }
    return list.size;
  });
}

interface List {
  readonly path: string;
  readonly file: FileHandle;
  readonly size: number;
}

async function withList<Value>(path: string, work: (list: List) => Promise<Value>): Promise<Value> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, "r");
    const found = await file.stat();
    if (!found.isFile()) throw new BreachListFailure(`${path} is not a file.`);
    return await work({ path, file, size: found.size });
  } catch (error) {
    if (error instanceof Error && "syscall" in error && "code" in error)
      throw new BreachListFailure(`${path} cannot be read: ${String(error.code)}.`);
    throw error;
  } finally {
    await file?.close();
  }
}

/** Halves what is left until the line, or the place where it would stand, is found. */
async function hasHash(list: List, wanted: string): Promise<boolean> {
  let from = 0;
  let to = list.size;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const line = await lineFrom(list, middle);
    // Behind the middle no line begins any more: what is left stands before it.
    if (line === undefined || line.start >= to) {
      to = middle;
      continue;
    }
    if (line.hash === wanted) return true;
    if (line.hash < wanted) from = line.end;
    else to = middle;
  }
  return false;
}

interface Line {
  readonly hash: string;
  readonly start: number;
  /** Where the next line begins. */
  readonly end: number;
}

/** The first whole line that begins at `position` or behind it; undefined when there is none. */
async function lineFrom({ path, file, size }: List, position: number): Promise<Line | undefined> {
  // One byte earlier, to see whether a line begins here.
  const first = Math.max(0, position - 1);
  const bytes = Buffer.alloc(Math.min(2 * mostLine + 1, size - first));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, first);
  const text = bytes.subarray(0, bytesRead).toString("latin1");
  const begin = position === 0 ? 0 : text.indexOf("\n") + 1;
  if (begin === 0 && position !== 0) {
    if (first + bytesRead >= size) return undefined;
    throw new BreachListFailure(`${path} has a line that is none of a list of breached passwords.`);
  }
  if (first + begin >= size) return undefined;
  const stop = text.indexOf("\n", begin);
  const line = text.slice(begin, stop === -1 ? undefined : stop).replace(/\r$/, "");
  if (!lineShape.test(line)) throw new BreachListFailure(`${path} has a line that is none of a list of breached passwords.`);
  const start = first + begin;
  return { hash: line.slice(0, hashLength), start, end: stop === -1 ? size : first + stop + 1 };
}
