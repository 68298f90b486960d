/**
 * A day in both chairs, in a real browser: the main visit from the list to the zero balance, then what a biller does with the others. The
 * coder's own day is in coding-desk.test.ts; denials, work on many visits and money that fits nowhere have files of their own.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inventedProfessionalClaimFile } from "../../src/core/x12/samples/invented-837p.ts";
import { openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

let place: Awaited<ReturnType<typeof openPlace>>;

beforeAll(async () => {
  place = await openPlace();
}, 180_000);

afterAll(async () => {
  await place.close();
});

async function openVisit(name: string, step?: string): Promise<void> {
  const { page, url } = place;
  await page.goto(`${url}/`);
  await page
    .getByRole("row", { name: new RegExp(name) })
    .first()
    .click();
  await page.getByRole("navigation", { name: "Steps of the visit" }).waitFor();
  if (step !== undefined) await goStep(step);
}

async function goStep(step: string): Promise<void> {
  await place.page
    .getByRole("navigation", { name: "Steps of the visit" })
    .getByRole("button", { name: new RegExp(step) })
    .click();
}

async function give(command: string): Promise<void> {
  await place.page.getByRole("button", { name: command, exact: true }).first().click();
}

async function says(words: string | RegExp): Promise<void> {
  await place.page.locator("main").getByText(words).first().waitFor();
}

async function add(label: string, words: string, code: string): Promise<void> {
  const { page } = place;
  await page.getByRole("textbox", { name: label }).fill(words);
  await page.getByRole("option").first().waitFor();
  await expect.poll(() => page.getByRole("option").first().textContent()).toMatch(new RegExp(`^${code.replace(".", "\\.")}\\b`));
  await page.locator("[data-combobox-selected]", { hasText: code }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: `Remove ${code}`, exact: true }).waitFor();
}

/** Selects words of the note as a person does, and lets go of the mouse. */
async function select(words: string): Promise<void> {
  const found = await place.page.evaluate((wanted) => {
    const note = document.querySelector(".note-text");
    if (note === null) return false;
    const walker = document.createTreeWalker(note, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      window.getSelection()?.removeAllRanges();
      window.getSelection()?.addRange(range);
      note.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
      return true;
    }
    return false;
  }, words);
  expect(found, words).toBe(true);
}

