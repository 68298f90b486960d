/** The door in a real browser: the first owner, a coder with a second factor who sees no money, and the end of a session by itself. */
import { Secret, TOTP } from "otpauth";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inventedProfessionalClaimFile } from "../../src/core/x12/samples/invented-837p.ts";
import { type BrowserWorld, openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

let world: BrowserWorld;
let owner: Page;
let coder: Page;
let secret = "";

beforeAll(async () => {
  world = await openBrowserWorld({ args: ["--empty"] });
  owner = (await world.open()).page;
  // A context of its own: two people at two machines.
  coder = (await world.open()).page;
  for (const page of [owner, coder]) page.setDefaultTimeout(30_000);
});
afterAll(() => world.close());

async function looksRight(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(250);
    expect(await seriousViolations(page), `${page.url()} in ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();
const type = (page: Page, label: string, words: string) => page.getByLabel(label, { exact: true }).fill(words);

async function menu(page: Page, item: string): Promise<void> {
  await press(page, /^Account/);
  await page.getByRole("menuitem", { name: item }).click();
}

async function visitsShown(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1, name: "Visits" }).waitFor();
}

function code(steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
}

describe("the door", () => {
  test("nobody sees anything before somebody is the owner, by the link of the console", async () => {
    await owner.getByRole("heading", { name: "Sign in" }).waitFor();
    await looksRight(owner);
    const link = /http:\S+\/setup#\S+/.exec(world.said())?.[0];
    expect(link).toBeDefined();
    await owner.goto("about:blank");
    await owner.goto(link ?? "");
    await type(owner, "Name of the practice", "Cedar Creek Family Medicine");
    await type(owner, "Your name", "Olive Owner");
    await type(owner, "Your login", "olive@example.org");
    await type(owner, "Password", "olive owner 2026");
    await owner.getByText("That is mostly your own name or login").waitFor();
    await type(owner, "Password", "seven quiet herons");
    await looksRight(owner);
    await press(owner, "Make the account and go in");
    await visitsShown(owner);
    expect(owner.url()).not.toContain("#");
    await owner.getByText("Cedar Creek Family Medicine").waitFor();
  });

  test("the owner brings in claims and adds a coder, who chooses a password and a second factor", async () => {
    const bytes = inventedProfessionalClaimFile({ claims: 3, seed: 11 });
    await owner.locator("input[type=file]").setInputFiles({ name: "outside.837", mimeType: "text/plain", buffer: Buffer.from(bytes) });
    await expect.poll(() => owner.locator("tbody tr").count(), { timeout: 60_000 }).toBe(3);
    await owner.getByRole("columnheader", { name: "Charged" }).waitFor();
    await menu(owner, "People");
    await press(owner, "Add a person");
    await type(owner, "Name", "Nora Coder");
    await type(owner, "Login", "nora@example.org");
    await looksRight(owner);
    await owner.getByRole("button", { name: "Add", exact: true }).click();
    const link = (await owner.locator(".secret").textContent()) ?? "";
    expect(link).toMatch(/\/invitation#[\w-]{43}$/);
    await press(owner, "Done");
    await owner.getByText("has not come in yet").waitFor();
    await looksRight(owner);

    await coder.goto("about:blank");
    await coder.goto(link);
    await coder.getByRole("heading", { name: "Welcome, Nora Coder" }).waitFor();
    await looksRight(coder);
    await type(coder, "Password", "kettle orbit plinth");
    await press(coder, "Set the password and go in");
    await visitsShown(coder);
    await menu(coder, "My account");
    await press(coder, "Set it up");
    await type(coder, "Your password", "kettle orbit plinth");
    await press(coder, "Go on");
    await coder.locator(".qr").waitFor();
    secret = ((await coder.locator(".secret").textContent()) ?? "").replace(/\s/g, "");
    await looksRight(coder);
    await type(coder, "The code it shows now", code());
    await press(coder, "Turn it on");
    await expect.poll(() => coder.locator(".recovery-codes li").count()).toBe(10);
    await looksRight(coder);
    await press(coder, "I have them");
    await menu(coder, "Sign out");
    await coder.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await coder.getByText("nothing was done for a while").count()).toBe(0);
  });

  test("the coder signs in with the code of the telephone, where they were, and sees no money", async () => {
    await type(coder, "Login", "nora@example.org");
    await type(coder, "Password", "wrong wrong wrong");
    await press(coder, "Sign in");
    await coder.getByRole("alert").filter({ hasText: "not right" }).waitFor();
    await looksRight(coder);
    await type(coder, "Password", "kettle orbit plinth");
    await press(coder, "Sign in");
    await type(coder, "Code", code(1));
    await press(coder, "Go on");
    await coder.getByRole("heading", { level: 1, name: "My account" }).waitFor();
    await looksRight(coder);
    await coder.getByRole("link", { name: "Visits", exact: true }).click();
    await expect.poll(() => coder.locator("tbody tr").count()).toBe(3);
    for (const heading of ["Charged", "Insurance owes", "Patient owes"])
      expect(await coder.getByRole("columnheader", { name: heading }).count(), heading).toBe(0);
    expect(await coder.locator("main").getByText("$").count()).toBe(0);
    expect(await coder.getByRole("link", { name: "Files & exceptions" }).count()).toBe(0);
    expect(await coder.getByRole("button", { name: "Import an 837P" }).count()).toBe(0);
    await press(coder, /^Account/);
    // Between the two stands what one may say about why one looks.
    const items = await coder.getByRole("menuitem").allTextContents();
    expect([items[0], items.at(-1)]).toEqual(["My account", "Sign out"]);
    expect(items.filter((item) => /People|API keys|Security events/.test(item))).toEqual([]);
    await looksRight(coder);
    await coder.keyboard.press("Escape");
    await coder.locator("tbody tr").first().click();
    await expect.poll(() => coder.locator(".steps .step").count()).toBe(3);
  });

  test("the session warns before it ends, ends by itself, and goes on where it was", async () => {
    const visit = coder.url();
    let left = 90;
    // The server's own clock is turned in src/http/door.test.ts; here it says that little time is left.
    await coder.route("**/api/v1/door", async (route) => {
      const response = await route.fetch();
      const door = (await response.json()) as { state: string };
      await route.fulfill({ response, json: door.state === "in" ? { ...door, idleSecondsLeft: left } : door });
    });
    await coder.evaluate(() => window.dispatchEvent(new Event("focus")));
    await coder.getByText("Are you still there?").waitFor();
    await looksRight(coder);
    left = 2;
    await coder.evaluate(() => window.dispatchEvent(new Event("focus")));
    await coder.getByText("You were signed out because nothing was done for a while.").waitFor();
    expect(await coder.locator("main").getByText("Nora").count()).toBe(0);
    expect(coder.url()).toBe(visit);
    expect(await coder.evaluate(async () => (await fetch("/api/v1/visits")).status)).toBe(401);
    // A handler that is still at work would find its question answered by nobody.
    await coder.unrouteAll({ behavior: "wait" });
    await looksRight(coder);
    expect(await coder.getByLabel("Login", { exact: true }).inputValue()).toBe("nora@example.org");
    await type(coder, "Password", "kettle orbit plinth");
    await press(coder, "Sign in");
    await coder.getByLabel("Code", { exact: true }).waitFor();
  });

  test("the owner sees what happened, makes a key, and takes the coder's rights away", async () => {
    await menu(owner, "Security events");
    await owner.getByText("second factor set").waitFor();
    await looksRight(owner);
    await menu(owner, "API keys");
    await press(owner, "Make a key");
    await type(owner, "For what", "Nightly export");
    await owner.getByLabel(/see the list of visits/).check();
    await looksRight(owner);
    await press(owner, "Make it");
    expect(await owner.locator(".secret").textContent()).toMatch(/^cw_[\w-]{43}$/);
    await press(owner, "Done");
    await press(owner, "Revoke");
    await owner.getByText("revoked", { exact: true }).waitFor();
    await looksRight(owner);
    await menu(owner, "People");
    await press(owner, "What to do with Nora Coder");
    await owner.getByRole("menuitem", { name: "Disable the account" }).click();
    await owner.getByText("disabled", { exact: true }).waitFor();
    await looksRight(owner);
  });
});
