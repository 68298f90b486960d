/** The lists and pages of claims and payments, in a real browser. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

let world: Awaited<ReturnType<typeof openBrowserWorld>>;
let page: Awaited<ReturnType<typeof world.open>>["page"];
let problems: readonly string[];

beforeAll(async () => {
  world = await openBrowserWorld();
  ({ page, problems } = await world.open());
  page.setDefaultTimeout(30_000);
}, 180_000);
afterAll(() => world.close());

async function looksRight(): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(300);
    expect(await seriousViolations(page), `${page.url()} in ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

test("a claim is found by its state, and its page tells the whole way", async () => {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Claims" }).click();
  await page.getByRole("button", { name: /Partly paid/ }).click();
  await page.waitForURL(/state=/);
  await looksRight();
  await page.getByRole("row", { name: /Delacroix/ }).click();
  await page.getByText("277CA: the payer took the claim").waitFor();
  await looksRight();
  await page.keyboard.press("3");
  await page.getByRole("columnheader", { name: "Payer owes" }).waitFor();
  await looksRight();
  await page.keyboard.press("5");
  await page.getByRole("region", { name: "CMS-1500, its items" }).getByText("R5383").waitFor();
  await looksRight();
  await page.keyboard.press("6");
  await page.getByText(/^CLM\*CW1-000001/).waitFor();
  await looksRight();
  expect(problems).toEqual([]);
}, 120_000);

test("a payment shows its proof and is marked as found at the bank", async () => {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Remittances" }).click();
  await page
    .getByRole("row", { name: /Lakeshore/ })
    .first()
    .click();
  await page.getByText("adds up", { exact: true }).waitFor();
  await looksRight();
  await page.getByRole("button", { name: "Mark as deposited" }).click();
  await page.getByText(/^Found on .*marked by/).waitFor();
  await looksRight();
  expect(problems).toEqual([]);
}, 120_000);
