/** A newcomer to the trade at the screen: which credential, what it takes, and what the work pays, each figure with whose and when. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

let world: Awaited<ReturnType<typeof openBrowserWorld>>;

beforeAll(async () => {
  world = await openBrowserWorld();
}, 180_000);
afterAll(async () => {
  await world.close();
});

test("a newcomer is advised, compares, and reads what the work pays", async () => {
  const { page, problems } = await world.open();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Learn" }).click();
  await page.getByRole("region", { name: "CPC", exact: true }).getByText("first choice").waitFor();
  await page.getByText("You begin as CPC-A").waitFor();

  await page.getByRole("combobox", { name: "I want to" }).click();
  await page.getByRole("option", { name: "bill, follow up and collect" }).click();
  await page.getByRole("region", { name: "CPB", exact: true }).getByText("first choice").waitFor();
  expect(new URL(page.url()).searchParams.get("work")).toContain("billing");
  expect(await seriousViolations(page)).toEqual([]);

  await page.getByRole("tab", { name: "Side by side" }).click();
  const table = page.getByRole("region", { name: "Credentials side by side" });
  await table.getByRole("columnheader", { name: /CCA/ }).waitFor();
  expect(await table.getByRole("columnheader").count()).toBe(5);
  expect(await seriousViolations(page)).toEqual([]);

  await page.getByRole("tab", { name: "Pay & outlook" }).click();
  const today = page.getByRole("region", { name: "The two occupations today" });
  await today.getByText("$50,250").waitFor();
  await today.getByText("$47,170").waitFor();
  expect(await today.getByText("May 2024").count()).toBeGreaterThan(3);
  expect(problems).toEqual([]);
}, 120_000);

test("every tab in light and dark, narrow and wide", async () => {
  for (const [scheme, width] of [
    ["light", 1280],
    ["dark", 1920],
  ] as const) {
    const { page } = await world.open({ scheme, width });
    for (const tab of ["credential", "compare", "way-in", "pay"]) {
      await page.goto(`${world.address}/learn?tab=${tab}`);
      await page.getByRole("tabpanel").waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      if (process.env.SCREENSHOTS !== undefined) await page.screenshot({ path: `${process.env.SCREENSHOTS}/learn-${tab}-${scheme}.png` });
    }
    await page.close();
  }
}, 120_000);
