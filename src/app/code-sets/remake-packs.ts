/** Packs that are gone, damaged or of another version of the program are made anew from the files that are kept. */
import type { Source } from "../../core/codebook/model.ts";
import { type FolderLock, tryFolderLock } from "./folder-lock.ts";
import { type Installed, type PackName, packsUpToDate, readInstalled, writeInstalled } from "./installed.ts";
import { makePacks, packsOf } from "./make-packs.ts";

/** How far it is. */
export interface Remaking {
  /** What is being made. */
  readonly now: PackName;
  readonly ready: number;
  readonly total: number;
}

/**
 * Under the lock, of what was read under it. Gives those that were made; nothing is written when all stand. Each pack counts as soon as
 * it stands, so that a process which is killed in between leaves the rest to the next; only those of ICD-10-CM and of the search count
 * together, since the one has places in the other.
 */
export function remakePacks(
  folder: string,
  { before, lock }: { readonly before: Installed; readonly lock: Pick<FolderLock, "prove"> },
  starter: readonly Source[],
  say: (at: Remaking) => void = () => {},
): readonly PackName[] {
  if (before.sources.length === 0) return [];
  let written = before;
  const { sources } = before;
  const names = packsOf(sources);
  const upToDate = packsUpToDate(before, starter);
  const fresh = new Map<PackName, string>();
  const made = makePacks(folder, { kept: sources, fresh: [], packs: upToDate }, starter, {
    // Those before it in the order stand or were made.
    begins: (name) => say({ now: name, ready: makingOrder(names).indexOf(name), total: names.length }),
    stands: (name, file) => {
      fresh.set(name, file);
      if (name === "icd10cm" || name === "search") return;
      lock.prove();
      const packs = { ...before.packs, ...Object.fromEntries(fresh) };
      const stillOld = names.filter((one) => !fresh.has(one) && !Object.hasOwn(upToDate, one));
      written = writeInstalled(folder, { before: written, made: { sources, packs }, stillOld }, starter);
    },
  });
  if (made.fresh.length === 0) return [];
  lock.prove();
  writeInstalled(folder, { before: written, made: { sources, packs: made.packs } }, starter);
  return made.fresh;
}

/** ICD-10-CM is made after those that need no other, the search of all at the end. */
function makingOrder(names: readonly PackName[]): readonly PackName[] {
  const last: readonly PackName[] = ["icd10cm", "search"];
  return [...names.filter((name) => !last.includes(name)), ...last];
}

type Tried =
  | { readonly outcome: "made" }
  /** `busy`: another process changes the code sets. `because` is a sentence for a person. */
  | { readonly outcome: "busy" | "failed"; readonly because: string };

/** Without waiting for anybody, and from what stands when the lock is held. */
export function tryToRemakePacks(folder: string, starter: readonly Source[]): Tried {
  try {
    const lock = tryFolderLock(folder, "codes");
    if ("holder" in lock) return { outcome: "busy", because: `${lock.holder} changes the code sets now.` };
    try {
      remakePacks(folder, { before: readInstalled(folder), lock }, starter);
      return { outcome: "made" };
    } finally {
      lock.release();
    }
  } catch (error) {
    return { outcome: "failed", because: whyNotRemade(error, folder) };
  }
}

/** As a sentence for a person. */
export function whyNotRemade(error: unknown, folder: string): string {
  const { code, path, message } = error as NodeJS.ErrnoException;
  const isRefused = code === "EACCES" || code === "EROFS" || code === "EPERM";
  return isRefused ? `${path ?? folder} may not be written.` : message.replace(/[^.]$/, "$&.");
}
