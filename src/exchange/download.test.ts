/** Fetching from a server of our own that answers as publishers' servers do, and as they do not. */
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DownloadOptions, download } from "./download.ts";

const content = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 251));
const sum = createHash("sha256").update(content).digest("hex");
const folder = mkdtempSync(join(tmpdir(), "download-"));
let asked: { readonly path: string; readonly range: string | undefined }[] = [];
let cuts = 0;
let tag = '"one"';
const made = "Thu, 01 Oct 2026 08:00:00 GMT";

/** Half of the content, then the connection is gone, as often as `cuts` says. */
function serveParts(request: IncomingMessage, response: ServerResponse): void {
  const range = request.headers["if-range"] === tag ? /^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] : undefined;
  const from = range === undefined ? 0 : Number(range);
  const rest = content.subarray(from);
  const headers = { etag: tag, "content-length": String(rest.length) };
  response.writeHead(range === undefined ? 200 : 206, {
    ...headers,
    ...(range === undefined ? {} : { "content-range": `bytes ${from}-${content.length - 1}/${content.length}` }),
  });
  if (cuts === 0) {
    response.end(rest);
    return;
  }
  cuts -= 1;
  response.write(rest.subarray(0, Math.floor(rest.length / 2)), () => setTimeout(() => response.destroy(), 20));
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? "";
  asked.push({ path, range: request.headers.range });
  if (path === "/parts.zip") serveParts(request, response);
  else if (path === "/plain.zip") response.end(content);
  else if (path === "/same.zip") response.writeHead(request.headers["if-none-match"] === tag ? 304 : 200, { etag: tag }).end();
  else if (path === "/dated.zip") {
    // As servers do that give no tags: they would not know a date for one.
    const isKnown = request.headers["if-modified-since"] === made && request.headers["if-none-match"] === undefined;
    response.writeHead(isKnown ? 304 : 200, { "last-modified": made }).end(isKnown ? undefined : content);
  } else if (path === "/silent.zip") response.writeHead(200, { "content-length": "10" }).write("half");
  else if (path === "/busy.zip") response.writeHead(503).end();
  else if (path === "/forbidden.zip") response.writeHead(403).end();
  else if (path === "/round") response.writeHead(302, { location: "/round" }).end();
  else if (path === "/here") response.writeHead(302, { location: "/plain.zip" }).end();
  else if (path === "/elsewhere") response.writeHead(302, { location: "http://localhost:9/plain.zip" }).end();
  else if (path === "/outside") response.writeHead(302, { location: "https://elsewhere.example.org/plain.zip" }).end();
  else response.writeHead(404).end();
}

let server: Server;
let origin = "";
let options: DownloadOptions;

beforeAll(async () => {
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  options = { folder, hosts: new Set([`127.0.0.1:${port}`]), limits: { silenceMs: 300, attempts: 3, pauseMs: 5 } };
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  asked = [];
  cuts = 0;
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
});

const startOf = (range: string | undefined): number | undefined =>
  range === undefined ? undefined : Number(/^bytes=(\d+)-$/.exec(range)?.[1]);

const fetchIt = (path: string, more: Partial<DownloadOptions> = {}, sha256?: string) =>
  download({ address: `${origin}${path}`, name: "file.zip", ...(sha256 === undefined ? {} : { sha256 }) }, { ...options, ...more });

