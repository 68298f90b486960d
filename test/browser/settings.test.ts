/** The settings in a real browser, by keyboard: a field that cannot be right is said at the field, a change is kept and shown as history. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowserWorld } from "../support/browser-world.ts";

let world: Awaited<ReturnType<typeof openBrowserWorld>>;

beforeAll(async () => {
  world = await openBrowserWorld();
}, 180_000);
afterAll(async () => {
  await world.close();
});

test("the practice's telephone and pay-to address are changed, with a slip on the way", async () => {
  const { page, problems } = await world.open();
  await page.goto(`${world.address}/settings`);
  const panel = page.getByRole("region", { name: "Practice" });
  await panel.getByRole("button", { name: "Change" }).press("Enter");
  const form = page.getByRole("form", { name: "Change the practice" });
  await form.getByLabel("NPI").fill("1993000004");
  await form.getByLabel("Telephone").fill("608 555 0199");
  await form.getByLabel("NPI").press("Enter");
  await form.getByText("“1993000004” fails its check digit.", { exact: false }).waitFor();
  await form.getByText("Nothing is saved yet: one field cannot be right.", { exact: false }).waitFor();
  await form.getByLabel("NPI").fill("1993000003");
  await form.getByLabel("Payments go to another address").press("Space");
  await form.getByLabel("Pay-to address: street").fill("PO Box 40");
  await form.getByLabel("Pay-to address: city").fill("Maple Hollow");
  await form.getByLabel("Pay-to address: state").fill("wi");
  await form.getByLabel("Pay-to address: ZIP").fill("53599-0040");
  await form.getByLabel("Pay-to address: ZIP").press("Enter");
  await panel.getByText("(608) 555-0199").waitFor();
  await panel.getByText("PO Box 40, Maple Hollow, WI 53599-0040").waitFor();
  await page.getByRole("tab", { name: "What was changed" }).click();
  await page.getByText("telephone: 6085550142 → 6085550199").waitFor();
  await page.getByText("pay-to address: nothing → PO Box 40, Maple Hollow, WI 535990040").waitFor();
  expect(problems).toEqual([]);
});

test("a clinician comes, a price is raised, a small balance is set", async () => {
  const { page, problems } = await world.open();
  await page.goto(`${world.address}/settings?tab=people`);
  await page.getByRole("button", { name: "Add a clinician" }).click();
  const form = page.getByRole("form", { name: "Add a clinician" });
  for (const [label, value] of [
    ["First name", "Ada"],
    ["Last name", "Rowan"],
    ["Credential", "MD"],
    ["NPI", "1245319599"],
  ] as const)
    await form.getByLabel(label, { exact: true }).fill(value);
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByRole("cell", { name: "Ada Rowan, MD", exact: true }).waitFor();
  await page.getByText("No taxonomy code.", { exact: false }).waitFor();

  await page.getByRole("tab", { name: "Prices" }).click();
  await page.getByLabel("Find a price").fill("99213");
  await page.getByRole("button", { name: "Change the price of 99213" }).click();
  const price = page.getByRole("form", { name: "Set a price" });
  await price.getByLabel("Price, $").fill("1.00");
  await price.getByRole("button", { name: "Save" }).click();
  await page.getByText("The price is below Medicare's.", { exact: false }).waitFor();
  await page.getByRole("region", { name: "Prices" }).getByText("$1.00").waitFor();

  await page.getByRole("tab", { name: "Statements & limits" }).click();
  await page.getByRole("button", { name: "Change small balances" }).click();
  await page.getByLabel("Up to, $").fill("abc");
  await page.getByLabel("Up to, $").press("Enter");
  await page.getByText("An amount from $0.00 to $1,000.00.", { exact: false }).waitFor();
  await page.getByLabel("Up to, $").fill("5.00");
  await page.getByLabel("Up to, $").press("Enter");
  await page.getByText("up to $5.00").waitFor();
  expect(problems).toEqual([]);
});
