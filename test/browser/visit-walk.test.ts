import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inventedProfessionalClaimFile } from "../../src/core/x12/samples/invented-837p.ts";
import { type BrowserWorld, openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

let world: BrowserWorld;
beforeAll(async () => {
  world = await openBrowserWorld();
});
afterAll(() => world.close());

const step = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Steps of the visit" }).getByRole("button", { name: new RegExp(`${name} \\d`) });
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).first().click();
const openVisit = async (page: Page, name: string): Promise<void> => {
  await page.getByRole("cell", { name: new RegExp(name) }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
};

async function pick(page: Page, field: string, words: string, code: string): Promise<void> {
  const box = page.getByLabel(field);
  await box.fill(words);
  await page
    .getByRole("option", { name: new RegExp(`^${code}`) })
    .first()
    .click();
}

describe("the first look", () => {
  it("opens the demonstration on one visit, and never again by itself", async () => {
    const { page, problems } = await world.open({ newcomer: true });
    await page.getByRole("heading", { level: 1, name: "Elena Vasquez" }).waitFor();
    await page.getByText("One visit of an invented practice").waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole("link", { name: "the list" }).click();
    await page.getByRole("heading", { level: 1, name: "Visits" }).waitFor();
    expect(await page.getByText("One visit of an invented practice").count()).toBe(0);
    expect(problems).toEqual([]);
    await page.close();
  });
});

describe("the main visit", () => {
  it("goes from its note to a zero balance, by hand", async () => {
    const { page, problems } = await world.open();
    await openVisit(page, "Vasquez, Elena");
    await expect.poll(() => page.getByRole("region", { name: "Visit note" }).textContent()).toContain("Type 2 diabetes with hyperglycemia");
    await pick(page, "Add a diagnosis", "type 2 diabetes hyperglycemia", "E11\\.65");
    await pick(page, "Add a diagnosis", "essential hypertension", "I10");
    await pick(page, "Add a service", "99214", "99214");
    await pick(page, "Add a service", "hemoglobin a1c", "83036");
    await page.getByLabel("Modifiers of 83036").fill("QW");
    await page.getByLabel("Modifiers of 99214").fill("25");
    await page.getByLabel("Diagnoses of 99214").fill("1,2");
    await markWords(page, "E11.65", "Type 2 diabetes with hyperglycemia");
    await press(page, "Save the codes");
    await expect.poll(() => step(page, "Codes").textContent()).toContain("2 diagnoses, 2 services");
    // The page goes on to the claim by itself; the evidence stands in the note.
    await step(page, "Note").click();
    await expect.poll(() => page.locator("mark").allTextContents()).toContain("Type 2 diabetes with hyperglycemia");

    await step(page, "Claim").click();
    await press(page, "Prepare the claim");
    await page.getByText("checked, ready to release").first().waitFor();
    await press(page, "Release");
    await press(page, "File");
    await step(page, "X12").click();
    await page.getByText("main diagnosis E1165").waitFor();

    await step(page, "Answer").click();
    await press(page, "Let the payer answer");
    await page
      .getByText(/277CA: 1 claim/)
      .first()
      .waitFor();
    await press(page, "Let the payer answer");
    await page.getByText("Why not all of it").waitFor();
    expect(await page.getByText(/PR-3/).count()).toBeGreaterThan(0);

    await step(page, "Money").click();
    await page.getByRole("heading", { name: "Journal" }).waitFor();
    await step(page, "Statement").click();
    await press(page, "Make the statement");
    await page
      .getByText(/Statement S0/)
      .first()
      .waitFor();
    const href = await page.getByRole("link", { name: "PDF" }).getAttribute("href");
    const pdf = await page.request.get(`${world.address}${href ?? ""}`);
    expect([pdf.status(), (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, "%PDF-"]);
    await press(page, "Take the payment");
    await page.getByRole("heading", { name: "Zero balance" }).waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });
});

describe("the other visits", () => {
  it("say what holds a claim, and let it go when it is fixed", async () => {
    const { page, problems } = await world.open();
    await openVisit(page, "Osei, Abena");
    await page.getByText("Visit with a minor procedure lacks modifier 25").waitFor();
    await page.getByText("How to fix it").waitFor();
    await step(page, "Codes").click();
    await page.getByLabel("Modifiers of 99213").fill("25");
    await press(page, "Save the codes");
    await step(page, "Claim").click();
    await press(page, "Check again");
    await page.getByText("checked, ready to release").first().waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });

  it("say why a claim was rejected or denied, and the way on", async () => {
    const { page } = await world.open();
    await openVisit(page, "Marchetti, Paolo");
    await step(page, "Claim").click();
    await page.getByText(/rejected the claim before any decision/).waitFor();
    await page.getByLabel("Member id").fill("LSM771200455");
    await press(page, "Save the id");
    await page.getByText("member LSM771200455").waitFor();
    await press(page, "Send again as an original");
    await page.getByText("checked, ready to release").first().waitFor();
    await page.getByText(/Version 2 made \(frequency 1\)/).waitFor();
    await page.goto(world.address);
    await openVisit(page, "Delacroix, Simone");
    await page.locator("td").getByText("not medically necessary for payer").first().waitFor();
    await page.getByRole("heading", { name: "Denials" }).waitFor();
    await page.close();
  });

  it("keep patient contact out of a coder's chair", async () => {
    const { page } = await world.open();
    await page.getByText("Coder", { exact: true }).click();
    await openVisit(page, "Whitfield, Desmond");
    expect(await step(page, "Statement").count()).toBe(0);
    expect(await step(page, "Codes").count()).toBe(1);
    await page.close();
  });
});

describe("around the visit", () => {
  it("finds codes as a coder types, on one key", async () => {
    const { page } = await world.open();
    await page.getByRole("heading", { name: "Visits" }).waitFor();
    await page.keyboard.press("/");
    const box = page.getByLabel("Find a code");
    const first = page.locator(".hit").first();
    await box.fill("New patient visit of low complexity");
    await expect.poll(() => first.textContent()).toContain("99203");
    await box.fill("pneumonia");
    await expect.poll(() => first.textContent()).toContain("J18.9");
    await page.close();
  });

  it("walks the list by keyboard", async () => {
    const { page } = await world.open();
    await page.getByRole("heading", { name: "Visits" }).waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Irena Kowalczyk" }).waitFor();
    await page.close();
  });

  it("takes in a claim file by somebody else", async () => {
    const { page, problems } = await world.open();
    await page.getByRole("button", { name: "Import an 837P" }).waitFor();
    await page.locator("input[type=file]").setInputFiles({
      name: "others.x12",
      mimeType: "text/plain",
      buffer: Buffer.from(inventedProfessionalClaimFile({ claims: 12, seed: 3 })),
    });
    await expect.poll(() => page.getByText(/Imported claim/).count(), { timeout: 60_000 }).toBe(12);
    await page.goto(`${world.address}/files`);
    await page.getByText("12 claims read, 12 taken over.").waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });
});

describe("accessibility", () => {
  for (const scheme of ["light", "dark"] as const) {
    it(`finds nothing serious on any page, ${scheme}`, async () => {
      const { page, problems } = await world.open({ scheme });
      await page.getByRole("heading", { name: "Visits" }).waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await page.goto(`${world.address}/files`);
      await page.getByRole("heading", { level: 2, name: "Files" }).waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await page.goto(world.address);
      await openVisit(page, "Delacroix, Simone");
      for (const name of ["Note", "Codes", "Claim", "X12", "Answer", "Money", "Statement"]) {
        await step(page, name).click();
        await page.waitForTimeout(150);
        expect([name, await seriousViolations(page)]).toEqual([name, []]);
      }
      expect(problems).toEqual([]);
      await page.close();
    });
  }
});

/** Chooses a code's row, then selects words of the note as its evidence, as the mouse would. */
async function markWords(page: Page, code: string, words: string): Promise<void> {
  await page
    .getByRole("row", { name: new RegExp(code.replace(".", "\\.")) })
    .getByRole("button", { name: "Evidence" })
    .click();
  await page.evaluate((wanted) => {
    const note = document.querySelector("section.note-text");
    if (note === null) throw new Error("no note on the page");
    const walker = document.createTreeWalker(note, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const selection = window.getSelection();
      selection?.removeAllRanges();
      selection?.addRange(range);
      note.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
      return;
    }
    throw new Error("the note does not say that");
  }, words);
}
