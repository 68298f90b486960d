/** `codes update` against a server of our own with invented releases. */
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isoDate } from "../../core/kernel/iso-date.ts";
import { loadCodeBook } from "../load-code-book.ts";
import { declineReleases, offerOfReleases } from "./installed.ts";
import { type OfficialFile, officialFiles } from "./official-files.ts";
import { updateCodeSets } from "./update-code-sets.ts";

const limits = (units: number): Buffer =>
  gzipSync(`"hcpcs_code","mue_units","mue_mai","mue_rationale"\n"99213",${units},3,"Invented"\n"99214",1,3,"Invented"\n`);
const fees = gzipSync(
  "YEAR,HCPCS,MOD,EFF_DATE,INDICATOR,RATE,SHORTDESC\n2026,80053,,20260101,N,00012.34,words\n2026,80048,,20260101,N,00005.00,\n",
);
const broken = gzipSync("YEAR,HCPCS,MOD,EFF_DATE,INDICATOR,RATE,SHORTDESC\n2026,80053,,20260101,N,00012.34,words\n2026,800\n");
const served = new Map<string, Buffer>([
  ["/practitioner-2026-q2.csv.gz", limits(2)],
  ["/practitioner-2026-q3.csv.gz", limits(4)],
  ["/lab_2026.csv.gz", fees],
]);
const made = "Fri, 02 Jan 2026 08:00:00 GMT";
const server = createServer((request, response) => {
  const body = served.get(request.url ?? "");
  const isSame = request.headers["if-modified-since"] === made && request.headers["if-none-match"] === undefined;
  if (body === undefined) response.writeHead(404).end();
  else if (request.url?.includes("-q1") === true) response.writeHead(isSame ? 304 : 200, { "last-modified": made }).end(isSame ? "" : body);
  else response.writeHead(200, { etag: `"${createHash("md5").update(body).digest("hex")}"` }).end(body);
});
const dataFolder = mkdtempSync(join(tmpdir(), "update-"));
const on = isoDate("2026-05-04");
let files: readonly OfficialFile[] = [];

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sha256 = createHash("sha256").update(fees).digest("hex");
  const file = { how: "fetch", page: "" } as const;
  files = [
    { ...file, set: "mue", title: "Limits", address: `${origin}/practitioner-{year}-q{quarter}.csv.gz` },
    { ...file, set: "lab", title: "Tests", from: isoDate("2026-01-01"), address: `${origin}/lab_2026.csv.gz`, sha256 },
    { ...file, set: "lab", title: "Tests to come", from: isoDate("2027-01-01"), address: `${origin}/lab_2027.csv.gz` },
    { set: "ptp", title: "Pairs", how: "agreement", address: "", page: "https://publisher.example.org/agreement" },
  ];
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(dataFolder, { recursive: true, force: true });
});
const update = (day = on, given = files) =>
  updateCodeSets({ dataFolder, on: day, sets: [], files: given, limits: { attempts: 2, pauseMs: 1 } });

