/** Files laid into memory that threads share. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Undefined when the file became shorter while it was read; throws when it cannot be opened. */
export function readShared(path: string): Uint8Array | undefined {
  const handle = openSync(path, "r");
  try {
    const { size } = fstatSync(handle);
    const bytes = new Uint8Array(new SharedArrayBuffer(size));
    for (let at = 0; at < size; ) {
      const read = readSync(handle, bytes, at, size - at, at);
      if (read === 0) return undefined;
      at += read;
    }
    return bytes;
  } finally {
    closeSync(handle);
  }
}
