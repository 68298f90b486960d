/** A restore is killed at several of its moments: what it left is never opened as if it were whole, and the next restore is. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeKeyFile, readKeyFile } from "../../src/app/backup/backup-key.ts";
import { writeBackup } from "../../src/app/backup/write-backup.ts";
import { openClient } from "../../src/store/pool.ts";
import { DatabaseFailure } from "../../src/store/supervisor/database-failure.ts";
import { startDatabase, startEmbedded } from "../../src/store/supervisor/start-database.ts";
import { everyRow, everyRowOf } from "../support/backups.ts";
import { done, openTown, type Town } from "../support/practice-world.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
let town: Town;
let folder: string;
let before: ReadonlyMap<string, readonly string[]>;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  town = await openTown();
  folder = await mkdtemp(join(tmpdir(), "claimwright-killed-restore-"));
  await chmod(folder, 0o755);
  const world = await town.openPractice("2026-11-16");
  const visit = await world.seePatient({ patient: "vasquez" });
  done(await world.code(visit, ["I10"], [["99213", [], [1]]]));
  await world.send(visit);
  await world.untilPaid();
  // Enough rows that loading them lasts.
  const owner = await openClient(town.database.ownerConfig);
  await owner.query(
    "insert into access.security_event (kind, address, words) select 'signed-in', '127.0.0.1', repeat('row ', 20) || n from generate_series(1, 150000) n",
  );
  await owner.end();
  makeKeyFile(at("key"));
  await writeBackup({
    owner: town.database.ownerConfig,
    dataDir: join(town.app.partners, ".."),
    file: at("whole.backup"),
    key: readKeyFile(at("key")),
    version: "0.1.0",
    readBack: false,
  });
  before = await everyRowOf(town.database.ownerConfig.database);
}, 120_000);
afterAll(async () => {
  await town.close();
  await rm(folder, { recursive: true, force: true });
});

/** Killed so many milliseconds after it began to work in its database; never when absent. Answers with how it ended: null by the signal. */
async function restore(target: string, killedAfter?: number): Promise<number | null> {
  const args = ["--import", "tsx", join(root, "src/main.ts"), "restore", at("whole.backup"), "--key", at("key"), "--data", target];
  const child = spawn(process.execPath, args, { cwd: root, stdio: "ignore", env: { ...process.env, DATABASE_URL: undefined } });
  let running = true;
  const ended = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => {
      running = false;
      resolve(code);
    });
  });
  if (killedAfter !== undefined) {
    while (running && !existsSync(join(target, "postgresql", "data", "postmaster.pid"))) await sleep(20);
    while (running && !(await isMarked(target))) await sleep(50);
    await sleep(killedAfter);
    child.kill("SIGKILL");
  }
  return ended;
}

/** The database may be about to be made: then it has no mark. */
async function isMarked(target: string): Promise<boolean> {
  try {
    return (await leftIn(target)).marked;
  } catch {
    return false;
  }
}

interface Left {
  readonly marked: boolean;
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

/** What is in the database, looked at past everything that the program asks first. */
async function leftIn(target: string): Promise<Left> {
  const server = await startEmbedded(target);
  const client = await openClient({ ...server.bootstrapConfig, database: server.ownerConfig.database });
  try {
    const { rows } = await client.query<{ marked: boolean }>("select to_regclass('public.restore_unfinished') is not null as marked");
    const marked = rows[0]?.marked === true;
    return { marked, rows: marked ? new Map() : await everyRow(client) };
  } finally {
    await client.end();
    await server.stop();
  }
}

it("is refused after a SIGKILL until a restore has come to its end, and then every row is there", async () => {
  let refused = 0;
  for (const killedAfter of [0, 400, 900]) {
    const target = at(`killed-${killedAfter}`);
    // Open to the database's own user, so that the cluster lies inside.
    await mkdir(target, { mode: 0o755 });
    if ((await restore(target, killedAfter)) !== null) continue;
    if ((await leftIn(target)).marked) {
      await expect(startDatabase({ dataDir: target, env: {} })).rejects.toThrow(DatabaseFailure);
      refused += 1;
    }
    expect(await restore(target), String(killedAfter)).toBe(0);
    const { rows: found } = await leftIn(target);
    for (const [table, rows] of before) expect(found.get(table), table).toEqual(table === "access.session" ? [] : rows);
    if (refused === 2) return;
  }
  expect(refused).toBeGreaterThan(0);
}, 300_000);
