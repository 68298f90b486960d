/** Packs that are gone, damaged or of another version of the program are made anew from the files that are kept. */
import type { Source } from "../../core/codebook/model.ts";
import { type FolderLock, tryFolderLock } from "./folder-lock.ts";
import { type Installed, type PackName, packsUpToDate, readInstalled, writeInstalled } from "./installed.ts";
import { makePacks } from "./make-packs.ts";

/** Under the lock, of what was read under it. Gives those that were made; nothing is written when all stand. */
export function remakePacks(
  folder: string,
  { before, lock }: { readonly before: Installed; readonly lock: FolderLock },
  starter: readonly Source[],
): readonly PackName[] {
  if (before.sources.length === 0) return [];
  const made = makePacks(folder, { kept: before.sources, fresh: [], packs: packsUpToDate(before, starter) }, starter);
  if (made.fresh.length === 0) return [];
  lock.prove();
  writeInstalled(folder, { before, made: { sources: before.sources, packs: made.packs } }, starter);
  return made.fresh;
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
    const { code, path, message } = error as NodeJS.ErrnoException;
    const isRefused = code === "EACCES" || code === "EROFS" || code === "EPERM";
    return { outcome: "failed", because: isRefused ? `${path ?? folder} may not be written.` : message.replace(/[^.]$/, "$&.") };
  }
}
