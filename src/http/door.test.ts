/** Signing in over HTTP, as a person does and as an attacker tries. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, codeOf, type DoorWorld, goodPassword, openDoorWorld } from "../../test/support/door-world.ts";
import { isPermission } from "../core/access/permissions.ts";

let world: DoorWorld;

beforeAll(async () => {
  world = await openDoorWorld();
});
afterAll(() => world.close());

const stateOf = async (client: Client): Promise<string> => (await client.get("/door")).json.state as string;

async function failuresOf(login: string): Promise<number> {
  const rows = await world.asOwner<{ failures: number }>("select failures from access.account where login = $1", [login]);
  return rows[0]?.failures ?? -1;
}

async function rest(login: string, minutes: number): Promise<void> {
  await world.asOwner("update access.account set locked_until = now() + make_interval(mins => $2) where login = $1", [login, minutes]);
}

describe("a password", () => {
  it("opens the door, to the practice where the person works", async () => {
    await world.addPerson("ruth@example.org", "coder");
    const ruth = world.browser();
    expect(await stateOf(ruth)).toBe("sign-in");
    expect((await ruth.get("/session")).status).toBe(401);
    expect((await ruth.signIn(" Ruth@Example.org ")).json).toEqual({ done: true });
    expect(await stateOf(ruth)).toBe("in");
    const session = (await ruth.get("/session")).json;
    expect(session).toMatchObject({
      user: { role: "coder", signedIn: true, openDemonstration: false },
      practice: { id: world.practiceId },
    });
    expect(session.user.permissions).not.toContain("payments:take");
  });

  it("is kept as argon2id with 19 MiB and two passes, and a weaker hash is replaced at the next sign-in", async () => {
    const accountId = await world.addPerson("old-hash@example.org", "coder");
    const { hash } = await import("@node-rs/argon2");
    const weak = await hash(goodPassword, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    await world.asOwner("update access.account set password_hash = $2 where id = $1", [accountId, weak]);
    expect((await world.browser().signIn("old-hash@example.org")).status).toBe(200);
    const [row] = await world.asOwner<{ hash: string }>("select password_hash as hash from access.account where id = $1", [accountId]);
    expect(row?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await world.browser().signIn("old-hash@example.org")).status).toBe(200);
  });

  it("answers every way to be wrong alike, and no faster than a quarter of a second", async () => {
    await world.addPerson("known@example.org", "coder");
    await world.addPerson("disabled@example.org", "coder");
    await world.addPerson("resting@example.org", "coder");
    await world.asOwner("update access.account set disabled_at = now() where login = 'disabled@example.org'");
    await rest("resting@example.org", 5);
    const answers: unknown[] = [];
    for (const [login, password] of [
      ["nobody@example.org", goodPassword],
      ["known@example.org", "wrong wrong wrong"],
      ["disabled@example.org", goodPassword],
      ["resting@example.org", goodPassword],
    ] as const) {
      const started = performance.now();
      const { status, json, headers } = await world.browser().signIn(login, password);
      expect(performance.now() - started, login).toBeGreaterThanOrEqual(245);
      answers.push({ status, json, cookie: headers["set-cookie"] });
    }
    expect(answers[0]).toMatchObject({ status: 409, json: { problem: "wrong-sign-in" }, cookie: undefined });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it("makes the account rest after five wrong tries, longer each time, also against the right password", async () => {
    await world.addPerson("guessed@example.org", "coder");
    for (let tries = 1; tries <= 5; tries += 1) await world.browser().signIn("guessed@example.org", `wrong guess number ${tries}`);
    expect((await world.browser().signIn("guessed@example.org")).status).toBe(409);
    expect(await failuresOf("guessed@example.org")).toBe(5);
    const lockMinutes = async (): Promise<number> => {
      const [row] = await world.asOwner<{ minutes: number }>(
        "select round(extract(epoch from locked_until - now()) / 60)::int as minutes from access.account where login = 'guessed@example.org'",
      );
      return row?.minutes ?? 0;
    };
    const minutes = [await lockMinutes()];
    for (let round = 0; round < 5; round += 1) {
      await rest("guessed@example.org", -1);
      await world.browser().signIn("guessed@example.org", "wrong wrong wrong");
      minutes.push(await lockMinutes());
    }
    expect(minutes).toEqual([1, 2, 4, 8, 15, 15]);
    await rest("guessed@example.org", -1);
    expect((await world.browser().signIn("guessed@example.org")).status).toBe(200);
    expect(await failuresOf("guessed@example.org")).toBe(0);
  });

  it("is not found by trying many at once", async () => {
    await world.addPerson("rushed@example.org", "coder");
    const guesses = [...Array.from({ length: 11 }, (_, n) => `wrong guess number ${n}`), goodPassword];
    const answers = await Promise.all(guesses.map((guess) => world.browser().signIn("rushed@example.org", guess)));
    // However they fall: not more than five are looked at before the account rests.
    expect(await failuresOf("rushed@example.org")).toBeLessThanOrEqual(5);
    expect(answers.filter(({ status }) => status === 409).length).toBeGreaterThanOrEqual(11);
  });

  it("is tried twenty times a minute from one address, whoever is tried", async () => {
    const attacker = world.browser({ address: "127.8.8.8" });
    const statuses: number[] = [];
    for (let tries = 0; tries < 22; tries += 1) statuses.push((await attacker.signIn(`somebody-${tries}@example.org`, "x")).status);
    expect(statuses.slice(0, 20).every((status) => status === 409)).toBe(true);
    expect(statuses.slice(20)).toEqual([429, 429]);
    const refused = await attacker.signIn("ruth@example.org");
    expect(refused.json).toMatchObject({
      problem: "too-many",
      message: expect.stringMatching(/^Too many tries from your address\. Wait \d+ seconds\.$/),
    });
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect((await world.browser({ address: "127.8.8.9" }).signIn("ruth@example.org")).status).toBe(200);
  });

  it("given by somebody else must be changed before anything else", async () => {
    await world.addPerson("fresh@example.org", "biller", { mustChange: true });
    const fresh = world.browser();
    await fresh.signIn("fresh@example.org");
    expect(await stateOf(fresh)).toBe("new-password");
    for (const path of ["/session", "/visits", "/account"]) expect((await fresh.get(path)).json.problem, path).toBe("change-password");
    for (const [password, problem] of [
      ["short", "weak-password"],
      ["Password2026!", "weak-password"],
      ["fresh@example.org", "weak-password"],
      [goodPassword, "same-password"],
    ])
      expect((await fresh.post("/door/password", { password })).json.problem, password).toBe(problem);
    const before = fresh.token();
    expect((await fresh.post("/door/password", { password: "kettle orbit plinth" })).status).toBe(200);
    expect(fresh.token()).not.toBe(before);
    expect(await stateOf(fresh)).toBe("in");
    expect((await fresh.post("/door/password", { password: "another one entirely" })).json.problem).toBe("nothing-to-choose");
  });
});

describe("a session", () => {
  it("has a new token at each sign-in, in a cookie that scripts and other sites do not get", async () => {
    const browser = world.browser();
    // An attacker's own token, planted before.
    browser.cookies.set("claimwright", "planted-by-an-attacker-0123456789");
    const answer = await browser.signIn("ruth@example.org");
    const first = browser.token();
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(answer.headers["set-cookie"]).toBe(`claimwright=${first}; Path=/; HttpOnly; SameSite=Strict`);
    await browser.signIn("ruth@example.org");
    expect(browser.token()).not.toBe(first);
    const old = world.browser();
    old.cookies.set("claimwright", first ?? "");
    expect(await stateOf(old)).toBe("sign-in");
    const stored = await world.asOwner<{ hash: string }>("select token_hash as hash from access.session");
    expect(stored.length).toBeGreaterThan(0);
    expect(JSON.stringify(stored)).not.toContain(browser.token());
  });

  it("ends by itself after a while without a sign of life, and after twelve hours whatever is done", async () => {
    const signedIn = async (): Promise<Client> => {
      const client = world.browser();
      await client.signIn("ruth@example.org");
      return client;
    };
    const idle = await signedIn();
    await world.asOwner("update access.session set seen_at = now() - interval '14 minutes'");
    expect((await idle.get("/visits")).status).toBe(200);
    await world.asOwner("update access.session set seen_at = now() - interval '16 minutes'");
    expect((await idle.get("/visits")).status).toBe(401);
    expect(await stateOf(idle)).toBe("sign-in");
    const long = await signedIn();
    const [row] = await world.asOwner<{ hours: number }>(
      "select round(extract(epoch from max(ends_at) - now()) / 3600)::int as hours from access.session",
    );
    expect(row?.hours).toBe(12);
    await world.asOwner("update access.session set ends_at = now() - interval '1 second'");
    expect((await long.get("/visits")).status).toBe(401);
  });

  it("is not kept alive by a page that asks by itself", async () => {
    const client = world.browser();
    await client.signIn("ruth@example.org");
    const seen = async (): Promise<number> => {
      const [row] = await world.asOwner<{ seconds: number }>(
        "select extract(epoch from now() - max(seen_at))::int as seconds from access.session",
      );
      return row?.seconds ?? -1;
    };
    await world.asOwner("update access.session set seen_at = now() - interval '10 minutes'");
    expect((await client.get("/door", { "x-idle-seconds": "600" })).json.idleSecondsLeft).toBeLessThanOrEqual(300);
    expect(await seen()).toBeGreaterThan(590);
    expect((await client.get("/door", { "x-idle-seconds": "3" })).json.idleSecondsLeft).toBeGreaterThan(880);
    expect(await seen()).toBeLessThan(10);
  });

  it("ends when the person signs out, whoever else has the token", async () => {
    const client = world.browser();
    await client.signIn("ruth@example.org");
    const thief = world.browser();
    thief.cookies.set("claimwright", client.token() ?? "");
    expect(await stateOf(thief)).toBe("in");
    await client.post("/door/sign-out");
    expect(client.token()).toBeUndefined();
    expect(await stateOf(thief)).toBe("sign-in");
    expect((await client.post("/door/sign-out")).status).toBe(200);
  });

  it("is seen and ended by its person, and by nobody else's id", async () => {
    await world.addPerson("two-places@example.org", "coder");
    const [office, home, stranger] = [
      world.browser({ headers: { "user-agent": "Office" } }),
      world.browser({ headers: { "user-agent": "Home" } }),
      world.browser(),
    ];
    await office.signIn("two-places@example.org");
    await home.signIn("two-places@example.org");
    await stranger.signIn("ruth@example.org");
    const { sessions } = (await office.get("/account")).json;
    expect(sessions.map((one: { agent: string; current: boolean }) => [one.agent, one.current]).sort()).toEqual([
      ["Home", false],
      ["Office", true],
    ]);
    const homeId = sessions.find((one: { agent: string }) => one.agent === "Home").id;
    expect((await stranger.post(`/account/sessions/${homeId}/end`)).status).toBe(404);
    expect(await stateOf(home)).toBe("in");
    expect((await office.post(`/account/sessions/${homeId}/end`)).status).toBe(200);
    expect(await stateOf(home)).toBe("sign-in");
    await home.signIn("two-places@example.org");
    await office.post("/account/sessions/end-others");
    expect([await stateOf(office), await stateOf(home)]).toEqual(["in", "sign-in"]);
  });

  it("asks for the password again before it changes it, counts wrong ones, and ends the others", async () => {
    await world.addPerson("changer@example.org", "coder");
    const [here, elsewhere] = [world.browser(), world.browser()];
    await here.signIn("changer@example.org");
    await elsewhere.signIn("changer@example.org");
    expect((await here.put("/account/password", { proof: "not the password", password: "kettle orbit plinth" })).json.problem).toBe(
      "wrong-proof",
    );
    expect(await failuresOf("changer@example.org")).toBe(1);
    const before = here.token();
    expect((await here.put("/account/password", { proof: goodPassword, password: "kettle orbit plinth" })).status).toBe(200);
    expect(here.token()).not.toBe(before);
    expect([await stateOf(here), await stateOf(elsewhere)]).toEqual(["in", "sign-in"]);
    expect((await world.browser().signIn("changer@example.org")).status).toBe(409);
    expect((await world.browser().signIn("changer@example.org", "kettle orbit plinth")).status).toBe(200);
  });
});

describe("a second factor", () => {
  async function enrol(login: string): Promise<{ client: Client; secret: string; recoveryCodes: readonly string[] }> {
    const client = world.browser();
    await client.signIn(login);
    const { secret, uri } = (await client.post("/account/second-factor", { proof: goodPassword })).json;
    expect(uri).toMatch(/^otpauth:\/\/totp\/Claimwright/);
    const confirmed = await client.put("/account/second-factor", { code: codeOf(secret) });
    expect(confirmed.status).toBe(200);
    return { client, secret, recoveryCodes: confirmed.json.recoveryCodes };
  }

  it("is asked for once it was confirmed, and nothing else opens before it was given", async () => {
    await world.addPerson("careful@example.org", "owner");
    const other = world.browser();
    await other.signIn("careful@example.org");
    const { client, secret } = await enrol("careful@example.org");
    expect([await stateOf(client), await stateOf(other)]).toEqual(["in", "sign-in"]);
    const next = world.browser();
    await next.signIn("careful@example.org");
    expect(await stateOf(next)).toBe("second-factor");
    for (const path of ["/session", "/visits", "/account", "/people", "/keys"])
      expect((await next.get(path)).json.problem, path).toBe("second-factor");
    expect((await next.post("/account/second-factor/remove", { proof: goodPassword })).json.problem).toBe("second-factor");
    expect((await next.post("/door/password", { password: "kettle orbit plinth" })).json.problem).toBe("second-factor");
    expect((await next.post("/door/practice", { practiceId: world.practiceId })).json.problem).toBe("second-factor");
    const half = next.token();
    expect((await next.post("/door/second-factor", { code: codeOf(secret, 1) })).status).toBe(200);
    expect(next.token()).not.toBe(half);
    expect(await stateOf(next)).toBe("in");
  });

  it("counts each code once, also by two at the same moment, and never an old one", async () => {
    await world.addPerson("once@example.org", "coder");
    const { secret } = await enrol("once@example.org");
    const give = async (code: string): Promise<number> => {
      const client = world.browser();
      await client.signIn("once@example.org");
      return (await client.post("/door/second-factor", { code })).status;
    };
    // The code of the enrolment itself was used.
    expect(await give(codeOf(secret))).toBe(409);
    const code = codeOf(secret, 1);
    const [one, two] = [world.browser(), world.browser()];
    await one.signIn("once@example.org");
    await two.signIn("once@example.org");
    const both = await Promise.all([one.post("/door/second-factor", { code }), two.post("/door/second-factor", { code })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await give(code)).toBe(409);
    expect(await give(codeOf(secret, 5))).toBe(409);
    expect(await give(codeOf(secret, -5))).toBe(409);
  });

  it("locks the account by wrong codes as by wrong passwords, and a right password forgets none of them", async () => {
    await world.addPerson("coded@example.org", "coder");
    const { secret } = await enrol("coded@example.org");
    for (let tries = 0; tries < 5; tries += 1) {
      const client = world.browser();
      expect((await client.signIn("coded@example.org")).status, `try ${tries}`).toBe(200);
      expect((await client.post("/door/second-factor", { code: "000000" })).json.problem).toBe("wrong-code");
    }
    expect((await world.browser().signIn("coded@example.org")).status).toBe(409);
    await rest("coded@example.org", -1);
    const client = world.browser();
    await client.signIn("coded@example.org");
    expect((await client.post("/door/second-factor", { code: codeOf(secret, 1) })).status).toBe(200);
    expect(await failuresOf("coded@example.org")).toBe(0);
  });

  it("has recovery codes that count once, and new ones end the old", async () => {
    await world.addPerson("lost-phone@example.org", "coder");
    const { client, recoveryCodes } = await enrol("lost-phone@example.org");
    expect(recoveryCodes).toHaveLength(10);
    const give = async (code: string): Promise<number> => {
      const next = world.browser();
      await next.signIn("lost-phone@example.org");
      return (await next.post("/door/second-factor", { code })).status;
    };
    const [first = "", second = ""] = recoveryCodes;
    expect(await give(first.toLowerCase().replaceAll("-", " "))).toBe(200);
    expect(await give(first)).toBe(409);
    expect((await client.get("/account")).json.recoveryCodesLeft).toBe(9);
    const renewed = (await client.post("/account/recovery-codes", { proof: goodPassword })).json.recoveryCodes;
    expect(await give(second)).toBe(409);
    expect(await give(renewed[0])).toBe(200);
    const stored = JSON.stringify(await world.asOwner("select * from access.recovery_code"));
    for (const code of [...recoveryCodes, ...renewed]) expect(stored).not.toContain(code.replaceAll("-", ""));
  });

  it("is sealed: the database alone has no secret, and one account's seal opens nothing for another", async () => {
    const victim = await world.addPerson("sealed@example.org", "coder");
    const thief = await world.addPerson("thief@example.org", "coder");
    const { secret } = await enrol("sealed@example.org");
    const own = await enrol("thief@example.org");
    const all = JSON.stringify(await world.asOwner("select * from access.account"));
    expect(all).not.toContain(secret);
    // Whoever can write to the table puts their own sealed secret into the victim's row.
    await world.asOwner(
      "update access.account set totp_secret = (select totp_secret from access.account where id = $2), totp_step = null where id = $1",
      [victim, thief],
    );
    const client = world.browser();
    await client.signIn("sealed@example.org");
    expect((await client.post("/door/second-factor", { code: codeOf(own.secret, 1) })).status).toBe(409);
  });

  it("is taken away only with the password, and then not asked for", async () => {
    await world.addPerson("remover@example.org", "coder");
    const { client } = await enrol("remover@example.org");
    expect((await client.post("/account/second-factor", { proof: goodPassword })).json.problem).toBe("has-one");
    expect((await client.post("/account/second-factor/remove", { proof: "wrong" })).json.problem).toBe("wrong-proof");
    expect((await client.post("/account/second-factor/remove", { proof: goodPassword })).status).toBe(200);
    const next = world.browser();
    await next.signIn("remover@example.org");
    expect(await stateOf(next)).toBe("in");
  });
});

describe("several practices", () => {
  it("are chosen among, under a new token each time, with the role that the person has there", async () => {
    const second = await world.addPractice();
    const accountId = await world.addPerson("both@example.org", "coder");
    await world.asOwner("insert into access.membership (account_id, practice_id, role, accepted_at) values ($1, $2, 'biller', now())", [
      accountId,
      second,
    ]);
    const client = world.browser();
    await client.signIn("both@example.org");
    const door = (await client.get("/door")).json;
    expect([door.state, door.practices.map((one: { id: number; role: string }) => [one.id, one.role]).sort()]).toEqual([
      "choose-practice",
      [
        [world.practiceId, "coder"],
        [second, "biller"],
      ].sort(),
    ]);
    expect((await client.get("/visits")).json.problem).toBe("no-practice");
    const before = client.token();
    expect((await client.post("/door/practice", { practiceId: second })).status).toBe(200);
    expect(client.token()).not.toBe(before);
    const there = (await client.get("/session")).json;
    expect([there.practice.id, there.user.role, there.practices.length]).toEqual([second, "biller", 2]);
    await client.post("/door/practice", { practiceId: world.practiceId });
    expect((await client.get("/session")).json.user.role).toBe("coder");
    const foreign = await world.addPractice();
    expect((await client.post("/door/practice", { practiceId: foreign })).status).toBe(404);
    // Next time the door opens where the person was.
    await client.post("/door/sign-out");
    await client.signIn("both@example.org");
    expect((await client.get("/session")).json.practice.id).toBe(world.practiceId);
  });

  it("come through a billing company too, and its people are not the practice's to change", async () => {
    const [one, two] = [await world.addPractice(), await world.addPractice()];
    const accountId = await world.addPerson("company@example.org", "coder");
    const [company] = await world.asOwner<{ id: number }>("insert into access.organisation (name) values ('Ledger House') returning id");
    await world.asOwner("insert into access.organisation_practice (practice_id, organisation_id) values ($1, $3), ($2, $3)", [
      one,
      two,
      company?.id,
    ]);
    await world.asOwner(
      "insert into access.organisation_membership (account_id, organisation_id, role, accepted_at) values ($1, $2, 'owner', now())",
      [accountId, company?.id],
    );
    const client = world.browser();
    await client.signIn("company@example.org");
    expect((await client.get("/door")).json.practices).toHaveLength(3);
    await client.post("/door/practice", { practiceId: two });
    expect((await client.get("/session")).json.user.role).toBe("owner");
    await world.addPerson("local-owner@example.org", "owner", { practiceId: one });
    const local = world.browser();
    await local.signIn("local-owner@example.org");
    const { people } = (await local.get("/people")).json;
    expect(people.find((person: { login: string }) => person.login === "company@example.org")).toMatchObject({
      company: "Ledger House",
      mayChange: false,
    });
    expect((await local.post(`/people/${accountId}/remove`)).json.problem).toBe("of-company");
  });
});

describe("a role that needs a second factor", () => {
  it("may do nothing but set it up; other roles go on", async () => {
    const strict = await openDoorWorld({ secondFactor: "owners" });
    try {
      await strict.addPerson("boss@example.org", "owner");
      await strict.addPerson("hand@example.org", "coder");
      const [boss, hand] = [strict.browser(), strict.browser()];
      await boss.signIn("boss@example.org");
      await hand.signIn("hand@example.org");
      expect([await stateOf(boss), await stateOf(hand)]).toEqual(["enrol-second-factor", "in"]);
      for (const { method, path, access } of strict.server.routeEntries) {
        if (method !== "GET" || !isPermission(access)) continue;
        const { status, json } = await boss.get(path.replace(/:\w+/g, "1"));
        // FHIR has its own shape for what goes wrong.
        const problem = json.resourceType === "OperationOutcome" ? json.issue[0].details.coding[0].code : json.problem;
        expect([status, problem], path).toEqual([403, "enrol-second-factor"]);
      }
      expect((await hand.get("/visits")).status).toBe(200);
      const { secret } = (await boss.post("/account/second-factor", { proof: goodPassword })).json;
      expect((await boss.get("/visits")).json.problem).toBe("enrol-second-factor");
      expect((await boss.put("/account/second-factor", { code: codeOf(secret) })).status).toBe(200);
      expect([await stateOf(boss), (await boss.get("/people")).status]).toEqual(["in", 200]);
      await boss.post("/account/second-factor/remove", { proof: goodPassword });
      expect([await stateOf(boss), (await boss.get("/people")).status]).toEqual(["enrol-second-factor", 403]);
    } finally {
      await strict.close();
    }
  });
});
