/** The disk under the database itself is full: what was not committed is not there, what was is, and the same work goes on when there is room. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Context, machineContext } from "../../src/app/context.ts";
import { practice } from "../../src/app/demonstration/cast.ts";
import { importClaims } from "../../src/app/import-claims.ts";
import { openWorkplace, setPracticeDate, type Workplace } from "../../src/app/open-workplace.ts";
import { runVerify } from "../../src/app/verify/run-verify.ts";
import type { PracticeId } from "../../src/core/kernel/id.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { inventedProfessionalClaimFile } from "../../src/core/x12/samples/invented-837p.ts";
import { createPractice } from "../../src/store/practices.ts";
import { sql } from "../../src/store/sql.ts";
import { readPractice } from "../../src/store/transaction.ts";

/** A small disk that is there already: then this file runs inside of the namespace that has it, see the last test. */
const given = process.env.CLAIMWRIGHT_SMALL_DISK;
let folder: string;
let data: string;
let workplace: Workplace | undefined;

beforeEach(async () => {
  folder = given ?? (await mkdtemp(join(tmpdir(), "claimwright-small-disk-")));
  // Open to the database's own user: else the cluster of one who is root lies on another disk.
  await chmod(folder, 0o755);
  data = join(folder, "data");
});
afterEach(async () => {
  await workplace?.close().catch(() => {});
  workplace = undefined;
  if (given !== undefined) {
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
    return;
  }
  spawnSync("umount", [folder]);
  await rm(folder, { recursive: true, force: true });
});

const disk = ["-t", "tmpfs", "-o", "size=320m,mode=755", "tmpfs"];

/** A disk of its own over the folder: why not, where that is not allowed. */
function smallDisk(): string | undefined {
  if (given !== undefined) return undefined;
  const { status, stderr } = spawnSync("mount", [...disk, folder], { encoding: "utf8" });
  return status === 0 ? undefined : `no small disk can be mounted here, see the last test: ${stderr}`;
}

function postmaster(): number {
  return Number(readFileSync(join(data, "postgresql", "data", "postmaster.pid"), "utf8").split("\n")[0]);
}

async function fill(keep: number): Promise<() => Promise<void>> {
  const { bavail, bsize } = await statfs(folder);
  const filler = join(folder, "filler");
  await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - keep)));
  return () => rm(filler);
}

async function open(): Promise<Workplace> {
  await mkdir(data, { mode: 0o755, recursive: true });
  workplace = await openWorkplace(data);
  return workplace;
}

async function openPractice(): Promise<PracticeId> {
  const { app } = await open();
  const practiceId = await createPractice(app.pool, practice);
  await setPracticeDate(app, practiceId, isoDate("2026-02-01"));
  return practiceId;
}

/** Of the workplace that is open now. */
function contextIn(practiceId: PracticeId): Context {
  if (workplace === undefined) throw new Error("nothing is open");
  return machineContext(workplace.app, practiceId, "Test");
}

const fileOf = (seed: number, claims: number) => ({ name: `${seed}.x12`, bytes: inventedProfessionalClaimFile({ claims, seed }) });

function claimsOf({ app, practiceId }: Context): Promise<number> {
  return readPractice(app.pool, practiceId, async (tx) => (await tx.one<{ n: number }>(sql`select count(*)::int as n from claim`)).n);
}

