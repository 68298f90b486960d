/** Every role asks every address: the table of core/access says who is answered, and nothing else does. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPermission } from "../../src/core/access/permissions.ts";
import { permissionsOf, roles } from "../../src/core/access/roles.ts";
import { type Client, type DoorWorld, openDoorWorld } from "../support/door-world.ts";

let world: DoorWorld;

beforeAll(async () => {
  world = await openDoorWorld();
});
afterAll(() => world.close());

/** Nothing stands under these numbers: what is let in finds nothing, and changes nothing. */
function addressOf(path: string): string {
  return path.replace(":direction", "in").replace(":system", "icd10cm").replace(":code", "I10").replace(/:\w+/g, "987654321");
}

async function ask(
  client: Client,
  { method, path }: { readonly method: string; readonly path: string },
): Promise<{ status: number; problem: string }> {
  const url = `${addressOf(path)}${method === "GET" ? "?date=2026-03-02&on=2026-03-02&q=x" : ""}`;
  const { status, json } = method === "GET" ? await client.get(url) : method === "PUT" ? await client.put(url) : await client.post(url);
  // FHIR's addresses say the same word inside of an OperationOutcome.
  const problem = json?.problem ?? json?.issue?.[0]?.details?.coding?.[0]?.code;
  return { status, problem: typeof problem === "string" ? problem : "" };
}

describe("every role on every address", () => {
  const refusals = ["not-allowed"];

  it.each(roles)("%s is answered where the table says so, and refused everywhere else", async (role) => {
    await world.addPerson(`${role}@example.org`, role);
    const client = world.browser();
    await client.signIn(`${role}@example.org`);
    const entries = world.server.routeEntries.filter(({ access }) => isPermission(access));
    expect(entries.length).toBeGreaterThan(30);
    const wrong: string[] = [];
    let allowed = 0;
    for (const entry of entries) {
      const may = isPermission(entry.access) && permissionsOf(role).has(entry.access);
      const { status, problem } = await ask(client, entry);
      const refused = status === 403 && refusals.includes(problem);
      if (may === refused || status === 401 || status >= 500)
        wrong.push(`${entry.method} ${entry.path} needs ${entry.access}: ${status} ${problem}`);
      if (may) allowed += 1;
    }
    expect(wrong).toEqual([]);
    expect(allowed).toBeGreaterThan(4);
  });

  it("nobody is answered but at the door", async () => {
    const stranger = world.browser();
    const wrong: string[] = [];
    for (const entry of world.server.routeEntries.filter(({ access }) => access !== "open")) {
      const { status, problem } = await ask(stranger, entry);
      if (status !== 401 || problem !== "sign-in") wrong.push(`${entry.method} ${entry.path}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it("a session that waits for its second factor, or for a password of one's own, opens nothing but the next step", async () => {
    const accountId = await world.addPerson("halfway@example.org", "owner", { mustChange: true });
    const newPassword = world.browser();
    await newPassword.signIn("halfway@example.org");
    const awaiting = world.browser();
    await world.asOwner("update access.account set totp_confirmed_at = now(), totp_secret = 'v1.x.x.x' where id = $1", [accountId]);
    await awaiting.signIn("halfway@example.org");
    const opened: string[] = [];
    for (const entry of world.server.routeEntries.filter(({ access }) => access !== "open" && access !== "signing-in")) {
      for (const [client, step] of [
        [newPassword, "change-password"],
        [awaiting, "second-factor"],
      ] as const) {
        const { status, problem } = await ask(client, entry);
        if (status !== 403 || problem !== step) opened.push(`${entry.method} ${entry.path}: ${status} ${problem}`);
      }
    }
    expect(opened).toEqual([]);
  });
});
