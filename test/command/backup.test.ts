/** `backup` and `restore` as a person calls them: key, folder, check, new data folder, and plain words when it cannot be. */
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { recordAct } from "../../src/app/audit/record.ts";
import { machineContext } from "../../src/app/context.ts";
import { createEmptyPractice } from "../../src/app/create-empty-practice.ts";
import { openWorkplace } from "../../src/app/open-workplace.ts";
import { inPractice } from "../../src/store/transaction.ts";
import { runCommand } from "./fake-io.ts";

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "claimwright-backup-command-"));
  await chmod(folder, 0o755);
  const workplace = await openWorkplace(at("data"));
  const practiceId = await createEmptyPractice(workplace.app);
  // Somebody looked, and no server is there to seal it.
  const looked = { act: "visit.list", patients: [] } as const;
  await inPractice(workplace.app.pool, practiceId, (tx) => recordAct(machineContext(workplace.app, practiceId, "Test"), tx, looked));
  await workplace.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("makes a key that only its user can read, and never writes over one", async () => {
  expect((await runCommand(["backup", "--new-key", at("key")])).text).toContain("without it no backup opens");
  expect((await stat(at("key"))).mode & 0o777).toBe(0o600);
  expect(await runCommand(["backup", "--new-key", at("key")])).toMatchObject({ exit: 2, err: expect.stringContaining("there already") });
});

it("says what is missing", async () => {
  expect((await runCommand(["backup", at("x.backup")])).err).toContain("--new-key");
  expect((await runCommand(["backup", "--key", at("key")])).err).toContain("Give a file or a folder");
  expect((await runCommand(["backup", at("x"), "--keep", "2", "--key", at("key")])).err).toContain("--keep goes with --to");
  await writeFile(at("open-key"), "AAAA", { mode: 0o644 });
  expect((await runCommand(["backup", at("x"), "--key", at("open-key")])).err).toContain("chmod 600");
  await writeFile(at("short"), "short\n", { mode: 0o600 });
  expect((await runCommand(["backup", at("x"), "--passphrase-file", at("short")])).err).toContain("shorter than 12");
});

it("backs up into a folder, reads the file back, and restores it into a new data folder that verifies", async () => {
  const made = await runCommand(["backup", "--to", at("backups"), "--keep", "3", "--key", at("key"), "--data", at("data"), "--json"]);
  expect(made.exit).toBe(0);
  const report = JSON.parse(made.text) as { readonly file: string; readonly rows: number };
  expect(report).toMatchObject({ readBack: true, auditSealed: true });
  // The audit was sealed before it was read: its head stands outside of the database.
  expect(await readFile(join(at("data"), "audit", "heads.jsonl"), "utf8")).toMatch(/"sequence":1,/);
  expect((await readdir(at("backups"))).length).toBe(1);
  const checked = await runCommand(["restore", report.file, "--check", "--key", at("key")]);
  expect(checked.text).toContain(`is whole: ${report.rows} rows`);
  const restored = await runCommand(["restore", report.file, "--key", at("key"), "--data", at("restored"), "--json"]);
  expect(restored.exit).toBe(0);
  expect(JSON.parse(restored.text)).toMatchObject({ rows: report.rows, verify: { sound: true } });
  const again = await runCommand(["restore", report.file, "--key", at("key"), "--data", at("restored")]);
  expect(again).toMatchObject({ exit: 2, err: expect.stringContaining("There is data in this database already") });
});

it("takes a passphrase, and no other than the one it was made with", async () => {
  await writeFile(at("pass"), "six random words are better\n", { mode: 0o600 });
  await writeFile(at("other"), "six other random words here\n", { mode: 0o600 });
  const file = at("pass.backup");
  expect((await runCommand(["backup", file, "--passphrase-file", at("pass"), "--data", at("data")])).text).toContain("read back");
  expect((await runCommand(["restore", file, "--check", "--passphrase-file", at("pass")])).exit).toBe(0);
  expect((await runCommand(["restore", file, "--check", "--passphrase-file", at("other")])).err).toContain("not the key");
  expect((await runCommand(["restore", file, "--check", "--key", at("key")])).err).toContain("made with a passphrase");
});
