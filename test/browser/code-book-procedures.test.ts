/** Procedures in the code book by keys: ICD-10-PCS built character by character, fee and edits of a code on one page, the releases. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BrowserWorld, openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

/** A table that was invented for this test: two rows, so that not every combination is a code. */
const axis = (position: number, title: string, labels: Readonly<Record<string, string>>): string =>
  `<axis pos="${position}" values="${Object.keys(labels).length}"><title>${title}</title>${Object.entries(labels)
    .map(([code, label]) => `<label code="${code}">${label}</label>`)
    .join("")}</axis>`;
const row = (parts: Readonly<Record<string, string>>, devices: Readonly<Record<string, string>>): string =>
  `<pcsRow codes="${Object.keys(parts).length * Object.keys(devices).length}">${axis(4, "Body Part", parts)}${axis(5, "Approach", { X: "External" })}${axis(6, "Device", devices)}${axis(7, "Qualifier", { Z: "No Qualifier" })}</pcsRow>`;
const tables = `<ICD10PCS.tabular><version>2026</version><pcsTable>${axis(1, "Section", { 0: "Invented Section" })}${axis(2, "Body System", { A: "Invented System" })}${axis(3, "Operation", { B: "Mending" })}${row({ 1: "First Part", 2: "Second Part" }, { Z: "No Device" })}${row({ 3: "Third Part" }, { J: "Patch", Z: "No Device" })}</pcsTable></ICD10PCS.tabular>`;
const index =
  "<ICD10PCS.index><version>2026</version><letter><title>A</title><mainTerm><title>Mending</title><term level='1'><title>Patch</title><code>0AB3XJZ</code></term></mainTerm><mainTerm><title>Repairing</title><see>Mending</see></mainTerm><mainTerm><title>Sewing</title><see>Mending<codes>0AB3</codes></see></mainTerm><mainTerm><title>Upper part</title><use>Third Part</use></mainTerm></letter></ICD10PCS.index>";
const cells = [1, 2, 3, 4, 5, 6].map((intent) => `<cell col="${intent + 1}">T99.9X${intent}</cell>`).join("");
const drugs = `<ICD10CM.index><version>2026</version><title>ICD-10-CM TABLE of DRUGS and CHEMICALS</title><indexHeading><head col='1'>Substance</head></indexHeading><letter><title>A</title><mainTerm><title>Aaainventedsubstancewithaverylongname</title>${cells}</mainTerm></letter></ICD10CM.index>`;
const line = (order: number, code: string, title: string): string =>
  `${String(order).padStart(5, "0")} ${code.padEnd(7)} ${code.length === 3 ? 0 : 1} ${title.padEnd(60)} ${title}\r\n`;
const codes = ["0AB", "0AB1XZZ", "0AB2XZZ", "0AB3XJZ", "0AB3XZZ"];

let world: BrowserWorld;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "invented-codes-"));
  writeFileSync(join(folder, "icd10pcs_tables_2026.xml"), tables);
  writeFileSync(join(folder, "icd10pcs_index_2026.xml"), index);
  writeFileSync(join(folder, "icd10pcs_order_2026.txt"), codes.map((code, at) => line(at + 1, code, `Mending ${code}`)).join(""));
  writeFileSync(join(folder, "icd10cm_drug_2026.xml"), drugs);
  world = await openBrowserWorld({ codeSets: [folder] });
}, 300_000);
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 2, name, exact: true });

it("shows all six columns of the Table of Drugs also in a narrow window, and says when nothing begins so", async () => {
  const { page, problems } = await world.open({ width: 1000 });
  await page.goto(`${world.address}/codes?tab=drug`);
  await page.getByLabel("Drug or chemical that begins with").fill("aaa");
  const last = page.getByRole("button", { name: "T99.9X6" });
  await last.waitFor();
  const table = page.locator(".book-cells");
  const isWhole = () => table.evaluate((one) => one.scrollWidth <= (one.parentElement?.clientWidth ?? 0) + 1);
  expect(await isWhole()).toBe(true);
  await page.getByLabel("Drug or chemical that begins with").fill("aab");
  await page.getByText("No substance begins with “aab”").waitFor();
  await page.getByLabel("Drug or chemical that begins with").press("ArrowDown");
  await page.keyboard.press("End");
  expect(await seriousViolations(page)).toEqual([]);
  expect(problems).toEqual([]);
  await page.close();
});

