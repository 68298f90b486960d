/** The list of breached passwords: every line is found, nothing else is, whatever the file's ends look like. */
import { createHash } from "node:crypto";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isBreached, probeBreachList } from "./breached-passwords.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "claimwright-breached-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const hashOf = (password: string): string => createHash("sha1").update(password).digest("hex").toUpperCase();

async function listOf(passwords: readonly string[], { eol = "\r\n", last = true } = {}): Promise<string> {
  const path = join(folder, `${hashOf(passwords.join() + eol + last).slice(0, 12)}.txt`);
  // Counts of different lengths, so that no line begins where the one before it would say.
  const lines = passwords.map((password, at) => `${hashOf(password)}:${10 ** (at % 9)}`).sort();
  await writeFile(path, lines.join(eol) + (last ? eol : ""));
  return path;
}

describe("a list ordered by hash", () => {
  it("says yes to every password in it and no to every other, with each kind of line end", async () => {
    for (const size of [1, 2, 3, 7, 500]) {
      const known = Array.from({ length: size }, (_, at) => `known password ${at}`);
      for (const form of [{}, { eol: "\n" }, { last: false }, { eol: "\n", last: false }]) {
        const path = await listOf(known, form);
        for (const password of known.slice(0, 60)) expect(await isBreached(path, password), password).toBe(true);
        for (let at = 0; at < 60; at += 1) expect(await isBreached(path, `another ${at}`)).toBe(false);
      }
    }
  });

  it("finds the first and the last line", async () => {
    const known = Array.from({ length: 100 }, (_, at) => `p${at}`).sort((one, other) => (hashOf(one) < hashOf(other) ? -1 : 1));
    const path = await listOf(known);
    expect(await isBreached(path, known[0] ?? "")).toBe(true);
    expect(await isBreached(path, known.at(-1) ?? "")).toBe(true);
  });

  it("knows a password however its letters were composed", async () => {
    const path = await listOf(["Grüße aus Köln".normalize("NFC")]);
    expect(await isBreached(path, "Grüße aus Köln".normalize("NFD"))).toBe(true);
  });

  it("is read in a few small pieces, however long it is", async () => {
    const path = await listOf(Array.from({ length: 20_000 }, (_, at) => `row ${at}`));
    const started = performance.now();
    for (let at = 0; at < 50; at += 1) await isBreached(path, `row ${at * 399}`);
    expect((performance.now() - started) / 50).toBeLessThan(50);
    expect(await probeBreachList(path)).toBeGreaterThan(800_000);
  });
});

describe("a file that is none", () => {
  it("is told apart when it is missing, a folder, empty, text, unordered, or cut in a line", async () => {
    const path = join(folder, "bad.txt");
    await expect(probeBreachList(join(folder, "none.txt"))).rejects.toThrow("ENOENT");
    await expect(probeBreachList(folder)).rejects.toThrow("not a file");
    const contents = ["", "hello\n", "password1\npassword2\n".repeat(100), "x".repeat(10_000)];
    for (const text of contents) {
      await writeFile(path, text);
      await expect(probeBreachList(path), text.slice(0, 20)).rejects.toThrow("bad.txt");
    }
    const lines = Array.from({ length: 300 }, (_, at) => `${hashOf(String(at))}:1`);
    await writeFile(path, `${lines.join("\n")}\n`);
    await expect(probeBreachList(path)).rejects.toThrow("not ordered by hash");
    await writeFile(path, `${lines.sort().join("\n")}\n`);
    expect(await probeBreachList(path)).toBe(300 * 43);
    await truncate(path, 300 * 43 - 20);
    await expect(probeBreachList(path)).rejects.toThrow("none of a list");
  });
});
