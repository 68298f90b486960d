import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPartnerFolder, type PartnerFolder, putFile, readWaiting, removeDrafts, setAside, waitingNames } from "./partner-folder.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
let root: string;
let folder: PartnerFolder;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "claimwright-partner-"));
  folder = await openPartnerFolder(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe("partner folder", () => {
  it("puts a file once, however often it is told", async () => {
    expect(await putFile(folder.outbox, "a.x12", bytes("ISA"))).toBe("written");
    expect(await putFile(folder.outbox, "a.x12", bytes("ISA"))).toBe("already");
    expect(await readdir(folder.outbox)).toEqual(["a.x12"]);
  });

  it("refuses to put other bytes under a name that stands", async () => {
    await putFile(folder.outbox, "a.x12", bytes("ISA"));
    await expect(putFile(folder.outbox, "a.x12", bytes("GS"))).rejects.toThrow("already stands");
  });

  it("shows only whole files, and takes away drafts of a killed process", async () => {
    await writeFile(join(folder.inbox, ".part-z.x12"), "half");
    await putFile(folder.inbox, "b.x12", bytes("whole"));
    expect(await waitingNames(folder.inbox)).toEqual(["b.x12"]);
    expect(await removeDrafts(folder.inbox)).toBe(1);
  });

  it("keeps what it sets aside", async () => {
    await putFile(folder.inbox, "c.x12", bytes("IEA"));
    expect(new TextDecoder().decode((await readWaiting(folder.inbox, "c.x12")).bytes)).toBe("IEA");
    await setAside(folder.inbox, "c.x12");
    expect(await waitingNames(folder.inbox)).toEqual([]);
    expect(await readdir(join(folder.inbox, "taken"))).toEqual(["c.x12"]);
  });

  it("refuses names that lead out of the folder", async () => {
    await expect(putFile(folder.outbox, "../a.x12", bytes("x"))).rejects.toThrow("file name");
  });
});
