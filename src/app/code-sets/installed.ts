/** The folder with the releases that were loaded: their files, the packs made of them, and the list that says which of them count. */
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Source } from "../../core/codebook/model.ts";
import { openPack, type Pack, packRecipe, packVersion } from "../../core/codebook/pack/pack-file.ts";
import type { StatedCodes } from "../../core/codebook/read/release-parts.ts";
import type { MadePack, SourceKind } from "../../core/codebook/read/source-kinds.ts";
import { type IsoDate, parseIsoDate } from "../../core/kernel/iso-date.ts";
import { CodeSetsFailure } from "./code-sets-failure.ts";
import { readShared } from "./shared-bytes.ts";

export interface InstalledSource {
  readonly kind: SourceKind;
  readonly effective: IsoDate;
  /** The name it came under. */
  readonly name: string;
  readonly rows: number;
  readonly sha256: string;
  /** Of a release that comes in several files: which of them. */
  readonly part?: string;
  /** Of a list of changes: how many codes it says there are before and after. */
  readonly codes?: StatedCodes;
}

export type PackName = "icd10cm" | "search" | MadePack;

export interface Installed {
  readonly version: 1;
  readonly sources: readonly InstalledSource[];
  /** File names of the packs: the check sum of what is in them. */
  readonly packs: Readonly<Partial<Record<PackName, string>>>;
  /** By what each of them was made: `recipeOf`. Absent for one that an older version of the program made. */
  readonly recipes?: Readonly<Partial<Record<PackName, string>>>;
}

export const nothingInstalled: Installed = { version: 1, sources: [], packs: {} };

/** What beside the kept sources goes into a pack: how the program makes it, and the starter set where that is part of it. */
export function recipeOf(name: PackName, starter: readonly Source[]): string {
  const made = `${packVersion}.${packRecipe}`;
  if (name !== "icd10cm" && name !== "search") return made;
  const hash = createHash("sha256");
  for (const one of starter) hash.update(`${one.name}\n${one.text}\n`);
  return `${made}.${hash.digest("hex").slice(0, 16)}`;
}

/** The packs that this version of the program would make just so. The others are made anew. */
export function packsUpToDate({ packs, recipes = {} }: Installed, starter: readonly Source[]): Installed["packs"] {
  const names = Object.keys(packs) as PackName[];
  return Object.fromEntries(names.filter((name) => recipes[name] === recipeOf(name, starter)).map((name) => [name, packs[name]]));
}

/** Loaded packs that the next reading of the code book makes anew, which for everything there is takes a minute or two. */
export function packsToBeMade(dataFolder: string, starter: readonly Source[]): readonly PackName[] {
  const installed = readInstalled(codeSetsFolder(dataFolder));
  const upToDate = packsUpToDate(installed, starter);
  return (Object.keys(installed.packs) as PackName[]).filter((name) => !Object.hasOwn(upToDate, name));
}

export function codeSetsFolder(dataFolder: string): string {
  return join(dataFolder, "codes");
}

const declined = "declined.txt";

/** Said at a start while only the starter set is there and nobody has said no. Nothing is fetched by itself. */
export function offerOfReleases(dataFolder: string): string | undefined {
  const folder = codeSetsFolder(dataFolder);
  if (readInstalled(folder).sources.length > 0 || existsSync(join(folder, declined))) return undefined;
  return [
    "Code sets: the starter set. The official releases come only when they are asked for:",
    "  claimwright codes update             fetches them from their publishers",
    "  claimwright codes import FOLDER      loads files that you downloaded, without a network",
    "  claimwright codes update --decline   says no: this is not said again",
  ].join("\n");
}

export function declineReleases(dataFolder: string): void {
  writeWhole(codeSetsFolder(dataFolder), declined, Buffer.from("The official releases are not offered at the start.\n"));
}

/** Throws CodeSetsFailure when what stands there is not such a list. */
export function readInstalled(folder: string): Installed {
  const path = join(folder, "installed.json");
  if (!existsSync(path)) return nothingInstalled;
  const value = installedIn(readFileSync(path, "utf8"));
  if (value === undefined)
    throw new CodeSetsFailure(
      `${path} is damaged: it is not a list of code sets that this version of the program wrote. Put it back from a copy of the data folder; or move it away, which leaves the starter set, and load the code sets again: claimwright codes update, or codes import with the publishers' files.`,
    );
  return value;
}

