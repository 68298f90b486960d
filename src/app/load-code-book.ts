/** The code book of this installation: the code sets that ship with the program, and the releases that were loaded. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileCodeBook, type Packs } from "../core/codebook/compile.ts";
import type { CodeBook, Compiled, Source } from "../core/codebook/model.ts";
import type { Pack } from "../core/codebook/pack/pack-file.ts";
import { tableName } from "../core/codebook/parse-table.ts";
import { packMakers } from "../core/codebook/read/source-kinds.ts";
import type { CodeLookup } from "../core/kernel/code-lookup.ts";
import { CodeSetsFailure } from "./code-sets/code-sets-failure.ts";
import { codeSetsFolder, type Installed, type PackName, packsUpToDate, readInstalled, readPack } from "./code-sets/installed.ts";
import { packsOf } from "./code-sets/make-packs.ts";
import { tryToRemakePacks } from "./code-sets/remake-packs.ts";

const folders = ["icd10cm", "procedures", "fees", "edits", "lists", "search"] as const;

/**
 * `dataFolder`: where the installation keeps its data; without it the book is the shipped set alone. Fails when the shipped files
 * are not there, since nothing can be checked without them.
 */
export function loadCodeBook(dataFolder?: string): CodeBook {
  if (dataFolder !== undefined) return loadWithPacks(dataFolder).codeBook;
  const sources = starterSources();
  return { ...compileCodeBook(sources).codeBook, contentMark: contentMark(sources, "") };
}

/** With the packs that it reads, which other threads may open where they lie. */
export function loadWithPacks(dataFolder: string): LoadedBook {
  const sources = starterSources();
  return bookOf(sources, loadPacks(codeSetsFolder(dataFolder), sources));
}

/**
 * Without waiting for packs that are to be made anew: with those that can be read as they are. `isWhole`: nothing is to be made. Throws
 * CodeSetsFailure where the list of what is loaded cannot be read.
 */
export function loadWhatIsReady(dataFolder: string): LoadedBook & { readonly isWhole: boolean } {
  const sources = starterSources();
  const folder = codeSetsFolder(dataFolder);
  const installed = readInstalled(folder);
  const whole = installed.sources.length === 0 ? nothingLoaded : readAll(folder, installed, { names: packsUpToDate(installed, sources) });
  if (whole !== undefined) return { ...bookOf(sources, whole), isWhole: true };
  return { ...bookOf(sources, whatIsReady(folder, installed)), isWhole: false };
}

export interface LoadedBook {
  readonly codeBook: CodeBook;
  readonly loaded: LoadedPacks;
}

function bookOf(sources: readonly Source[], loaded: LoadedPacks): LoadedBook {
  const { codeBook } = compileCodeBook(sources, loaded.packs);
  const marks = { contentMark: contentMark(sources, loaded.names.fees ?? ""), ...marksOf(loaded) };
  return { codeBook: { ...codeBook, ...marks }, loaded };
}

/** By the names of what was read, never by what `installed.json` says later: a release may come while the book is in use. */
function marksOf({ names: { icd10cm, facts } }: LoadedPacks): Pick<CodeBook, "diagnosisPacks"> {
  return icd10cm === undefined ? {} : { diagnosisPacks: `${icd10cm} ${facts ?? ""}` };
}

/** By what is in them: the shipped relative values, and the pack of the publishers' fee files, whose name is its check sum. */
function contentMark(sources: readonly Source[], feesPack: string): string {
  const hash = createHash("sha256").update(feesPack);
  for (const { text } of sources) if (tableName(text) === "relative-values") hash.update(text);
  return hash.digest("hex").slice(0, 32);
}

/** The packs alone, for threads that read only some of them. */
export function readPacks(dataFolder: string): LoadedPacks {
  return loadPacks(codeSetsFolder(dataFolder), starterSources());
}

/** Diagnoses and nothing else: what the coder reads of the book. */
export function loadDiagnoses(loaded: LoadedPacks): CodeBook {
  const sources = readSources(join(findDataFolder(), "icd10cm"), "icd10cm");
  const { icd10cm, facts } = loaded.packs;
  const packs = { ...(icd10cm === undefined ? {} : { icd10cm }), ...(facts === undefined ? {} : { facts }) };
  return { ...compileCodeBook(sources, packs).codeBook, ...marksOf(loaded) };
}

/** With what reading the files had to say; the starter set is expected to say nothing. */
export function compileDataFolder(shipped: string = findDataFolder()): Compiled {
  return compileCodeBook(starterSources(shipped));
}

