/** Starts, finds and stops the PostgreSQL of a cluster. */
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Binaries } from "./binaries.ts";
import { type Cluster, socketFolder } from "./cluster.ts";
import { DatabaseFailure } from "./database-failure.ts";
import type { Patience } from "./patience.ts";
import { runCommand, type ServerUser } from "./run-command.ts";

export interface Place {
  readonly cluster: Cluster;
  readonly binaries: Binaries;
  readonly user: ServerUser | undefined;
}

export interface RunningServer {
  readonly socketFolder: string;
  /** False: it was left running, by a process that was killed or by one that still uses it. */
  readonly startedByUs: boolean;
}

const attempts = 20;

/**
 * Makes sure that the server runs. After a crash of the server its old processes need a moment to end, and another process
 * may be starting it just now: so a failed start is tried again for about ten seconds. A server that lives and is not ready,
 * since it recovers or ends, is waited for.
 */
export async function ensureRunning(place: Place, patience: Patience): Promise<RunningServer> {
  let failure = "";
  for (let attempt = 0; attempt < attempts; ) {
    const found = await findServer(place);
    if (found.state === "ready") return { socketFolder: found.socketFolder, startedByUs: false };
    if (found.state === "busy") {
      await patience.wait(`it starts, recovers or ends, see ${place.cluster.log}`);
      continue;
    }
    const outcome = await start(place);
    if (outcome === undefined) {
      const socket = await findRunning(place);
      if (socket !== undefined) return { socketFolder: socket, startedByUs: true };
    } else failure = outcome;
    await sleep(100 + attempt * 50);
    attempt += 1;
  }
  throw new DatabaseFailure(`The database in ${place.cluster.home} does not start: ${failure}`);
}

/** The folder of the running server's socket, or undefined when no server that is ready runs on this cluster. */
export async function findRunning(place: Place): Promise<string | undefined> {
  const found = await findServer(place);
  return found.state === "ready" ? found.socketFolder : undefined;
}

/** `busy`: it starts, recovers or ends. */
type Found = { readonly state: "none" | "busy" } | { readonly state: "ready"; readonly socketFolder: string };

async function findServer({ cluster, binaries, user }: Place): Promise<Found> {
  disownDeadPid(cluster);
  const status = await runCommand(binaries.pgCtl, ["status", `--pgdata=${cluster.data}`], { user });
  if (status.code !== 0) return { state: "none" };
  const folder = readPidFile(cluster)?.socketFolder;
  return folder === undefined ? { state: "busy" } : { state: "ready", socketFolder: folder };
}

/** Ends the server: clients are cut off, everything committed is on disk. */
export async function stopServer({ cluster, binaries, user }: Place): Promise<void> {
  const outcome = await runCommand(binaries.pgCtl, ["stop", `--pgdata=${cluster.data}`, "--mode=fast", "--wait", "--timeout=60"], { user });
  if (outcome.code !== 0 && (await findRunning({ cluster, binaries, user })) !== undefined) {
    throw new DatabaseFailure(`The database in ${cluster.home} does not stop: ${outcome.output}`);
  }
}

/** Undefined when it runs, else why not. */
async function start({ cluster, binaries, user }: Place): Promise<string | undefined> {
  const folder = socketFolder(cluster, user);
  const args = [
    "start",
    `--pgdata=${cluster.data}`,
    `--log=${cluster.log}`,
    "--wait",
    "--timeout=60",
    `--options=-k '${folder.replaceAll("'", "'\\''")}'`,
  ];
  const outcome = await runCommand(binaries.pgCtl, args, { user, detached: true });
  return outcome.code === 0 ? undefined : lastWords(cluster);
}

/** `postmaster.pid`: process, data folder, start time, port, socket folder, listen address, shared memory, state. */
function readPidFile(cluster: Cluster): { readonly pid: number; readonly socketFolder: string | undefined } | undefined {
  try {
    const lines = readFileSync(`${cluster.data}/postmaster.pid`, "utf8").split("\n");
    const folder = lines[4]?.trim();
    return { pid: Number(lines[0]), socketFolder: lines[7]?.trim() === "ready" && folder !== "" ? folder : undefined };
  } catch {
    return undefined;
  }
}

/** Above the highest process number that Linux gives. */
const nobodysPid = "4194305";

/**
 * PostgreSQL takes the server for alive while a process has its number. In a container that is often wrong: the dead server
 * stays a zombie when process 1 does not reap, and after a restart of the container the number is some other program's. So
 * the number is replaced by one that nobody has. PostgreSQL then makes its own check, that no process still uses the
 * memory named in the file, which it could not make had we removed the file.
 */
function disownDeadPid(cluster: Cluster): void {
  const found = readPidFile(cluster);
  if (found === undefined || !(found.pid > 0) || process.platform !== "linux" || isPostmaster(found.pid, cluster)) return;
  const lockFiles = [
    `${cluster.data}/postmaster.pid`,
    ...(found.socketFolder === undefined ? [] : [`${found.socketFolder}/.s.PGSQL.5432.lock`]),
  ];
  for (const file of lockFiles) {
    try {
      const text = readFileSync(file, "utf8");
      if (Number(text.split("\n")[0]) === found.pid) writeFileSync(file, text.replace(/^\d+/, nobodysPid));
    } catch {
      // Another process was first.
    }
  }
}

/** A zombie has no command line. */
function isPostmaster(pid: number, cluster: Cluster): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(cluster.data);
  } catch {
    return false;
  }
}

function lastWords(cluster: Cluster): string {
  try {
    return readFileSync(cluster.log, "utf8").trimEnd().split("\n").slice(-4).join(" / ");
  } catch {
    return `see ${cluster.log}`;
  }
}