async function looksRight(): Promise<void> {
  const { page } = place;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await seriousViolations(page), `${page.url()} in ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

/** Days go by until the payer's decision stands there. */
async function untilDecided(): Promise<void> {
  await expect
    .poll(
      async () => {
        if ((await place.page.locator("main").getByText("CO-45").count()) > 0) return true;
        const button = place.page.getByRole("button", { name: "Let the payer answer" });
        if (await button.isEnabled()) await button.click();
        return false;
      },
      { timeout: 60_000, interval: 1500 },
    )
    .toBe(true);
}

async function openPlace() {
  const world = await openBrowserWorld();
  const { page, problems } = await world.open({ width: 1440 });
  page.setDefaultTimeout(20_000);
  return { url: world.address, page, complaints: problems, close: world.close };
}

describe("a day in the practice", () => {
  test("the list is walked with j, k and Enter", async () => {
    const { page, url } = place;
    await page.goto(url);
    await page.locator("tr[data-cursor=true]", { hasText: "Vasquez" }).waitFor();
    await looksRight();
    await page.keyboard.press("j");
    await page.locator("tr[data-cursor=true]", { hasText: "Kowalczyk" }).waitFor();
    await page.keyboard.press("k");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /Vasquez/ }).waitFor();
  });

  test("the main visit goes from its note to the zero balance", async () => {
    const { page } = place;
    await openVisit("Vasquez", "Note");
    await says("Continues metformin by mouth");
    await looksRight();
    await goStep("Codes");
    await add("Add a diagnosis", "type 2 diabetes hyperglycemia", "E11.65");
    await add("Add a diagnosis", "hypertension", "I10");
    await add("Add a service", "99214", "99214");
    await add("Add a service", "83036", "83036");
    await page.getByRole("textbox", { name: "Diagnoses of 99214" }).fill("1,2");
    await page.getByRole("textbox", { name: "Modifiers of 83036" }).fill("QW");
    const evidence = page.getByRole("button", { name: /^Evidence/ });
    for (const [row, words] of [
      "Type 2 diabetes with hyperglycemia, not controlled",
      "Essential hypertension, at goal",
      "10 mg started",
      "Hemoglobin A1c today in the office",
    ].entries()) {
      await evidence.nth(row).click();
      await select(words);
    }
    await expect.poll(() => page.locator('.note-text mark[data-suggested="false"]').count()).toBe(4);
    await looksRight();
    await give("Save the codes");
    await goStep("Claim");
    await give("Prepare the claim");
    await says("Findings");
    await looksRight();
    await give("Release");
    await page.locator("main button:enabled", { hasText: /^File/ }).first().click();
    await goStep("X12");
    await says(/^CLM\*/);
    await says(/^HI\*ABK:E1165/);
    await looksRight();
    await goStep("Answer");
    await untilDecided();
    await page
      .getByRole("row", { name: /CO-45 \$[\d.,]+ \w+/ })
      .first()
      .waitFor();
    await looksRight();
    await goStep("Money");
    await says("Charged");
    const money = await page.evaluate(async () => {
      const id = location.pathname.split("/").at(-1);
      return (await (await fetch(`/api/v1/visits/${id}`)).json()).money;
    });
    expect(money.charged).toBeGreaterThan(0);
    expect(money.charged - money.insurancePaid - money.adjusted - money.writtenOff - money.patientPaid).toBe(
      money.insuranceBalance + money.patientBalance,
    );
    await looksRight();
    await goStep("Statement");
    const pdf = page.waitForResponse((response) => response.url().endsWith(".pdf"));
    await give("Make the statement");
    expect((await pdf).headers()["content-type"]).toBe("application/pdf");
    await give("Take the payment");
    await says("Zero balance");
    await looksRight();
  });

  test("a biller mends what is held and what was rejected, files both, and they are answered and posted", async () => {
    const { page } = place;
    await page.goto(`${place.url}/`);
    await page.getByText("Biller", { exact: true }).click();
    await openVisit("Osei", "Claim");
    await says("How to fix it");
    await says("Why");
    await says(/modifier 25/i);
    await looksRight();
    await goStep("Codes");
    await page.getByRole("textbox", { name: "Modifiers of 99213" }).fill("25");
    await give("Save the codes");
    await goStep("Claim");
    await give("Check again");
    await expect.poll(() => page.getByRole("button", { name: "Release", exact: true }).isEnabled()).toBe(true);
    await give("Release");
    await page.locator("main button:enabled", { hasText: /^File/ }).first().click();
    await goStep("X12");
    await says(/^CLM\*/);

    await openVisit("Marchetti", "Answer");
    await says(/reject/i);
    await goStep("Claim");
    await says(/rejected the claim before any decision/);
    await page.getByLabel("Member id").fill("LSM771200455");
    await give("Save the id");
    await page.getByText("member LSM771200455").waitFor();
    await give("Send again as an original");
    await says(/Version 2 made \(frequency 1\)/);
    await give("Release");
    await page.locator("main button:enabled", { hasText: /^File/ }).first().click();
    await goStep("Answer");
    await untilDecided();

    await openVisit("Osei", "Answer");
    await untilDecided();
    await says(/277CA: 1 claim accepted/);
    await goStep("Money");
    await says(/Remittance of claim/);

    // What is the patient's alone is billed and paid.
    await openVisit("Whitfield", "Statement");
    await give("Make the statement");
    await says(/Statement S0/);
    const href = await page.getByRole("link", { name: "PDF" }).getAttribute("href");
    const pdf = await page.request.get(`${place.url}${href ?? ""}`);
    expect([pdf.status(), (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, "%PDF-"]);
    await give("Take the payment");
    await says("Zero balance");
    await page.getByText("Both", { exact: true }).click();
  });

  test("a denial stands in words, with the next action", async () => {
    await openVisit("Delacroix", "Answer");
    await says("Cause");
    await says("Next");
    await looksRight();
  });

  test("a coder's chair shows no step of patient contact", async () => {
    const { page } = place;
    await openVisit("Vasquez");
    await page.getByText("Coder", { exact: true }).click();
    await expect.poll(() => page.locator(".steps .step").count()).toBe(3);
    expect(await page.getByRole("button", { name: /Statement/ }).count()).toBe(0);
    await page.getByText("Both", { exact: true }).click();
    await expect.poll(() => page.locator(".steps .step").count()).toBe(7);
  });

  test("the code book opens with a slash and finds what a coder means", async () => {
    const { page } = place;
    await page.goto(place.url);
    await page.locator("tr[data-cursor=true]").waitFor();
    await page.keyboard.press("/");
    const find = page.getByRole("textbox", { name: "Find a code" });
    for (const [words, code] of [
      ["New patient visit of low complexity", "99203"],
      ["pneumonia", "J18.9"],
    ] as const) {
      await find.fill(words);
      await expect.poll(() => page.locator(".hit").first().textContent()).toContain(code);
    }
    await looksRight();
    await page.locator(".hit").first().click();
    await page.getByRole("heading", { name: "J18.9" }).waitFor();
    await looksRight();
    await page.keyboard.press("Escape");
  });

  test("an 837P from outside becomes visits, and every file is kept", async () => {
    const { page } = place;
    await page.goto(place.url);
    await page.locator("tr[data-cursor=true]").waitFor();
    const before = await page.locator("tbody tr").count();
    const bytes = inventedProfessionalClaimFile({ claims: 40, seed: 7 });
    await page.locator("input[type=file]").setInputFiles({ name: "outside.837", mimeType: "text/plain", buffer: Buffer.from(bytes) });
    await expect.poll(() => page.locator("tbody tr").count(), { timeout: 60_000 }).toBeGreaterThan(before);
    await page.goto(`${place.url}/files`);
    await says("outside.837");
    await looksRight();
  });

  test("a refused request says plainly what is wrong", async () => {
    const { page } = place;
    await openVisit("Kowalczyk", "Codes");
    await page.route("**/coding", (route) =>
      route.fulfill({
        status: 409,
        contentType: "application/json",
        body: JSON.stringify({ problem: "x", message: "The claim is with the payer.", fix: "Wait for its answer." }),
      }),
    );
    await add("Add a diagnosis", "hypertension", "I10");
    await give("Save the codes");
    await page.getByText("The claim is with the payer. Wait for its answer.").waitFor();
    await page.unroute("**/coding");
    place.complaints.splice(0, place.complaints.length, ...place.complaints.filter((line) => !line.includes("409")));
  });

  test("the browser complained of nothing", () => {
    expect(place.complaints).toEqual([]);
  });
});
