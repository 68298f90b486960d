/**
 * Memberships of an account that exists are accepted by its person: nobody enters a practice because somebody else knows the
 * login. Mallory owns a practice of her own in the same installation; Ruth is who the other practice wants.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, codeOf, type DoorWorld, goodPassword, openDoorWorld } from "../../test/support/door-world.ts";
import { actByOperator, addAccountByOperator, companies, setPasswordByOperator } from "../app/access/operate.ts";
import type { Role } from "../core/access/roles.ts";
import type { PracticeId } from "../core/kernel/id.ts";

let world: DoorWorld;
let owner: Client;
let mallory: Client;
let hers: PracticeId;

beforeAll(async () => {
  world = await openDoorWorld();
  hers = await world.addPractice();
  await world.addPerson("owner@example.org", "owner");
  await world.addPerson("mallory@example.net", "owner", { practiceId: hers });
  owner = await signedIn("owner@example.org");
  mallory = await signedIn("mallory@example.net");
});
afterAll(() => world.close());

const known = "known to mallory 1";
const own = "kettle orbit plinth";

async function signedIn(login: string, password?: string): Promise<Client> {
  const client = world.browser();
  expect((await client.signIn(login, password)).status, login).toBe(200);
  return client;
}

const tokenIn = (link: string): string => link.slice(link.indexOf("#") + 1);
const stateOf = async (client: Client): Promise<string> => (await client.get("/door")).json.state as string;
const accept = (client: Client, token: string, password?: string) =>
  client.post("/door/link/accept", { token, ...(password === undefined ? {} : { password }) });

async function invite(by: Client, login: string, role: Role = "biller"): Promise<string> {
  const added = await by.post("/people", { login, name: "Ruth Stone", role });
  expect(added.status, login).toBe(200);
  return tokenIn(added.json.link);
}

/** Mallory makes the account in her practice and takes its link herself. */
async function premade(login: string): Promise<Client> {
  const token = await invite(mallory, login, "coder");
  const client = world.browser();
  expect((await client.post("/door/link/password", { token, password: known })).status).toBe(200);
  return client;
}

async function personIn(by: Client, login: string) {
  const { people } = (await by.get("/people")).json;
  return people.find((one: { login: string }) => one.login === login);
}

