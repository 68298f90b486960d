/**
 * Loads the publishers' files into the code book. Each release stands or falls alone: a damaged file keeps the rest of its own release
 * out and no other, and all that can count begins to count at one moment. The same files again change nothing.
 */
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import {
  baselessChanges,
  brokenArchive,
  heldBackSource,
  sameRelease,
  undatedSource,
  unknownSource,
} from "../../core/codebook/codebook-findings.ts";
import { decodeText, encodeUtf8 } from "../../core/codebook/pack/utf8.ts";
import { isSaidBy, whyBaseless } from "../../core/codebook/read/release-parts.ts";
import { nameOfRelease, type ReadSource, readSource, type SourceKind, setOf, sourceKind } from "../../core/codebook/read/source-kinds.ts";
import { type Finding, finding } from "../../core/kernel/finding.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import { starterSources } from "../load-code-book.ts";
import { type FolderLock, withFolderLock } from "./folder-lock.ts";
import {
  codeSetsFolder,
  type InstalledSource,
  isSourceKept,
  type PackName,
  packsUpToDate,
  readInstalled,
  writeInstalled,
  writeSource,
} from "./installed.ts";
import { makePacks } from "./make-packs.ts";
import { remakePacks } from "./remake-packs.ts";
import { sourceFiles, type WholeFile } from "./source-files.ts";

export interface ImportReport {
  /** `partly`: some files were loaded and others left. `refused`: files were left and nothing was loaded. */
  readonly outcome: "loaded" | "partly" | "unchanged" | "refused";
  readonly loaded: readonly (Pick<InstalledSource, "kind" | "effective" | "name" | "rows"> & { readonly release: string })[];
  readonly left: readonly LeftFile[];
  /** Files that had been loaded before, and those that say nothing that another one of their release does not say. */
  readonly known: number;
  /** Files in which nothing is that the program reads. */
  readonly others: number;
  /** Packs that were damaged, gone or of another version, made anew from kept files though nothing new came. */
  readonly remade: readonly PackName[];
  readonly findings: readonly Finding[];
}

/** A code set that was not loaded; the findings say why in full. */
export interface LeftFile {
  /** With the names of archives around it. */
  readonly name: string;
  /** The file or archive on the disk. */
  readonly path: string;
  /** `no-day`: whole, and nothing tells its release. `release`: whole, and another file of its release is damaged. */
  readonly because: "damaged" | "no-day" | "release" | "no-base" | "same-release";
}

interface Options {
  readonly dataFolder: string;
  /** The first day of the files and archives in `paths`; in a folder that of the files that tell none. */
  readonly effective?: IsoDate;
  readonly progress?: (text: string) => void;
  /** One line for a person: why it waits. */
  readonly say?: (text: string) => void;
  /** Milliseconds that it waits for another process which changes the same code sets. */
  readonly patience?: number;
}

interface Taken {
  readonly source: InstalledSource;
  readonly read: ReadSource;
  readonly bytes: Uint8Array;
  readonly path: string;
}

/** A file that cannot be read, with the release it belongs to as far as that is known. */
interface Damaged {
  readonly name: string;
  readonly path: string;
  readonly kind?: SourceKind;
  readonly effective?: IsoDate;
}

const headBytes = 16_384;
const gzipAsync = promisify(gzip);

/** Throws CodeSetsFailure when another process does not stop loading, or a kept file is gone that is needed and was not given. */
export async function importCodeSets(paths: readonly string[], options: Options): Promise<ImportReport> {
  const folder = codeSetsFolder(options.dataFolder);
  const { say, patience } = options;
  const waiting = { what: "codes", ...(say === undefined ? {} : { say }), ...(patience === undefined ? {} : { patience }) } as const;
  return withFolderLock(folder, waiting, (lock) => importAlone(paths, options, { folder, lock }));
}