/** The packs and the shipped files that say which codes there are, when, and what they mean. */
const lookupPacks: ReadonlySet<string> = new Set(["icd10cm", "icd10pcs", "hcpcs", "lists", "cpt"]);
const isForLookup = ({ name }: Source): boolean => /^(?:icd10cm\/tabular|procedures\/|lists\/)/.test(name);

/** Codes, their days and titles and nothing else: a third of the book's memory and of the time to open it. */
export function loadLookup(dataFolder: string): CodeLookup {
  const sources = starterSources();
  const { packs } = loadPacks(codeSetsFolder(dataFolder), sources, lookupPacks);
  const { validity, title, release } = compileCodeBook(sources.filter(isForLookup), packs).codeBook;
  return { validity, title, release };
}

export function starterSources(shipped: string = findDataFolder()): readonly Source[] {
  return folders.flatMap((folder) => readSources(join(shipped, folder), folder));
}

export interface LoadedPacks {
  readonly packs: Packs;
  /** Of their files: the check sums of what is in them. */
  readonly names: Installed["packs"];
  /** Why packs of another version count as they are, as a sentence. Absent when all are of this one. */
  readonly notRemade?: string;
}

export const nothingLoaded: LoadedPacks = { packs: {}, names: {} };

/** Another process may make them anew, which for everything there is takes a minute or two. */
const longestWait = 120_000;
const lookEvery = 250;

/**
 * Packs that another version of the program made, or made of another starter set, are made anew from the files they came from. Where
 * that cannot be done (the folder may not be written, a file is gone, another process loads code sets), what can still be read counts
 * as it is. Throws CodeSetsFailure where that is not all of it.
 */
function loadPacks(folder: string, sources: readonly Source[], only?: ReadonlySet<string>): LoadedPacks {
  const until = Date.now() + longestWait;
  for (;;) {
    const installed = readInstalled(folder);
    if (installed.sources.length === 0) return nothingLoaded;
    const kept = readAll(folder, installed, { names: packsUpToDate(installed, sources), only });
    if (kept !== undefined) return kept;
    const old = readAll(folder, installed, { names: installed.packs, only });
    const tried = tryToRemakePacks(folder, sources);
    if (tried.outcome === "made" && Date.now() < until) continue;
    const because = tried.outcome === "made" ? "Its packs are damaged as soon as they are written." : tried.because;
    if (old !== undefined) return { ...old, notRemade: because };
    if (tried.outcome !== "busy" || Date.now() >= until)
      throw new CodeSetsFailure(`The code book in ${folder} cannot be opened. ${because}`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lookEvery);
  }
}

interface Wanted {
  readonly names: Installed["packs"];
  /** All when absent. */
  readonly only?: ReadonlySet<string> | undefined;
}

/**
 * The lines of the search have places in the pack of ICD-10-CM and name codes of others: where they cannot be read, those of the starter
 * set stand for all of them, since making the lines is what takes long.
 */
function whatIsReady(folder: string, installed: Installed): LoadedPacks {
  const all = readAll(folder, installed, { names: installed.packs });
  if (all !== undefined) return all;
  const alone = packsOf(installed.sources).filter((name) => packMakers.some((maker) => maker.name === name && !maker.searched));
  const found = readable(folder, alone, installed.packs);
  return { packs: Object.fromEntries(found), names: Object.fromEntries(found.map(([name]) => [name, installed.packs[name]])) };
}

/** The packs of these file names; undefined when one of those that belong to the sources is missing. */
function readAll(folder: string, installed: Installed, { names, only }: Wanted): LoadedPacks | undefined {
  const wanted = packsOf(installed.sources).filter((name) => only?.has(name) ?? true);
  const found = readable(folder, wanted, names);
  return found.length === wanted.length ? { packs: Object.fromEntries(found), names } : undefined;
}

function readable(folder: string, wanted: readonly PackName[], names: Installed["packs"]): readonly (readonly [PackName, Pack])[] {
  return wanted.flatMap((name) => {
    const file = names[name];
    const pack = file === undefined ? undefined : readPack(folder, file);
    return pack === undefined ? [] : [[name, pack] as const];
  });
}

/** Upward from this file: the same from src/app under tsx and from the bundle in dist. */
export function findDataFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, "data");
    if (existsSync(join(candidate, "icd10cm")) || existsSync(join(candidate, "procedures"))) return candidate;
    const above = dirname(folder);
    if (above === folder) throw new Error("The data folder with the code sets is missing: it belongs beside the program (data/icd10cm).");
    folder = above;
  }
}

function readSources(folder: string, name: string): readonly Source[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".tsv") || file.endsWith(".txt"))
    .sort()
    .map((file) => ({ name: `${name}/${file}`, text: readFileSync(join(folder, file), "utf8") }));
}
