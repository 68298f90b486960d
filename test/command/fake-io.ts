/** A command line without a process: what goes in is given, what comes out is kept. */
import { type IsoDate, isoDate } from "../../src/core/kernel/iso-date.ts";
import { main } from "../../src/main.ts";

export interface Ran {
  readonly exit: number;
  readonly out: Uint8Array;
  readonly text: string;
  readonly err: string;
  /** Files that the command saved. */
  readonly saved: ReadonlyMap<string, string>;
}

export const today: IsoDate = isoDate("2026-12-01");
/** Small and odd, so that segments and characters fall across the borders of chunks. */
const chunkSize = 997;

/** Runs a command line; `files` by path, "-" is standard input. */
export async function runCommand(argv: readonly string[], files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<Ran> {
  const parts: Uint8Array[] = [];
  const errors: string[] = [];
  const saved = new Map<string, string>();
  const exit = await main(argv, {
    out: (content) => void parts.push(typeof content === "string" ? new TextEncoder().encode(content) : content.slice()),
    drained: async () => {},
    err: (line) => void errors.push(line),
    progress: () => {},
    input: (path) => chunksOf(path, files[path]),
    secret: async () =>
      new TextDecoder().decode(typeof files["-"] === "string" ? new TextEncoder().encode(files["-"]) : files["-"]).split("\n")[0] ?? "",
    save: async (path, bytes) => void saved.set(path, typeof bytes === "string" ? bytes : new TextDecoder().decode(bytes)),
    now: () => ({ today, time: "0930" }),
  });
  const out = new Uint8Array(Buffer.concat(parts));
  return { exit, out, text: new TextDecoder().decode(out), err: errors.join("\n"), saved };
}

async function* chunksOf(path: string, content: string | Uint8Array | undefined): AsyncGenerator<Uint8Array> {
  if (content === undefined) throw Object.assign(new Error(`ENOENT: no such file: ${path}`), { code: "ENOENT", path });
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
}
