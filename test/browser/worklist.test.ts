/** The list of visits as a place of work: narrowed by many values, saved as a view, worked on many rows at once, undone. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

let world: Awaited<ReturnType<typeof openBrowserWorld>>;

beforeAll(async () => {
  world = await openBrowserWorld();
}, 180_000);
afterAll(async () => {
  await world.close();
});

test("several filters stand as chips that are taken away, and what is seen is saved as a view", async () => {
  const { page, problems } = await world.open({ width: 1440 });
  await page.locator("tr[data-cursor=true]").waitFor();
  await page.locator('input[aria-label="Days since the visit"]').click();
  await page.getByRole("option", { name: "0 to 30 days" }).click();
  await page.getByRole("option", { name: "31 to 60 days" }).click();
  await page.keyboard.press("Escape");
  const narrowed = page.getByRole("region", { name: "Narrowed to" });
  await narrowed.getByRole("button", { name: "Without 0 to 30 days old" }).waitFor();
  await narrowed.getByRole("button", { name: "Without 31 to 60 days old" }).click();
  await narrowed.getByRole("button", { name: "Without 31 to 60 days old" }).waitFor({ state: "detached" });
  expect(page.url()).toContain("age=");

  await page.getByRole("button", { name: "Views", exact: true }).click();
  await page.getByRole("textbox", { name: "Save what you see as" }).fill("Fresh ones");
  await page.getByRole("checkbox", { name: "Shared with the practice" }).check();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole("button", { name: "Save view" }).click();
  await page.getByRole("button", { name: "View: Fresh ones" }).waitFor();
  const address = page.url();

  await page.goto(`${world.address}/desk`);
  await page.getByRole("region", { name: "Saved views" }).getByRole("button", { name: "Fresh ones" }).click();
  await page.waitForURL(address);
  await page.getByRole("button", { name: "View: Fresh ones" }).click();
  await page.getByRole("button", { name: "Remove the view Fresh ones" }).click();
  await page.getByText("No view is saved yet.").waitFor();
  expect(problems).toEqual([]);
});

test("many visits are chosen by keyboard and mouse, given away with a preview, and taken back", async () => {
  const { page, problems } = await world.open({ width: 1440 });
  await page.goto(`${world.address}/`);
  await page.locator("tr[data-cursor=true]").waitFor();
  await page.keyboard.press("x");
  await page.keyboard.press("x");
  const bar = page.getByRole("region", { name: "Chosen visits" });
  await bar.getByText("2 chosen").waitFor();
  await page
    .locator("tbody tr")
    .nth(4)
    .click({ modifiers: ["Shift"] });
  await bar.getByText("5 chosen").waitFor();
  expect(await seriousViolations(page)).toEqual([]);

  await bar.getByRole("button", { name: "Give to …" }).click();
  await page.getByRole("menuitem", { name: /^Me/ }).click();
  const preview = page.getByRole("dialog");
  await preview.getByText("It will happen to 5 visits.").waitFor();
  // A menu that is fading out is a menu without items for a moment.
  await page.getByRole("menu").waitFor({ state: "detached" });
  expect(await seriousViolations(page)).toEqual([]);
  await preview.getByRole("button", { name: /^Give to/ }).click();
  await bar.waitFor({ state: "detached" });
  await page.getByRole("navigation", { name: "Work" }).getByRole("button", { name: "Mine" }).click();
  await page.locator("#main").getByText("5 visits", { exact: true }).waitFor();

  await page.getByRole("checkbox", { name: "Choose all on this page" }).check();
  await bar.getByRole("button", { name: "Release claims" }).click();
  await preview.getByText("no claim of it is ready to be released").waitFor();
  await preview.getByRole("button", { name: "Cancel" }).click();
  await page.keyboard.press("Escape");
  await bar.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("No visit here").waitFor();
  expect(problems).toEqual([]);
});

test("rejected claims stand beside the denied lines, each with what was said", async () => {
  const { page, problems } = await world.open({ width: 1440 });
  await page.goto(`${world.address}/denials`);
  await page.getByText("Rejected claims", { exact: true }).click();
  const row = page.locator("tbody tr").first();
  await row.waitFor();
  expect(await row.locator("td").nth(4).textContent()).toMatch(/TA1|999|277CA/);
  expect((await row.locator("td").nth(5).textContent())?.length).toBeGreaterThan(5);
  expect(await seriousViolations(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/visits\/\d+/);
  expect(problems).toEqual([]);
});
