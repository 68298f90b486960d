/** How much of an archive is read. What is past a limit is said and left in the archive, which is kept. */
export interface ArchiveLimits {
  /** Files in it, those of archives inside of it included. */
  readonly entries: number;
  /** Bytes of one file. */
  readonly entryBytes: number;
  /** Bytes of all files together. */
  readonly totalBytes: number;
  /** Unpacked bytes for one packed byte; small files may be packed better. X12 packs to a tenth, rarely to a fiftieth. */
  readonly ratio: number;
  /** Archives inside of archives. */
  readonly depth: number;
}

const mebibyte = 1024 * 1024;

export const archiveLimits: ArchiveLimits = {
  entries: 2_000,
  entryBytes: 128 * mebibyte,
  totalBytes: 512 * mebibyte,
  ratio: 200,
  depth: 2,
};

/** The ratio is not asked of files up to this size: a thousand equal lines are no attack. */
const smallBytes = mebibyte;

/** The most bytes that this many packed bytes may unpack to. */
export function mostUnpacked(packed: number, { entryBytes, ratio }: ArchiveLimits): number {
  return Math.min(entryBytes, Math.max(smallBytes, packed * ratio));
}
