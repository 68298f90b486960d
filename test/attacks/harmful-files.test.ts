/** Files that the malware scanner refuses: by hand, in a payer's folder, inside an archive; and what happens while it is away. */
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bringInFile } from "../../src/app/bring-in-file.ts";
import type { Context } from "../../src/app/context.ts";
import { partnerRoot } from "../../src/app/file-claims.ts";
import { importClaims } from "../../src/app/import-claims.ts";
import { readSettings, type Scanner } from "../../src/app/settings.ts";
import { takeIn } from "../../src/app/take-in.ts";
import { inventedProfessionalClaimFile } from "../../src/core/x12/samples/invented-837p.ts";
import { listExceptions } from "../../src/store/exceptions.ts";
import { listPayers } from "../../src/store/parties.ts";
import { sql } from "../../src/store/sql.ts";
import { type FakeClamd, harmfulText, openFakeClamd } from "../support/fake-clamd.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";
import { zip } from "../support/zip-builder.ts";

let town: Town;
let clamd: FakeClamd;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
  clamd = await openFakeClamd();
});
afterAll(async () => {
  await clamd.close();
  await town.close();
});
beforeEach(async () => {
  world = await town.openPractice("2026-03-02");
});
afterEach(() => {
  clamd.mood = "well";
});

function scanned(away: Scanner["away"] = "refuse"): Context {
  return { ...world.context, app: { ...world.context.app, scanner: { place: { host: "127.0.0.1", port: clamd.port }, away } } };
}

const claims = (seed: number) => inventedProfessionalClaimFile({ claims: 2, seed });
const harmful = (seed: number) => Buffer.concat([claims(seed), Buffer.from(harmfulText)]);
const stored = () => world.inTx(async (tx) => (await tx.one<{ n: number }>(sql`select count(*)::int as n from inbound_file`)).n);
const exceptions = () => world.inTx((tx) => listExceptions(tx, { limit: 50 }));

async function inboxOf(): Promise<string> {
  const [payer] = await world.inTx((tx) => listPayers(tx));
  const inbox = join(partnerRoot(world.context.app, world.context.practiceId, payer?.payerId ?? ""), "from-payer");
  await mkdir(inbox, { recursive: true });
  return inbox;
}

describe("a harmful file", () => {
  it("that a person brings is refused before anything is stored, and the practice is told who brought it", async () => {
    const refusal = refused(await bringInFile(scanned(), { name: "claims.x12", bytes: harmful(1) }));
    expect(refusal).toMatchObject({ problem: "harmful-file", message: expect.stringContaining("Claimwright.Test-1") });
    expect(await stored()).toBe(0);
    expect((await exceptions()).map(({ reason }) => reason)).toEqual([expect.stringContaining(world.context.user)]);
    expect(done(await bringInFile(scanned(), { name: "claims.x12", bytes: claims(1) })).claims).toHaveLength(2);
  });

  it("in a payer's folder is set apart where nothing reads it, once, and keeps no other back", async () => {
    const inbox = await inboxOf();
    await writeFile(join(inbox, "a-harmful.x12"), harmful(2));
    await writeFile(join(inbox, "b-text.x12"), "not X12 at all");
    await takeIn(scanned());
    await takeIn(scanned());
    expect(await readdir(join(inbox, "refused"))).toEqual(["a-harmful.x12"]);
    expect(await readdir(join(inbox, "taken"))).toEqual(["b-text.x12"]);
    expect(await stored()).toBe(1);
    expect((await exceptions()).filter(({ reason }) => reason.includes("refused"))).toHaveLength(1);
  });

  it("inside an archive is left out, with its name, while the rest is taken", async () => {
    // The scanner sees the archive's bytes packed, so it finds the text only in what comes out.
    const bytes = zip([
      { name: "good.x12", bytes: claims(3) },
      { name: "bad.x12", bytes: harmful(4) },
    ]);
    const report = await importClaims(scanned(), { name: "both.zip", bytes });
    expect(report.claims).toHaveLength(2);
    expect(report.words).toContain("Claimwright.Test-1");
  });
});

describe("while the scanner is away", () => {
  it("nothing is taken: who brings a file is told, and what a payer put waits for it", async () => {
    clamd.mood = "hangs-up";
    const inbox = await inboxOf();
    for (const name of ["a.x12", "b.x12"]) await writeFile(join(inbox, name), `text ${name}`);
    expect(refused(await bringInFile(scanned(), { name: "claims.x12", bytes: claims(5) }))).toMatchObject({ problem: "not-scanned" });
    await takeIn(scanned());
    expect(await stored()).toBe(0);
    expect((await exceptions()).map(({ reason }) => reason)).toEqual([expect.stringContaining("waits")]);
    clamd.mood = "well";
    await takeIn(scanned());
    expect(await stored()).toBe(2);
  });

  it("files are taken all the same when the operator has said so", async () => {
    clamd.mood = "half";
    expect(done(await bringInFile(scanned("take"), { name: "claims.x12", bytes: claims(6) })).claims).toHaveLength(2);
  });
});

it("is set by a socket or an address of this machine, and by another only when it is said that nothing is encrypted", () => {
  const placeOf = (said: string) => readSettings({ CLAIMWRIGHT_CLAMD: said }).scanner?.place;
  expect(placeOf("/run/clamav/clamd.ctl")).toEqual({ path: "/run/clamav/clamd.ctl" });
  expect(placeOf("127.0.0.1:3310")).toEqual({ host: "127.0.0.1", port: 3310 });
  expect(placeOf("[::1]:3310")).toEqual({ host: "::1", port: 3310 });
  expect(placeOf("plain:10.0.0.7:3310")).toEqual({ host: "10.0.0.7", port: 3310 });
  expect(() => placeOf("10.0.0.7:3310")).toThrow("without encryption");
  for (const bad of ["clamd", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:99999", "http://127.0.0.1:3310"])
    expect(() => placeOf(bad), bad).toThrow();
  expect(readSettings({}).scanner).toBeUndefined();
  expect(() => readSettings({ CLAIMWRIGHT_CLAMD: "/x", CLAIMWRIGHT_CLAMD_AWAY: "perhaps" })).toThrow("refuse or take");
});