describe("an account that somebody made beforehand", () => {
  it("opens no other practice for who knows its password, before and after the invitation is accepted", async () => {
    const login = "ruth@hospital.example";
    const thief = await premade(login);
    const token = await invite(owner, login);
    // Mallory has the password and live sessions, and not the link.
    const again = await signedIn(login, known);
    for (const client of [thief, again]) {
      expect((await client.get("/session")).json.user.role).toBe("coder");
      expect((await client.get("/account")).json.practices.map((one: { id: number }) => one.id)).toEqual([hers]);
      expect((await client.post("/door/practice", { practiceId: world.practiceId })).json.problem).toBe("not-found");
      expect((await accept(client, "a-token-that-she-made-up-herself", own)).json.problem).toBe("no-link");
    }
    // Ruth has the link. It does not set the password of an account that is in use.
    const ruth = world.browser();
    expect((await ruth.post("/door/link", { token })).json).toMatchObject({ kind: "invitation", login, used: true, hasPassword: true });
    expect((await ruth.post("/door/link/password", { token, password: own })).json.problem).toBe("in-use");
    expect((await accept(ruth, token, own)).status).toBe(401);
    // With the password that she was told she signs in; the account gets one of her own, and everything else of it ends.
    await ruth.signIn(login, known);
    expect((await accept(ruth, token)).json.problem).toBe("weak-password");
    expect((await accept(ruth, token, known)).json.problem).toBe("same-password");
    expect((await accept(ruth, token, own)).status).toBe(200);
    expect((await ruth.get("/session")).json.user.role).toBe("biller");
    for (const client of [thief, again]) expect(await stateOf(client)).toBe("sign-in");
    expect((await world.browser().signIn(login, known)).status).toBe(409);
    expect((await accept(ruth, token, "another good phrase")).json.problem).toBe("no-link");
    // And Mallory, whose practice the account still works in, gets at it no more.
    const { accountId } = await personIn(mallory, login);
    for (const act of ["password-link", "reset-second-factor", "disable", "sign-out"])
      expect((await mallory.post(`/people/${accountId}/${act}`)).json.problem, act).toBe("works-elsewhere");
  });

  it("is opened by no password link from before it was accepted", async () => {
    const login = "ruth2@hospital.example";
    await premade(login);
    const token = await invite(owner, login);
    const { accountId } = await personIn(mallory, login);
    const kept = tokenIn((await mallory.post(`/people/${accountId}/password-link`)).json.link);
    const ruth = await signedIn(login, known);
    expect((await accept(ruth, token, own)).status).toBe(200);
    expect((await world.browser().post("/door/link/password", { token: kept, password: known })).json.problem).toBe("no-link");
  });

  it("that nobody used is taken over by no practice but for itself", async () => {
    const login = "fresh@hospital.example";
    const mallorys = await invite(mallory, login, "owner");
    const owners = await invite(owner, login, "owner");
    // Mallory's link would set the password: it opens her practice alone.
    const thief = world.browser();
    expect((await thief.post("/door/link/password", { token: mallorys, password: known })).status).toBe(200);
    expect((await thief.get("/account")).json.practices.map((one: { id: number }) => one.id)).toEqual([hers]);
    expect((await world.browser().post("/door/link/password", { token: owners, password: own })).json.problem).toBe("in-use");
    expect((await personIn(owner, login)).invited).toBe(true);
    // Whoever runs the server gives the account back to its person; Mallory's sessions end.
    const link = await actByOperator(world.app, login, "link");
    const ruth = world.browser();
    await ruth.post("/door/link/password", { token: tokenIn(link.ok ? (link.value.link ?? "") : ""), password: own });
    expect(await stateOf(thief)).toBe("sign-in");
    expect((await accept(ruth, owners, "lantern moss quarry")).status).toBe(200);
  });

  it("tells who invites it nothing but what they typed", async () => {
    const login = "secret@hospital.example";
    await premade(login);
    await world.asOwner("update access.account set name = 'Real Name', locked_until = now() + interval '1 hour' where login = $1", [login]);
    const unknown = await owner.post("/people", { login: "nobody@hospital.example", name: "Nobody", role: "coder" });
    const existing = await owner.post("/people", { login, name: "Typed Name", role: "coder" });
    expect(Object.keys(existing.json)).toEqual(Object.keys(unknown.json));
    expect(await personIn(owner, login)).toMatchObject({ name: "Typed Name", secondFactor: false, locked: false, invited: true });
    const { accountId } = await personIn(owner, login);
    await owner.post(`/people/${accountId}/remove`);
    const events = (await owner.get("/security-events")).json.events;
    expect(events.some((one: { login: string }) => one.login === login)).toBe(true);
    expect(JSON.stringify(events)).not.toContain("Real Name");
  });
});

describe("an invitation", () => {
  it("is for its own account, ends when it is taken back or changed, and is used once also by two at once", async () => {
    await world.addPerson("other@example.org", "coder", { practiceId: hers });
    await world.addPerson("twice@example.org", "coder", { practiceId: hers });
    const other = await signedIn("other@example.org");
    const first = await invite(owner, "twice@example.org");
    expect((await accept(other, first, own)).json.problem).toBe("not-yours");
    const { accountId } = await personIn(owner, "twice@example.org");
    await owner.put(`/people/${accountId}/role`, { role: "manager" });
    const twice = await signedIn("twice@example.org");
    expect((await accept(twice, first, own)).json.problem).toBe("no-link");
    const second = tokenIn((await owner.post(`/people/${accountId}/password-link`)).json.link);
    await owner.post(`/people/${accountId}/remove`);
    expect((await accept(twice, second, own)).json.problem).toBe("no-link");
    const third = await invite(owner, "twice@example.org", "coder");
    const elsewhere = await signedIn("twice@example.org");
    const both = await Promise.all([accept(twice, third, own), accept(elsewhere, third, "lantern moss quarry")]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await personIn(owner, "twice@example.org")).role).toBe("coder");
  });

  it("asks for a sign-in of just now, and for the second factor", async () => {
    await world.addPerson("late@example.org", "coder", { practiceId: hers });
    const late = await signedIn("late@example.org");
    const { secret } = (await late.post("/account/second-factor", { proof: goodPassword })).json;
    await late.put("/account/second-factor", { code: codeOf(secret) });
    const token = await invite(owner, "late@example.org");
    await world.asOwner(
      "update access.session set proved_at = now() - interval '11 minutes' where account_id = (select id from access.account where login = 'late@example.org')",
    );
    expect((await accept(late, token, own)).json.problem).toBe("sign-in-again");
    const half = await signedIn("late@example.org");
    expect((await accept(half, token, own)).json.problem).toBe("second-factor");
    await half.post("/door/second-factor", { code: codeOf(secret, 1) });
    expect((await accept(half, token, own)).status).toBe(200);
  });

  it("waits outside: no right, no mark in the account, no sign-in shown to who invited", async () => {
    await world.addPerson("waiting@example.org", "coder", { practiceId: hers });
    await invite(owner, "waiting@example.org", "owner");
    const waiting = await signedIn("waiting@example.org");
    expect((await waiting.get("/session")).json.user.role).toBe("coder");
    const { events } = (await owner.get("/security-events")).json;
    const kinds = events.filter((one: { login: string }) => one.login === "waiting@example.org").map((one: { kind: string }) => one.kind);
    expect(new Set(kinds)).toEqual(new Set(["member-added", "link-made"]));
  });
});