describe("ICD-10-PCS", () => {
  it("is built by keys alone, offers only what the rows make, and its address leads back", async () => {
    const { page, problems } = await world.open();
    await page.goto(`${world.address}/codes?tab=pcs`);
    const field = page.getByLabel("Code, character by character");
    await field.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    // The characters that are left go on by the character itself.
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    await expect.poll(focused).toContain("Invented System");
    await page.keyboard.press("a");
    await expect.poll(focused).toContain("Mending");
    await page.keyboard.press("b");
    await expect.poll(focused).toContain("First Part");
    const table = page.getByRole("region", { name: "Table 0AB" });
    expect(await table.getByRole("row").count()).toBe(3);
    expect(await seriousViolations(page)).toEqual([]);

    await page.keyboard.press("3");
    await expect.poll(focused).toContain("External");
    // The row without the third part is gone, and with it nothing can be chosen that is no code.
    await expect.poll(() => table.getByRole("row").count()).toBe(2);
    await page.keyboard.press("x");
    await expect.poll(focused).toContain("Patch");
    await page.keyboard.press("Backspace");
    await expect.poll(focused).toContain("External");
    await page.keyboard.press("x");
    await expect.poll(focused).toContain("Patch");
    await page.keyboard.press("j");
    await expect.poll(focused).toContain("0AB3XJZ");
    await page.keyboard.press("Enter");
    await heading(page, "0AB3XJZ").waitFor();
    expect(await page.getByRole("table", { name: "The characters in words" }).getByText("Patch").count()).toBe(1);
    expect(await seriousViolations(page)).toEqual([]);

    const address = page.url();
    await page.goto(address);
    await heading(page, "0AB3XJZ").waitFor();
    expect(await page.getByLabel("Code, character by character").inputValue()).toBe("0AB3XJ");
    await page.getByLabel("Code, character by character").fill("0AB1XJ");
    await page.getByText(/No code of this day begins with 0AB1XJ/).waitFor();
    await page.getByRole("button", { name: "Table 0AB" }).click();
    await page.getByRole("button", { name: "Show the codes that begin with 0AB" }).click();
    const list = page.getByRole("region", { name: "Codes", exact: true });
    await expect.poll(() => list.getByRole("button", { name: /^0AB/ }).count()).toBe(4);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("is reached by its Index: to another term, to the table with characters filled in, to a code, to words", async () => {
    const { page, problems } = await world.open();
    await page.goto(`${world.address}/codes?tab=pcs-index`);
    const field = page.getByLabel("Main term that begins with");
    await field.fill("rep");
    const tree = page.getByRole("tree", { name: "Index of ICD-10-PCS" });
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    // At once, while the list is that of before.
    await page.keyboard.press("ArrowDown");
    await expect.poll(focused).toMatch(/^Repairing/);
    await page.keyboard.press("Enter");
    // The term that was followed has the cursor, and its address is that of the place.
    await expect.poll(() => page.url()).toContain("term=");
    await expect.poll(focused).toMatch(/^▾Mending/);
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press("ArrowDown");
    await expect.poll(focused).toContain("0AB3XJZ");
    await page.keyboard.press("Enter");
    await heading(page, "0AB3XJZ").waitFor();

    const status = page.getByRole("status").filter({ hasText: "No main term begins with “qq”" });
    await field.fill("qq");
    await status.waitFor();
    await field.fill("sew");
    await status.waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    await expect.poll(focused).toMatch(/^Sewing/);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByLabel("Code, character by character").inputValue()).toBe("0AB3");
    await expect.poll(focused).toContain("External");
    await page.goto(`${world.address}/codes?tab=pcs-index`);
    await field.fill("upper");
    await tree.getByRole("treeitem", { name: /Upper part/ }).click();
    await expect.poll(() => page.getByLabel("Find a procedure by words").inputValue()).toBe("Third Part");
    expect(problems).toEqual([]);
    await page.close();
  });
});

describe("a procedure's page", () => {
  it("has fee, limits and pairs; a second code narrows the pairs", async () => {
    const { page, problems } = await world.open({ scheme: "dark" });
    await page.goto(`${world.address}/codes/80053?system=cpt`);
    await heading(page, "80053").waitFor();
    const pairs = page.getByRole("region", { name: "Bundled pairs" });
    await pairs.getByLabel("With the second code").fill("80048");
    await pairs.getByText("80053 is paid, 80048 is not").waitFor();
    await expect.poll(() => pairs.getByRole("row").count()).toBe(2);
    await pairs.getByLabel("With the second code").fill("00001");
    await pairs.getByText("80053 and 00001 are no pair on this day.").waitFor();
    expect(await seriousViolations(page)).toEqual([]);

    await page.goto(`${world.address}/codes/99213?system=cpt`);
    const paid = page.getByRole("region", { name: "What is paid" });
    await paid.getByRole("table", { name: "Physician fee schedule" }).waitFor();
    await paid.getByText(/^National: no table that is loaded leads from ZIP/).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.close();
  });
});

describe("the releases", () => {
  it("say which stand, which are due by the calendar, and how each is fetched", async () => {
    const { page, problems } = await world.open();
    await page.goto(`${world.address}/codes?tab=releases`);
    const releases = page.getByRole("table", { name: "Releases", exact: true });
    await releases.getByRole("row", { name: /ICD-10-PCS codes.*FY2026.*newer one due/ }).waitFor();
    await releases.getByRole("row", { name: /HCPCS Level II.*not loaded/ }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.close();
  });
});
