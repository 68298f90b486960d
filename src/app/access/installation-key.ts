/**
 * The key of this installation: 32 random bytes in a file of the data folder that only its user may read. Who has the database,
 * or a backup of it, has no second factor with it.
 */
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const keyBytes = 32;

export class KeyFailure extends Error {
  override readonly name = "KeyFailure";
}

/** Reads it, or makes it when there is none; two processes that start at once end with the same key. */
export function installationKeyIn(dataDir: string): () => Buffer {
  let known: Buffer | undefined;
  return () => {
    known ??= readOrMake(join(dataDir, "installation.key"), dataDir);
    return known;
  };
}

function readOrMake(path: string, dataDir: string): Buffer {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(path, `${randomBytes(keyBytes).toString("base64")}\n`, { flag: "wx", mode: 0o600, flush: true });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  if (process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0) {
    throw new KeyFailure(`Others may read ${path}: take that right away (chmod 600) and start again.`);
  }
  const key = Buffer.from(readFileSync(path, "utf8").trim(), "base64");
  if (key.length !== keyBytes) throw new KeyFailure(`${path} is not a key of this program: put back the one from your safe place.`);
  return key;
}