function installedIn(text: string): Installed | undefined {
  try {
    const value = JSON.parse(text) as Installed;
    const isWhole =
      value.version === 1 &&
      value.sources.every((one) => parseIsoDate(one.effective) !== undefined && isFileName(`${one.sha256}.gz`)) &&
      Object.values(value.packs).every(isFileName) &&
      (value.recipes === undefined || Object.values(value.recipes).every((recipe) => typeof recipe === "string"));
    return isWhole ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Never a path: files of these names are removed. */
function isFileName(name: string): boolean {
  return /^[\w-][\w.-]*$/.test(name);
}

/** Written under the lock of the folder, with the list as it was read there. */
interface Written {
  readonly before: Installed;
  readonly made: Omit<Installed, "recipes" | "version">;
  /** The packs of it that another version made and that are still to be made anew: they keep what is said of how they were made. */
  readonly stillOld?: readonly PackName[];
}

/**
 * The moment at which a load counts: everything it names is on the disk before. What the list before named and this one does not is
 * removed after, and nothing else: a file that neither names is not ours to judge.
 */
export function writeInstalled(folder: string, { before, made, stillOld = [] }: Written, starter: readonly Source[]): Installed {
  const names = Object.keys(made.packs) as PackName[];
  const recipes = Object.fromEntries(
    names.flatMap((name) => {
      const recipe = stillOld.includes(name) ? before.recipes?.[name] : recipeOf(name, starter);
      return recipe === undefined ? [] : [[name, recipe] as const];
    }),
  );
  const installed: Installed = { version: 1, ...made, recipes };
  writeWhole(folder, "installed.json", Buffer.from(`${JSON.stringify(installed, null, 2)}\n`));
  const wanted = new Set(filesOf(installed));
  for (const file of filesOf(before)) if (!wanted.has(file)) rmSync(join(folder, file), { force: true });
  for (const name of ["packs", "sources"]) removeHalfWritten(join(folder, name));
  return installed;
}

function filesOf({ packs, sources }: Installed): readonly string[] {
  return [...Object.values(packs).map((name) => join("packs", name)), ...sources.map(({ sha256 }) => join("sources", `${sha256}.gz`))];
}

const oneHour = 3_600_000;

/** What a process that was killed left; nobody writes one file for so long. */
function removeHalfWritten(folder: string): void {
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    if (/^\..*\.new$/.test(name) && Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > oneHour)
      rmSync(path, { force: true });
  }
}

/** Named by what is in it, so the same pack is never written twice and a changed one never under the same name. */
export function writePack(folder: string, name: PackName, bytes: Uint8Array): string {
  const file = `${name}-${checkSum(bytes)}.pack`;
  // Also over a file of this name: what lies there may be damaged.
  writeWhole(join(folder, "packs"), file, bytes);
  return file;
}

/** Also over a file of this name that cannot be unpacked. */
export function writeSource(folder: string, sha256: string, packed: Uint8Array): void {
  if (!isSourceKept(folder, sha256)) writeWhole(join(folder, "sources"), `${sha256}.gz`, packed);
}

/** Whether the file of a loaded release is there and can be unpacked: packs are made anew from it. */
export function isSourceKept(folder: string, sha256: string): boolean {
  try {
    gunzipSync(readSourceBytes(folder, sha256));
    return true;
  } catch {
    return false;
  }
}

export function readSourceBytes(folder: string, sha256: string): Uint8Array {
  return readFileSync(join(folder, "sources", `${sha256}.gz`));
}

/** Laid into memory that threads may share. Undefined when the file is gone, of another version or damaged. */
export function readPack(folder: string, file: string): Pack | undefined {
  const bytes = readWholePack(folder, file);
  const pack = bytes === undefined ? { wrong: "is damaged" } : openPack(bytes);
  return "wrong" in pack ? undefined : pack;
}

/** Whether the file is there and is what its name says, of whichever version. */
export function isPackWhole(folder: string, file: string | undefined): boolean {
  return file !== undefined && readWholePack(folder, file) !== undefined;
}

/** Undefined when there is no such file, or another byte stands in it than the check sum in its name was made of. */
function readWholePack(folder: string, file: string): Uint8Array | undefined {
  const path = join(folder, "packs", file);
  if (!existsSync(path)) return undefined;
  const bytes = readShared(path);
  return bytes !== undefined && file.endsWith(`-${checkSum(bytes)}.pack`) ? bytes : undefined;
}

function checkSum(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 32);
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** What cannot be written whole leaves nothing. */
function writeWhole(folder: string, name: string, bytes: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  const beside = join(folder, `.${name}.${process.pid}.new`);
  try {
    const handle = openSync(beside, "w");
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, join(folder, name));
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
