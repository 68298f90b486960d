/** The work around a visit in a real browser, by keyboard: take it, put it off, note on it, ask the clinician; found again in the list. */
import { mkdir } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

let world: Awaited<ReturnType<typeof openBrowserWorld>>;

beforeAll(async () => {
  world = await openBrowserWorld();
}, 180_000);
afterAll(async () => {
  await world.close();
});

async function picture(page: Page, name: string): Promise<void> {
  if (process.env.SCREENSHOTS === undefined) return;
  await mkdir(process.env.SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${process.env.SCREENSHOTS}/desk-${name}.png` });
}

test("a visit is taken, noted on, asked about and put off, by keyboard", async () => {
  const { page, problems } = await world.open();
  await page.goto(`${world.address}/?queue=%5B%22needs-coding%22%5D`);
  await page.locator("tbody tr").first().waitFor();
  await page.keyboard.press("Enter");
  const bar = page.getByRole("region", { name: "Work on this visit" });
  await bar.getByText("Nobody has it").waitFor();
  await page.keyboard.press("m");
  await bar.getByText("You have it").waitFor();

  await page.keyboard.press("w");
  await bar.getByRole("textbox", { name: /^Note/ }).fill("Asked the front desk for the card.");
  await bar.getByRole("button", { name: "Keep" }).click();
  await bar.locator(".work-history").getByText("Asked the front desk for the card.").waitFor();
  await bar.getByRole("button", { name: "1 note" }).click();

  await page.keyboard.press("q");
  await bar.getByLabel("What the note has").fill("Please document sepsis.");
  await bar.getByRole("button", { name: "Ask", exact: true }).click();
  await page.getByText("tells the clinician what to answer").waitFor();
  await bar.getByLabel("What the note has").fill("Left knee in the history, right knee in the plan.");
  await bar.getByRole("button", { name: "Ask", exact: true }).click();
  await bar.getByText("Nothing is billed before the answer.").waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await picture(page, "question");
  await bar.getByLabel("Answer").fill("The right knee.");
  await bar.getByRole("button", { name: "Answer" }).click();
  await bar.getByRole("button", { name: "Ask the clinician" }).waitFor();

  await page.keyboard.press("f");
  await bar.getByLabel("Because").fill("records come by post");
  await bar.getByRole("button", { name: "Put off" }).click();
  await bar.getByText("Sleeps until").waitFor();
  await bar.getByRole("button", { name: /points/ }).click();
  await page.getByText(/^money \d+ \+ chance \d+ \+ time -?\d+ = -?\d+ points$/).waitFor();
  await picture(page, "visit");

  await page.goto(`${world.address}/`);
  await page.getByRole("navigation", { name: "Work" }).getByRole("button", { name: "Asleep" }).click();
  await page.getByText("1 visit", { exact: true }).waitFor();
  await page.locator("tbody tr").getByText("asleep until").waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await picture(page, "list");
  await page.getByRole("button", { name: "Points", exact: true }).click();
  await page.waitForURL(/sort=priority/);
  expect(problems.filter((one) => !one.includes("409"))).toEqual([]);
});

test("the desk shows each queue with what to do, the chairs see theirs, and g goes to the next visit", async () => {
  const { page, problems } = await world.open();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Desk", exact: true }).click();
  const queues = page.getByRole("region", { name: "Queues" });
  await queues.getByText("Denied", { exact: true }).waitFor();
  await page.getByRole("region", { name: "Today" }).getByText("due today or before").waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await picture(page, "board");
  const day = page.getByRole("region", { name: "What I did today" });
  await day.getByRole("button", { name: /left a note on the visit/ }).click();
  await day.getByRole("link").first().waitFor();

  await page.getByText("Coder", { exact: true }).click();
  await queues.getByText("Denied", { exact: true }).waitFor({ state: "detached" });
  await queues.getByText("Needs coding", { exact: true }).waitFor();
  expect(await queues.getByText("$").count()).toBe(0);
  // While the choice of the chair has the focus, a key is its own.
  await page.getByRole("heading", { name: "Desk" }).click();
  await page.keyboard.press("g");
  await page.waitForURL(/\/visits\/\d+/);
  const first = page.url();
  await page.getByRole("region", { name: "Work on this visit" }).waitFor();
  await page.keyboard.press("g");
  await page.waitForURL((url) => url.href !== first && /\/visits\/\d+/.test(url.href));

  await page.getByText("Both", { exact: true }).click();
  await page.goto(`${world.address}/files`);
  await page.getByRole("region", { name: "Unmatched money" }).waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await picture(page, "files");
  expect(problems).toEqual([]);
});

test("the desk in the dark, wide", async () => {
  const { page } = await world.open({ scheme: "dark", width: 1920 });
  await page.goto(`${world.address}/desk`);
  await page.getByRole("region", { name: "Queues" }).waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await picture(page, "board-dark");
});
