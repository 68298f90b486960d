/** The scanner's protocol: what it says is believed only when it was said to its end. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type FakeClamd, harmfulText, openFakeClamd } from "../../../test/support/fake-clamd.ts";
import { probeScanner, type ScannerPlace, scanBytes } from "./clamd.ts";

let clamd: FakeClamd;
let place: ScannerPlace;
const hasty = { connectMs: 300, silentMs: 150, wholeMs: 1_000 };

beforeAll(async () => {
  clamd = await openFakeClamd();
  place = { host: "127.0.0.1", port: clamd.port };
});
afterAll(() => clamd.close());
afterEach(() => {
  clamd.mood = "well";
  clamd.streams.length = 0;
});

it("gets every byte of the file, whatever its length, and is believed", async () => {
  for (const length of [0, 1, 65_535, 65_536, 65_537, 3_000_000]) {
    const bytes = randomBytes(length);
    expect(await scanBytes(place, bytes)).toEqual({ state: "clean" });
    expect(clamd.streams.at(-1)?.equals(bytes), String(length)).toBe(true);
  }
});

it("names what it found, also across two pieces", async () => {
  const bytes = Buffer.concat([Buffer.alloc(65_530, "a"), Buffer.from(harmfulText), Buffer.alloc(100_000, "b")]);
  expect(await scanBytes(place, bytes)).toEqual({ state: "infected", name: "Claimwright.Test-1" });
});

it("is waited for while it answers letter by letter", async () => {
  clamd.mood = "slow";
  expect(await scanBytes(place, Buffer.from("ISA"), { ...hasty, wholeMs: 5_000 })).toEqual({ state: "clean" });
});

it("has said nothing when it is silent, cut off, unknown, without end, or away", async () => {
  for (const [mood, why] of [
    ["silent", "does not answer"],
    ["half", "hung up"],
    ["hangs-up", /hung up|failed/],
    ["nonsense", "none that we know"],
    ["endless", "no end"],
    ["small", "larger than the scanner takes"],
  ] as const) {
    clamd.mood = mood;
    const scan = await scanBytes(place, Buffer.alloc(200_000, "x"), hasty);
    expect(scan, mood).toMatchObject({
      state: "unscanned",
      why: typeof why === "string" ? expect.stringContaining(why) : expect.stringMatching(why),
    });
  }
  clamd.mood = "silent";
  expect(await scanBytes(place, Buffer.from("ISA"), { connectMs: 2_000, silentMs: 2_000, wholeMs: 100 })).toMatchObject({
    why: "it took too long",
  });
  expect(await scanBytes({ path: "/nowhere/clamd.ctl" }, Buffer.from("ISA"))).toMatchObject({
    state: "unscanned",
    why: expect.stringContaining("ENOENT"),
  });
});

it("is reached by a socket too, and says whether it is there", async () => {
  const folder = await mkdtemp(join(tmpdir(), "claimwright-clamd-"));
  const path = join(folder, "clamd.ctl");
  const other = await openFakeClamd(path);
  expect(await scanBytes({ path }, Buffer.from("ISA"))).toEqual({ state: "clean" });
  expect(await probeScanner({ path })).toBeUndefined();
  await other.close();
  expect(await probeScanner({ path })).toContain("failed");
  await rm(folder, { recursive: true });
});
