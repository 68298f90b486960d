/** In a real browser: an owner must set up a second factor before anything is shown, and accepts an invitation into a second practice. */
import { Secret, TOTP } from "otpauth";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BrowserWorld, openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

let world: BrowserWorld;
let owner: Page;
let secret = "";

beforeAll(async () => {
  world = await openBrowserWorld({ args: ["--empty"], env: { CLAIMWRIGHT_SECOND_FACTOR: "owners" } });
  owner = (await world.open()).page;
  owner.setDefaultTimeout(30_000);
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

const press = (page: Page, name: string) => page.getByRole("button", { name }).first().click();
const type = (page: Page, label: string, words: string) => page.getByLabel(label, { exact: true }).fill(words);
const code = (steps = 0): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

test("the first owner sets up a second factor before the practice opens", async () => {
  const link = /http:\S+\/setup#\S+/.exec(world.said())?.[0];
  await owner.goto("about:blank");
  await owner.goto(link ?? "");
  await type(owner, "Name of the practice", "Cedar Creek Family Medicine");
  await type(owner, "Your name", "Olive Owner");
  await type(owner, "Your login", "olive@example.org");
  await type(owner, "Password", "seven quiet herons");
  await press(owner, "Make the account and go in");
  await owner.getByRole("heading", { name: "One more lock" }).waitFor();
  await looksRight(owner);
  expect(await owner.evaluate(async () => (await fetch("/api/v1/visits")).status)).toBe(403);
  await type(owner, "Your password", "seven quiet herons");
  await press(owner, "Go on");
  await owner.locator(".qr").waitFor();
  secret = ((await owner.locator(".secret").textContent()) ?? "").replace(/\s/g, "");
  await looksRight(owner);
  await type(owner, "The code it shows now", code());
  await press(owner, "Turn it on");
  await expect.poll(() => owner.locator(".recovery-codes li").count()).toBe(10);
  // The codes are shown once: they stay until they were seen, though the door is open by now.
  await owner.waitForTimeout(1500);
  expect(await owner.locator(".recovery-codes li").count()).toBe(10);
  await press(owner, "I have them");
  await owner.getByRole("heading", { level: 1, name: "Visits" }).waitFor();
});

test("an account that exists accepts an invitation: signed in, and under a new password", async () => {
  await world.command("user", "practice", "add", "Lake Street Clinic");
  const said = await world.command("user", "add", "olive@example.org", "--name", "Olive", "--role", "manager", "--practice", "2", "--link");
  const path = /\/invitation#\S+/.exec(said)?.[0] ?? "";
  const { page } = await world.open();
  page.setDefaultTimeout(30_000);
  await page.goto("about:blank");
  await page.goto(`${world.address}${path}`);
  await page.getByRole("heading", { name: "You are invited" }).waitFor();
  await page.getByText("Lake Street Clinic invites you").waitFor();
  await looksRight(page);
  expect(await page.getByLabel("Login", { exact: true }).inputValue()).toBe("olive@example.org");
  await type(page, "Password", "seven quiet herons");
  await press(page, "Sign in");
  await type(page, "Code", code(1));
  await press(page, "Go on");
  await page.getByText("Choose a new password with it").waitFor();
  await looksRight(page);
  await type(page, "New password", "kettle orbit plinth");
  await press(page, "Accept and go in");
  await page.getByRole("heading", { level: 1, name: "Visits" }).waitFor();
  await page.getByText("Lake Street Clinic").waitFor();
  expect(page.url()).not.toContain("#");
  // Everywhere else the account is signed out.
  await owner.evaluate(() => window.dispatchEvent(new Event("focus")));
  await owner.getByRole("heading", { name: "Sign in" }).waitFor();
});