/** From reading what is installed to writing it: nobody else may change it between. */
async function importAlone(
  paths: readonly string[],
  options: Options,
  { folder, lock }: { readonly folder: string; readonly lock: FolderLock },
): Promise<ImportReport> {
  const before = readInstalled(folder);
  const given = await readGiven(paths, { installed: before.sources, isKept: (sha256) => isSourceKept(folder, sha256) }, options);
  const { fresh, known, left, findings } = choose(given, before.sources);
  const counts = { known: given.again.length + known, others: given.others };
  const told = [...given.findings, ...findings];
  const starter = starterSources();
  if (fresh.length === 0) {
    const remade = remakePacks(folder, { before, lock }, starter);
    return { outcome: left.length === 0 ? "unchanged" : "refused", loaded: [], left, ...counts, remade, findings: told };
  }
  options.progress?.("putting the code book together");
  const replaced = new Set(fresh.flatMap(({ source }) => [keyOf(source), source.sha256]));
  const kept = before.sources.filter((one) => !replaced.has(keyOf(one)) && !replaced.has(one.sha256));
  for (const { source, bytes } of fresh) writeSource(folder, source.sha256, await gzipAsync(bytes));
  const made = makePacks(folder, { kept, fresh: fresh.map((one) => one.read), packs: packsUpToDate(before, starter) }, starter);
  lock.prove();
  writeInstalled(folder, { before, made: { sources: [...kept, ...fresh.map((one) => one.source)], packs: made.packs } }, starter);
  const loaded = fresh.map(({ source: { kind, effective, name, rows } }) => ({
    kind,
    effective,
    name,
    rows,
    release: nameOfRelease(kind, effective),
  }));
  return { outcome: left.length === 0 ? "loaded" : "partly", loaded, left, ...counts, remade: [], findings: [...told, ...made.findings] };
}

interface Given {
  readonly taken: readonly Taken[];
  readonly damaged: readonly Damaged[];
  readonly undated: readonly LeftFile[];
  /** Those that stand already. */
  readonly again: readonly InstalledSource[];
  readonly others: number;
  readonly findings: readonly Finding[];
}

interface Standing {
  readonly installed: readonly InstalledSource[];
  readonly isKept: (sha256: string) => boolean;
}

async function readGiven(paths: readonly string[], { installed, isKept }: Standing, options: Options): Promise<Given> {
  const taken: Taken[] = [];
  const damaged: Damaged[] = [];
  const undated: LeftFile[] = [];
  const findings: Finding[] = [];
  const again: InstalledSource[] = [];
  let others = 0;
  for (const path of paths) {
    for await (const file of sourceFiles(path)) {
      options.progress?.(file.name);
      if ("problem" in file) {
        findings.push(finding(brokenArchive, {}, { file: file.name, text: file.problem }));
        damaged.push(file);
        continue;
      }
      const kind = sourceKind(decodeText(file.bytes.subarray(0, headBytes)), file.name);
      if (kind === undefined) {
        others += 1;
        findings.push(finding(unknownSource, {}, { file: file.name }));
        continue;
      }
      const sha256 = createHash("sha256").update(file.bytes).digest("hex");
      const listed = installed.find((one) => one.sha256 === sha256);
      // A file that is listed and was lost comes as if it were new, of the day that it had.
      const before = listed !== undefined && isKept(sha256) ? listed : undefined;
      const lost = before === undefined ? listed : undefined;
      const said = file.isNamed ? options.effective : undefined;
      if (before !== undefined && (said === undefined || said === before.effective)) {
        again.push(before);
        continue;
      }
      const result = readOne(lost === undefined ? file : { ...file, isNamed: true }, kind, said ?? lost?.effective ?? options.effective);
      findings.push(...result.findings);
      if (result.value === undefined) {
        const isDamaged = result.findings.some((one) => one.severity === "error" && one.code !== undatedSource.code);
        if (isDamaged) damaged.push({ ...file, kind, ...(result.effective === undefined ? {} : { effective: result.effective }) });
        else undated.push({ name: file.name, path: file.path, because: "no-day" });
      } else if (before?.effective === result.value.effective) again.push(before);
      else taken.push({ ...takenOf(result.value, sha256, file.bytes), path: file.path });
    }
  }
  return { taken, damaged, undated, again, others, findings };
}

