/**
 * Packs of the coder on disk: what the lexicon of all releases is compiled into, so that it is opened in a fraction of a second.
 * A name says of what (releases, our own words, this program), for which days and what is in it; a file that is anything else than its
 * name says is not read, and the pack is made anew.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CodeBook } from "../../core/codebook/model.ts";
import { openPack, packVersion } from "../../core/codebook/pack/pack-file.ts";
import type { Period } from "../../core/coding/book-of.ts";
import { type CoderTexts, coderPackKind } from "../../core/coding/coder.ts";
import { type IsoDate, parseIsoDate } from "../../core/kernel/iso-date.ts";
import { codeSetsFolder } from "../code-sets/installed.ts";
import { readShared } from "../code-sets/shared-bytes.ts";

/** What a coder is opened from, and the days that it holds for. The bytes may be read by any thread. */
export interface CoderPack extends Period {
  readonly bytes: Uint8Array;
}

export function holdsOn({ from, to }: Period, on: IsoDate): boolean {
  return from <= on && (to === undefined || on <= to);
}

/** Of the days asked about last; each is some ten megabytes. */
const keptPacks = 4;

/** Packs written before were named by what was installed at the time, which is not always what they were made of. */
const namedByBook = "named by the book";

/** Undefined where the book has no release: the starter set's lexicon is made in no time, and nothing is written for it. */
export function inputsOf({ diagnosisPacks }: Pick<CodeBook, "diagnosisPacks">, texts: CoderTexts): string | undefined {
  if (diagnosisPacks === undefined) return undefined;
  return shortHash([namedByBook, String(packVersion), programMark(), diagnosisPacks, texts.phrases, texts.causes, texts.drugs]);
}

export function findCoderPack(dataFolder: string, inputs: string, on: IsoDate): CoderPack | undefined {
  for (const name of namesIn(folderOf(dataFolder))) {
    const read = readName(name);
    if (read === undefined || read.inputs !== inputs || !holdsOn(read, on)) continue;
    const bytes = readIfThere(join(folderOf(dataFolder), name));
    if (bytes === undefined || shortHash([bytes]) !== read.content) continue;
    const pack = openPack(bytes);
    if ("wrong" in pack || pack.kind !== coderPackKind) continue;
    noteUse(join(folderOf(dataFolder), name));
    const { from, to } = read;
    return { from, ...(to === undefined ? {} : { to }), bytes };
  }
  return undefined;
}

/** Written beside and renamed. Where the folder cannot be written, the next start makes the pack again. */
export function keepCoderPack(dataFolder: string, inputs: string, pack: CoderPack): void {
  const folder = folderOf(dataFolder);
  const name = `${inputs}_${pack.from}_${pack.to ?? "open"}_${shortHash([pack.bytes])}.pack`;
  const beside = join(folder, `.${name}.${process.pid}.new`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(beside, pack.bytes, { flush: true });
    renameSync(beside, join(folder, name));
    removeOthers(folder, { inputs, name, period: `_${pack.from}_` });
  } catch {
    rmSync(beside, { force: true });
  }
}

/**
 * What was damaged, days that nobody asked about for long, and what other releases or programs left. Another process may still be one of
 * those (a server from before the load or the upgrade): what it used of late stays, or the two would make their packs in turns for ever.
 */
function removeOthers(folder: string, kept: { readonly inputs: string; readonly name: string; readonly period: string }): void {
  const others = namesIn(folder)
    .filter((one) => one.endsWith(".pack") && one !== kept.name)
    .map((one) => ({ one, at: usedAt(join(folder, one)) }))
    .sort((a, b) => b.at - a.at);
  const own = others.filter(({ one }) => one.startsWith(`${kept.inputs}_`));
  const foreign = others.filter((one) => !own.includes(one));
  const damaged = own.filter(({ one }) => one.includes(kept.period));
  const older = own.filter((one) => !damaged.includes(one)).slice(keptPacks - 1);
  const left = foreign.filter(({ at }, place) => place >= keptPacks || Date.now() - at > longestUnused);
  for (const { one } of [...damaged, ...older, ...left]) rmSync(join(folder, one), { force: true });
}

const oneDay = 86_400_000;
const longestUnused = 7 * oneDay;

/** Noted once a day; where the folder cannot be written, nothing is removed from it either. */
function noteUse(path: string): void {
  try {
    if (Date.now() - usedAt(path) > oneDay) utimesSync(path, new Date(), new Date());
  } catch {
    // Of another user, or gone meanwhile.
  }
}

/** Zero when another process removed it. */
function usedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function folderOf(dataFolder: string): string {
  return join(codeSetsFolder(dataFolder), "coder");
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function readName(name: string): (Period & { readonly inputs: string; readonly content: string }) | undefined {
  const parts = /^([0-9a-f]{32})_(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d|open)_([0-9a-f]{32})\.pack$/.exec(name);
  const from = parseIsoDate(parts?.[2] ?? "");
  const to = parseIsoDate(parts?.[3] ?? "");
  if (parts === null || from === undefined || (to === undefined && parts[3] !== "open")) return undefined;
  return { inputs: parts[1] ?? "", from, ...(to === undefined ? {} : { to }), content: parts[4] ?? "" };
}

/** Undefined where another process removed the file meanwhile. */
function readIfThere(path: string): Uint8Array | undefined {
  try {
    return readShared(path);
  } catch {
    return undefined;
  }
}

let mark: string | undefined;

/**
 * Another for another program: in the bundle this file's chunk, whose bytes name the chunks that it stands on by their content; from the
 * sources the files that lines are made by.
 */
function programMark(): string {
  if (mark !== undefined) return mark;
  const self = fileURLToPath(import.meta.url);
  const core = join(dirname(self), "..", "..", "core", "coding");
  const files = self.endsWith(".ts")
    ? readdirSync(core)
        .filter((one) => one.endsWith(".ts"))
        .sort()
        .map((one) => join(core, one))
    : [self];
  mark = shortHash(files.map((one) => readFileSync(one)));
  return mark;
}

function shortHash(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const one of parts) hash.update(one).update("\0");
  return hash.digest("hex").slice(0, 32);
}
