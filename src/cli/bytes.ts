/** Input as one array of bytes, for what cannot be worked on in parts. */
import { type Io, UsageError } from "./io.ts";

const mostBytes = 512 * 1024 * 1024;

/** Fails above 512 MB: whoever has such a file splits it or uses a command that streams. */
export async function readAll(io: Io, path: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of io.input(path)) {
    size += part.length;
    if (size > mostBytes) throw new UsageError(`${path} is larger than 512 MB, which this command keeps in memory.`);
    parts.push(part);
  }
  if (parts.length === 1 && parts[0] !== undefined) return parts[0];
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
