/** The files behind the paths that somebody gave: folders, archives and plain files, each with the names around it. */
import { lstat, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { decodeText, encodeUtf8 } from "../../core/codebook/pack/utf8.ts";
import { readSheet } from "../../core/codebook/read/xlsx.ts";
import type { ArchiveLimits } from "../../exchange/archives/limits.ts";
import { archiveKind, unpack } from "../../exchange/archives/unpack.ts";
import { isXz, unpackXz } from "../../exchange/archives/xz.ts";

interface Named {
  /** With the names of archives around it. */
  readonly name: string;
  /** The file or archive on the disk. */
  readonly path: string;
  /** True when that was given itself, and not found in a folder. */
  readonly isNamed: boolean;
}

export type WholeFile = Named & { readonly bytes: Uint8Array };
type SourceFile = WholeFile | (Named & { readonly problem: string });
type Opened = { readonly name: string; readonly bytes: Uint8Array } | { readonly name: string; readonly problem: string };

const mebibyte = 1024 * 1024;
const mostBytes = 512 * mebibyte;

/** The largest of the publishers' archives holds four times fifty megabytes of text. */
const limits: ArchiveLimits = { entries: 2_000, entryBytes: mostBytes, totalBytes: 4 * mostBytes, ratio: 400, depth: 3 };

/**
 * In the order of their names, so that the same folder is read the same way everywhere. Links inside of a folder are passed over: they
 * may lead out of it or around. What cannot be read is a problem of that file alone; only a path that is not there throws.
 */
export async function* sourceFiles(path: string, isNamed = true): AsyncGenerator<SourceFile> {
  const found = await (isNamed ? stat : lstat)(path);
  if (found.isDirectory()) {
    const names = await orProblem(readdir(path));
    if ("problem" in names) yield { name: path, path, isNamed, ...names };
    else
      for (const name of names.value.sort()) {
        const inner = join(path, name);
        if (!name.startsWith(".")) yield* orProblemOf(inner, sourceFiles(inner, false));
      }
    return;
  }
  if (!found.isFile()) return;
  if (found.size > mostBytes) yield { name: path, path, isNamed, problem: `is larger than ${mostBytes / mebibyte} MiB` };
  else {
    const read = await orProblem(readFile(path));
    if ("problem" in read) yield { name: path, path, isNamed, ...read };
    else for await (const one of opened(path, new Uint8Array(read.value))) yield { ...one, path, isNamed };
  }
}

type Tried<Value> = { readonly value: Value } | { readonly problem: string };

async function orProblem<Value>(work: Promise<Value>): Promise<Tried<Value>> {
  try {
    return { value: await work };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** Of a file in a folder, also when it went away since the folder was read. */
async function* orProblemOf(path: string, files: AsyncGenerator<SourceFile>): AsyncGenerator<SourceFile> {
  try {
    yield* files;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    yield { name: path, path, isNamed: false, problem: problemOf(error) };
  }
}

/** Failures of the system only: anything else is not of the file. */
function problemOf(error: unknown): string {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) throw error;
  return code === "EACCES" || code === "EPERM" ? "may not be read by the user that runs Claimwright" : `cannot be read (${code})`;
}

async function* opened(name: string, bytes: Uint8Array): AsyncGenerator<Opened> {
  if (isXz(bytes)) {
    const inner = unpackXz(bytes, mostBytes);
    if (typeof inner === "string")
      yield { name, problem: inner === "more" ? `unpacks to more than ${mostBytes / mebibyte} MiB` : "is a damaged xz file" };
    else yield* opened(name.replace(/\.xz$/, ""), inner);
  } else if (/\.xlsx$/i.test(name) && archiveKind(bytes) !== undefined) yield await sheetOf(name, bytes);
  else if (archiveKind(bytes) === undefined || isOffice(name)) yield { name, bytes };
  else {
    for await (const one of unpack({ name, bytes }, limits, isOfficeFile)) {
      if ("problem" in one) yield { name: `${name}/${one.name}`, problem: one.problem };
      else yield* opened(`${name}/${one.name}`, one.bytes);
    }
  }
}

/** The first sheet of a workbook, as lines with tabs. */
async function sheetOf(name: string, bytes: Uint8Array): Promise<Opened> {
  const parts = new Map<string, Uint8Array>();
  for await (const one of unpack({ name, bytes }, limits)) {
    if ("problem" in one) return { name, problem: one.problem };
    if (one.name === "xl/sharedStrings.xml" || one.name === "xl/worksheets/sheet1.xml") parts.set(one.name, one.bytes);
  }
  const text = (part: string): string => decodeText(parts.get(part) ?? new Uint8Array());
  const read = readSheet({ sharedStrings: text("xl/sharedStrings.xml"), sheet: text("xl/worksheets/sheet1.xml") });
  return "reason" in read ? { name, problem: `is a workbook that cannot be read: ${read.reason}` } : { name, bytes: encodeUtf8(read.text) };
}

/** A workbook inside of an archive is read as a workbook, not as the archive that it also is. */
function isOfficeFile(name: string): boolean {
  return /\.(?:xlsx|docx|pptx)$/i.test(name);
}

/** Other documents are archives too, and no code sets. */
function isOffice(name: string): boolean {
  return /\.(?:docx|pptx)$/i.test(name);
}
