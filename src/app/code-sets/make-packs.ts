/** Packs from sources: at a load, and again when the program reads another version of packs than the one that wrote them. */
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { compileCodeBook, readStarter } from "../../core/codebook/compile.ts";
import { assembleSources } from "../../core/codebook/icd10cm/assemble.ts";
import { compileIcd10cm } from "../../core/codebook/icd10cm/compile-pack.ts";
import type { Source } from "../../core/codebook/model.ts";
import { openPack, type Pack } from "../../core/codebook/pack/pack-file.ts";
import { decodeText } from "../../core/codebook/pack/utf8.ts";
import type { HeldText } from "../../core/codebook/read/kind-of-source.ts";
import { heldTexts, packMakers, packOf, type ReadSource, readSource } from "../../core/codebook/read/source-kinds.ts";
import type { Finding } from "../../core/kernel/finding.ts";
import { CodeSetsFailure } from "./code-sets-failure.ts";
import { type Installed, type InstalledSource, type PackName, readPack, readSourceBytes, writePack } from "./installed.ts";

interface Made {
  readonly packs: Installed["packs"];
  /** Those that were not left as they were. */
  readonly fresh: readonly PackName[];
  readonly findings: readonly Finding[];
}

/** The packs that these sources are made into. That of ICD-10-CM has the starter set, and the search has lines of all. */
export function packsOf(sources: readonly Pick<InstalledSource, "kind">[]): readonly PackName[] {
  const made = packMakers.filter(({ name }) => sources.some((one) => packOf(one.kind) === name)).map(({ name }) => name);
  return ["icd10cm", "search", ...made];
}

/** Told of each pack before it is made, and with its file when it stands. */
export interface PackWatch {
  readonly begins: (name: PackName) => void;
  readonly stands: (name: PackName, file: string) => void;
}

const unwatched: PackWatch = { begins: () => {}, stands: () => {} };

/** A pack stays as it is where none of its sources is fresh and it can be read. */
export function makePacks(
  folder: string,
  given: { readonly kept: readonly InstalledSource[]; readonly fresh: readonly ReadSource[]; readonly packs: Installed["packs"] },
  starter: readonly Source[],
  watch: PackWatch = unwatched,
): Made {
  const findings: Finding[] = [];
  const packs: Partial<Record<PackName, string>> = {};
  const fresh: PackName[] = [];
  const opened: Partial<Record<PackName, Pack>> = {};
  let isSearchFresh = false;
  const stands = (name: PackName): boolean => {
    const file = given.packs[name];
    const pack = file === undefined || given.fresh.some((one) => packOf(one.kind) === name) ? undefined : readPack(folder, file);
    if (pack === undefined) return false;
    packs[name] = file ?? "";
    opened[name] = pack;
    return true;
  };
  const take = (name: PackName, bytes: Uint8Array): void => {
    packs[name] = writePack(folder, name, bytes);
    fresh.push(name);
    const pack = openPack(bytes);
    if ("wrong" in pack) throw new Error(`What was just made ${pack.wrong}.`);
    opened[name] = pack;
    watch.stands(name, packs[name] ?? "");
  };
  for (const { name, searched, compile } of packMakers) {
    if (!packsOf([...given.kept, ...given.fresh]).includes(name) || stands(name)) continue;
    watch.begins(name);
    const held = given.kept.flatMap((one) => (packOf(one.kind) === name ? [storedText(folder, one)] : []));
    const made = compile([...held, ...heldTexts(given.fresh.filter((one) => packOf(one.kind) === name))]);
    findings.push(...made.findings);
    take(name, made.bytes);
    isSearchFresh ||= searched;
  }
  if (!stands("icd10cm")) {
    watch.begins("icd10cm");
    const kept = given.kept.flatMap((one) => (packOf(one.kind) === "icd10cm" ? (readInstalledSource(folder, one) ?? []) : []));
    const assembled = assembleSources([...kept, ...given.fresh]);
    findings.push(...assembled.findings);
    const { value } = assembled;
    const own = readStarter(starter).value;
    take("icd10cm", compileIcd10cm({ ...value, starter: own.starter, rules: own.rules, indexes: [...value.indexes, ...own.indexes] }));
    isSearchFresh = true;
  }
  if (isSearchFresh || !stands("search")) {
    watch.begins("search");
    take("search", compileCodeBook(starter, opened).searchLines());
  }
  return { packs, fresh, findings };
}

/** A source that was read before counts as it was: it was whole then. */
function readInstalledSource(folder: string, one: InstalledSource): ReadSource | undefined {
  return readSource(storedText(folder, one)).value;
}

function storedText(folder: string, { kind, name, effective, rows, sha256 }: InstalledSource): HeldText & Pick<InstalledSource, "kind"> {
  return { kind, name, effective, rows, text: decodeText(unpackedSource(folder, { name, sha256 })) };
}

function unpackedSource(folder: string, { name, sha256 }: Pick<InstalledSource, "name" | "sha256">): Uint8Array {
  try {
    return gunzipSync(readSourceBytes(folder, sha256));
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code !== "ENOENT";
    throw new CodeSetsFailure(
      `${join(folder, "sources", `${sha256}.gz`)}, the kept file of ${name}, ${isThere ? "cannot be read" : "is gone"}: load the publisher's file again with all others that doctor misses: claimwright codes update, or codes import FILE…`,
    );
  }
}
