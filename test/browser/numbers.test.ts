/** The manager's morning in a real browser: the measures, one opened to its rows, open balances, charts, the day sheet; light and dark. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import { seriousViolations } from "../support/browser-world.ts";
import { openSignedInBrowser, type SignedInBrowser } from "../support/signed-in-browser.ts";

let place: SignedInBrowser;
let page: Page;
let problems: string[];

beforeAll(async () => {
  place = await openSignedInBrowser("2026-03-02");
  const { world } = place;
  const visit = await world.seePatient({ patient: "vasquez" });
  expect((await world.code(visit, ["J06.9"], [["99213", [], [1]]])).ok).toBe(true);
  await world.send(visit);
  await world.untilPaid();
  const waiting = await world.seePatient({ patient: "vasquez" });
  expect((await world.code(waiting, ["J06.9"], [["99213", [], [1]]])).ok).toBe(true);
  await world.send(waiting);
  ({ page, problems } = await place.openAs("manager", "Mara Manager"));
  page.setDefaultTimeout(30_000);
}, 240_000);
afterAll(() => place.close());

async function looksRight(): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours of the frame change over a moment.
    await page.evaluate(async () => {
      await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
      await Promise.allSettled(document.getAnimations().map((one) => one.finished));
    });
    expect(await seriousViolations(page), `${page.url()} in ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

describe("the manager's morning", () => {
  test("begins with the measures; what is too early says so; Enter opens one to its rows", async () => {
    await page.getByRole("link", { name: "Numbers" }).click();
    await page.getByRole("row", { name: /Net collection rate.*not yet.*180 days/ }).waitFor();
    await page.getByRole("row", { name: /Clean-claim rate.*100\.0 %.*2 of 2/ }).waitFor();
    await looksRight();
    await page.getByRole("row", { name: /Initial denial rate, claims/ }).press("Enter");
    await page.getByRole("heading", { level: 1, name: "Initial denial rate, claims" }).waitFor();
    await page.getByText("claims with a denied line in their first decision ÷ claims decided").waitFor();
    expect(await page.getByTestId("figure").textContent()).toBe("0.0 %");
    await page.getByText("1 row, denied 0, decided 1").waitFor();
    await page.getByRole("row", { name: /Vasquez, Elena/ }).waitFor();
    await looksRight();
    // From the number to the visit, and to what is to be done.
    await page
      .getByRole("link", { name: /Vasquez, Elena/ })
      .first()
      .click();
    await page.getByRole("heading", { name: /Vasquez/ }).waitFor();
    await page.getByRole("link", { name: "Desk", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Desk" }).waitFor();
    await page.goto(`${place.address}/numbers/denials-by-claim`);
    await page.getByTestId("figure").waitFor();
  });

  test("the rows leave as a spreadsheet", async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as CSV" }).click()]);
    const text = await readFile((await download.path()) ?? "", "utf8");
    expect(text).toContain("Vasquez, Elena");
  });

  test("open balances stand by age, of payers and of patients", async () => {
    await page.getByRole("link", { name: "Numbers" }).first().click();
    await page.getByRole("tab", { name: "Open balances" }).click();
    await page.getByRole("row", { name: /All payers/ }).waitFor();
    await looksRight();
    await page.locator("main").getByText("Patients", { exact: true }).click();
    await page.getByRole("heading", { name: /What patients owe/ }).waitFor();
    await looksRight();
  });

  test("charts have their figures as a table", async () => {
    await page.getByRole("tab", { name: "Charts" }).click();
    await page.getByRole("img", { name: /Open balances by age/ }).waitFor();
    await page.getByText("There is a figure once the books are 90 days old.").waitFor();
    await page.getByRole("img", { name: /Levels of office visits.*Level 3 2/ }).waitFor();
    await page.getByRole("img", { name: /Visits coded.*Test \d/ }).waitFor();
    await looksRight();
    await page.getByRole("button", { name: "Money received as a table" }).click();
    await page.getByRole("table", { name: "Money received" }).waitFor();
    await looksRight();
  });

  test("a sample of what was coded is reviewed, and the accuracy of the person stands in the numbers", async () => {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Reviews", exact: true }).click();
    await page.getByText("No sample yet").waitFor();
    await page.getByRole("button", { name: "Draw a sample" }).click();
    const form = page.getByRole("region", { name: "Draw a sample" });
    await expect.poll(() => form.getByRole("combobox", { name: "Coder" }).inputValue()).toBe("Test (2)");
    await looksRight();
    await form.getByRole("button", { name: "Draw", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: /Vasquez, Elena/ }).waitFor();
    // The first visit is right as it stands; of the second the level is one too high.
    const verdicts = page.getByRole("region", { name: "Verdicts" });
    await verdicts.getByText("2 right, 0 wrong, 0 missed").waitFor();
    await looksRight();
    await verdicts.getByRole("button", { name: "Keep and tell the coder" }).click();
    await page.getByText("Mara Manager gave a verdict on each code").waitFor();
    await page.getByRole("button", { name: "Close the review" }).click();
    await page.getByText("1 of 2 closed; reviewer Mara Manager").waitFor();
    await page.locator(".sample-visit[aria-current=page]").getByText("2", { exact: true }).waitFor();
    await verdicts.getByText("2 right, 0 wrong, 0 missed").waitFor();
    await page.keyboard.press("r");
    await page.keyboard.press("w");
    await verdicts.getByRole("textbox", { name: "Right instead of 99213" }).fill("99212");
    await verdicts.getByRole("textbox", { name: "Why, for 99213" }).fill("one minor problem");
    await verdicts.getByRole("button", { name: "Keep and tell the coder" }).click();
    await page.getByText("Mara Manager gave a verdict on each code").waitFor();
    await page.getByRole("button", { name: "Close the review" }).click();
    await page.getByText("Mara Manager closed the review").waitFor();
    await page.getByRole("link", { name: "Coding reviews" }).click();
    await page.getByRole("row", { name: /Test.*75\.0 %/ }).waitFor();
    await looksRight();
    // The same figure on the manager's page, and opened by person.
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Numbers", exact: true }).click();
    await page.getByRole("row", { name: /Coding accuracy, by code.*75\.0 %.*3 of 4/ }).press("Enter");
    await page.getByRole("heading", { level: 1, name: "Coding accuracy, by code" }).waitFor();
    expect(await page.getByTestId("figure").textContent()).toBe("75.0 %");
    await page.getByRole("row", { name: /^Test.*75\.0 %/ }).waitFor();
    await looksRight();
  });

  test("the day sheet ties, and a difference opens to its rows", async () => {
    await page.goto(`${place.address}/numbers?tab=day&from=2026-03-02&to=2026-03-31`);
    await page.getByText("everything ties").waitFor();
    await page.getByRole("button", { name: /for insurance/ }).click();
    await page
      .getByRole("link", { name: /Vasquez, Elena/ })
      .first()
      .waitFor();
    await looksRight();
    expect(problems).toEqual([]);
  });

  test("a month is looked over and then locked", async () => {
    await place.world.goTo(isoDate("2026-04-02"));
    await page.goto(`${place.address}/numbers?tab=close`);
    await page.getByText("Every file is worked").waitFor();
    await page.getByText("Visits, charges, claims and deposits of the month tie").waitFor();
    await looksRight();
    await page.getByRole("button", { name: "Close March 2026" }).click();
    await page.getByRole("heading", { name: "No month to close" }).waitFor();
  });

  test("a coder has no numbers", async () => {
    const coder = await place.openAs("coder", "Cole Coder");
    const line = coder.page.getByRole("navigation", { name: "Main" });
    await line.getByRole("link", { name: "Visits", exact: true }).waitFor();
    expect(await line.getByRole("link", { name: "Numbers", exact: true }).count()).toBe(0);
  });
});
