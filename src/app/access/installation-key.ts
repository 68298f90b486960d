/**
 * The key of this installation: 32 random bytes in a file of the data folder that only its user may read, or from a vault
 * (`store/secret-settings.ts`). Who has the database, or a backup of it, has no second factor with it.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Env, placeOfSecret, readSecretSetting } from "../../store/secret-settings.ts";

const keyBytes = 32;

export class KeyFailure extends Error {
  override readonly name = "KeyFailure";
}

/** Reads it, or makes it when there is none and none is named; two processes that start at once end with the same key. */
export function installationKeyIn(dataDir: string, env: Env): () => Buffer {
  let known: Buffer | undefined;
  return () => {
    known ??= named(env, join(dataDir, "installation.key")) ?? readOrMake(join(dataDir, "installation.key"), dataDir);
    return known;
  };
}

/** With a file of another key beside it, nobody could say which one has sealed what there is. */
function named(env: Env, path: string): Buffer | undefined {
  const text = readSecretSetting("CLAIMWRIGHT_INSTALLATION_KEY", env);
  if (text === undefined) return undefined;
  const key = keyOf(text, placeOfSecret("CLAIMWRIGHT_INSTALLATION_KEY", env) ?? "");
  if (existsSync(path) && !timingSafeEqual(keyOf(readFileSync(path, "utf8"), path), key))
    throw new KeyFailure(`${path} is another key than the settings name. Keep the one that has sealed what there is.`);
  return key;
}

function keyOf(text: string, where: string): Buffer {
  const key = Buffer.from(text.trim(), "base64");
  if (key.length !== keyBytes) throw new KeyFailure(`${where} is not a key of this program: put back the one from your safe place.`);
  return key;
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
  return keyOf(readFileSync(path, "utf8"), path);
}
