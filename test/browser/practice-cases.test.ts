/** A student's way: makes a private copy, works a case with the real screens, is graded, and goes back to the practice. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

let world: Awaited<ReturnType<typeof openBrowserWorld>>;

beforeAll(async () => {
  world = await openBrowserWorld();
}, 180_000);
afterAll(async () => {
  await world.close();
});

test("a student chooses a credential, makes a copy, works two cases, is graded with reasons, and goes back", async () => {
  const { page, problems } = await world.open();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Learn" }).click();
  await page.getByRole("region", { name: "CPC", exact: true }).getByText("first choice").waitFor();
  await page.getByRole("tab", { name: "Practice cases" }).click();
  const cases = page.getByRole("region", { name: "Practice cases" });
  await cases.getByText("Win the denial").waitFor();
  await page.getByText("Open your copy of the practice to work it.").waitFor();
  await page.getByRole("button", { name: "Make my copy of the practice" }).click();
  await page.getByText("Your private copy of the practice", { exact: false }).waitFor({ timeout: 60_000 });

  // The first case, coded half right: what counts is told check by check, with the rule.
  const first = page.getByRole("region", { name: "Code the visit" });
  await first.getByRole("link", { name: "Open the visit" }).click();
  await page.getByRole("heading", { name: /Benning/ }).waitFor();
  const saved = await page.evaluate(async () => {
    const coding = {
      diagnoses: ["E11.22", "I10"].map((code) => ({ code, evidence: [] })),
      charges: [{ procedure: "99213", modifiers: [], units: "1", pointers: [1], evidence: [] }],
    };
    const headers = { "content-type": "application/json", "x-claimwright": "1" };
    return (await fetch(`/api/v1${location.pathname}/coding`, { method: "PUT", headers, body: JSON.stringify(coding) })).status;
  });
  expect(saved).toBe(200);
  await page.goBack();
  await first.getByRole("button", { name: "Grade my work" }).click();
  await first.getByRole("heading", { name: "3.5 / 10 points" }).waitFor();
  await first.getByText("I10 says hypertension without kidney disease.").waitFor();
  await first.getByText("ICD-10-CM Guidelines I.C.9.a.2", { exact: false }).waitFor();
  expect(await seriousViolations(page)).toEqual([]);

  await cases.getByRole("button", { name: "Post the payment" }).click();
  const open = page.getByRole("region", { name: "Post the payment" });
  await open.getByRole("link", { name: "Open the visit" }).click();
  await page.getByRole("heading", { name: /Kroll/ }).waitFor();
  await page.goBack();

  await open.getByRole("textbox", { name: /payer allow/ }).fill("1.00");
  await open.getByRole("radio", { name: /takes it off for good/ }).check();
  await open.getByRole("button", { name: "Grade my work" }).click();
  // One point for the question, one for what was not written off.
  await open.getByRole("heading", { name: "2 / 10 points" }).waitFor();
  await open.getByText("No payment was taken.").waitFor();
  await open.getByText("balance billing", { exact: false }).waitFor();
  await cases
    .getByRole("row", { name: /Post the payment/ })
    .getByText("2 / 10")
    .waitFor();
  expect(await seriousViolations(page)).toEqual([]);

  await page.getByRole("region", { name: "By the areas of an exam" }).getByText("CPB", { exact: true }).click();
  // Both cases count in it.
  await page.getByText("2.5 of 3 points graded, 12 in all").first().waitFor();

  await page.getByRole("button", { name: "Next day" }).click();
  await page.getByText(/It is /).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Back to the practice" }).click();
  await page.getByText("Vasquez").first().waitFor();
  expect(await page.getByText("Your private copy of the practice", { exact: false }).count()).toBe(0);
  expect(problems).toEqual([]);
}, 120_000);

test("the copy keeps its grades, in light and dark, narrow and wide", async () => {
  for (const [scheme, width] of [
    ["light", 1280],
    ["dark", 1920],
  ] as const) {
    const { page } = await world.open({ scheme, width });
    await page.goto(`${world.address}/learn?tab=cases`);
    const over = page.getByRole("button", { name: "Go on in my copy" });
    if (scheme === "light") await over.click();
    await page.getByText("in your copy").waitFor();
    await page
      .getByRole("region", { name: "Practice cases" })
      .getByRole("row", { name: /Post the payment/ })
      .getByText("2 / 10")
      .waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    if (process.env.SCREENSHOTS !== undefined)
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/cases-${scheme}.png`, fullPage: true });
    await page.close();
  }
}, 120_000);
