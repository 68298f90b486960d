/** The palette and the map of keys, with the keyboard alone. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

let world: Awaited<ReturnType<typeof openBrowserWorld>>;
let page: Awaited<ReturnType<typeof world.open>>["page"];
let problems: readonly string[];

beforeAll(async () => {
  world = await openBrowserWorld();
  ({ page, problems } = await world.open());
  page.setDefaultTimeout(20_000);
  await page.getByRole("row", { name: /Vasquez/ }).waitFor();
}, 180_000);
afterAll(() => world.close());

async function enter(): Promise<void> {
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "What to look for" }).waitFor({ state: "hidden" });
}

async function type(text: string): Promise<void> {
  const box = page.getByRole("textbox", { name: "What to look for" });
  await box.waitFor({ state: "hidden" });
  await page.keyboard.press("Control+k");
  await expect.poll(() => box.evaluate((input) => input === document.activeElement)).toBe(true);
  await page.keyboard.type(text);
}

describe("the palette", () => {
  test("goes to a page by its name", async () => {
    await type("books");
    await page.locator(".palette-choice", { hasText: "Books" }).waitFor();
    await enter();
    await page.getByRole("heading", { name: "Books" }).waitFor();
  });

  test("finds a patient's visit by the beginning of the name; no name stands in the address", async () => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await type("vasq");
    await page.locator(".palette-choice", { hasText: "Diabetes" }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.locator(".palette-choice[data-selected]", { hasText: "Diabetes" }).waitFor();
    await enter();
    await page.getByRole("heading", { name: "Elena Vasquez" }).waitFor();
    expect(asked.some((url) => url.endsWith("/api/v1/find"))).toBe(true);
    expect(asked.filter((url) => /vasq/i.test(url))).toEqual([]);
  });

  test("does what the page has a key for, and the map shows those keys", async () => {
    await type("go to codes");
    await page.locator(".palette-choice", { hasText: "go to Codes" }).waitFor();
    await enter();
    await page.waitForURL(/step=codes/);
    await page.keyboard.press("?");
    const map = page.getByRole("table", { name: "On this page" });
    await map.waitFor();
    expect(await map.textContent()).toContain("go to Note");
    await page.keyboard.press("Escape");
    await page.goto(`${world.address}/`);
    await page.getByRole("row", { name: /Vasquez/ }).waitFor();
    await page.keyboard.press("?");
    await map.waitFor();
    expect(await map.textContent()).toContain("next visit");
    expect(await map.textContent()).not.toContain("go to Note");
    await page.keyboard.press("Escape");
  });

  test("opens a code in the code book", async () => {
    await type("i73.9");
    await page.locator(".palette-choice", { hasText: "I73.9" }).waitFor();
    await enter();
    await page.getByRole("dialog", { name: "Code book" }).getByText("Peripheral vascular disease, unspecified").waitFor();
    await page.keyboard.press("Escape");
  });

  test("a coder's chair is not led to the books", async () => {
    await page.getByRole("radiogroup", { name: "Chair" }).getByText("Coder", { exact: true }).click();
    await type("");
    await page.locator(".palette-choice", { hasText: "Visits" }).waitFor();
    expect(await page.locator(".palette-choice", { hasText: "Books" }).count()).toBe(0);
    await page.keyboard.press("Escape");
    expect(problems).toEqual([]);
  });
});

test("Enter on a button is the button's, not the list's", async () => {
  await page.goto(`${world.address}/`);
  await page.getByRole("row", { name: /Vasquez/ }).waitFor();
  await page.getByRole("button", { name: "Code book" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Code book" }).waitFor();
  expect(page.url()).toBe(`${world.address}/`);
});
