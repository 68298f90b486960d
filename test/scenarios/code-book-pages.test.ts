/** The book's page of a procedure: by whose factors it is priced, who sees what the practice asks, and its pairs a page at a time. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editPairs } from "../../src/app/code-book/edit-pairs.ts";
import { procedurePage } from "../../src/app/code-book/procedure-page.ts";
import { viewReleases, wayOf } from "../../src/app/code-sets/view-releases.ts";
import type { Context } from "../../src/app/context.ts";
import { starterSources } from "../../src/app/load-code-book.ts";
import { setFee } from "../../src/app/settings/fees.ts";
import { permissionsOf } from "../../src/core/access/roles.ts";
import { compileCodeBook } from "../../src/core/codebook/compile.ts";
import { feesPack } from "../../src/core/codebook/fees/kinds.ts";
import type { PtpPair } from "../../src/core/codebook/model.ts";
import { openPack } from "../../src/core/codebook/pack/pack-file.ts";
import { readSource, sourceKind } from "../../src/core/codebook/read/source-kinds.ts";
import { cents } from "../../src/core/kernel/cents.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { done, openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;
beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-03-02");
});
afterAll(() => town.close());

const on = isoDate("2026-03-02");

/** Fee files that were invented for this test: the practice's ZIP leads to a locality with other factors than the nation's. */
function contextWith(files: Readonly<Record<string, string>>): Context {
  const held = Object.entries(files).map(([name, text]) => {
    const kind = sourceKind(text, name);
    const read = kind === undefined ? undefined : readSource({ kind, name, text });
    if (kind === undefined || read?.value?.holds !== "text") throw new Error(`${name} cannot be read`);
    return { ...read.value, kind, name };
  });
  const fees = openPack(feesPack.compile(held).bytes);
  if ("wrong" in fees) throw new Error(fees.wrong);
  const { codeBook } = compileCodeBook(starterSources(), { fees });
  return { ...world.context, app: { ...world.app, codeBook } };
}

const gpci =
  "mac,state,locality,locality_name,gpci_work,gpci_pe,gpci_mp\n99999,ZZ,01,INVENTED CITY,1.05,1.2,0.5\n99999,ZZ,99,REST OF ZZ,1,0.9,0.4\n";
const zips =
  "STATE,ZIP CODE,CARRIER,LOCALITY,RURAL IND,LAB CB LOCALITY,RURAL IND2,PLUS 4 FLAG,PART B DRUG IND,YEAR/QTR\r\nWI,53599,99999,01,,,,0,,20261\r\n";

describe("the page of a procedure", () => {
  it("is priced by the practice's own locality where its ZIP leads to one, and national on demand", async () => {
    const context = contextWith({ "gpci_2026.csv": gpci, "ZIP5_JAN2026.csv": zips });
    const own = done(await procedurePage(context, { code: "99213", on, at: "practice" }));
    expect(own).toMatchObject({
      at: "practice",
      own: { zip: "53599", locality: "99999-01", name: "INVENTED CITY (ZZ)", hasFactors: true },
    });
    const national = done(await procedurePage(context, { code: "99213", on, at: "national" }));
    expect([national.at, national.facts.place.locality]).toEqual(["national", "national"]);
    const priceOf = (page: typeof own) => page.facts.physician.find((one) => one.modifier === "")?.nonFacility.amount;
    expect(priceOf(own)).not.toBe(priceOf(national));
    expect(own.facts.physician[0]?.nonFacility.formula.join(" ")).toContain("× 1.2 +");
  });

  it("says national where the locality has no factors of the day, and where no table knows the ZIP", async () => {
    const without = contextWith({ "gpci_2025.csv": gpci, "ZIP5_JAN2026.csv": zips });
    const page = done(await procedurePage(without, { code: "99213", on, at: "practice" }));
    expect(page).toMatchObject({ at: "national", own: { locality: "99999-01", hasFactors: false } });
    expect(page.facts.physician[0]?.nonFacility.amount).toBeDefined();
    const starter = done(await procedurePage(world.context, { code: "99213", on, at: "practice" }));
    expect(starter).toMatchObject({ at: "national", own: { zip: "53599", hasFactors: false } });
    expect(starter.own.locality).toBeUndefined();
  });

  it("shows what the practice asks by its own prices, to those who may see money", async () => {
    done(await setFee(world.context, { procedure: "99213", from: on, amount: cents(23_456) }));
    expect(done(await procedurePage(world.context, { code: "99213", on, at: "national" })).charge).toBe(23_456);
    expect(done(await procedurePage(world.context, { code: "99213", on: isoDate("2026-03-01"), at: "national" })).charge).not.toBe(23_456);
    const coder = { ...world.context, actor: { ...world.context.actor, permissions: permissionsOf("coder") } };
    expect(done(await procedurePage(coder, { code: "99213", on, at: "national" })).charge).toBeUndefined();
  });

  it("has a page for a number that only edit tables know, and none for what no table knows", async () => {
    const known = [...world.app.codeBook.procedureCodes()];
    expect((await procedurePage(world.context, { code: known[0] ?? "", on, at: "national" })).ok).toBe(true);
    expect((await procedurePage(world.context, { code: "00001", on, at: "national" })).ok).toBe(false);
    expect((await procedurePage(world.context, { code: "I10", on, at: "national" })).ok).toBe(false);
  });
});

