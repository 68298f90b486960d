/** Whether there is room on the disk. Below the least everything is only read, so that the database can still close its books. */
import { statfs } from "node:fs/promises";

/** Room for the database's log of what is being done just now, and for the audit of who reads meanwhile. */
export const leastFreeMegabytes = 256;
const askedAgainAfter = 2_000;

export interface DiskRoom {
  /** Asked before each write; the disk itself is asked every two seconds at most. */
  readonly isFull: () => Promise<boolean>;
}

/** `free`: in megabytes, undefined when it cannot be told (then nothing is held back). */
export function watchDisk(dataDir: string, free: (path: string) => Promise<number | undefined> = freeMegabytes): DiskRoom {
  let askedAt = Number.NEGATIVE_INFINITY;
  let full = false;
  return {
    isFull: async () => {
      if (performance.now() - askedAt > askedAgainAfter) {
        askedAt = performance.now();
        full = ((await free(dataDir)) ?? leastFreeMegabytes) < leastFreeMegabytes;
      }
      return full;
    },
  };
}

/** Undefined when it cannot be told. */
export async function freeMegabytes(path: string): Promise<number | undefined> {
  const found = await statfs(path).catch(() => undefined);
  return found === undefined ? undefined : Math.floor((found.bavail * found.bsize) / 1e6);
}
