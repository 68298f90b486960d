/** The owner asks who saw a patient; a restricted record is opened in an emergency and reviewed; a disclosure is recorded. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EncounterId } from "../../src/core/kernel/id.ts";
import { seriousViolations } from "../support/browser-world.ts";
import { openSignedInBrowser, type SignedInBrowser } from "../support/signed-in-browser.ts";

let browser: SignedInBrowser;
let visit: EncounterId;
let patientId: number;
let name: { readonly full: string; readonly last: string };
/** For whoever looks at the screens: AUDIT_SCREENS names a folder. */
const screens = process.env.AUDIT_SCREENS;

beforeAll(async () => {
  browser = await openSignedInBrowser("2026-11-16");
  visit = await browser.world.seePatient({ patient: "vasquez" });
  await browser.world.code(visit, ["E11.65", "I10"], [["99214", [], [1, 2]]]);
  await browser.world.seePatient({ patient: "osei" });
  patientId = browser.world.made.patient.vasquez;
  const { patient } = await browser.world.page(visit);
  name = { full: patient.name, last: patient.name.split(" ").at(-1) ?? "" };
});
afterAll(() => browser.close());

async function look(page: Page, file: string): Promise<void> {
  if (screens !== undefined) await page.screenshot({ path: `${screens}/${file}.png` });
}

