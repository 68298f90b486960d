/** The edge itself under attack: what every answer says to a browser, and what a connection may send and take. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildServer, type Server } from "../../src/http/server.ts";
import { openTwoPractices, type TwoPractices } from "./other-practice.ts";

let two: TwoPractices;
let server: Server;
let web: string;
let port: number;

beforeAll(async () => {
  two = await openTwoPractices();
  web = await mkdtemp(join(tmpdir(), "claimwright-web-"));
  await mkdir(join(web, "assets"));
  await writeFile(join(web, "index.html"), '<meta name="style-nonce" content="STYLE-NONCE" /><p>the page</p>');
  await writeFile(join(web, "assets", "a.js"), "1;");
  await writeFile(join(web, ".hidden"), "secret");
  server = await buildServer({ app: two.mine.app, version: "test", letPayersAnswer: async () => {}, webFolder: web });
  await server.listen({ host: "127.0.0.1", port: 0 });
  port = (server.server.address() as { port: number }).port;
});
afterAll(async () => {
  await server.close();
  await two.close();
  await rm(web, { recursive: true, force: true });
});

const get = (url: string, headers: Readonly<Record<string, string>> = two.asMine) => server.inject({ url, headers });

/** Sends bytes as they are and gives back all that comes until the other side is silent or gone. */
function raw(text: string, { wait = 700, port: to = port }: { readonly wait?: number; readonly port?: number } = {}): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(to, "127.0.0.1", () => socket.write(Buffer.from(text, "latin1")));
    const done = (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(wait, done);
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
    });
    socket.on("close", done);
    socket.on("error", done);
  });
}

const answersIn = (text: string): readonly string[] => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((match) => match[1] ?? "");