describe("download", () => {
  it("fetches a file whole, tells how far it is, and leaves nothing beside it", async () => {
    const told: number[] = [];
    const found = await fetchIt("/plain.zip", { progress: (received) => told.push(received) }, sum);
    expect(found).toMatchObject({ outcome: "fetched", sha256: sum, bytes: content.length });
    expect(readFileSync(join(folder, "file.zip")).equals(content)).toBe(true);
    expect(readdirSync(folder)).toEqual(["file.zip"]);
    expect(told.at(-1)).toBe(content.length);
  });

  it("goes on where a connection was cut, twice", async () => {
    cuts = 2;
    expect(await fetchIt("/parts.zip", {}, sum)).toMatchObject({ outcome: "fetched", sha256: sum });
    // What had come into the machine and not yet into the file is asked for again.
    const [first, second = 0, third = 0] = asked.map((one) => startOf(one.range));
    expect(first).toBeUndefined();
    expect(second).toBeGreaterThan(0);
    expect(second).toBeLessThanOrEqual(150_000);
    expect(third).toBeGreaterThan(second);
    expect(readFileSync(join(folder, "file.zip")).equals(content)).toBe(true);
  });

  it("gives up after some cuts, and goes on from there the next time it is asked", async () => {
    cuts = 3;
    expect(await fetchIt("/parts.zip")).toMatchObject({ outcome: "failed", reason: "cut-off" });
    expect(existsSync(join(folder, "file.zip"))).toBe(false);
    asked = [];
    expect(await fetchIt("/parts.zip")).toMatchObject({ outcome: "fetched", sha256: sum });
    expect(asked).toHaveLength(1);
    expect(startOf(asked[0]?.range)).toBeGreaterThan(100_000);
  });

  it("begins anew when the publisher has put another file there in between", async () => {
    cuts = 3;
    await fetchIt("/parts.zip");
    tag = '"two"';
    expect(await fetchIt("/parts.zip")).toMatchObject({ outcome: "fetched", sha256: sum, bytes: content.length });
    tag = '"one"';
  });

  it("keeps nothing of a file whose check sum is another", async () => {
    const found = await fetchIt("/plain.zip", {}, "0".repeat(64));
    expect(found).toMatchObject({ outcome: "failed", reason: "checksum" });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("does not fetch again what is the same", async () => {
    const found = await download({ address: `${origin}/same.zip`, name: "file.zip", etag: tag }, options);
    expect(found).toEqual({ outcome: "unchanged" });
  });

  it("asks by the day where the server gives no tag", async () => {
    const first = await fetchIt("/dated.zip");
    expect(first).toMatchObject({ outcome: "fetched", sha256: sum, lastModified: made });
    if (first.outcome !== "fetched") throw new Error("it was fetched");
    expect(first.etag).toBeUndefined();
    const { lastModified = "" } = first;
    const again = await download({ address: `${origin}/dated.zip`, name: "file.zip", lastModified }, options);
    expect(again).toEqual({ outcome: "unchanged" });
  });

  it.each([
    ["/nothing.zip", "not-there", 1],
    ["/forbidden.zip", "refused", 1],
    ["/busy.zip", "cut-off", 3],
    ["/silent.zip", "cut-off", 3],
  ] as const)("says what is wrong with %s: %s", async (path, reason, times) => {
    expect(await fetchIt(path)).toMatchObject({ outcome: "failed", reason });
    expect(asked).toHaveLength(times);
  });

  it("takes no more than the limit, whether the server says the size or not", async () => {
    expect(await fetchIt("/plain.zip", { limits: { ...options.limits, bytes: 1000 } })).toMatchObject({ reason: "too-large" });
    expect(await fetchIt("/parts.zip", { limits: { ...options.limits, bytes: 1000 } })).toMatchObject({ reason: "too-large" });
    expect(readdirSync(folder).filter((name) => name.endsWith(".zip"))).toEqual([]);
  });

  it("follows redirects to named hosts only, and not without end", async () => {
    expect(await fetchIt("/here")).toMatchObject({ outcome: "fetched", sha256: sum });
    for (const path of ["/elsewhere", "/outside"]) expect(await fetchIt(path)).toMatchObject({ outcome: "failed", reason: "address" });
    expect(await fetchIt("/round")).toMatchObject({ outcome: "failed", reason: "refused" });
  });

  it.each([
    "http://files.example.org/a.zip",
    "https://files.example.org/a.zip",
    "ftp://127.0.0.1/a.zip",
    "file:///etc/passwd",
    "https://user:word@files.example.org/a.zip",
    "nonsense",
  ])("asks nobody for %s", async (address) => {
    expect(await download({ address, name: "a.zip" }, options)).toMatchObject({ outcome: "failed", reason: "address" });
  });

  it("says plainly that there is no network", async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
    const host = `127.0.0.1:${(gone.address() as AddressInfo).port}`;
    await new Promise((resolve) => gone.close(resolve));
    const found = await download({ address: `http://${host}/a.zip`, name: "a.zip" }, { ...options, hosts: new Set([host]) });
    expect(found).toMatchObject({ outcome: "failed", reason: "no-network" });
    expect(found.outcome === "failed" && found.words).toContain("cannot be reached from this machine");
  });
});
