/** Names, proxies, encryption, cookies and other people's pages. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DoorWorld, goodPassword, openClient, openDoorWorld } from "../../test/support/door-world.ts";
import { buildServer, type Server } from "./server.ts";

let world: DoorWorld;
let proxied: Server;
const behindProxy = { "x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.9" };

beforeAll(async () => {
  world = await openDoorWorld();
  await world.addPerson("ruth@example.org", "owner");
  proxied = await buildServer({
    app: world.app,
    version: "test",
    letPayersAnswer: async () => {},
    hostNames: ["billing.example.org"],
    proxies: ["10.0.0.5"],
  });
});
afterAll(async () => {
  await proxied.close();
  await world.close();
});

describe("behind a proxy", () => {
  const visitor = (address = "10.0.0.5", headers: Record<string, string> = behindProxy) =>
    openClient(proxied, { address, host: "billing.example.org", headers });

  it("the cookie is bound to the host and to https, and only that one counts", async () => {
    const ruth = visitor();
    const answer = await ruth.signIn("ruth@example.org");
    expect(answer.headers["set-cookie"]).toMatch(/^__Host-claimwright=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
    expect((await ruth.get("/session")).status).toBe(200);
    // A neighbouring host can plant a plain cookie, never a __Host- one.
    const tossed = visitor();
    tossed.cookies.set("claimwright", ruth.token() ?? "");
    expect((await tossed.get("/session")).status).toBe(401);
  });

  it("the visitor's own address is recorded and limited, and only that proxy is believed", async () => {
    await visitor().signIn("ruth@example.org");
    const [last] = await world.asOwner<{ address: string }>(
      "select address from access.security_event where kind = 'signed-in' order by id desc limit 1",
    );
    expect(last?.address).toBe("203.0.113.9");
    const liar = visitor("198.51.100.7", { "x-forwarded-proto": "https", "x-forwarded-for": "127.0.0.1" });
    expect((await liar.signIn("ruth@example.org")).json.problem).toBe("not-encrypted");
    for (let tries = 0; tries < 20; tries += 1)
      await visitor("10.0.0.5", { ...behindProxy, "x-forwarded-for": "203.0.113.77" }).signIn("x@example.org", "y");
    expect((await visitor("10.0.0.5", { ...behindProxy, "x-forwarded-for": "203.0.113.77" }).signIn("x@example.org", "y")).status).toBe(
      429,
    );
    // What a visitor claims in front of the proxy's own word does not count.
    expect(
      (await visitor("10.0.0.5", { ...behindProxy, "x-forwarded-for": "1.2.3.4, 203.0.113.77" }).signIn("x@example.org", "y")).status,
    ).toBe(429);
  });

  it("nothing is answered without encryption, or under another name", async () => {
    expect((await visitor("10.0.0.5", { "x-forwarded-proto": "http" }).get("/door")).json.problem).toBe("not-encrypted");
    expect((await openClient(proxied, { address: "127.0.0.1", host: "billing.example.org" }).get("/door")).json.problem).toBe(
      "not-encrypted",
    );
    expect((await openClient(proxied, { address: "198.51.100.7", host: "localhost" }).get("/door")).json.problem).toBe("not-encrypted");
    for (const host of ["evil.example.org", "billing.example.org.evil.example", "billing.example.org@evil.example"])
      expect((await openClient(proxied, { address: "10.0.0.5", host, headers: behindProxy }).get("/door")).status, host).toBe(403);
  });
});

describe("a page of somebody else", () => {
  it("changes nothing with a borrowed cookie, whatever it sends", async () => {
    const ruth = world.browser();
    await ruth.signIn("ruth@example.org");
    const refused = async (headers: Record<string, string>): Promise<string> =>
      (await ruth.post("/keys", { name: "x", permissions: ["visits:list"], days: 1 }, headers)).json.problem as string;
    expect(await refused({ "x-claimwright": "" })).toBe("foreign-page");
    expect(await refused({ origin: "https://evil.example" })).toBe("foreign-page");
    expect(await refused({ origin: "null" })).toBe("foreign-page");
    expect(await refused({ origin: "http://localhost:9999" })).toBe("foreign-page");
    expect(await refused({ "sec-fetch-site": "cross-site" })).toBe("foreign-page");
    expect(await refused({ "sec-fetch-site": "same-site" })).toBe("foreign-page");
    // Sending a made-up key along does not help while the cookie is sent too.
    expect(await refused({ authorization: "Bearer cw_0123456789012345678901234567890123456789", "x-claimwright": "" })).toBe(
      "foreign-page",
    );
    expect(
      (
        await ruth.post(
          "/keys",
          { name: "x", permissions: ["visits:list"], days: 1 },
          { origin: "http://localhost", "sec-fetch-site": "same-origin" },
        )
      ).status,
    ).toBe(200);
  });

  it("is let ask for terminology without our header by programs alone, and only who is signed in", async () => {
    const ruth = world.browser();
    await ruth.signIn("ruth@example.org");
    const question = {
      resourceType: "Parameters",
      parameter: [{ name: "coding", valueCoding: { system: "http://hl7.org/fhir/sid/icd-10-cm", code: "I10" } }],
    };
    const asked = async (who: typeof ruth, headers: Record<string, string>): Promise<number> =>
      (await who.post("/fhir/CodeSystem/$lookup", question, { "x-claimwright": "", "content-type": "application/fhir+json", ...headers }))
        .status;
    expect(await asked(ruth, {})).toBe(200);
    expect(await asked(ruth, { origin: "http://localhost", "sec-fetch-site": "same-origin" })).toBe(200);
    expect(await asked(world.browser(), {})).toBe(401);
    const elsewhere: Record<string, string>[] = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ];
    for (const headers of elsewhere) expect(await asked(ruth, headers), JSON.stringify(headers)).toBe(403);
    // What a form of another site can send without asking first.
    for (const type of ["text/plain", "application/x-www-form-urlencoded"])
      expect(await asked(ruth, { "content-type": type }), type).toBe(415);
  });

  it("finds no other address that wants no header", async () => {
    const open: string[] = [];
    for (const { method, path } of proxied.routeEntries.filter((one) => one.method !== "GET")) {
      const url = path.replaceAll(/:\w+/g, "1");
      const answer = await proxied.inject({ method: method as "POST", url, remoteAddress: "127.0.0.1", headers: { host: "localhost" } });
      if (!answer.body.includes("foreign-page")) open.push(`${method} ${path}`);
    }
    expect(open.sort()).toEqual([
      "POST /fhir/CodeSystem/$lookup",
      "POST /fhir/CodeSystem/$validate-code",
      "POST /fhir/ValueSet/$expand",
      "POST /fhir/ValueSet/$validate-code",
    ]);
  });

  it("signs nobody in or out", async () => {
    const victim = world.browser();
    for (const path of ["/door/sign-in", "/door/sign-out", "/door/link/password", "/door/setup", "/door/provider"]) {
      const answer = await victim.post(path, { login: "ruth@example.org", password: goodPassword }, { origin: "https://evil.example" });
      expect([answer.json.problem, answer.headers["set-cookie"]], path).toEqual(["foreign-page", undefined]);
    }
  });
});

describe("the open demonstration", () => {
  it("is for this machine itself: not for who comes through a proxy or from elsewhere", async () => {
    const open = await buildServer({
      app: world.app,
      version: "test",
      letPayersAnswer: async () => {},
      openPractice: () => world.practiceId,
    });
    const state = async (options: Parameters<typeof openClient>[1]): Promise<string> =>
      (await openClient(open, options).get("/door")).json.state as string;
    expect(await state({ address: "127.0.0.1" })).toBe("open");
    expect(await state({ address: "::1" })).toBe("open");
    expect(await state({ address: "127.0.0.1", headers: { "x-forwarded-for": "203.0.113.9" } })).toBe("sign-in");
    expect((await openClient(open, { address: "127.0.0.1", headers: { forwarded: "for=203.0.113.9" } }).get("/session")).status).toBe(401);
    expect((await openClient(open, { address: "203.0.113.9" }).get("/session")).status).toBe(403);
    await open.close();
  });
});
