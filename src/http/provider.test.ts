/** Sign-in by a real identity provider, and the ways in which somebody might bend it. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, codeOf, type DoorWorld, goodPassword, openDoorWorld } from "../../test/support/door-world.ts";
import { openIdentityProvider, type TestProvider } from "../../test/support/identity-provider.ts";
import { openProvider, readProviderConfig } from "../app/access/provider.ts";

let world: DoorWorld;
let provider: TestProvider;

beforeAll(async () => {
  provider = await openIdentityProvider("http://localhost/api/v1/door/provider/answer");
  world = await openDoorWorld((app) => ({ provider: openProvider(app, { name: "Cedar Creek", ...provider }) }));
});
afterAll(async () => {
  await world.close();
  await provider.close();
});

const stateOf = async (client: Client): Promise<string> => (await client.get("/door")).json.state as string;

/** The browser's way: begin, the provider's pages, and back; where we send it then. */
async function enter(client: Client, subject: string, path = "/", anew = false): Promise<string> {
  const { url } = (await client.post("/door/provider", { path, anew })).json;
  return back(client, await provider.signInAs(subject, url));
}

async function back(client: Client, answer: URL): Promise<string> {
  const { status, headers } = await client.get(`${answer.pathname}${answer.search}`);
  expect(status).toBe(303);
  return String(headers.location);
}

describe("the identity provider", () => {
  it("signs in the person whose checked e-mail address is their login, and knows them by number from then on", async () => {
    const accountId = await world.addPerson("ruth@example.org", "coder");
    provider.people.set("number-1", { email: "Ruth@Example.org", verified: true });
    const ruth = world.browser();
    expect((await ruth.get("/door")).json.provider).toBe("Cedar Creek");
    expect(await enter(ruth, "number-1", "/visits/8?step=codes")).toBe("/visits/8?step=codes");
    expect(await stateOf(ruth)).toBe("in");
    expect((await ruth.get("/session")).json.user.role).toBe("coder");
    // Her address there changes, even to somebody else's login here: she is still who she was.
    await world.addPerson("boss@example.org", "owner");
    provider.people.set("number-1", { email: "boss@example.org", verified: true });
    const again = world.browser();
    await enter(again, "number-1");
    expect((await again.get("/account")).json.login).toBe("ruth@example.org");
    // And nobody else becomes her by taking her old address.
    provider.people.set("number-2", { email: "ruth@example.org", verified: true });
    const thief = world.browser();
    expect(await enter(thief, "number-2")).toBe("/?door=unknown-person");
    expect(await stateOf(thief)).toBe("sign-in");
    await world.asOwner("update access.account set disabled_at = now() where id = $1", [accountId]);
    expect(await enter(world.browser(), "number-1")).toBe("/?door=unknown-person");
  });

  it("makes no account, and believes no address that it has not checked", async () => {
    await world.addPerson("unchecked@example.org", "owner");
    provider.people.set("number-3", { email: "unchecked@example.org", verified: false });
    provider.people.set("number-4", { email: "stranger@example.org", verified: true });
    for (const subject of ["number-3", "number-4"]) {
      const client = world.browser();
      expect(await enter(client, subject), subject).toBe("/?door=unknown-person");
      expect(client.token()).toBeUndefined();
    }
    const accounts = await world.asOwner(
      "select 1 from access.account where login = 'stranger@example.org' or oidc_subject in ('number-3', 'number-4')",
    );
    expect(accounts).toEqual([]);
  });

  it("is no way around the second factor", async () => {
    await world.addPerson("factor@example.org", "owner");
    const first = world.browser();
    await first.signIn("factor@example.org");
    const { secret } = (await first.post("/account/second-factor", { proof: goodPassword })).json;
    await first.put("/account/second-factor", { code: codeOf(secret) });
    provider.people.set("number-5", { email: "factor@example.org", verified: true });
    const client = world.browser();
    await enter(client, "number-5");
    expect(await stateOf(client)).toBe("second-factor");
    await client.post("/door/second-factor", { code: codeOf(secret, 1) });
    expect(await stateOf(client)).toBe("in");
  });
});