describe("the pairs of a procedure", () => {
  const pair = (number: number): PtpPair => ({
    other: String(10_000 + number),
    codeIs: number % 3 === 0 ? "column-2" : "column-1",
    indicator: 1,
  });
  const all = Array.from({ length: 250 }, (_, number) => pair(number));
  const book = { codeBook: { ...Object.create(null), ptpPairs: () => all, title: () => undefined } };
  const ask = (given: { beside?: string; side?: "any" | "column-1" | "column-2"; after?: string }) =>
    done(editPairs(book, { code: "45385", on, biller: "practitioner", beside: "", side: "any", after: "", ...given }));

  it("come page by page, each once", () => {
    const seen: string[] = [];
    for (let after = ""; ; ) {
      const page = ask({ after });
      seen.push(...page.pairs.map((one) => one.key));
      if (!page.more) break;
      after = page.pairs.at(-1)?.key ?? "";
    }
    expect(seen).toEqual(all.map(({ other, codeIs }) => `${other} ${codeIs}`));
  });

  it("are narrowed by the beginning of the second code and by who is paid, with their counts", () => {
    expect(ask({ beside: "1001" }).counts).toEqual({ any: 10, "column-1": 7, "column-2": 3 });
    expect(ask({ beside: "10012", side: "column-1" }).pairs).toEqual([]);
    expect(ask({ beside: "10012", side: "column-2" }).pairs.map((one) => one.other)).toEqual(["10012"]);
    expect(ask({ beside: "99999" })).toEqual({ counts: { any: 0, "column-1": 0, "column-2": 0 }, pairs: [], more: false });
  });
});

describe("the releases", () => {
  it("of the starter set are none, and each says how it is fetched", async () => {
    const { today, states } = await viewReleases(world.context);
    expect(today).toBe("2026-03-02");
    expect(states.filter((one) => one.standing !== "none")).toEqual([]);
    const ways = Object.fromEntries(states.map((one) => [one.set, one.way]));
    expect(ways).toMatchObject({ icd10cm: "fetch", mue: "fetch", ptp: "agreement", mpfs: "agreement" });
    expect(states.filter((one) => !one.page.startsWith("https://"))).toEqual([]);
  });

  it("that are newer than the addresses of this version are fetched from the publisher's page", () => {
    const file = { set: "x", title: "", address: "", page: "https://example.org", how: "fetch" } as const;
    expect(wayOf([{ ...file, from: isoDate("2026-10-01") }], { set: "x", due: isoDate("2026-10-01") }).way).toBe("fetch");
    expect(wayOf([{ ...file, from: isoDate("2026-10-01") }], { set: "x", due: isoDate("2027-10-01") }).way).toBe("page");
  });
});
