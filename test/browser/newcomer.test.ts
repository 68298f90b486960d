/** Somebody new, without a manual: only what the screen offers as the next thing is pressed, up to the first payment that is posted. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

let world: Awaited<ReturnType<typeof openBrowserWorld>>;

beforeAll(async () => {
  // What a first start opens: the practice with its eight months.
  world = await openBrowserWorld({ args: ["--history-days", "240"] });
}, 180_000);
afterAll(async () => {
  await world.close();
});

const offered = (page: Page) => page.locator("main [data-next-action]:enabled");
/** More presses than a person would make without asking somebody. */
const patience = 15;

test("is shown one visit first, and never again by itself", async () => {
  const { page, problems } = await world.open({ newcomer: true });
  await page.getByText("One visit of an invented practice").waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole("link", { name: "the list" }).click();
  await page.getByRole("heading", { level: 1, name: "Visits" }).waitFor();
  expect(await page.getByText("One visit of an invented practice").count()).toBe(0);
  expect(problems).toEqual([]);
  await page.close();
});

test("reaches the first posted payment", { timeout: 180_000 }, async () => {
  const { page, problems } = await world.open({ newcomer: true });
  await page.getByRole("heading", { level: 1, name: "Elena Vasquez" }).waitFor();
  const understood = page.getByRole("button", { name: "Understood" });
  // Its words fit into it.
  expect(await understood.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
  const posted = page.getByText("Why not all of it");
  const pressed: string[] = [];
  for (let press = 0; press < patience && (await posted.count()) === 0; press += 1) {
    const hint = page.getByText("Add a diagnosis and a service first", { exact: false });
    await expect.poll(async () => (await offered(page).count()) + (await hint.count()) + (await posted.count())).toBeGreaterThan(0);
    if ((await hint.count()) > 0) await codeFromTheNote(page);
    if ((await posted.count()) > 0) break;
    const next = offered(page).first();
    pressed.push((await next.textContent()) ?? "");
    const before = await page.locator("main").textContent();
    await next.click();
    // Until this claim is decided, the days of the others go by too.
    await expect.poll(() => page.locator("main").textContent(), { timeout: 60_000 }).not.toBe(before);
    await page.locator("main [data-loading]").first().waitFor({ state: "detached" });
  }
  expect(pressed.join(" > ")).toContain("Save the codes");
  await posted.waitFor();
  await page.getByRole("navigation", { name: "Steps of the visit" }).getByRole("button", { name: /Money/ }).click();
  await page.getByRole("heading", { name: "Journal" }).waitFor();
  await page
    .getByText(/Remittance of claim/)
    .first()
    .waitFor();
  expect(problems).toEqual([]);
});

/** The hint says: by typing a few words. They are the note's own. */
async function codeFromTheNote(page: Page): Promise<void> {
  for (const [field, words, code] of [
    ["Add a diagnosis", "type 2 diabetes hyperglycemia", "E11.65"],
    ["Add a diagnosis", "essential hypertension", "I10"],
    ["Add a service", "99214", "99214"],
  ] as const) {
    await page.getByLabel(field).fill(words);
    await page.getByRole("option").filter({ hasText: code }).first().click();
    await page.getByRole("button", { name: `Remove ${code}`, exact: true }).waitFor();
  }
}
