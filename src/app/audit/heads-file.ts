/**
 * The heads of the audit's chains, written down outside of the database: a file that only grows, one JSON line a head, each on
 * disk before it counts. Who rewrites the whole table in the database does not change what stands here.
 */
import { mkdir, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";

export interface Head {
  readonly practice: number;
  readonly sequence: number;
  readonly hash: string;
  /** When it was written down, ISO 8601. */
  readonly at: string;
}

export async function appendLine(file: string, line: object): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, "a+", 0o600);
  try {
    // A line that was cut off when the power went stays as it is; this one begins on its own.
    const { size } = await handle.stat();
    const last = size === 0 ? "\n" : (await handle.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString("latin1");
    await handle.appendFile(`${last === "\n" ? "" : "\n"}${JSON.stringify(line)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Tells the checks that a practice was removed on purpose, and its chain with it. */
export async function noteErased(file: string, practice: number): Promise<void> {
  await appendLine(file, { practice, erased: true, at: new Date().toISOString() });
}

export interface HeadsOfPractice {
  readonly heads: readonly Head[];
  readonly erased: boolean;
}

/** What is written down of each practice. A line that was cut off when the power went is left out. */
export async function readHeads(file: string): Promise<ReadonlyMap<number, HeadsOfPractice>> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const all = new Map<number, { heads: Head[]; erased: boolean }>();
  for (const line of text.split("\n")) {
    const parsed = parseLine(line);
    if (parsed === undefined) continue;
    const known = all.get(parsed.practice) ?? { heads: [], erased: false };
    all.set(parsed.practice, known);
    if ("erased" in parsed) known.erased = true;
    else known.heads.push(parsed);
  }
  return all;
}

/** The newest head of the practice among the last of the file, which is where a busy practice's is. */
export async function newestHead(file: string, practice: number): Promise<Head | undefined> {
  const handle = await open(file, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (handle === undefined) return undefined;
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, tailBytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    const lines = buffer.toString("utf8", 0, bytesRead).split("\n").reverse();
    for (const line of lines) {
      const parsed = parseLine(line);
      if (parsed !== undefined && parsed.practice === practice && !("erased" in parsed)) return parsed;
    }
    return undefined;
  } finally {
    await handle.close();
  }
}

const tailBytes = 64 * 1024;

function parseLine(line: string): Head | { readonly practice: number; readonly erased: true } | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof parsed !== "object" || parsed === null || !("practice" in parsed) || typeof parsed.practice !== "number") return undefined;
  if ("erased" in parsed) return { practice: parsed.practice, erased: true };
  const head = parsed as Partial<Head>;
  if (typeof head.sequence !== "number" || typeof head.hash !== "string" || typeof head.at !== "string") return undefined;
  return { practice: parsed.practice, sequence: head.sequence, hash: head.hash, at: head.at };
}
