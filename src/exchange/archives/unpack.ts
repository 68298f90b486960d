/**
 * The files in a zip or gzip, one after another, within limits. Nothing is written to a disk and no name in an archive is ever
 * used as a path. An archive inside is opened as well, to a small depth. What cannot be unpacked is said, never skipped in
 * silence.
 */
import { promisify } from "node:util";
import { crc32, gunzip, inflateRaw } from "node:zlib";
import { type ArchiveLimits, archiveLimits, mostUnpacked } from "./limits.ts";
import { readZipDirectory, type ZipEntry } from "./zip-directory.ts";

export type Unpacked =
  | { readonly name: string; readonly bytes: Uint8Array }
  /** What was not unpacked and why, as a sentence. `name` is the entry, or the archive itself. */
  | { readonly name: string; readonly problem: string };

export type ArchiveKind = "zip" | "gzip";

/** By its first bytes; a name proves nothing. */
export function archiveKind(bytes: Uint8Array): ArchiveKind | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6) || (c === 7 && d === 8))) return "zip";
  return a === 0x1f && b === 0x8b && c === 8 ? "gzip" : undefined;
}

interface Budget {
  entries: number;
  bytes: number;
}

export async function* unpack(
  archive: { readonly name: string; readonly bytes: Uint8Array },
  limits: ArchiveLimits = archiveLimits,
  isWhole: (name: string) => boolean = () => false,
): AsyncGenerator<Unpacked> {
  yield* unpackAt(archive, { limits, isWhole, depth: 1, budget: { entries: limits.entries, bytes: limits.totalBytes } });
}

interface Walk {
  /** Archives inside that are given as they are. */
  readonly isWhole: (name: string) => boolean;
  readonly limits: ArchiveLimits;
  readonly depth: number;
  /** What is left of the limits for all that is still to come. */
  readonly budget: Budget;
}

async function* unpackAt({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }, walk: Walk): AsyncGenerator<Unpacked> {
  if (archiveKind(bytes) === "gzip") {
    const inner = name.replace(/\.gz(ip)?$/i, "");
    yield* openedOrLeaf(await gunzipped({ name: inner === name ? `${name} unpacked` : inner, bytes }, walk), walk);
    return;
  }
  const directory = readZipDirectory(bytes, walk.budget.entries);
  if ("wrong" in directory) {
    yield { name, problem: `The archive ${directory.wrong}. Nothing was taken from it.` };
    return;
  }
  for (const entry of directory.entries) {
    if (entry.kind === "folder" && entry.unpackedBytes === 0) continue;
    walk.budget.entries -= 1;
    if (walk.budget.entries < 0) {
      yield { name, problem: `There are more than ${walk.limits.entries} files in the archive; the rest was not taken.` };
      return;
    }
    yield* openedOrLeaf(await unpackEntry(entry, walk), walk);
  }
}

/** A file as it is; an archive inside is opened in its turn. */
async function* openedOrLeaf(one: Unpacked, walk: Walk): AsyncGenerator<Unpacked> {
  if ("problem" in one || archiveKind(one.bytes) === undefined || walk.isWhole(one.name)) {
    yield one;
    return;
  }
  if (walk.depth >= walk.limits.depth) yield { name: one.name, problem: "This archive lies too deep inside of others and was not opened." };
  else for await (const inner of unpackAt(one, { ...walk, depth: walk.depth + 1 })) yield { ...inner, name: `${one.name}/${inner.name}` };
}

const stored = 0;
const deflated = 8;

async function unpackEntry(entry: ZipEntry, walk: Walk): Promise<Unpacked> {
  const { name, packed, unpackedBytes } = entry;
  const no = (problem: string): Unpacked => ({ name, problem });
  if (entry.encrypted) return no("This file is encrypted. Unpack it with its password and bring in what is inside.");
  if (entry.kind !== "file") return no("This is a link, a device or a folder with content, not a file.");
  if (entry.method !== stored && entry.method !== deflated)
    return no(`This file is packed by a method (${entry.method}) that is not read.`);
  const most = mostUnpacked(packed.length, walk.limits);
  if (unpackedBytes > most) return no(tooLarge(unpackedBytes, packed.length, walk));
  if (unpackedBytes > walk.budget.bytes) return no(nothingLeft(walk));
  const bytes = entry.method === stored ? packed : await inflated(packed, unpackedBytes);
  if (bytes === undefined || bytes.length !== unpackedBytes) return no("This file is damaged, or larger than the archive says.");
  if (crc32(bytes) !== entry.crc32) return no("This file is damaged: its check sum is another one.");
  walk.budget.bytes -= bytes.length;
  return { name, bytes };
}

async function gunzipped({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }, walk: Walk): Promise<Unpacked> {
  walk.budget.entries -= 1;
  if (walk.budget.entries < 0) return { name, problem: `There are more than ${walk.limits.entries} files in the archive.` };
  const most = mostUnpacked(bytes.length, walk.limits);
  const room = Math.min(most, walk.budget.bytes);
  const outcome = await bounded(gunzipAsync, bytes, room);
  if (outcome === "more") return { name, problem: room < most ? nothingLeft(walk) : tooLarge(most + 1, bytes.length, walk) };
  if (outcome === "damaged") return { name, problem: "This gzip is damaged or cut off." };
  walk.budget.bytes -= outcome.length;
  return { name, bytes: outcome };
}

/** Undefined when it is damaged, or more than the archive says. */
async function inflated(packed: Uint8Array, unpackedBytes: number): Promise<Uint8Array | undefined> {
  const outcome = await bounded(inflateAsync, packed, unpackedBytes);
  return typeof outcome === "string" ? undefined : outcome;
}

const inflateAsync = promisify<Uint8Array, { readonly maxOutputLength: number }, Buffer>(inflateRaw);
const gunzipAsync = promisify<Uint8Array, { readonly maxOutputLength: number }, Buffer>(gunzip);

/** Never holds more than `most` bytes and one piece. */
async function bounded(run: typeof inflateAsync, packed: Uint8Array, most: number): Promise<Uint8Array | "more" | "damaged"> {
  try {
    const bytes = await run(packed, { maxOutputLength: Math.max(1, most) });
    return bytes.length > most ? "more" : bytes;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE" ? "more" : "damaged";
  }
}

function tooLarge(unpacked: number, packed: number, { limits }: Walk): string {
  const most = Math.round(limits.entryBytes / 1024 / 1024);
  if (unpacked > limits.entryBytes) return `This file is larger than ${most} MiB. Unpack it and bring it in by the command line.`;
  return `This file claims to grow from ${packed} bytes to ${unpacked === mostUnpacked(packed, limits) + 1 ? "more than " : ""}${unpacked}, as a zip bomb does. It was not unpacked.`;
}

function nothingLeft({ limits }: Walk): string {
  return `The files of the archive together are larger than ${Math.round(limits.totalBytes / 1024 / 1024)} MiB; this one was not taken.`;
}
