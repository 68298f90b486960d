/** What a command may do with the outside: write, complain, read input, know the day. Tests hand in their own. */
import { createReadStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type IsoDate, isoDate } from "../core/kernel/iso-date.ts";
import { readSecret } from "./read-secret.ts";

export interface Io {
  /** Standard output. Bytes are copied: the caller may reuse them. */
  out(content: string | Uint8Array): void;
  /** Waits until what was written has left, so that a long output stays small in memory. */
  drained(): Promise<void>;
  /** One line for a person on standard error. */
  err(line: string): void;
  /** How far a long work is, on standard error, over what was said before; nothing where nobody watches. */
  progress(text: string): void;
  /** "-" is standard input. Fails when the file is not there. */
  input(path: string): AsyncIterable<Uint8Array>;
  /** A password: typed unseen at a terminal, or the first line of standard input. */
  secret(prompt: string): Promise<string>;
  /** Writes a file and makes its folder. */
  save(path: string, bytes: Uint8Array | string): Promise<void>;
  /** The day on this machine's clock, and the time as HHMM. */
  now(): { readonly today: IsoDate; readonly time: string };
}

export const exitCodes = { fine: 0, findings: 1, failure: 2 } as const;

/** The command line was wrong: the message says what is right. */
export class UsageError extends Error {}

/** The process's own streams and clock. */
export function processIo(): Io {
  let waiting: Promise<void> | undefined;
  process.stdout.on("error", endOnLostOutput);
  // Where complaints cannot be written either, the exit code still tells.
  process.stderr.on("error", () => undefined);
  return {
    out(content) {
      const whole = typeof content === "string" ? content : content.slice();
      if (process.stdout.write(whole) || waiting !== undefined) return;
      waiting = new Promise((resolve) => {
        process.stdout.once("drain", () => {
          waiting = undefined;
          resolve();
        });
      });
    },
    drained: async () => waiting,
    err: (line) => void process.stderr.write(line.endsWith("\n") ? line : `${line}\n`),
    progress: (text) => void (process.stderr.isTTY && process.stderr.write(`\r${text}`)),
    input: (path) => (path === "-" ? process.stdin : createReadStream(path, { highWaterMark: 1 << 18 })),
    secret: (prompt) => readSecret(process.stdin, process.stderr, prompt),
    async save(path, bytes) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    },
    now() {
      const at = new Date();
      const two = (value: number): string => String(value).padStart(2, "0");
      return {
        today: isoDate(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`),
        time: `${two(at.getHours())}${two(at.getMinutes())}`,
      };
    },
  };
}

/** `claimwright … | head` closes the pipe early: that is not a failure. Anything else is one: the output is not whole. */
function endOnLostOutput(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit(exitCodes.fine);
  process.stderr.write(`The output could not be written: ${error.code === "ENOSPC" ? "the disk is full" : error.message}.\n`);
  process.exit(exitCodes.failure);
}