describe("every answer", () => {
  it("forbids the browser everything that it does not need, and stays in no cache", async () => {
    const { statementId } = (await two.mine.inTx((tx) =>
      tx.one<{ statementId: number }>({ text: 'select max(id) as "statementId" from statement', values: [] }),
    )) as { statementId: number };
    const addresses = [
      "/api/v1/visits",
      "/api/v1/nothing",
      "/api/v1/visits/x",
      "/api/v1/health",
      "/",
      "/visits/1",
      `/api/v1/statements/${statementId}.pdf`,
    ];
    const seen: number[] = [];
    for (const url of addresses) {
      const { headers, statusCode } = await get(url);
      seen.push(statusCode);
      expect(headers, url).toMatchObject({
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": expect.stringContaining("camera=()"),
        "content-security-policy": expect.stringMatching(/default-src .*frame-ancestors .*base-uri 'none'/),
      });
      expect(headers, url).not.toHaveProperty("access-control-allow-origin");
      expect(headers, url).not.toHaveProperty("server");
      expect(headers, url).not.toHaveProperty("x-powered-by");
      expect(headers["content-security-policy"], url).not.toMatch(/unsafe-eval|\*|https?:/);
    }
    expect(seen).toEqual([200, 404, 400, 200, 200, 200, 200]);
    for (const { statusCode, headers } of [
      await get("/api/v1/visits", { host: "localhost" }),
      await get("/api/v1/visits", { host: "evil.example.org" }),
    ]) {
      expect([401, 403]).toContain(statusCode);
      expect(headers["cache-control"]).toBe("no-store");
    }
  });

  it("is framed by nobody, but for a statement in our own page, which is a file with a safe name", async () => {
    for (const url of ["/api/v1/visits", "/", "/api/v1/nothing"]) {
      const { headers } = await get(url);
      expect(headers["x-frame-options"], url).toBe("DENY");
      expect(headers["content-security-policy"], url).toContain("frame-ancestors 'none'");
    }
    const { id } = await two.mine.inTx((tx) => tx.one<{ id: number }>({ text: "select max(id) as id from statement", values: [] }));
    const { headers } = await get(`/api/v1/statements/${id}.pdf`);
    expect(headers).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="statement-${id}.pdf"`,
      "x-frame-options": "SAMEORIGIN",
      "content-security-policy": expect.stringMatching(/script-src 'none'.*frame-ancestors 'self'/),
    });
  });

  it("of the page has a nonce of its own for styles, and lets no inline script or style run without", async () => {
    const nonces = new Set<string>();
    for (const url of ["/", "/index.html", "/visits/3", "/files"]) {
      const { body, headers } = await get(url);
      const nonce = /content="([^"]+)"/.exec(body)?.[1] ?? "";
      expect(nonce.length).toBeGreaterThan(20);
      expect(headers["content-security-policy"]).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(headers["content-security-policy"]).toContain("script-src 'self';");
      expect(headers["content-security-policy"]).not.toContain("unsafe");
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(4);
    expect((await get("/assets/a.js")).headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  });

  it("asks for https from then on when it came by https", async () => {
    expect((await get("/api/v1/health")).headers).not.toHaveProperty("strict-transport-security");
    const hostNames = ["billing.example.org", "example.org"];
    const behind = await buildServer({
      app: two.mine.app,
      version: "test",
      letPayersAnswer: async () => {},
      proxies: ["127.0.0.1"],
      hostNames,
    });
    const policyAt = async (host: string) =>
      (await behind.inject({ url: "/api/v1/health", headers: { host, "x-forwarded-proto": "https" } })).headers[
        "strict-transport-security"
      ];
    expect(await policyAt("localhost")).toBe("max-age=31536000");
    // Below a name of our own everything is ours; below a practice's main name are hosts of which we know nothing.
    expect(await policyAt("billing.example.org")).toBe("max-age=31536000; includeSubDomains");
    expect(await policyAt("example.org")).toBe("max-age=31536000");
    await behind.close();
  });

  it("to what failed names no file, no line and nothing that was sent", async () => {
    const sent = "<script>alert(1)</script>";
    for (const url of [
      `/api/v1/${sent}`,
      `/api/v1/visits/${encodeURIComponent(sent)}`,
      `/api/v1/codes/search?q=a&date=${sent}`,
      "/api/v1/visits/%ff%",
    ]) {
      const { body, statusCode, headers } = await get(url);
      expect(statusCode, url).toBeGreaterThanOrEqual(400);
      expect(statusCode, url).toBeLessThan(500);
      expect(headers["content-type"], url).toContain("application/json");
      expect(body, url).not.toMatch(/<script>|node_modules|\.ts\b|\.js\b|\n\s+at /);
    }
  });
});

describe("a request", () => {
  const put = (payload: string, type = "application/json", url = "/api/v1/visits/1/coding") =>
    server.inject({ method: "PUT", url, headers: { ...two.asMine, "content-type": type }, payload });

  it("whose body is larger than its route takes, of a wrong kind, or no JSON is refused", async () => {
    const large = `{"diagnoses":[],"charges":[],"x":"${"a".repeat(600 * 1024)}"}`;
    expect((await put(large)).statusCode).toBe(413);
    expect((await put("hello", "text/plain")).statusCode).toBe(415);
    expect((await put("<a/>", "application/xml")).statusCode).toBe(415);
    expect((await put("a=1", "application/x-www-form-urlencoded")).statusCode).toBe(415);
    expect((await put("{", "application/json")).statusCode).toBe(400);
    expect((await put("", "application/json")).statusCode).toBe(400);
    const file = {
      method: "POST",
      url: "/api/v1/imports/837",
      headers: { ...two.asMine, "content-type": "application/octet-stream" },
    } as const;
    // Large but within the route's limit: taken as a job.
    expect((await server.inject({ ...file, payload: Buffer.alloc(600 * 1024, "ISA") })).statusCode).toBe(202);
    expect(
      (await server.inject({ ...file, headers: { ...file.headers, "content-length": String(65 * 1024 * 1024) }, payload: "x" })).statusCode,
    ).toBe(413);
  });

  it("is asked who sends it before its body is read", async () => {
    const body = Buffer.alloc(1024 * 1024, "A");
    const answer = await server.inject({
      method: "POST",
      url: "/api/v1/imports/837",
      headers: { host: "localhost", "x-claimwright": "1", "content-type": "application/octet-stream" },
      payload: body,
    });
    expect(answer.statusCode).toBe(401);
  });

  it("poisons no prototype and overflows no stack", async () => {
    expect((await put('{"diagnoses":[],"charges":[],"__proto__":{"admin":true}}')).statusCode).toBe(400);
    expect((await put('{"diagnoses":[],"charges":[],"constructor":{"prototype":{"admin":true}}}')).statusCode).toBe(400);
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
    for (const [open, close] of [
      ["[", "]"],
      ['{"a":', "}"],
    ] as const) {
      const deep = open.repeat(50_000) + (open === "[" ? "" : "1") + close.repeat(50_000);
      const { statusCode } = await put(`{"diagnoses":${deep},"charges":[]}`);
      expect(statusCode).toBeGreaterThanOrEqual(400);
      expect(statusCode).toBeLessThan(500);
    }
    expect((await get("/api/v1/codes/search?q=a&date=2026-03-02&__proto__[x]=1&constructor=2")).statusCode).toBe(200);
  });

  it("by another method than the address has is not answered", async () => {
    for (const method of ["TRACE", "OPTIONS", "PATCH", "DELETE", "PROPFIND", "CONNECT", "BREW"]) {
      const answer = await raw(`${method} /api/v1/visits HTTP/1.1\r\nHost: localhost\r\nx-claimwright: 1\r\nConnection: close\r\n\r\n`);
      expect(
        answersIn(answer).every((status) => status.startsWith("4")),
        `${method}: ${answer.slice(0, 100)}`,
      ).toBe(true);
      expect(answer).not.toContain("allow-origin");
    }
  });

  it("finds no file outside of the web folder, however the way is written", async () => {
    const ways = [
      "/../package.json",
      "/..%2fpackage.json",
      "/%2e%2e/%2e%2e/etc/passwd",
      "/..%5c..%5cpackage.json",
      "/assets/../../package.json",
      "//etc/passwd",
      "/.hidden",
      "/assets/%00a.js",
      "/assets/a.js%00.png",
    ];
    for (const way of ways) {
      const answer = await raw(`GET ${way} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      expect(answer, way).not.toMatch(/claimwright"|root:|secret|HTTP\/1\.1 5/);
    }
  });
});

