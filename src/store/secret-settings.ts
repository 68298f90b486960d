/**
 * Secrets of the settings: each may stand in its variable, in a file (NAME_FILE), or be what a program says (NAME_COMMAND), such as
 * a few lines that ask a vault. A program is one path and gets one argument, the name: no shell, no words to be split. What it
 * writes to standard error is not repeated, since it may hold what it should not.
 */
import { spawnSync } from "node:child_process";
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { isAbsolute } from "node:path";

export type Env = Readonly<Record<string, string | undefined>>;

/** Every secret that the settings have. */
export const secretNames = [
  "DATABASE_URL",
  "DATABASE_OWNER_URL",
  "DATABASE_SIMULATOR_URL",
  "DATABASE_WORKER_URL",
  "CLAIMWRIGHT_OIDC_CLIENT_SECRET",
  "CLAIMWRIGHT_INSTALLATION_KEY",
  "CLAIMWRIGHT_BACKUP_PASSPHRASE",
] as const;
export type SecretName = (typeof secretNames)[number];

/** A secret is named and cannot be had. The words name the setting and its place, never the value. */
export class SecretFailure extends Error {
  override readonly name = "SecretFailure";
}

const mostBytes = 64 * 1024;
const mostSeconds = 20;

/** Where it is said to be; undefined when it is set nowhere. */
export function placeOfSecret(name: SecretName, env: Env): string | undefined {
  const places = [name, `${name}_FILE`, `${name}_COMMAND`].filter((place) => env[place] !== undefined);
  if (places.length > 1) throw new SecretFailure(`${places.join(" and ")} are set: set one of them.`);
  return places[0];
}

/** The value without the end of its last line; undefined when it is set nowhere. Throws SecretFailure. */
export function readSecretSetting(name: SecretName, env: Env): string | undefined {
  const place = placeOfSecret(name, env);
  if (place === undefined) return undefined;
  const said = env[place] ?? "";
  if (place === name) return said;
  const text = place.endsWith("_FILE") ? fromFile(place, said) : fromProgram(place, said, name);
  const value = text.replace(/\r?\n$/, "");
  if (value === "" || value.includes("\0")) throw new SecretFailure(`${place}: there is nothing in what ${said} gives.`);
  return value;
}

/** Nobody else of the machine may read it; a group may, as container platforms need it. */
function fromFile(place: string, path: string): string {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const found = fstatSync(file);
    if (!found.isFile()) throw new SecretFailure(`${place}: ${path} is not a file.`);
    if (process.platform !== "win32" && (found.mode & 0o007) !== 0)
      throw new SecretFailure(`${place}: everybody may read ${path}. Take that right away (chmod 600, or the mount's mode).`);
    if (found.size > mostBytes) throw new SecretFailure(`${place}: ${path} is too large for a secret.`);
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof SecretFailure) throw error;
    throw new SecretFailure(`${place}: ${path} cannot be read (${codeOf(error)}).`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function fromProgram(place: string, program: string, name: string): string {
  if (!isAbsolute(program)) throw new SecretFailure(`${place}: give the whole path of one program; it gets the name as its argument.`);
  const { status, signal, stdout, error } = spawnSync(program, [name], {
    stdio: ["ignore", "pipe", "ignore"],
    encoding: "utf8",
    timeout: mostSeconds * 1000,
    killSignal: "SIGKILL",
    maxBuffer: mostBytes,
    shell: false,
  });
  const why =
    error !== undefined
      ? codeOf(error)
      : status !== 0
        ? status === null
          ? `ended by ${String(signal)}`
          : `exit code ${status}`
        : undefined;
  if (why !== undefined) throw new SecretFailure(`${place}: ${program} gave no secret (${why}).`);
  return stdout;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "failure";
}
