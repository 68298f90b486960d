/** A review at the screen: an auditor draws a sample and gives verdicts by keys, the coder does not agree, the review is closed; then the file of credentials. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousViolations } from "../support/browser-world.ts";
import { openSignedInBrowser, type SignedInBrowser } from "../support/signed-in-browser.ts";

let place: SignedInBrowser;
let auditor: Page;
let coder: Page;
let problems: readonly string[][];

beforeAll(async () => {
  place = await openSignedInBrowser("2026-03-02");
  const { world } = place;
  const visit = await world.seePatient({ patient: "vasquez" });
  const first = await place.openAs("coder", "Cora Coder");
  const second = await place.openAs("auditor", "Ada Auditor");
  problems = [first.problems, second.problems];
  coder = first.page;
  auditor = second.page;
  for (const page of [coder, auditor]) page.setDefaultTimeout(30_000);
  const saved = await coder.evaluate(
    async (id) =>
      (
        await fetch(`/api/v1/visits/${id}/coding`, {
          method: "PUT",
          headers: { "content-type": "application/json", "x-claimwright": "1" },
          body: JSON.stringify({
            diagnoses: [{ code: "J06.9", evidence: [] }],
            charges: [{ procedure: "99214", modifiers: [], units: "1", pointers: [1], evidence: [] }],
          }),
        })
      ).status,
    visit as number,
  );
  expect(saved).toBe(200);
}, 240_000);
afterAll(() => place.close());

async function looksRight(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(async () => {
      await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
      await Promise.allSettled(document.getAnimations().map((one) => one.finished));
    });
    expect(await seriousViolations(page), `${page.url()} in ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

describe("a review", () => {
  test("is drawn by the auditor and given verdicts by keys", async () => {
    await auditor.getByRole("link", { name: "Reviews" }).click();
    await auditor.getByText("No sample yet").waitFor();
    await auditor.getByRole("button", { name: "Draw a sample" }).click();
    const form = auditor.getByRole("region", { name: "Draw a sample" });
    await expect.poll(() => form.getByRole("combobox", { name: "Coder" }).inputValue()).toBe("Cora Coder (1)");
    await looksRight(auditor);
    await form.getByRole("button", { name: "Draw", exact: true }).click();
    await auditor.getByRole("heading", { level: 1, name: /Vasquez, Elena/ }).waitFor();
    const verdicts = auditor.getByRole("region", { name: "Verdicts" });
    await verdicts.getByText("2 right, 0 wrong, 0 missed").waitFor();
    await auditor.keyboard.press("r");
    await auditor.keyboard.press("w");
    await verdicts.getByText("1 right, 1 wrong, 0 missed").waitFor();
    expect(await verdicts.getByRole("button", { name: "Keep and tell the coder" }).isDisabled()).toBe(true);
    await verdicts.getByRole("textbox", { name: "Right instead of 99214" }).fill("99213");
    await verdicts.getByRole("textbox", { name: "Why, for 99214" }).fill("two elements are low");
    await looksRight(auditor);
    await verdicts.getByRole("button", { name: "Keep and tell the coder" }).click();
    await auditor.getByText("Ada Auditor gave a verdict on each code").waitFor();
  });

  test("is answered by the coder, who sees no money and nobody else's", async () => {
    await coder.getByRole("link", { name: "Reviews" }).click();
    await coder.getByRole("region", { name: "Reviews of my coding" }).getByText("waits for your answer").waitFor();
    expect(await coder.getByRole("button", { name: "Draw a sample" }).count()).toBe(0);
    await looksRight(coder);
    await coder.getByRole("link", { name: "Visit of 03/02/2026" }).click();
    const answer = coder.getByRole("region", { name: "Your answer" });
    expect(await answer.getByRole("button", { name: "I do not agree" }).isDisabled()).toBe(true);
    await answer.getByRole("textbox", { name: "In your words" }).fill("the risk is moderate");
    expect(await coder.locator("main").textContent()).not.toContain("$");
    await looksRight(coder);
    await answer.getByRole("button", { name: "I do not agree" }).click();
    await coder.getByText("Cora Coder does not agree: “the risk is moderate”").waitFor();
  });

  test("is closed by the auditor and counts", async () => {
    await auditor.reload();
    await auditor.getByRole("button", { name: "Close the review" }).click();
    await auditor.getByText("Ada Auditor closed the review").waitFor();
    await auditor.getByRole("link", { name: "Coding reviews" }).click();
    await auditor.getByRole("row", { name: /Cora Coder.*50\.0 %/ }).waitFor();
    await looksRight(auditor);
    await auditor.goto(new URL("/numbers/accuracy-by-code", auditor.url()).href);
    await auditor.getByRole("tab", { name: "By person", selected: true }).waitFor();
    await auditor.getByRole("row", { name: /Cora Coder.*50\.0 %/ }).waitFor();
    await looksRight(auditor);
  });
});

test("a coder keeps their own credential and education on file, and is reminded", async () => {
  await coder.getByRole("button", { name: /^Account: Cora Coder/ }).click();
  await coder.getByRole("menuitem", { name: "Credentials on file" }).click();
  await coder.getByText("No credential on file").waitFor();
  await coder.getByRole("button", { name: "Add a credential" }).click();
  const form = coder.getByRole("form", { name: "Credential" });
  await form.getByLabel("Holds until").fill("2026-04-15");
  await looksRight(coder);
  await form.getByRole("button", { name: "Keep on file" }).click();
  await coder.getByText("44 days left").first().waitFor();
  await coder.getByRole("button", { name: "Add education" }).click();
  const education = coder.getByRole("form", { name: "Education" });
  await education.getByRole("textbox", { name: "What" }).fill("Guideline update");
  await education.getByRole("textbox", { name: "Units" }).fill("1.5");
  await education.getByRole("button", { name: "Keep the entry" }).click();
  await coder.getByText(/1\.5 of 36 units from 1 entry/).waitFor();
  await looksRight(coder);
  await coder.getByRole("link", { name: "Desk", exact: true }).click();
  await coder.getByRole("region", { name: "Credentials to renew" }).getByText("44 days left").waitFor();
  await looksRight(coder);
  expect(problems).toEqual([[], []]);
});