describe("updateCodeSets", () => {
  it("loads what is in force on the day, and names what a person has to fetch", async () => {
    expect(offerOfReleases(dataFolder)).toContain("codes update");
    const report = await update();
    expect(report.files.map(({ title, outcome }) => [title, outcome])).toEqual([
      ["Limits", "fetched"],
      ["Tests", "fetched"],
    ]);
    expect(report.loaded).toMatchObject({ outcome: "loaded", findings: [] });
    expect(offerOfReleases(dataFolder)).toBeUndefined();
    expect(report.byHand).toEqual([{ set: "ptp", title: "Pairs", page: "https://publisher.example.org/agreement" }]);
    const book = loadCodeBook(dataFolder);
    expect(book.mue("99213", on)?.units).toBe(2);
    expect(book.fee("clinical-lab", "80053", on)).toBe(1234);
    expect(readdirSync(join(dataFolder, "codes", "downloads"))).toEqual([]);
  });

  it("is not offered where somebody said no, and comes all the same when it is asked for", async () => {
    const other = mkdtempSync(join(tmpdir(), "declined-"));
    expect(offerOfReleases(other)).toContain("--decline");
    declineReleases(other);
    expect(offerOfReleases(other)).toBeUndefined();
    const limitsOnly = files.filter((one) => one.set === "mue");
    expect((await updateCodeSets({ dataFolder: other, on, sets: [], files: limitsOnly })).loaded?.outcome).toBe("loaded");
    rmSync(other, { recursive: true, force: true });
  });

  it("fetches nothing twice, and the next quarter when it comes", async () => {
    expect((await update()).files.map((one) => one.outcome)).toEqual(["fetched", "unchanged"]);
    const report = await update(isoDate("2026-08-03"));
    expect(report.loaded?.loaded.map((one) => one.release)).toEqual(["2026 Q3"]);
    expect(loadCodeBook(dataFolder).mue("99213", isoDate("2026-08-03"))?.units).toBe(4);
  });

  it.each([
    ["2026-03-31", ["2025", "2026"]],
    ["2026-11-02", ["2026", "2026 April", "2027"]],
    ["2027-05-03", ["2026 April", "2027"]],
    ["2027-10-01", ["2027"]],
    ["2020-01-01", ["2025"]],
  ])("asks on %s for every release that was in force within the year before", async (day, wanted) => {
    const { address = "", ...file } = files.find((one) => one.set === "mue") ?? {};
    const release = (title: string, from: string): OfficialFile => ({
      ...(file as OfficialFile),
      set: "icd10cm",
      title,
      from: isoDate(from),
      address: `${new URL(address.replace(/[{}]/g, "")).origin}/gone-${title.replace(" ", "-")}.zip`,
    });
    const all = [
      release("2027", "2026-10-01"),
      release("2026 April", "2026-04-01"),
      release("2026", "2025-10-01"),
      release("2025", "2024-10-01"),
    ];
    expect((await update(isoDate(day), all)).files.map((one) => one.title).sort()).toEqual(wanted);
  });

  it("changes nothing when what comes is damaged, and says so", async () => {
    const before = readFileSync(join(dataFolder, "codes", "installed.json"), "utf8");
    served.set("/lab_2026.csv.gz", broken);
    const report = await update(
      on,
      files.filter((one) => one.set === "lab").map(({ sha256: _sum, ...one }) => one),
    );
    expect(report.loaded?.outcome).toBe("refused");
    expect(report.loaded?.findings.map((one) => one.code)).toEqual(["BOOK-SOURCE-01"]);
    expect(readFileSync(join(dataFolder, "codes", "installed.json"), "utf8")).toBe(before);
  });

  it("loads the others when one is not there", async () => {
    served.delete("/lab_2026.csv.gz");
    served.set("/practitioner-2026-q2.csv.gz", limits(3));
    const report = await update(
      on,
      files.map(({ sha256: _sum, ...one }) => one),
    );
    expect(report.files.map(({ outcome }) => outcome)).toEqual(["fetched", "failed"]);
    expect(report.files[1]?.words).toContain("no such file");
    expect(report.loaded?.outcome).toBe("loaded");
    expect(loadCodeBook(dataFolder).mue("99213", on)?.units).toBe(3);
  });

  it("asks a server without tags by the day, and fetches nothing twice there either", async () => {
    served.set("/practitioner-2026-q1.csv.gz", limits(5));
    const limitsOnly = files.filter((one) => one.set === "mue");
    const outcomes = async () => (await update(isoDate("2026-02-02"), limitsOnly)).files.map((one) => one.outcome);
    expect([await outcomes(), await outcomes()]).toEqual([["fetched"], ["unchanged"]]);
  });

  it("ships a list whose addresses are encrypted and of few hosts, with a page for each agreement", () => {
    const shipped = officialFiles();
    expect(shipped.length).toBeGreaterThan(15);
    for (const one of shipped) {
      expect(one.page, one.title).toMatch(/^https:\/\//);
      expect(one.how === "fetch" ? /^https:\/\/[\w./{}-]+$/.test(one.address) : one.address === "", one.title).toBe(true);
      expect(one.sha256 ?? "0".repeat(64), one.title).toMatch(/^[0-9a-f]{64}$/);
    }
    const hosts = new Set(shipped.filter((one) => one.how === "fetch").map((one) => new URL(one.address).host));
    expect([...hosts].sort()).toEqual(["hcup-us.ahrq.gov", "www.cms.gov", "www.nucc.org"]);
    expect(existsSync(join(dataFolder, "codes", "fetched.json"))).toBe(true);
  });
});