/** Files are taken over until one fails; then there is room again. */
async function proveNothingLost(
  practiceId: PracticeId,
  { claims, makeRoom }: { readonly claims: number; readonly makeRoom: () => Promise<void> },
): Promise<void> {
  let whole = (await claimsOf(contextIn(practiceId))) / claims;
  const failure = await (async () => {
    for (; whole < 20; whole += 1) await importClaims(contextIn(practiceId), fileOf(whole + 1, claims));
  })().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  // Without room the database may have ended itself: the next start recovers it.
  await workplace?.close().catch(() => {});
  await makeRoom();
  const { app } = await open();
  const found = await claimsOf(contextIn(practiceId));
  expect(found).toBeGreaterThanOrEqual(whole * claims);
  expect(found).toBeLessThan((whole + 1) * claims);
  const verified = await runVerify(app);
  expect(verified.checks.flatMap((check) => check.findings)).toEqual([]);

  await importClaims(contextIn(practiceId), fileOf(whole + 1, claims));
  expect(await claimsOf(contextIn(practiceId))).toBe((whole + 1) * claims);
  expect((await runVerify(app)).sound).toBe(true);
}

it("loses nothing that was committed on a disk that is full, keeps nothing by half, and goes on with the same file", async ({ skip }) => {
  const why = smallDisk();
  if (why !== undefined) return skip(why);
  const practiceId = await openPractice();
  await importClaims(contextIn(practiceId), fileOf(1, 300));
  const makeRoom = await fill(1 << 20);
  await proveNothingLost(practiceId, { claims: 300, makeRoom });
}, 300_000);

it("starts a database that died for want of room as soon as there is some, without being started anew itself", async ({ skip }) => {
  const why = smallDisk();
  if (why !== undefined) return skip(why);
  const practiceId = await openPractice();
  const context = contextIn(practiceId);
  await importClaims(context, fileOf(1, 300));
  const makeRoom = await fill(0);
  const found = (): Promise<number | "gone"> => claimsOf(context).catch(() => "gone");
  process.kill(postmaster(), "SIGKILL");
  await expect.poll(found, { timeout: 10_000 }).toBe("gone");
  // Long enough that its first tries to start have failed.
  await sleep(12_000);
  expect(await found()).toBe("gone");
  await makeRoom();
  await expect.poll(found, { timeout: 60_000, interval: 500 }).toBe(300);
  await importClaims(context, fileOf(2, 300));
  expect(await claimsOf(context)).toBe(600);
}, 300_000);

/**
 * Without the right to mount: a namespace in which one is root mounts the disk, and a second one inside of it makes one again who one
 * was, since PostgreSQL runs as no root. What the kernel may forbid (user.max_user_namespaces, a container's seccomp) is the reason
 * of the skip.
 */
const inNamespace = `mount ${disk.join(" ")} "$1" && exec unshare --user --map-user="$2" --map-group="$3" -- "$4" "$5" run --configLoader runner --project suite "$6"`;

it("does both in a namespace of one's own where one may not mount", async ({ skip }) => {
  if (given !== undefined) return skip("this is that namespace");
  if (smallDisk() === undefined) return skip("a disk can be mounted here: the tests above have run");
  const uid = String(process.getuid?.() ?? 0);
  const unshare = ["--user", "--map-root-user", "--mount", "--", "sh", "-c"];
  const why = spawnSync(
    "unshare",
    [...unshare, `mount ${disk.join(" ")} "$1" && exec unshare --user --map-user="$2" true`, "sh", folder, uid],
    {
      encoding: "utf8",
    },
  );
  if (why.status !== 0) return skip(`this system gives no namespace in which one may mount: ${why.error?.message ?? why.stderr}`);
  const vitest = join(process.cwd(), "node_modules", "vitest", "vitest.mjs");
  const words = [folder, uid, String(process.getgid?.() ?? 0), process.execPath, vitest, "test/faults/database-disk.test.ts"];
  const ran = spawnSync("unshare", [...unshare, inNamespace, "sh", ...words], {
    encoding: "utf8",
    env: { ...process.env, CLAIMWRIGHT_SMALL_DISK: folder, VITEST: undefined, VITEST_POOL_ID: undefined, VITEST_WORKER_ID: undefined },
  });
  expect(ran.status, `${ran.stdout}${ran.stderr}`.slice(-4_000)).toBe(0);
  expect(ran.stdout).toMatch(/2 passed/);
}, 600_000);
