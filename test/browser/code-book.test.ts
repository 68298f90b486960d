/** The code book's page by keys: words to a code, the Tabular tree, the Index and its references, what is kept; and beside a visit. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BrowserWorld, openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

let world: BrowserWorld;
beforeAll(async () => {
  world = await openBrowserWorld();
});
afterAll(() => world.close());

const code = (page: Page, name: string) => page.getByRole("heading", { level: 2, name, exact: true });

describe("the code book", () => {
  it("is walked by keys, says that only the starter set is there, and its address leads back", async () => {
    const { page, problems } = await world.open();
    await page.getByRole("link", { name: "Code book", exact: true }).click();
    await page.getByText("Only the starter set is loaded").waitFor();
    await page.keyboard.type("knee pain left");
    await page.getByRole("button", { name: /^M25\.562/ }).waitFor();
    await page.keyboard.press("Enter");
    await code(page, "M25.562").waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole("button", { name: /Keep/ }).click();
    await page.getByRole("button", { name: /Kept/, pressed: true }).waitFor();

    await page.getByRole("tab", { name: "Tabular List" }).click();
    const tree = page.getByRole("tree", { name: "Tabular List" });
    await tree
      .getByRole("treeitem", { name: /M25\.562/, selected: true })
      .last()
      .waitFor();
    await tree.getByRole("treeitem").first().focus();
    await page.keyboard.press("ArrowRight");
    // What lies below is asked for when it is opened.
    await tree.getByRole("treeitem").first().getByRole("treeitem").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-level"))).toBe("2");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-level"))).toBe("1");
    expect(await seriousViolations(page)).toEqual([]);

    await page.getByRole("tab", { name: "Index" }).click();
    await page.getByLabel("Main term that begins with").fill("hypertension");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? "")).toMatch(/^▸?Hypertension/);
    await page.keyboard.press("Enter");
    await code(page, "I10").waitFor();
    expect(await seriousViolations(page)).toEqual([]);

    await page.getByRole("tab", { name: "Kept" }).click();
    await page.getByRole("button", { name: /^M25\.562/ }).waitFor();
    const address = page.url();
    expect(new URL(address).pathname).toBe("/codes/I10");
    await page.goto(address);
    await code(page, "I10").waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });

  it("lists modifiers from the one that the address names, walked by arrows; the key of the search is no word of it", async () => {
    const { page, problems } = await world.open();
    await page.goto(`${world.address}/codes/LT?system=modifier&tab=lists&date=2026-99-99`);
    await code(page, "LT").waitFor();
    expect(await page.getByRole("region", { name: "The code" }).getByText("billable").count()).toBe(0);
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    await page.getByRole("button", { name: /^LT/ }).waitFor();
    await page.getByLabel("From the code").focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(focused).toMatch(/^LT/);
    await page.keyboard.press("ArrowDown");
    await expect.poll(focused).not.toMatch(/^LT/);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute("data-row-field"))).toBe(true);
    await page.getByRole("tab", { name: "Search" }).click();
    await page.getByLabel("Find a code").focus();
    await page.keyboard.type("/gout");
    expect(await page.getByLabel("Find a code").inputValue()).toBe("gout");
    expect(problems).toEqual([]);
    await page.close();
  });

  it("shows the chosen row of the tree, takes a code without its system, and Back stays in the book", async () => {
    const { page, problems } = await world.open();
    await page.goto(`${world.address}/codes/M25.562?tab=tabular`);
    const row = page.locator("[aria-selected=true] > .book-row");
    await row.waitFor();
    const isInView = () =>
      row.evaluate((one) => {
        const [own, list] = [one.getBoundingClientRect(), one.closest(".book-body")?.getBoundingClientRect()];
        return list !== undefined && own.top >= list.top && own.bottom <= list.bottom;
      });
    await expect.poll(isInView).toBe(true);
    await page.goto(`${world.address}/codes/99213`);
    await code(page, "99213").waitFor();
    await page.getByRole("tab", { name: "Index", exact: true }).click();
    await page.getByRole("tab", { name: "Changes" }).click();
    await page.goBack();
    await page.getByRole("tab", { name: "Index", exact: true, selected: true }).waitFor();
    // A term without a code of its own opens by Enter, and closes.
    const parent = page.locator(
      "[role=treeitem][aria-expanded=false]:not(:has(> .book-row button, > .book-row .book-index-code, > .book-row i))",
    );
    const term = await parent.first().elementHandle();
    await term?.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => term?.getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("Enter");
    await expect.poll(() => term?.getAttribute("aria-expanded")).toBe("false");
    expect(problems).toEqual([]);
    await page.close();
  });

  it("finds the system of a code that an address names, tells of one that is written alike, and of none", async () => {
    const { page, problems } = await world.open();
    await page.goto(`${world.address}/codes/j1100?tab=lists`);
    await code(page, "J1100").waitFor();
    expect(new URL(page.url()).search).toContain("system=hcpcs");
    await page.getByRole("button", { name: /^J1100/ }).waitFor();
    await page.getByRole("button", { name: "J11.00 (ICD-10-CM)" }).click();
    await code(page, "J11.00").waitFor();
    await page.goto(`${world.address}/codes/e119`);
    await code(page, "E11.9").waitFor();
    expect(new URL(page.url()).pathname).toBe("/codes/E11.9");
    // A heading is one, and no wrong code.
    await page.goto(`${world.address}/codes/E11`);
    await code(page, "E11").waitFor();
    await page.getByText(/^a heading on /).waitFor();
    await page.goto(`${world.address}/codes/X9X9`);
    await page.getByRole("heading", { name: "No code X9X9" }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Look for codes like it" }).click();
    await expect.poll(() => page.getByLabel("Find a code").inputValue()).toBe("X9X9");
    await page.getByRole("tab", { name: "Index", exact: true }).click();
    await page.getByLabel("Main term that begins with").fill("xyzzy");
    await page.getByText("No main term begins with “xyzzy”").waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });

  it("keeps a code until it is let go, and then has it among those opened last", async () => {
    const { page, problems } = await world.open();
    await page.goto(`${world.address}/codes/E66.9?tab=kept`);
    await page.getByRole("button", { name: /Keep/ }).click();
    const kept = page.getByRole("heading", { level: 3, name: "Kept" });
    const row = page
      .locator("div:has(> h3)")
      .filter({ has: kept })
      .getByRole("button", { name: /^E66\.9/ });
    await row.waitFor();
    await page.reload();
    await row.focus();
    await page.keyboard.press("Enter");
    await code(page, "E66.9").waitFor();
    await page.getByRole("button", { name: /Kept/, pressed: true }).click();
    await row.waitFor({ state: "detached" });
    await page.getByRole("button", { name: /^E66\.9/ }).waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });

  it("offers the official releases on the desk while the starter set is all, until somebody says no", async () => {
    const { page, problems } = await world.open();
    await page.goto(`${world.address}/desk`);
    const offer = page.getByRole("region", { name: "Official code sets" });
    await offer.getByText("claimwright codes update").waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await offer.getByRole("button", { name: "No, the starter set is enough" }).click();
    await offer.waitFor({ state: "detached" });
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Desk" }).waitFor();
    expect(await offer.count()).toBe(0);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("opens beside a visit at a key, knows its codes, and gives one back", async () => {
    const { page, problems } = await world.open();
    await page.getByRole("cell", { name: /Vasquez, Elena/ }).click();
    await page
      .getByRole("navigation", { name: "Steps of the visit" })
      .getByRole("button", { name: /Codes \d/ })
      .click();
    await page.getByRole("region", { name: "Suggested codes" }).waitFor();
    await page.keyboard.press("y");
    await page.keyboard.press("b");
    const book = page.getByRole("dialog", { name: "Code book for this visit" });
    await book.getByLabel("Find a code").fill("type 1 diabetes");
    await book.getByRole("button", { name: /^E10\.9/ }).click();
    await book.getByText(/Not together with E11\.65/).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await book.getByLabel("Find a code").fill("essential hypertension");
    await book.getByRole("button", { name: /^I10/ }).click();
    await book.getByRole("button", { name: "Take into the visit" }).click();
    await book.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Move I10 up" }).waitFor();
    // Excludes2: both stay where the patient has both, and it may be taken.
    await page.keyboard.press("b");
    await book.getByLabel("Find a code").fill("I63.9");
    await book.getByRole("button", { name: /^I63\.9/ }).click();
    await book.getByText("No part of I10 (Excludes2 at I10)").waitFor();
    expect(await book.getByText(/^Not together/).count()).toBe(0);
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await book.waitFor({ state: "hidden" });
    expect(problems).toEqual([]);
    await page.close();
  });
});
