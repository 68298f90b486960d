/** PostgreSQL refuses to run as root. Then it runs as an ordinary user who can do nothing but keep its files. */
import { readFileSync, statSync } from "node:fs";
import { runCommand, type ServerUser } from "./run-command.ts";

const preferredNames = ["claimwright", "nobody"];
const nobody: ServerUser = { uid: 65534, gid: 65534 };

/** Undefined unless we are root. The owner of an existing cluster stays its user. */
export function chooseServerUser(clusterFolder: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return ownerOf(clusterFolder) ?? fromPasswordFile() ?? nobody;
}

/** True when that user can enter the folder and read in it. */
export async function canRead(folder: string, user: ServerUser): Promise<boolean> {
  return (await runCommand("/bin/sh", ["-c", 'cd "$1" && ls . >/dev/null', "sh", folder], { user })).code === 0;
}

/** The reason why no program can be run as that user, or undefined when it can (containers may forbid it). */
export async function reasonCannotBecome(user: ServerUser): Promise<string | undefined> {
  const tried = await runCommand("/bin/sh", ["-c", "exit 0"], { user });
  return tried.code === 0 ? undefined : tried.output;
}

function ownerOf(folder: string): ServerUser | undefined {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found === undefined || found.uid === 0 ? undefined : { uid: found.uid, gid: found.gid };
}

function fromPasswordFile(): ServerUser | undefined {
  let lines: readonly string[];
  try {
    lines = readFileSync("/etc/passwd", "utf8").split("\n");
  } catch {
    return undefined;
  }
  for (const name of preferredNames) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(":");
    const uid = Number(fields?.[2]);
    const gid = Number(fields?.[3]);
    if (Number.isInteger(uid) && uid > 0 && Number.isInteger(gid)) return { uid, gid };
  }
  return undefined;
}
