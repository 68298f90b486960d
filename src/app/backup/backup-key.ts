/** The key of backups: 32 random bytes in a file of its own, kept apart from database and backups, or a passphrase. */
import { randomBytes, scrypt } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { type Env, readSecretSetting } from "../../store/secret-settings.ts";
import { BackupFailure } from "./backup-failure.ts";

export interface BackupKey {
  readonly kind: "key-file" | "passphrase";
  /** `salt`: of the file that is sealed. */
  readonly secret: (salt: Buffer) => Promise<Buffer>;
}

const keyBytes = 32;
const leastPassphrase = 12;
/** About a third of a second and 128 MiB a guess. */
const cost = { N: 1 << 17, r: 8, p: 1, maxmem: 256 << 20 } as const;

/** Makes a key file. Refuses one that is there: without it every backup made with it is lost. */
export function makeKeyFile(path: string): void {
  try {
    writeFileSync(path, `${randomBytes(keyBytes).toString("base64")}\n`, { flag: "wx", mode: 0o600, flush: true });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") {
      throw new BackupFailure(`${path} is there already. A key that backups were made with is not written over.`);
    }
    throw error;
  }
}

export function readKeyFile(path: string): BackupKey {
  closedToOthers(path);
  const key = Buffer.from(readFileSync(path, "utf8").trim(), "base64");
  if (key.length !== keyBytes) throw new BackupFailure(`${path} holds no key of backups. Make one with: claimwright backup --new-key FILE`);
  return { kind: "key-file", secret: async () => key };
}

/** The passphrase is the first line of the file. */
export function readPassphraseFile(path: string): BackupKey {
  closedToOthers(path);
  return passphraseKey((readFileSync(path, "utf8").split("\n")[0] ?? "").replace(/\r$/, ""), path);
}

/** CLAIMWRIGHT_BACKUP_PASSPHRASE, or where it is; undefined when it is set nowhere. */
export function passphraseOfSettings(env: Env): BackupKey | undefined {
  const passphrase = readSecretSetting("CLAIMWRIGHT_BACKUP_PASSPHRASE", env);
  return passphrase === undefined ? undefined : passphraseKey(passphrase, "the settings");
}

function passphraseKey(passphrase: string, where: string): BackupKey {
  if (passphrase.length < leastPassphrase)
    throw new BackupFailure(`The passphrase in ${where} is shorter than ${leastPassphrase} characters.`);
  return {
    kind: "passphrase",
    secret: (salt) =>
      new Promise((resolve, reject) => {
        scrypt(passphrase.normalize("NFC"), salt, keyBytes, cost, (error, key) => (error === null ? resolve(key) : reject(error)));
      }),
  };
}

function closedToOthers(path: string): void {
  if (process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0) {
    throw new BackupFailure(`Others may read ${path}: take that right away (chmod 600 ${path}).`);
  }
}
