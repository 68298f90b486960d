/** Where secrets may come from, and that nobody but the program hears them. */
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readSecretSetting } from "./secret-settings.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "claimwright-secrets-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(name: string, text: string, mode = 0o600): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
}

const program = (name: string, lines: string): Promise<string> => fileOf(name, `#!/bin/sh\n${lines}\n`, 0o700);
const read = (env: Readonly<Record<string, string>>) => readSecretSetting("DATABASE_URL", env);

it("come from the variable, a file, or a program that is told which one", async () => {
  expect(read({})).toBeUndefined();
  expect(read({ DATABASE_URL: "postgresql://a" })).toBe("postgresql://a");
  expect(read({ DATABASE_URL_FILE: await fileOf("one", "postgresql://b\n") })).toBe("postgresql://b");
  expect(read({ DATABASE_URL_FILE: await fileOf("group", "postgresql://c\r\n", 0o440) })).toBe("postgresql://c");
  expect(read({ DATABASE_URL_COMMAND: await program("ask", 'echo "secret of $# $1"') })).toBe("secret of 1 DATABASE_URL");
});

it("have one place", async () => {
  const path = await fileOf("two", "x");
  expect(() => read({ DATABASE_URL: "y", DATABASE_URL_FILE: path })).toThrow("DATABASE_URL and DATABASE_URL_FILE are set");
});

it("are refused from a file that everybody may read, from none, from an empty one and from a folder", async () => {
  expect(() => read({ DATABASE_URL_FILE: join(folder, "none") })).toThrow("ENOENT");
  expect(() => read({ DATABASE_URL_FILE: folder })).toThrow("not a file");
  for (const mode of [0o644, 0o602]) {
    const open = fileOf("open", "hush-4711", mode);
    expect(await open.then((path) => words(() => read({ DATABASE_URL_FILE: path })))).toMatch(/everybody may read/);
  }
  const empty = await fileOf("empty", "\n");
  expect(() => read({ DATABASE_URL_FILE: empty })).toThrow("nothing");
  const large = await fileOf("large", "x".repeat(70_000));
  expect(() => read({ DATABASE_URL_FILE: large })).toThrow("too large");
});

it("are not split, not run by a shell, and not repeated when the program fails", async () => {
  expect(() => read({ DATABASE_URL_COMMAND: "echo hello" })).toThrow("whole path");
  expect(() => read({ DATABASE_URL_COMMAND: "/bin/echo hello; true" })).toThrow("ENOENT");
  const failing = await program("fail", "echo hush-4711; echo hush-4712 >&2; exit 3");
  const said = words(() => read({ DATABASE_URL_COMMAND: failing }));
  expect(said).toContain("exit code 3");
  expect(said).not.toContain("hush");
  const loud = await program("loud", "head -c 200000 /dev/zero | tr '\\0' x");
  expect(() => read({ DATABASE_URL_COMMAND: loud })).toThrow("ENOBUFS");
  const nothing = await program("nothing", "true");
  expect(() => read({ DATABASE_URL_COMMAND: nothing })).toThrow("nothing");
});

function words(work: () => unknown): string {
  try {
    work();
    return "";
  } catch (error) {
    return String(error);
  }
}
