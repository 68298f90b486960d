/** The loaded code sets: their list can be read, their files are kept, and their packs are what this version of the program makes of them. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { listDamaged, packsDamaged, sourcesGone } from "../../core/upkeep/doctor-findings.ts";
import { CodeSetsFailure } from "../code-sets/code-sets-failure.ts";
import { folderLockHolder } from "../code-sets/folder-lock.ts";
import { codeSetsFolder, type Installed, isPackWhole, packsUpToDate, readInstalled } from "../code-sets/installed.ts";
import { packsOf } from "../code-sets/make-packs.ts";
import { starterSources } from "../load-code-book.ts";
import type { Probed, Surroundings } from "./probe.ts";

const name = "code sets";

export function probeCodeSets({ dataDir }: Surroundings): Probed {
  const folder = codeSetsFolder(dataDir);
  const installed = readList(folder);
  if (installed === undefined) {
    const path = join(folder, "installed.json");
    return { name, words: "the list of what is loaded cannot be read", findings: [listDamaged({ path })] };
  }
  if (installed.sources.length === 0) return { name, words: "the starter set; none of the publishers' files is loaded", findings: [] };
  const sources = join(folder, "sources");
  const gone = installed.sources.filter(({ sha256 }) => !existsSync(join(sources, `${sha256}.gz`)));
  const packs = packsOf(installed.sources);
  const upToDate = packsUpToDate(installed, starterSources());
  const damaged = packs.filter((one) => !isPackWhole(folder, installed.packs[one]));
  const old = packs.filter((one) => !damaged.includes(one) && !Object.hasOwn(upToDate, one));
  const [firstGone] = gone;
  const [firstDamaged] = damaged;
  return {
    name,
    words: `${installed.sources.length} files are loaded${remakingWords({ folder, old: old.length, missing: old.length + damaged.length, total: packs.length, isWhole: gone.length === 0 })}`,
    findings: [
      ...(firstGone === undefined ? [] : [sourcesGone({ path: sources, count: gone.length, name: firstGone.name })]),
      ...(firstDamaged === undefined ? [] : [packsDamaged({ path: join(folder, "packs"), count: damaged.length, name: firstDamaged })]),
    ],
  };
}

function readList(folder: string): Installed | undefined {
  try {
    return readInstalled(folder);
  } catch (error) {
    if (error instanceof CodeSetsFailure) return undefined;
    throw error;
  }
}

interface Counted {
  readonly folder: string;
  /** Of another version. */
  readonly old: number;
  /** Of another version, gone or damaged. */
  readonly missing: number;
  readonly total: number;
  /** Whether all of the publishers' files are there. */
  readonly isWhole: boolean;
}

function remakingWords({ folder, old, missing, total, isWhole }: Counted): string {
  const holder = missing === 0 ? undefined : folderLockHolder(folder, "codes");
  if (holder !== undefined) return `; ${holder} works on their packs now, and ${total - missing} of ${total} stand`;
  if (old === 0) return "";
  return `; another version made ${old} of their packs, and the next start makes them anew${isWhole ? "" : " as far as their files are there"}`;
}