function readOne(file: WholeFile, kind: SourceKind, effective: IsoDate | undefined): ReturnType<typeof readSource> {
  const day = effective === undefined ? {} : file.isNamed ? { effective } : { otherwise: effective };
  return readSource({ kind, name: file.name, text: decodeText(file.bytes), ...day });
}

function takenOf(read: ReadSource, sha256: string, bytes: Uint8Array): Omit<Taken, "path"> {
  const { kind, name, effective, rows, part, codes } = read;
  const more = { ...(part === undefined ? {} : { part }), ...(codes === undefined ? {} : { codes }) };
  // What a reader leaves out (descriptors of the AMA) is not kept beside the pack either.
  const kept = read.holds === "text" && read.text !== decodeText(bytes) ? encodeUtf8(read.text) : bytes;
  return { source: { kind, effective, name, rows, sha256, ...more }, read, bytes: kept };
}

interface Chosen {
  readonly fresh: readonly Taken[];
  /** Files that say nothing that another one of their release does not say. */
  readonly known: number;
  readonly left: readonly LeftFile[];
  readonly findings: readonly Finding[];
}

/** What of the files that could be read is to count. */
function choose(given: Given, installed: readonly InstalledSource[]): Chosen {
  const left: LeftFile[] = [...given.damaged.map(({ name, path }) => ({ name, path, because: "damaged" as const })), ...given.undated];
  const findings: Finding[] = [];
  const leave = ({ source: { name }, path }: Taken, because: LeftFile["because"], told: Finding): void => {
    left.push({ name, path, because });
    findings.push(told);
  };
  const whole: Taken[] = [];
  const byKey = new Map(given.again.map((one) => [keyOf(one), one]));
  let known = 0;
  for (const one of given.taken) {
    const { name: file, kind, effective, rows } = one.source;
    const damaged = damagedBeside(one, given);
    const other = byKey.get(keyOf(one.source));
    if (damaged !== undefined) leave(one, "release", finding(heldBackSource, {}, { file, other: damaged }));
    else if (other === undefined) {
      byKey.set(keyOf(one.source), one.source);
      whole.push(one);
    } else if (other.rows === rows) {
      // Many lists are published as text and as workbook.
      known += 1;
    } else {
      const release = nameOfRelease(kind, effective);
      leave(one, "same-release", finding(sameRelease, {}, { file, other: other.name, release }));
    }
  }
  const others = [...installed, ...whole.map((one) => one.source)];
  const wanted = whole.filter((one) => !isSaidBy(others, one.source));
  const based: Taken[] = [];
  // Oldest first: changes may be built upon what other changes made.
  for (const one of wanted.toSorted((a, b) => (a.source.effective < b.source.effective ? -1 : 1))) {
    const text = whyBaseless(one.source, [...installed, ...based.map(({ source }) => source)]);
    if (text === undefined) based.push(one);
    else leave(one, "no-base", finding(baselessChanges, {}, { file: one.source.name, text }));
  }
  const fresh = wanted.filter((one) => based.includes(one));
  return { fresh, known: known + whole.length - wanted.length, left, findings };
}

/** The damaged file for which this one is left: of its archive when that cannot be unpacked whole, or of its release. */
function damagedBeside({ source, path }: Taken, { damaged, taken }: Given): string | undefined {
  const isOf = (one: { readonly kind: SourceKind; readonly effective?: IsoDate | undefined }): boolean =>
    setOf(one.kind) === setOf(source.kind) && (one.effective === undefined || one.effective === source.effective);
  return damaged.find(({ kind, effective, path: other }) => {
    if (kind !== undefined) return isOf({ kind, effective });
    return other === path || taken.some((one) => one.path === other && isOf(one.source));
  })?.name;
}

function keyOf({ kind, effective, part = "" }: Pick<InstalledSource, "kind" | "effective" | "part">): string {
  return `${kind} ${effective} ${part}`;
}