describe("a connection", () => {
  const head = "Host: localhost\r\n";

  it("smuggles no second request behind the first", async () => {
    const hidden = `GET /api/v1/health HTTP/1.1\r\n${head}\r\n`;
    const attempts = [
      `POST /api/v1/visits/1/sign HTTP/1.1\r\n${head}Content-Length: ${hidden.length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
      `POST /api/v1/visits/1/sign HTTP/1.1\r\n${head}Content-Length: 3\r\nContent-Length: 0\r\n\r\n${hidden}`,
      `POST /api/v1/visits/1/sign HTTP/1.1\r\n${head}Transfer-Encoding: xchunked\r\n\r\n${hidden}`,
      `POST /api/v1/visits/1/sign HTTP/1.1\r\n${head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${hidden}`,
      `POST /api/v1/visits/1/sign HTTP/1.1\r\n${head}Content-Length: +0\r\n\r\n${hidden}`,
      `GET /api/v1/health HTTP/1.1\r\n${head}X: a\r\n b\r\nX-Bad: \u0000\r\n\r\n${hidden}`,
    ];
    for (const attempt of attempts) {
      const statuses = answersIn(await raw(attempt));
      expect(statuses[0], attempt.slice(0, 160)).toMatch(/^4/);
      expect(statuses, attempt.slice(0, 160)).not.toContain("200");
    }
  });

  it("without a host, with two, or with a foreign one in the first line is refused", async () => {
    const ask = async (lines: string): Promise<readonly string[]> => answersIn(await raw(`${lines}\r\nConnection: close\r\n\r\n`));
    expect(await ask("GET /api/v1/health HTTP/1.1")).toEqual(["400"]);
    expect(await ask("GET /api/v1/health HTTP/1.0")).toEqual(["403"]);
    expect(await ask("GET /api/v1/health HTTP/1.1\r\nHost: evil.example.org")).toEqual(["403"]);
    expect(await ask("GET /api/v1/health HTTP/1.1\r\nHost: evil.example.org\r\nHost: localhost")).not.toContain("200");
    expect(await ask("GET http://evil.example.org/api/v1/visits HTTP/1.1\r\nHost: localhost")).not.toContain("200");
    expect(await ask("GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: evil.example.org")).toEqual(["200"]);
  });

  it("with headers or an address without end is cut off", async () => {
    expect(answersIn(await raw(`GET /api/v1/health HTTP/1.1\r\n${head}X: ${"a".repeat(20_000)}\r\n\r\n`))).toEqual(["431"]);
    expect(answersIn(await raw(`GET /${"a".repeat(20_000)} HTTP/1.1\r\n${head}\r\n`))).toEqual(["431"]);
  });

  it("that sends its headers in drops is cut off, and others are answered meanwhile", async () => {
    const started = Date.now();
    const slow = raw(`GET /api/v1/health HTTP/1.1\r\n${head}X-Slow: `, { wait: 60_000 });
    expect(answersIn(await raw(`GET /api/v1/health HTTP/1.1\r\n${head}Connection: close\r\n\r\n`))).toEqual(["200"]);
    expect(answersIn(await slow)).toEqual(["408"]);
    expect(Date.now() - started).toBeLessThan(40_000);
    expect(server.server.maxConnections).toBeGreaterThan(0);
    expect(server.server.requestTimeout).toBeGreaterThan(0);
  });
});
