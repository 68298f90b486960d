/** A coder's day: suggestions by keys, taken, refused, asked why; saved; a question to the clinician; the next visit. And the lexicon's page. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BrowserWorld, openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

let world: BrowserWorld;
beforeAll(async () => {
  world = await openBrowserWorld();
});
afterAll(() => world.close());

const panel = (page: Page) => page.getByRole("region", { name: "Suggested codes" });
const row = (page: Page, code: string) =>
  panel(page).locator(".suggestion", { has: page.getByRole("button", { name: code, exact: true }) });

async function openCoding(page: Page): Promise<void> {
  await page.getByRole("cell", { name: /Vasquez, Elena/ }).click();
  await page.getByRole("heading", { level: 1, name: "Elena Vasquez" }).waitFor();
  await page
    .getByRole("navigation", { name: "Steps of the visit" })
    .getByRole("button", { name: /Codes \d/ })
    .click();
  await panel(page).waitFor();
}

describe("the coding desk", () => {
  it("suggests codes with the words behind them; a coder takes and refuses by keys, and it is there again", async () => {
    const { page, problems } = await world.open();
    await page.getByText("Coder", { exact: true }).click();
    await openCoding(page);
    await expect.poll(() => row(page, "E11.65").getAttribute("data-here")).toBe("true");
    await expect.poll(() => page.locator("mark[data-active=true]").allTextContents()).toEqual(["Type 2 diabetes with hyperglycemia"]);
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press("e");
    await page.getByText("Diabetes, diabetic › type 2 › with › hyperglycemia").waitFor();
    await page.keyboard.press("y");
    await expect.poll(() => row(page, "E11.65").getAttribute("data-standing")).toBe("added");
    await expect.poll(() => row(page, "I10").getAttribute("data-here")).toBe("true");
    await page.keyboard.press("y");
    await expect.poll(() => row(page, "E66.9").getAttribute("data-here")).toBe("true");
    await page.keyboard.press("x");
    await page.getByRole("button", { name: "Not part of this visit" }).click();
    await expect.poll(() => row(page, "E66.9").getAttribute("data-standing")).toBe("rejected");
    await page.getByLabel("Add a service").fill("99213");
    await page
      .getByRole("option", { name: /^99213/ })
      .first()
      .click();
    // In this chair a saved visit makes room for the next one; of that one the coder asks the clinician, who answers.
    const coded = new URL(page.url()).pathname;
    await page.getByRole("button", { name: "Save the codes", exact: true }).first().click();
    await page.waitForURL((url) => /^\/visits\/\d+$/.test(url.pathname) && url.pathname !== coded);
    const work = page.getByRole("region", { name: "Work on this visit" });
    await work.getByRole("button", { name: "Ask the clinician" }).waitFor();
    await page.keyboard.press("q");
    await work.getByLabel("What the note has").fill("The history has both knees, the plan has one.");
    await work.getByRole("button", { name: "Ask", exact: true }).click();
    await work.getByText("Nothing is billed before the answer.").waitFor();
    await work.getByLabel("Answer").fill("The right knee.");
    await work.getByRole("button", { name: "Answer" }).click();
    await work.getByRole("button", { name: "Ask the clinician" }).waitFor();
    const asked = page.url();
    await page.keyboard.press("g");
    await page.waitForURL((url) => url.href !== asked && /^\/visits\/\d+$/.test(url.pathname));

    await page.goto(`${world.address}${coded}`);
    await expect
      .poll(() =>
        page
          .getByRole("navigation", { name: "Steps of the visit" })
          .getByRole("button", { name: /Codes \d/ })
          .textContent(),
      )
      .toContain("2 diagnoses, 1 service");
    await page
      .getByRole("navigation", { name: "Steps of the visit" })
      .getByRole("button", { name: /Codes \d/ })
      .click();
    await page.getByRole("button", { name: "Read the note for codes" }).click();
    await expect.poll(() => row(page, "E66.9").getAttribute("data-standing")).toBe("rejected");
    expect(await seriousViolations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("has a page for what was learnt, which says when there is nothing yet", async () => {
    const { page, problems } = await world.open();
    await page.getByRole("link", { name: "Lexicon", exact: true }).click();
    await page.getByRole("heading", { name: "Nothing learnt yet" }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.close();
  });
});
