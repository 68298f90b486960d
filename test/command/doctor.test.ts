/** `doctor`: quiet about a sound machine, plain about each thing that is not. */
import { chmod, mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeKeyFile } from "../../src/app/backup/backup-key.ts";
import { writeBackup } from "../../src/app/backup/write-backup.ts";
import type { Probed, Surroundings } from "../../src/app/doctor/probe.ts";
import { runDoctor } from "../../src/app/doctor/run-doctor.ts";
import { judgeDisk } from "../../src/core/upkeep/doctor-findings.ts";
import { openClient } from "../../src/store/pool.ts";
import { startDatabase, startEmbedded } from "../../src/store/supervisor/start-database.ts";
import { keyForTests } from "../support/backups.ts";
import { openFakeClamd } from "../support/fake-clamd.ts";
import { runCommand } from "./fake-io.ts";

let folder: string;
let dataDir: string;
let keyFile: string;
const isRoot = process.getuid?.() === 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "claimwright-doctor-"));
  await chmod(folder, 0o755);
  dataDir = join(folder, "data");
  keyFile = join(folder, "backup.key");
  makeKeyFile(keyFile);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function around(changes: Partial<Surroundings> = {}): Surroundings {
  return { dataDir, port: 1, keyFile, env: {}, now: () => new Date(), ...changes };
}

function codesOf(probed: readonly Probed[]): readonly string[] {
  return probed.flatMap(({ findings }) => findings.map(({ code }) => code));
}

it("says of a new machine that there is nothing yet, and makes nothing", async () => {
  const probed = await runDoctor(around());
  expect(codesOf(probed)).toEqual(["DOC-BCK-01"]);
  expect(probed.find((one) => one.name === "database")?.words).toContain("none yet");
});

it("finds nothing on a sound one that was backed up", async () => {
  const database = await startDatabase({ dataDir, env: {} });
  await writeBackup({
    owner: database.ownerConfig,
    dataDir,
    file: join(folder, "one.backup"),
    key: keyForTests(),
    version: "0",
    readBack: false,
  });
  await database.stop();
  const probed = await runDoctor(around());
  expect(codesOf(probed)).toEqual([]);
  expect(probed.map((one) => one.name)).toEqual(expect.arrayContaining(["durability", "roles", "schema", "clock", "partners"]));
  expect(probed.find((one) => one.name === "durability")?.words).toMatch(/data_checksums on.*fsync on|fsync on.*data_checksums on/);
});

it("tells an old backup, a clock that is off, and a key that others may read or that lies beside the data", async () => {
  const later = new Date(Date.now() + 3 * 24 * 3_600_000);
  expect(codesOf(await runDoctor(around({ now: () => later })))).toEqual(expect.arrayContaining(["DOC-BCK-02", "DOC-ENV-02"]));
  const beside = join(dataDir, "backup.key");
  makeKeyFile(beside);
  expect(codesOf(await runDoctor(around({ keyFile: beside })))).toEqual(["DOC-KEY-02"]);
  await chmod(beside, 0o644);
  expect(codesOf(await runDoctor(around({ keyFile: beside })))).toEqual(["DOC-KEY-01"]);
  expect(codesOf(await runDoctor(around({ keyFile: join(folder, "none.key") })))).toEqual(["DOC-KEY-01"]);
});

it("tells files of a partner that nobody takes in, and secrets that others may read", async () => {
  const inbox = join(dataDir, "partners", "1", "LSM01", "from-payer");
  await mkdir(inbox, { recursive: true });
  await mkdir(join(dataDir, "partners", "1", "LSM01", "to-payer"));
  await writeFile(join(inbox, "waits.x12"), "ISA");
  const yesterday = new Date(Date.now() - 26 * 3_600_000);
  await utimes(join(inbox, "waits.x12"), yesterday, yesterday);
  await writeFile(join(dataDir, "installation.key"), "secret", { mode: 0o644 });
  expect([...codesOf(await runDoctor(around()))].sort()).toEqual(["DOC-DIR-02", "DOC-PTN-01"]);
  await rm(join(inbox, "waits.x12"));
  await rm(join(dataDir, "installation.key"));
});

