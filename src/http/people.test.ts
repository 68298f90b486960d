/** Who may let people in, take them out and make keys; and who tries to get more than they have. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, codeOf, type DoorWorld, goodPassword, openDoorWorld } from "../../test/support/door-world.ts";
import { makeSetupLink } from "../app/access/door-links.ts";
import type { PracticeId } from "../core/kernel/id.ts";

let world: DoorWorld;
let owner: Client;
let instructor: Client;

beforeAll(async () => {
  world = await openDoorWorld();
  await world.addPerson("owner@example.org", "owner");
  await world.addPerson("instructor@example.org", "instructor");
  owner = await signedIn("owner@example.org");
  instructor = await signedIn("instructor@example.org");
});
afterAll(() => world.close());

async function signedIn(login: string, password?: string): Promise<Client> {
  const client = world.browser();
  expect((await client.signIn(login, password)).status, login).toBe(200);
  return client;
}

const tokenIn = (link: string): string => link.slice(link.indexOf("#") + 1);
const stateOf = async (client: Client): Promise<string> => (await client.get("/door")).json.state as string;

describe("a new person", () => {
  it("gets a link that sets a password once, and is then signed in", async () => {
    const added = await owner.post("/people", { login: "New.Coder@example.org", name: "Nora Coder", role: "coder" });
    expect(added.json.link).toMatch(/^\/invitation#[\w-]{43}$/);
    const token = tokenIn(added.json.link);
    const { people } = (await owner.get("/people")).json;
    expect(people.find((one: { login: string }) => one.login === "new.coder@example.org")).toMatchObject({
      invited: true,
      role: "coder",
      mayManage: false,
    });
    const nora = world.browser();
    expect((await nora.post("/door/link", { token })).json).toEqual({
      kind: "invitation",
      login: "new.coder@example.org",
      name: "Nora Coder",
      inviter: "Practice without a name yet",
      role: "coder",
      used: false,
      hasPassword: false,
    });
    expect((await nora.post("/door/link/password", { token, password: "noracoder2026" })).json.problem).toBe("weak-password");
    expect((await nora.post("/door/link/password", { token, password: "kettle orbit plinth" })).status).toBe(200);
    expect((await nora.get("/session")).json.user).toMatchObject({ name: "Nora Coder", role: "coder" });
    for (const again of [token, "made-up-token-of-nobody-at-all"]) {
      expect((await nora.post("/door/link", { token: again })).json.problem).toBe("no-link");
      expect((await nora.post("/door/link/password", { token: again, password: "another good phrase" })).json.problem).toBe("no-link");
    }
    const stored = JSON.stringify(await world.asOwner("select * from access.door_link"));
    expect(stored).not.toContain(token);
  });

  it("has one link at a time, which ends after three days and when the account is disabled", async () => {
    const first = tokenIn((await owner.post("/people", { login: "linked@example.org", name: "Lin", role: "coder" })).json.link);
    const { people } = (await owner.get("/people")).json;
    const { accountId } = people.find((one: { login: string }) => one.login === "linked@example.org");
    const second = tokenIn((await owner.post(`/people/${accountId}/password-link`)).json.link);
    const opens = async (token: string): Promise<boolean> => (await world.browser().post("/door/link", { token })).status === 200;
    expect([await opens(first), await opens(second)]).toEqual([false, true]);
    await world.asOwner("update access.door_link set ends_at = now() - interval '1 second' where used_at is null");
    expect(await opens(second)).toBe(false);
    for (const act of ["disable", "enable", "unlock", "sign-out", "reset-second-factor"])
      expect((await owner.post(`/people/${accountId}/${act}`)).json.problem, act).toBe("not-accepted");
    const third = tokenIn((await owner.post(`/people/${accountId}/password-link`)).json.link);
    expect((await world.browser().post("/door/link/password", { token: third, password: goodPassword })).status).toBe(200);
    const fourth = tokenIn((await owner.post(`/people/${accountId}/password-link`)).json.link);
    expect(await opens(fourth)).toBe(true);
    await owner.post(`/people/${accountId}/disable`);
    expect(await opens(fourth)).toBe(false);
    await owner.post(`/people/${accountId}/enable`);
    expect(await opens(fourth)).toBe(false);
  });

  it("with a new role is not opened by a link that somebody made before", async () => {
    const token = tokenIn((await owner.post("/people", { login: "risen@example.org", name: "Rita", role: "coder" })).json.link);
    const { people } = (await owner.get("/people")).json;
    const { accountId } = people.find((one: { login: string }) => one.login === "risen@example.org");
    expect((await owner.put(`/people/${accountId}/role`, { role: "manager" })).status).toBe(200);
    expect((await world.browser().post("/door/link", { token })).json.problem).toBe("no-link");
  });

  it("does not get past a second factor by a password link", async () => {
    const accountId = await world.addPerson("factor@example.org", "coder");
    const client = await signedIn("factor@example.org");
    const { secret } = (await client.post("/account/second-factor", { proof: goodPassword })).json;
    await client.put("/account/second-factor", { code: codeOf(secret) });
    const token = tokenIn((await owner.post(`/people/${accountId}/password-link`)).json.link);
    const thief = world.browser();
    await thief.post("/door/link/password", { token, password: "kettle orbit plinth" });
    expect(await stateOf(thief)).toBe("second-factor");
    expect(await stateOf(client)).toBe("sign-in");
    await owner.post(`/people/${accountId}/reset-second-factor`);
    expect(await stateOf(await signedIn("factor@example.org", "kettle orbit plinth"))).toBe("in");
  });
});

describe("a person's rights", () => {
  it("change at once, in sessions that are open", async () => {
    const accountId = await world.addPerson("mover@example.org", "coder");
    const mover = await signedIn("mover@example.org");
    expect((await mover.get("/files")).status).toBe(403);
    expect((await owner.put(`/people/${accountId}/role`, { role: "biller" })).status).toBe(200);
    expect((await mover.get("/files")).status).toBe(200);
    await owner.post(`/people/${accountId}/remove`);
    expect((await mover.get("/files")).json.problem).toBe("no-practice");
    expect(await stateOf(mover)).toBe("choose-practice");
  });

  it("end with the account: disabled means signed out everywhere, and no way in", async () => {
    const accountId = await world.addPerson("leaver@example.org", "coder");
    const leaver = await signedIn("leaver@example.org");
    await owner.post(`/people/${accountId}/disable`);
    expect((await leaver.get("/visits")).status).toBe(401);
    expect((await world.browser().signIn("leaver@example.org")).status).toBe(409);
    await owner.post(`/people/${accountId}/enable`);
    expect(await stateOf(await signedIn("leaver@example.org"))).toBe("in");
  });

  it("are unlocked by whoever manages people", async () => {
    const accountId = await world.addPerson("locked@example.org", "coder");
    await world.asOwner("update access.account set failures = 9, locked_until = now() + interval '15 minutes' where id = $1", [accountId]);
    expect((await world.browser().signIn("locked@example.org")).status).toBe(409);
    await owner.post(`/people/${accountId}/unlock`);
    await signedIn("locked@example.org");
  });

  it("are never given by who has less, nor is anybody with more touched by them", async () => {
    const ownerId = (await owner.get("/people")).json.people.find((one: { login: string }) => one.login === "owner@example.org").accountId;
    expect((await instructor.post("/people", { login: "x@example.org", name: "X", role: "owner" })).json.problem).toBe("not-yours-to-give");
    expect((await instructor.post("/people", { login: "x@example.org", name: "X", role: "manager" })).json.problem).toBe(
      "not-yours-to-give",
    );
    for (const act of ["password-link", "reset-second-factor", "disable", "sign-out", "unlock", "remove"])
      expect((await instructor.post(`/people/${ownerId}/${act}`)).json.problem, act).toBe("not-yours-to-give");
    const studentId = await world.addPerson("student@example.org", "student");
    expect((await instructor.put(`/people/${studentId}/role`, { role: "owner" })).json.problem).toBe("not-yours-to-give");
    expect((await instructor.post(`/people/${studentId}/password-link`)).status).toBe(200);
    expect((await instructor.get("/people")).json.grantable).toEqual(expect.arrayContaining(["student", "instructor", "coder"]));
    expect((await instructor.get("/people")).json.grantable).not.toEqual(expect.arrayContaining(["owner"]));
  });

  it("are nobody's own to change, and the last owner stays", async () => {
    const people = (await owner.get("/people")).json.people as { login: string; accountId: number; self: boolean; mayChange: boolean }[];
    const self = people.find(({ login }) => login === "owner@example.org");
    expect(self).toMatchObject({ self: true, mayChange: false });
    expect((await owner.put(`/people/${self?.accountId}/role`, { role: "coder" })).json.problem).toBe("self");
    const second = await world.addPerson("owner2@example.org", "owner");
    const other = await signedIn("owner2@example.org");
    // Both take the other out at the same moment: one stays.
    const both = await Promise.all([owner.post(`/people/${second}/remove`), other.post(`/people/${self?.accountId}/remove`)]);
    expect(both.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    const [left] = await world.asOwner<{ n: number }>(
      "select count(*)::int as n from access.membership where practice_id = $1 and role = 'owner'",
      [world.practiceId],
    );
    expect(left?.n).toBeGreaterThanOrEqual(1);
    await world.asOwner(
      "insert into access.membership (account_id, practice_id, role, accepted_at) values ($1, $2, 'owner', now()) on conflict do nothing",
      [self?.accountId, world.practiceId],
    );
  });

  it("of an account that also works elsewhere are not in one practice's hands", async () => {
    const elsewhere = await world.addPractice();
    const shared = await world.addPerson("shared@example.org", "coder");
    await world.asOwner("insert into access.membership (account_id, practice_id, role, accepted_at) values ($1, $2, 'owner', now())", [
      shared,
      elsewhere,
    ]);
    for (const act of ["password-link", "reset-second-factor", "disable", "sign-out", "unlock"])
      expect((await owner.post(`/people/${shared}/${act}`)).json.problem, act).toBe("works-elsewhere");
    expect((await owner.put(`/people/${shared}/role`, { role: "biller" })).status).toBe(200);
    expect((await owner.post(`/people/${shared}/remove`)).status).toBe(200);
    expect((await owner.post(`/people/${shared}/password-link`)).status).toBe(404);
    // Adding them again gives nobody anything: they are invited, and their account is not to be managed here before they accept.
    const again = await owner.post("/people", { login: "shared@example.org", name: "Somebody Else", role: "coder" });
    expect(again.json.link).toMatch(/^\/invitation#/);
    expect((await owner.post(`/people/${shared}/disable`)).json.problem).toBe("not-accepted");
    expect((await owner.post("/people", { login: "shared@example.org", name: "Again", role: "coder" })).json.problem).toBe("is-here");
  });
});

describe("a key", () => {
  it("is shown once, does what it was made for and nothing else, and ends when revoked", async () => {
    const made = await owner.post("/keys", { name: "Nightly export", permissions: ["visits:list"], days: 30 });
    const key = made.json.key as string;
    expect(key).toMatch(/^cw_[\w-]{43}$/);
    const ask = (path: string, method: "GET" | "POST" = "GET") =>
      world.server.inject({
        method,
        url: `/api/v1${path}`,
        headers: { host: "localhost", authorization: `Bearer ${key}` },
        ...(method === "POST" ? { payload: {} } : {}),
      });
    expect((await ask("/visits")).statusCode).toBe(200);
    expect((await ask("/files")).statusCode).toBe(403);
    for (const path of ["/account", "/people", "/keys", "/security-events"]) expect((await ask(path)).statusCode, path).toBe(403);
    expect((await ask("/door/practice", "POST")).statusCode).toBe(403);
    const listed = (await owner.get("/keys")).json.keys;
    expect(listed[0]).toMatchObject({ name: "Nightly export", hint: key.slice(0, 8), revokedAt: null, usedAt: expect.any(String) });
    expect(
      JSON.stringify([
        listed,
        await world.asOwner("select * from access.api_key"),
        await world.asOwner("select * from access.security_event"),
      ]),
    ).not.toContain(key);
    expect((await owner.post(`/keys/${listed[0].id}/revoke`)).status).toBe(200);
    expect((await ask("/visits")).statusCode).toBe(401);
    expect((await owner.post(`/keys/${listed[0].id}/revoke`)).json.problem).toBe("revoked");
  });

  it("ends by its day, and with what its maker may do", async () => {
    const makerId = await world.addPerson("key-maker@example.org", "owner");
    const maker = await signedIn("key-maker@example.org");
    const { key } = (await maker.post("/keys", { name: "Two things", permissions: ["visits:list", "files:read"], days: 1 })).json;
    const ask = async (path: string): Promise<number> =>
      (await world.server.inject({ url: `/api/v1${path}`, headers: { host: "localhost", authorization: `Bearer ${key}` } })).statusCode;
    expect([await ask("/visits"), await ask("/files")]).toEqual([200, 200]);
    await owner.put(`/people/${makerId}/role`, { role: "coder" });
    expect([await ask("/visits"), await ask("/files")]).toEqual([200, 403]);
    await owner.post(`/people/${makerId}/remove`);
    expect(await ask("/visits")).toBe(401);
    await world.asOwner("insert into access.membership (account_id, practice_id, role, accepted_at) values ($1, $2, 'owner', now())", [
      makerId,
      world.practiceId,
    ]);
    expect(await ask("/visits")).toBe(200);
    await world.asOwner("update access.api_key set ends_at = now() where name = 'Two things'");
    expect(await ask("/visits")).toBe(401);
  });

  it("is never made with what lets people in, nor by who may make none", async () => {
    for (const permission of ["users:manage", "keys:manage", "glass:break", "money:approve"])
      expect((await owner.post("/keys", { name: "Too much", permissions: [permission], days: 1 })).json.problem, permission).toBe(
        "not-yours-to-give",
      );
    expect((await owner.post("/keys", { name: "Nonsense", permissions: ["everything"], days: 1 })).status).toBe(400);
    expect((await owner.post("/keys", { name: "For ever", permissions: ["visits:list"], days: 5000 })).status).toBe(400);
    expect((await instructor.post("/keys", { name: "Mine", permissions: ["visits:list"], days: 1 })).status).toBe(403);
  });
});

describe("what happens at the door", () => {
  it("is recorded with who, whence and how, without a password, token or key, and seen by who may", async () => {
    await world.browser().signIn("owner@example.org", "a wrong guess 4711");
    await world.browser().signIn("my-password-typed-as-login", goodPassword);
    const { events } = (await owner.get("/security-events")).json;
    const kinds = new Set(events.map((one: { kind: string }) => one.kind));
    for (const kind of [
      "signed-in",
      "sign-in-failed",
      "account-added",
      "link-made",
      "password-changed",
      "role-changed",
      "member-removed",
      "key-made",
      "key-revoked",
      "account-disabled",
      "second-factor-removed",
      "unlocked",
    ])
      expect(kinds, kind).toContain(kind);
    const all = JSON.stringify(await world.asOwner("select * from access.security_event"));
    for (const secret of ["4711", "my-password-typed", goodPassword, "kettle orbit", "cw_kettle"]) expect(all).not.toContain(secret);
    expect((await instructor.get("/security-events")).status).toBe(200);
    await world.addPerson("no-audit@example.org", "coder");
    expect((await (await signedIn("no-audit@example.org")).get("/security-events")).status).toBe(403);
  });

  it("is of one's own practice only", async () => {
    const elsewhere = await world.addPractice();
    await world.addPerson("far-owner@example.org", "owner", { practiceId: elsewhere });
    const far = await signedIn("far-owner@example.org");
    const { events } = (await far.get("/security-events")).json;
    expect(events.length).toBeGreaterThan(0);
    expect(new Set(events.map((one: { login: string }) => one.login))).toEqual(new Set(["far-owner@example.org"]));
  });
});

describe("the first owner", () => {
  const setup = (link: string, more: object = {}) => ({
    token: tokenIn(link),
    login: "first@example.org",
    name: "Fay First",
    password: "lantern moss quarry",
    practiceName: "Cedar Creek Family Medicine",
    ...more,
  });

  it("is made by the setup link once, names the practice, and is signed in", async () => {
    const practiceId: PracticeId = await world.addPractice();
    const old = (await makeSetupLink(world.app, practiceId)) ?? "";
    const link = (await makeSetupLink(world.app, practiceId)) ?? "";
    expect(link).toMatch(/^\/setup#[\w-]{43}$/);
    const browser = world.browser();
    expect((await browser.post("/door/setup", setup(old))).json.problem).toBe("no-link");
    expect((await browser.post("/door/setup", setup(link, { password: "Password2026!" }))).json.problem).toBe("weak-password");
    expect((await browser.post("/door/setup", setup(link, { login: "owner@example.org" }))).json.problem).toBe("login-taken");
    expect((await browser.post("/door/link/password", { token: tokenIn(link), password: "lantern moss quarry" })).json.problem).toBe(
      "no-link",
    );
    expect((await browser.post("/door/setup", setup(link))).status).toBe(200);
    const session = (await browser.get("/session")).json;
    expect([session.practice.name, session.user.role]).toEqual(["Cedar Creek Family Medicine", "owner"]);
    expect((await world.browser().post("/door/setup", setup(link, { login: "second@example.org" }))).json.problem).toBe("no-link");
    expect(await makeSetupLink(world.app, practiceId)).toBeUndefined();
  });

  it("is one, also when two open the link at the same moment", async () => {
    const practiceId = await world.addPractice();
    const link = (await makeSetupLink(world.app, practiceId)) ?? "";
    const both = await Promise.all(
      ["a@example.org", "b@example.org"].map((login) => world.browser().post("/door/setup", setup(link, { login }))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