describe("a person who signs in by the provider alone", () => {
  it("comes into the practice that invited their checked address, and into no other of an account in use", async () => {
    await world.addPerson("inviter@example.org", "owner");
    const inviter = world.browser();
    await inviter.signIn("inviter@example.org");
    await inviter.post("/people", { login: "pia@example.org", name: "Pia", role: "coder" });
    provider.people.set("number-20", { email: "pia@example.org", verified: true });
    const pia = world.browser();
    await enter(pia, "number-20");
    expect((await pia.get("/session")).json.user.role).toBe("coder");
    const second = await world.addPractice();
    await world.addPerson("second@example.org", "owner", { practiceId: second });
    const other = world.browser();
    await other.signIn("second@example.org");
    const { link } = (await other.post("/people", { login: "pia@example.org", name: "Pia", role: "biller" })).json;
    await enter(pia, "number-20");
    expect((await pia.get("/account")).json.practices).toHaveLength(1);
    const token = link.slice(link.indexOf("#") + 1);
    expect((await pia.post("/door/link", { token })).json).toMatchObject({ used: true, hasPassword: false });
    expect((await pia.post("/door/link/password", { token, password: goodPassword })).json.problem).toBe("in-use");
    expect((await pia.post("/door/link/accept", { token })).json.problem).toBe("sign-in-again");
    await enter(pia, "number-20", "/", true);
    expect((await pia.post("/door/link/accept", { token })).status).toBe(200);
    expect((await pia.get("/session")).json.user.role).toBe("biller");
  });

  it("is asked by the provider again before a borrowed session could set up a second factor", async () => {
    const inviter = world.browser();
    await inviter.signIn("inviter@example.org");
    await inviter.post("/people", { login: "paul@example.org", name: "Paul", role: "coder" });
    provider.people.set("number-21", { email: "paul@example.org", verified: true });
    const paul = world.browser();
    await enter(paul, "number-21");
    expect((await paul.get("/door")).json.person.justProved).toBe(false);
    for (const path of ["second-factor", "recovery-codes", "second-factor/remove"])
      expect((await paul.post(`/account/${path}`, { proof: "" })).json.problem, path).toBe("sign-in-again");
    await enter(paul, "number-21", "/", true);
    expect((await paul.get("/door")).json.person.justProved).toBe(true);
    expect((await paul.post("/account/second-factor", { proof: "" })).status).toBe(200);
    await world.asOwner("update access.session set proved_at = now() - interval '11 minutes' where method = 'provider'");
    expect((await paul.post("/account/second-factor", { proof: "" })).json.problem).toBe("sign-in-again");
  });

  it("waits like everybody while the account rests after too many tries", async () => {
    const accountId = await world.addPerson("rests@example.org", "coder");
    provider.people.set("number-22", { email: "rests@example.org", verified: true });
    await world.asOwner("update access.account set failures = 5, locked_until = now() + interval '5 minutes' where id = $1", [accountId]);
    const client = world.browser();
    expect(await enter(client, "number-22")).toBe("/?door=unknown-person");
    expect(client.token()).toBeUndefined();
    await world.asOwner("update access.account set locked_until = now() where id = $1", [accountId]);
    await enter(client, "number-22");
    expect(await stateOf(client)).toBe("in");
  });
});

describe("an answer of the provider", () => {
  it("counts only in the browser that asked, once, and as it was asked", async () => {
    await world.addPerson("careful@example.org", "owner");
    provider.people.set("number-6", { email: "careful@example.org", verified: true });
    const begin = async (): Promise<{ client: Client; answer: URL }> => {
      const client = world.browser();
      const { url } = (await client.post("/door/provider", { path: "/" })).json;
      return { client, answer: await provider.signInAs("number-6", url) };
    };
    // An attacker's own answer, pushed into the victim's browser: they would work in the attacker's account.
    const attackers = await begin();
    expect(await back(world.browser(), attackers.answer)).toBe("/?door=provider-failed");
    const other = world.browser();
    await other.post("/door/provider", { path: "/" });
    expect(await back(other, attackers.answer)).toBe("/?door=provider-failed");
    for (const [name, value] of [
      ["state", "another-state"],
      ["code", "another-code"],
      ["iss", "https://evil.example"],
    ] as const) {
      const { client, answer } = await begin();
      answer.searchParams.set(name, value);
      expect(await back(client, answer), name).toBe("/?door=provider-failed");
      expect(client.token(), name).toBeUndefined();
    }
    const { client, answer } = await begin();
    expect(await back(client, answer)).toBe("/");
    await client.post("/door/sign-out");
    expect(await back(client, answer)).toBe("/?door=provider-failed");
    expect(await stateOf(client)).toBe("sign-in");
  });

  it("leads to a path of ours, never to somebody else's address", async () => {
    for (const path of ["https://evil.example", "//evil.example", "/\\evil.example", "/ok\r\nset-cookie: x=y", "javascript:alert(1)", ""])
      expect((await world.browser().post("/door/provider", { path })).status, path).toBe(400);
  });

  it("carries PKCE, state and nonce, and asks for no more than who it is", async () => {
    const { url } = (await world.browser().post("/door/provider", { path: "/" })).json;
    const asked = new URL(url).searchParams;
    expect([asked.get("code_challenge_method"), asked.get("scope"), asked.get("response_type")]).toEqual(["S256", "openid email", "code"]);
    for (const name of ["state", "nonce", "code_challenge"]) expect(asked.get(name)?.length, name).toBeGreaterThan(30);
  });
});

describe("its configuration", () => {
  it("comes from the environment or a file of the data folder, and is refused when it is not safe", async () => {
    expect(readProviderConfig(world.dataDir, {})).toBeUndefined();
    await writeFile(join(world.dataDir, "oidc.json"), JSON.stringify({ issuer: "https://id.example.org", clientId: "a", name: "Example" }));
    expect(readProviderConfig(world.dataDir, {})).toEqual({ name: "Example", issuer: "https://id.example.org", clientId: "a" });
    expect(readProviderConfig(world.dataDir, { CLAIMWRIGHT_OIDC_CLIENT_ID: "b", CLAIMWRIGHT_OIDC_CLIENT_SECRET: "s" })).toMatchObject({
      clientId: "b",
      clientSecret: "s",
    });
    expect(() => readProviderConfig(world.dataDir, { CLAIMWRIGHT_OIDC_ISSUER: "http://id.example.org" })).toThrow("https://");
    await writeFile(join(world.dataDir, "oidc.json"), "{ not json, secret-4711");
    expect(() => readProviderConfig(world.dataDir, {})).toThrow(expect.objectContaining({ message: expect.not.stringContaining("4711") }));
  });
});