it("tells a port that another program has", async () => {
  const other = await new Promise<Server>((ready) => {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.end("no\n");
    });
    server.listen(0, "127.0.0.1", () => ready(server));
  });
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  expect(codesOf(await runDoctor(around({ port })))).toEqual(["DOC-ENV-03"]);
  other.close();
});

it("tells a role that may do too much, settings that lose data, and a schema of another version", async () => {
  const server = await startEmbedded(dataDir);
  const bootstrap = await openClient({ ...server.bootstrapConfig, database: server.ownerConfig.database });
  await bootstrap.query(`alter role ${server.appConfig.user} bypassrls`);
  await bootstrap.query("alter system set fsync = off");
  await bootstrap.query("select pg_reload_conf()");
  await bootstrap.query("insert into schema_migration (name, sha256) values ('9999-of-the-future', 'x')");
  await bootstrap.query("delete from schema_migration where name = '0001-parties'");
  expect([...codesOf(await runDoctor(around()))].sort()).toEqual(["DOC-DBS-03", "DOC-ROL-01", "DOC-SCH-01", "DOC-SCH-02"]);
  await bootstrap.end();
  await server.stop();
});

it("tells secrets that cannot be had, without saying one, a list of breached passwords that is none, and a silent scanner", async () => {
  const secret = join(folder, "secret");
  await writeFile(secret, "hush-4711", { mode: 0o600 });
  const clamd = await openFakeClamd(join(folder, "clamd.ctl"));
  const list = join(folder, "list.txt");
  await writeFile(list, `${"0".repeat(39)}1:5\r\n${"F".repeat(40)}:5\r\n`);
  const well = {
    CLAIMWRIGHT_INSTALLATION_KEY_FILE: secret,
    CLAIMWRIGHT_BREACHED_PASSWORDS: list,
    CLAIMWRIGHT_CLAMD: join(folder, "clamd.ctl"),
  };
  const probed = await runDoctor(around({ dataDir: join(folder, "nowhere"), env: well }));
  expect(codesOf(probed)).toEqual(["DOC-BCK-01"]);
  expect(JSON.stringify(probed)).not.toContain("hush-4711");
  expect(probed.map(({ words }) => words).join()).toContain("clamd answers");
  await chmod(secret, 0o644);
  await writeFile(list, "password1\n");
  await clamd.close();
  const ill = await runDoctor(around({ dataDir: join(folder, "nowhere"), env: well }));
  expect(codesOf(ill)).toEqual(["DOC-SEC-01", "DOC-PWD-01", "DOC-SCN-01", "DOC-BCK-01"]);
  expect(JSON.stringify(ill)).not.toContain("hush-4711");
});

it("judges the room on the disk", () => {
  const room = (free: number) => judgeDisk({ path: "/data", free, least: 256, enough: 2000 }).map(({ code }) => code);
  expect([room(255), room(256), room(1999), room(2000)]).toEqual([["DOC-DSK-02"], ["DOC-DSK-01"], ["DOC-DSK-01"], []]);
});

it.skipIf(isRoot)("tells a folder that cannot be written", async () => {
  const closed = join(folder, "closed");
  await mkdir(closed, { mode: 0o500 });
  expect(codesOf(await runDoctor(around({ dataDir: closed })))).toContain("DOC-DIR-01");
});

it("says on the command line what is wrong, with what to do, and ends with 1", async () => {
  const said = await runCommand(["doctor", "--data", dataDir, "--port", "1", "--key", join(folder, "none.key")]);
  expect(said.exit).toBe(1);
  expect(said.text).toMatch(/BAD {2}backup key/);
  expect(said.text).toContain("Put the key back from its safe place");
  const json = JSON.parse((await runCommand(["doctor", "--data", join(folder, "nowhere"), "--port", "1", "--json"])).text) as {
    well: boolean;
  };
  expect(json.well).toBe(true);
});
