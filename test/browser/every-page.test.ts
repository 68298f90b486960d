/** Every page that the frame leads to, and the pages behind them: nothing serious for axe, nothing wider than the window, no error. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { numberTabs } from "../../src/web/numbers/numbers-address.ts";
import { settingTabs } from "../../src/web/settings/settings-address.ts";
import { openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

let world: Awaited<ReturnType<typeof openBrowserWorld>>;

beforeAll(async () => {
  world = await openBrowserWorld();
}, 180_000);
afterAll(async () => {
  await world.close();
});

/** Beside those of the frame's line. */
const further = [
  ...settingTabs.map((tab) => `/settings?tab=${tab}`),
  ...numberTabs.map((tab) => `/numbers?tab=${tab}`),
  "/books?tab=requests",
  "/front-desk/register",
  "/visits/1",
  "/claims/1",
  "/patients/1",
  "/front-desk/patients/1",
  "/people",
  "/keys",
  "/security-events",
  "/codes/I10?tab=tabular",
  "/codes/E11.9?tab=index",
  "/codes?tab=lists",
  "/no-such-page",
];

describe.each([
  { scheme: "light", width: 1280 },
  { scheme: "dark", width: 1920 },
] as const)("in $scheme, $width wide", ({ scheme, width }) => {
  test("has nothing to complain about", { timeout: 400_000 }, async () => {
    const { page, problems } = await world.open({ scheme, width });
    const links = page.getByRole("navigation").getByRole("link");
    await links.first().waitFor();
    const places = await links.evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
    expect(places.length).toBeGreaterThan(12);
    const found: string[] = [];
    for (const path of [...new Set([...places, ...further])]) {
      await page.goto(`${world.address}${path}`);
      const ready = page.getByRole("main").getByRole("heading").first();
      if ((await ready.waitFor({ timeout: 20_000 }).catch(() => "never")) === "never") found.push(`${path}: no heading`);
      await page.getByText("Loading", { exact: false }).first().waitFor({ state: "hidden" });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (beyond > 0) found.push(`${path}: ${beyond} pixels wider than the window`);
      found.push(...(await seriousViolations(page)).map((one) => `${path}: ${one}`));
    }
    expect(found).toEqual([]);
    expect(problems).toEqual([]);
    await page.close();
  });
});
