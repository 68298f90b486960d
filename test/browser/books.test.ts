/** The books as a person uses them: a day down to where an entry comes from, a month closed and opened, a write-off that waits. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type BrowserWorld, openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

let world: BrowserWorld;
beforeAll(async () => {
  world = await openBrowserWorld();
});
afterAll(() => world.close());

it("closes last month, opens it again with a reason, and says who did it and why", async () => {
  const { page, problems } = await world.open();
  await page.getByRole("link", { name: "Books" }).click();
  await page.getByRole("tab", { name: "Periods" }).click();
  await page.getByRole("button", { name: "Close October 2026" }).click();
  await page.getByText("closed through 10/31/2026").waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole("button", { name: "Open October 2026 again" }).click();
  await page.getByRole("textbox", { name: "Reason" }).fill("a payment was forgotten");
  await page.getByRole("button", { name: "Open it" }).click();
  await page.getByText("a payment was forgotten").waitFor();
  await page.getByRole("button", { name: "Close October 2026" }).waitFor();
  expect(problems).toEqual([]);
  await page.close();
});

it("leads from a day to its entry, the patient's account, and a write-off that waits for a second person", async () => {
  const { page, problems } = await world.open({ scheme: "dark", width: 1920 });
  await page.getByRole("link", { name: "Books" }).click();
  const panel = page.locator(".panel").filter({ hasText: "Days" }).first();
  await panel.getByRole("button").first().click();
  await page.getByRole("button", { name: "Charges of the visit" }).first().click();
  await page.getByText("Recorded").waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole("tab", { name: "Trial balance" }).click();
  await page.getByText("Both sides agree").waitFor();
  await page.goBack();
  await page.locator("a[href^='/patients/']").first().click();
  await page.getByRole("heading", { name: "Charges" }).waitFor();
  await page.getByRole("button", { name: "Adjust" }).first().click();
  await page.getByLabel("Write off").selectOption("write-off-courtesy");
  await page.getByLabel("Why", { exact: true }).fill("agreed on the phone");
  await page.getByRole("button", { name: /^Write off what/ }).click();
  await page.getByText("waits for a second person").waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole("link", { name: "Books" }).click();
  await page.getByRole("tab", { name: /Approvals/ }).click();
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByText("Only a person who has signed in decides this").waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  // The refusal is an answer of the server, which the console names.
  expect(problems.filter((one) => !one.includes("409"))).toEqual([]);
  await page.close();
});