describe("whoever runs the server", () => {
  it("invites an account that exists, and lets a new one in at once", async () => {
    await premade("vera@hospital.example");
    const added = await addAccountByOperator(world.app, {
      login: "vera@hospital.example",
      name: "Vera",
      role: "owner",
      practiceId: world.practiceId,
      password: { text: own, temporary: false },
    });
    const token = tokenIn((added.ok ? added.value.link : undefined) ?? "");
    const thief = await signedIn("vera@hospital.example", known);
    expect((await thief.get("/account")).json.practices.map((one: { id: number }) => one.id)).toEqual([hers]);
    expect((await accept(thief, token, own)).status).toBe(200);
    const fresh = { login: "new@hospital.example", name: "New", role: "coder", practiceId: world.practiceId } as const;
    const made = await addAccountByOperator(world.app, { ...fresh, password: { text: own, temporary: false } });
    expect(made).toEqual({ ok: true, value: { known: false } });
    expect(await stateOf(await signedIn(fresh.login, own))).toBe("in");
  });

  it("invites into a billing company, whose practices open when the person accepts", async () => {
    await premade("sam@hospital.example");
    const companyId = await companies.add(world.app, "Ledger House");
    await companies.setPractice(world.app, world.practiceId, companyId);
    const offered = await companies.setMember(world.app, { login: "sam@hospital.example", companyId, role: "biller" });
    const token = tokenIn((offered.ok ? offered.value.link : undefined) ?? "");
    const sam = await signedIn("sam@hospital.example", known);
    expect((await sam.post("/door/practice", { practiceId: world.practiceId })).json.problem).toBe("not-found");
    expect((await sam.post("/door/link", { token })).json).toMatchObject({ kind: "invitation", inviter: "Ledger House", role: "biller" });
    expect((await accept(sam, token, own)).status).toBe(200);
    expect((await sam.post("/door/practice", { practiceId: world.practiceId })).status).toBe(200);
    // Another role is at once, since they work there; taken out, they are out, and invited anew the next time.
    const again = await companies.setMember(world.app, { login: "sam@hospital.example", companyId, role: "coder" });
    expect(again).toEqual({ ok: true, value: {} });
    expect((await sam.get("/session")).json.user.role).toBe("coder");
    await companies.setMember(world.app, { login: "sam@hospital.example", companyId, role: undefined });
    expect((await sam.get("/visits")).status).toBe(403);
    const anew = await companies.setMember(world.app, { login: "sam@hospital.example", companyId, role: "coder" });
    expect(anew.ok && anew.value.link).toMatch(/^\/invitation#/);
    await companies.setPractice(world.app, world.practiceId, undefined);
  });

  it("gives a first password, which also accepts what waited for an account that nobody used", async () => {
    await invite(owner, "slow@example.org", "coder");
    await setPasswordByOperator(world.app, { login: "slow@example.org", password: own, temporary: false });
    expect(await stateOf(await signedIn("slow@example.org", own))).toBe("in");
    // For an account in use a new password accepts nothing.
    await world.addPerson("used@example.org", "coder", { practiceId: hers });
    await invite(owner, "used@example.org", "coder");
    await setPasswordByOperator(world.app, { login: "used@example.org", password: own, temporary: false });
    const used = await signedIn("used@example.org", own);
    expect((await used.get("/account")).json.practices.map((one: { id: number }) => one.id)).toEqual([hers]);
  });
});
