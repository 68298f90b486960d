/** Fetches the current official releases from their publishers and loads them, as `codes import` loads files that somebody gives. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addYears, type IsoDate } from "../../core/kernel/iso-date.ts";
import { type Downloaded, type DownloadLimits, download, type Tags } from "../../exchange/download.ts";
import { withFolderLock } from "./folder-lock.ts";
import { type ImportReport, importCodeSets } from "./import-code-sets.ts";
import { codeSetsFolder, isSourceKept, readInstalled } from "./installed.ts";
import { type OfficialFile, officialFiles } from "./official-files.ts";

export interface UpdateReport {
  readonly files: readonly {
    readonly set: string;
    readonly title: string;
    readonly address: string;
    readonly outcome: Downloaded["outcome"];
    readonly bytes?: number;
    readonly sha256?: string;
    readonly words?: string;
  }[];
  /** What a person has to fetch, with the page where it is. */
  readonly byHand: readonly { readonly set: string; readonly title: string; readonly page: string }[];
  /** Absent when nothing new came. */
  readonly loaded?: ImportReport;
}

export interface UpdateOptions {
  readonly dataFolder: string;
  readonly on: IsoDate;
  /** Names of sets; empty takes all. */
  readonly sets: readonly string[];
  readonly files?: readonly OfficialFile[];
  readonly limits?: Partial<DownloadLimits>;
  readonly progress?: (text: string) => void;
  /** One line for a person: why it waits. */
  readonly say?: (text: string) => void;
}

/**
 * What comes is loaded as `codes import` loads it, as far as it came: a file that failed is told and fetched from where it stopped the
 * next time. A file that is the same as the one loaded before is not fetched again, unless a kept file of the loaded ones is lost: which
 * of the publishers' archives it came in is not known.
 */
export async function updateCodeSets(options: UpdateOptions): Promise<UpdateReport> {
  const { say } = options;
  // Two that fetch at once would write into the same half of a file.
  return withFolderLock(codeSetsFolder(options.dataFolder), { what: "downloads", ...(say === undefined ? {} : { say }) }, () =>
    updateAlone(options),
  );
}

async function updateAlone(options: UpdateOptions): Promise<UpdateReport> {
  const all = (options.files ?? officialFiles()).filter((one) => options.sets.length === 0 || options.sets.includes(one.set));
  const folder = codeSetsFolder(options.dataFolder);
  const downloads = join(folder, "downloads");
  const isWhole = readInstalled(folder).sources.every(({ sha256 }) => isSourceKept(folder, sha256));
  const fetchedBefore = readFetched(folder);
  const before = isWhole ? fetchedBefore : {};
  const hosts = new Set(all.flatMap(({ address }) => (URL.canParse(address) ? [new URL(address).host] : [])));
  const files: UpdateReport["files"][number][] = [];
  const came: { readonly path: string; readonly address: string; readonly sha256: string; readonly tags: Tags }[] = [];
  for (const one of wantedOn(all, options.on)) {
    const { set, title, address, sha256 } = one;
    const known = before[address];
    if (known !== undefined && sha256 === known.sha256) {
      files.push({ set, title, address, outcome: "unchanged" });
      continue;
    }
    const name =
      address
        .split("/")
        .at(-1)
        ?.replace(/[^\w.-]/g, "_") ?? set;
    const found = await download(
      { address, name, ...(sha256 === undefined ? {} : { sha256 }), ...(known === undefined ? {} : tagsOf(known)) },
      {
        folder: downloads,
        hosts,
        progress: (received, total) => options.progress?.(`${name}: ${sizeWords(received, total)}`),
        ...(options.limits === undefined ? {} : { limits: options.limits }),
      },
    );
    if (found.outcome === "fetched") {
      came.push({ path: found.path, address, sha256: found.sha256, tags: tagsOf(found) });
      files.push({ set, title, address, outcome: "fetched", bytes: found.bytes, sha256: found.sha256 });
    } else files.push({ set, title, address, outcome: found.outcome, ...(found.outcome === "failed" ? { words: found.words } : {}) });
  }
  const byHand = all.filter((one) => one.how === "agreement").map(({ set, title, page }) => ({ set, title, page }));
  if (came.length === 0) return { files, byHand };
  const loaded = await importCodeSets(
    came.map((one) => one.path),
    {
      dataFolder: options.dataFolder,
      ...(options.progress === undefined ? {} : { progress: options.progress }),
      ...(options.say === undefined ? {} : { say: options.say }),
    },
  );
  // What is wrong in one is wrong at the publisher: kept for a look, and fetched anew the next time.
  const taken = came.filter(({ path }) => !loaded.left.some((one) => one.path === path));
  if (taken.length > 0) {
    writeFetched(folder, {
      ...fetchedBefore,
      ...Object.fromEntries(taken.map(({ address, sha256, tags }) => [address, { sha256, ...tags }])),
    });
    for (const { path } of taken) rmSync(path, { force: true });
  }
  return { files, byHand, loaded };
}

/** Of each set with days every release that was in force within the last year, for its visits; of the others that of the quarter. */
function wantedOn(all: readonly OfficialFile[], on: IsoDate): readonly OfficialFile[] {
  const fetched = all.filter((one) => one.how === "fetch");
  return fetched.flatMap((one): OfficialFile[] => {
    if (one.from === undefined) return [{ ...one, address: ofQuarter(one.address, on) }];
    const days = [...new Set(fetched.filter((other) => other.set === one.set).flatMap((other) => other.from ?? []))].sort();
    const yearAgo = addYears(on, -1);
    const begun = days.filter((day, at) => day <= on && (days[at + 1] ?? on) > yearAgo);
    return begun.includes(one.from) || (begun.length === 0 && one.from === days[0]) ? [one] : [];
  });
}

function ofQuarter(address: string, on: IsoDate): string {
  const year = on.slice(0, 4);
  return address
    .replaceAll("{year}", year)
    .replaceAll("{yy}", year.slice(2))
    .replaceAll("{quarter}", String(Math.ceil(Number(on.slice(5, 7)) / 3)));
}

function sizeWords(received: number, total: number | undefined): string {
  const inMegabytes = (bytes: number): string => `${Math.round(bytes / 100_000) / 10} MB`;
  return total === undefined ? inMegabytes(received) : `${inMegabytes(received)} of ${inMegabytes(total)}`;
}

type Fetched = Readonly<Record<string, { readonly sha256: string } & Tags>>;

function tagsOf({ etag, lastModified }: Tags): Tags {
  return { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };
}

function readFetched(folder: string): Fetched {
  const path = join(folder, "fetched.json");
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Fetched) : {};
}

function writeFetched(folder: string, fetched: Fetched): void {
  mkdirSync(folder, { recursive: true });
  const beside = join(folder, ".fetched.new");
  try {
    writeFileSync(beside, `${JSON.stringify(fetched, null, 2)}\n`);
    renameSync(beside, join(folder, "fetched.json"));
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
