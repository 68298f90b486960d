/** The machine: Node, folders, secrets, disk, port. */
import { constants } from "node:fs";
import { access, readFile, stat } from "node:fs/promises";
import { connect } from "node:net";
import { join, relative, resolve } from "node:path";
import {
  judgeDisk,
  keyBesideData,
  keyUnusable,
  nodeTooOld,
  notWritable,
  openToOthers,
  portTaken,
} from "../../core/upkeep/doctor-findings.ts";
import { readKeyFile } from "../backup/backup-key.ts";
import { freeMegabytes, leastFreeMegabytes } from "../disk-room.ts";
import type { Probed, Surroundings } from "./probe.ts";

const leastNode = [20, 19] as const;
/** Room for a bad week. */
const enoughMegabytes = 2_000;
const secrets = ["installation.key", "last-backup.json", "postgresql/passwords.json"];

export function probeNode(): Probed {
  const found = process.versions.node;
  const [major = 0, minor = 0] = found.split(".").map(Number);
  const old = major < leastNode[0] || (major === leastNode[0] && minor < leastNode[1]);
  return { name: "node", words: `Node ${found}`, findings: old ? [nodeTooOld({ found, least: leastNode.join(".") })] : [] };
}

export async function probeFolder({ dataDir }: Surroundings): Promise<Probed> {
  const there = await stat(dataDir).catch(() => undefined);
  if (there === undefined) return { name: "data folder", words: `${dataDir} is not there yet: the first start makes it`, findings: [] };
  const writable = await may(dataDir, constants.W_OK | constants.X_OK);
  const open: string[] = [];
  for (const secret of secrets) {
    const found = await stat(join(dataDir, secret)).catch(() => undefined);
    if (found !== undefined && process.platform !== "win32" && (found.mode & 0o077) !== 0) open.push(join(dataDir, secret));
  }
  return {
    name: "data folder",
    words: dataDir,
    findings: [...(writable ? [] : [notWritable({ path: dataDir })]), ...open.map((path) => openToOthers({ path }))],
  };
}

export async function probeDisk({ dataDir }: Surroundings): Promise<Probed> {
  const free = await freeMegabytes(dataDir);
  if (free === undefined) return { name: "disk", words: "unknown: the data folder is not there yet", findings: [] };
  return {
    name: "disk",
    words: `${free} MB free`,
    findings: judgeDisk({ path: dataDir, free, least: leastFreeMegabytes, enough: enoughMegabytes }),
  };
}

export async function probeKey({ keyFile, dataDir }: Surroundings): Promise<Probed> {
  const name = "backup key";
  if (keyFile === undefined) return { name, words: "none named (--key, or CLAIMWRIGHT_BACKUP_KEY)", findings: [] };
  try {
    readKeyFile(keyFile);
  } catch (error) {
    return { name, words: keyFile, findings: [keyUnusable({ words: error instanceof Error ? error.message : String(error) })] };
  }
  const inside = !relative(resolve(dataDir), resolve(keyFile)).startsWith("..");
  return { name, words: keyFile, findings: inside ? [keyBesideData({ path: keyFile })] : [] };
}

export async function probePort({ port }: Surroundings): Promise<Probed> {
  const name = "port";
  if (!(await listens(port))) return { name, words: `${port} is free`, findings: [] };
  const health = await fetch(`http://127.0.0.1:${port}/api/v1/health`, { signal: AbortSignal.timeout(2_000) }).then(
    async (answer) => (answer.ok ? ((await answer.json()) as { readonly status?: string }).status : undefined),
    () => undefined,
  );
  if (health === "ok") return { name, words: `Claimwright answers on ${port}`, findings: [] };
  return { name, words: `${port} is taken`, findings: [portTaken({ port })] };
}

/** The last backup that was made of this data folder: its time, or undefined. */
export async function lastBackupAt(dataDir: string, name: string): Promise<Date | undefined> {
  const text = await readFile(join(dataDir, name), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const at = new Date((JSON.parse(text) as { readonly createdAt: string }).createdAt);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

async function may(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}

function listens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: "127.0.0.1", port, timeout: 2_000 });
    const end = (found: boolean): void => {
      socket.destroy();
      done(found);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("timeout", () => end(false));
  });
}