describe("the audit's pages", () => {
  it("show the owner that a biller opened the visit, with purpose, reason and filters", async () => {
    const biller = await browser.openAs("biller", "Bea Larkin");
    await biller.page.goto(`${browser.address}/visits/${visit}`);
    await biller.page.getByRole("heading", { level: 1, name: name.full }).waitFor();
    expect(await biller.page.getByRole("link", { name: "Audit" }).count()).toBe(0);
    expect(await biller.page.getByRole("link", { name: "Who saw this" }).count()).toBe(0);

    const { page, problems } = await browser.openAs("owner", "Olive Penrose");
    await page.getByRole("link", { name: "Audit" }).click();
    await page.getByLabel("Patient", { exact: true }).fill(name.last.slice(0, 4));
    await look(page, "find");
    await page.getByRole("link", { name: new RegExp(name.last) }).click();
    await page.getByRole("heading", { level: 1, name: /^Who saw/ }).waitFor();
    const row = page.getByRole("row", { name: /Bea Larkin.*payment.*opened the visit/ }).first();
    await row.waitFor();
    expect(await row.textContent()).toContain("Never had a task on this record");
    await look(page, "who-saw");
    await page.getByRole("switch", { name: "Only unusual" }).click();
    await expect.poll(() => page.getByRole("row", { name: /Claimwright itself/ }).count()).toBe(0);
    expect(page.url()).toContain("unusual=true");
    await page.getByText("By person", { exact: true }).click();
    await page.getByRole("button", { name: "Bea Larkin" }).waitFor();
    await look(page, "by-person");
    await page.getByRole("button", { name: "Bea Larkin" }).click();
    await row.waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export for the patient" }).click();
    expect((await download).suggestedFilename()).toBe("who-saw.csv");
    expect([...problems, ...biller.problems]).toEqual([]);
    await page.context().close();
    await biller.page.context().close();
  });

  it("let a restricted record be opened in an emergency, and the owner review it", async () => {
    const owner = await browser.openAs("owner", "Olive Penrose");
    await owner.page.goto(`${browser.address}/audit/patients/${patientId}`);
    await owner.page.getByRole("button", { name: /Restrict this record/ }).click();
    await owner.page.getByLabel("Why is this record restricted?").fill("A colleague's family");
    await owner.page.getByRole("button", { name: "Restrict the record" }).click();
    await owner.page.getByText("This record is restricted").waitFor();
    await look(owner.page, "restricted");

    const biller = await browser.openAs("biller", "Bea Larkin");
    await biller.page.getByText("Restricted record").first().waitFor();
    expect(await biller.page.getByText(name.last).count()).toBe(0);
    await biller.page.goto(`${browser.address}/visits/${visit}`);
    const reason = biller.page.getByLabel("Needed at once? Say what for");
    await reason.waitFor();
    await look(biller.page, "closed");
    expect(await seriousViolations(biller.page)).toEqual([]);
    await reason.fill("The appeal of this claim ends today");
    await biller.page.getByRole("button", { name: "Open in an emergency" }).click();
    await biller.page.getByRole("heading", { level: 1, name: name.full }).waitFor();
    await biller.page.getByText(/emergency, open until/).waitFor();
    await look(biller.page, "emergency");

    await owner.page.goto(browser.address);
    await owner.page.getByRole("link", { name: /Audit.*1/ }).click();
    const row = owner.page.getByRole("row", { name: /Bea Larkin.*The appeal of this claim ends today/ });
    await row.waitFor();
    await look(owner.page, "emergencies");
    expect(await seriousViolations(owner.page)).toEqual([]);
    await row.getByRole("textbox").fill("Appeal was filed the same day");
    await row.getByRole("button", { name: "Justified", exact: true }).click();
    await row.getByText("Appeal was filed the same day").waitFor();
    await expect.poll(() => owner.page.getByLabel(/emergency openings to review/).count()).toBe(0);
    await owner.page.goto(`${browser.address}/audit/patients/${patientId}`);
    await owner.page.getByText("Opened in an emergency (break-glass).").first().waitFor();
    await owner.page.getByRole("button", { name: "Lift the restriction" }).click();
    await owner.page.getByRole("button", { name: /Restrict this record/ }).waitFor();
    await owner.page.context().close();
    await biller.page.context().close();
  });

  it("keep the disclosures and make the accounting", async () => {
    const { page, problems } = await browser.openAs("biller", "Bea Larkin");
    await page.goto(`${browser.address}/visits/${visit}`);
    await page.getByRole("link", { name: "Disclosures" }).click();
    await page.getByRole("button", { name: "Record a disclosure" }).click();
    await page.getByLabel("To whom").fill("County court");
    await page.getByLabel("What was disclosed").fill("The visit's note");
    await page.getByLabel("Why").fill("Subpoena 17");
    await look(page, "disclosure-form");
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Record it" }).click();
    await page.getByRole("row", { name: /County court.*in the accounting/ }).waitFor();
    await look(page, "disclosures");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export the accounting" }).click();
    expect((await download).suggestedFilename()).toBe("accounting-of-disclosures.csv");
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("say what a person did, and prove the chain", async () => {
    const { page } = await browser.openAs("owner", "Olive Penrose", { width: 1920 });
    await page.goto(`${browser.address}/audit?tab=people`);
    await page.getByRole("combobox", { name: "Person" }).fill("Bea");
    await page.getByRole("option", { name: "Bea Larkin, Biller" }).click();
    await page
      .getByRole("row", { name: /recorded a disclosure/ })
      .first()
      .waitFor();
    await look(page, "person");
    await page.getByRole("tab", { name: "Proof" }).click();
    await page.getByRole("button", { name: "Check the chain now" }).click();
    await page.getByText("The chain is whole").waitFor();
    await look(page, "proof");
    await page.context().close();
  });

  for (const scheme of ["light", "dark"] as const) {
    it(`have nothing serious against them, ${scheme}`, async () => {
      const { page, problems } = await browser.openAs("owner", "Olive Penrose", { scheme, width: 1920 });
      for (const path of [
        "/audit",
        "/audit?tab=people",
        "/audit?tab=emergencies",
        "/audit?tab=proof",
        `/audit/patients/${patientId}`,
        `/audit/patients/${patientId}?by=person`,
        `/patients/${patientId}/disclosures`,
      ]) {
        await page.goto(browser.address + path);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.waitForTimeout(400);
        expect([path, await seriousViolations(page)]).toEqual([path, []]);
        await look(page, `${scheme}${path.replaceAll(/\W+/g, "-")}`);
      }
      expect(problems).toEqual([]);
      await page.context().close();
    });
  }
});
