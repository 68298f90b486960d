/** Every page that the frame leads to, and the pages behind them: nothing serious for axe, nothing wider than the window, no error. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { numberTabs } from "../../src/web/numbers/numbers-address.ts";
import { patientsTabs } from "../../src/web/patients/patients-address.ts";
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
  ...patientsTabs.map((tab) => `/patients?tab=${tab}`),
  ...["account", "telephone", "pay", "books"].map((tab) => `/patients/1?tab=${tab}`),
  "/books?tab=approvals",
  "/books?tab=no-such-tab",
  "/front-desk/register",
  "/visits/8?step=codes",
  "/visits/4?step=statement",
  ...["note", "codes", "claim", "x12", "answer", "money"].map((step) => `/visits/1?step=${step}`),
  "/claims/1",
  "/claims/1?tab=money",
  "/claims/1?tab=form",
  "/claims/1?tab=sent",
  "/remittances/1",
  "/denials/1",
  "/files/out/1",
  "/front-desk/patients/1",
  "/people",
  "/keys",
  "/security-events",
  "/codes/I10?tab=tabular",
  "/codes/E11.9?tab=index",
  "/codes?tab=lists",
  "/no-such-page",
];

/** All that axe knows in the first, and then what another width or the dark can change: a page is loaded once for the four. */
const looks = [
  { scheme: "light", width: 1280, rules: undefined },
  { scheme: "dark", width: 1280, rules: ["color-contrast"] },
  { scheme: "dark", width: 1920, rules: ["color-contrast", "scrollable-region-focusable"] },
  { scheme: "light", width: 1920, rules: ["color-contrast"] },
] as const;

test("nothing to complain about: light and dark, 1280 and 1920 wide", { timeout: 900_000 }, async () => {
  const { page, problems } = await world.open();
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
    const tabs = await page.getByRole("tab").count();
    if (tabs > 0 && (await page.getByRole("tab", { selected: true }).count()) !== 1) found.push(`${path}: no tab is open`);
    for (const { scheme, width, rules } of looks) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (beyond > 0) found.push(`${path}: ${beyond} pixels wider than the window of ${width}`);
      found.push(...(await seriousViolations(page, rules)).map((one) => `${path}, ${scheme}, ${width}: ${one}`));
    }
  }
  expect(found).toEqual([]);
  expect(problems).toEqual([]);
});
