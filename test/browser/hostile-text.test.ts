/** A patient, a visit and a file whose texts are written to be run: on the screen, in the PDF and in the spreadsheet they are text. */
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import chromiumPackage from "@sparticuz/chromium";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseCsv } from "../../src/core/kernel/csv.ts";
import { buildServer, type Server } from "../../src/http/server.ts";
import { sql } from "../../src/store/sql.ts";
import { openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";

const sting = '<img src=x onerror="window.stung=1"><script>window.stung=2</script>';
const formula = '=HYPERLINK("http://example.org")';

let town: Town;
let world: PracticeWorld;
let server: Server;
let browser: Browser;
let page: Page;
let address: string;
let statementId: number;
const problems: string[] = [];

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-03-02");
  const visit = await world.seePatient({ patient: "vasquez" });
  await world.code(visit, ["J06.9"], [["99213", [], [1]]]);
  await world.send(visit);
  await world.untilPaid();
  // Afterwards: a payer pays nobody of that name.
  await world.inTx(async (tx) => {
    await tx.run(sql`update patient set last_name = ${sting}, first_name = ${"Ada"}`);
    await tx.run(sql`update encounter set reason = ${formula}`);
    await tx.run(sql`update payer set name = ${`${sting} Mutual`}`);
  });
  await world.statement(visit);
  ({ id: statementId } = await world.inTx((tx) => tx.one<{ id: number }>(sql`select max(id) as id from statement`)));
  server = await buildServer({
    app: town.app,
    openPractice: () => world.context.practiceId,
    version: "test",
    letPayersAnswer: async () => {},
    webFolder: join(import.meta.dirname, "..", "..", "dist", "web"),
  });
  address = (await server.listen({ host: "127.0.0.1", port: 0 })).replace("127.0.0.1", "localhost");
  const flags = chromiumPackage.args.filter((flag) => flag !== "--single-process" && flag !== "--no-zygote");
  browser = await chromium.launch({
    executablePath: await chromiumPackage.executablePath(),
    args: [...flags, "--no-sandbox"],
    headless: true,
  });
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("dialog", (dialog) => problems.push(dialog.message()));
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await town.close();
});

const stung = (): Promise<unknown> => page.evaluate("window.stung");

test("shows as text wherever it stands", async () => {
  await page.goto(address);
  await page
    .getByRole("row", { name: /<img src=x/ })
    .first()
    .click();
  await page.getByRole("heading", { level: 1 }).getByText(sting, { exact: false }).waitFor();
  const steps = page.getByRole("navigation", { name: "Steps of the visit" }).getByRole("button");
  for (const step of await steps.all()) {
    await step.click();
    expect(await stung()).toBeUndefined();
  }
  await page.goto(`${address}/files`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await stung()).toBeUndefined();
  expect(await page.locator("main img, main script").count()).toBe(0);
  expect(problems).toEqual([]);
});

test("is drawn as text into the statement, and no formula into the spreadsheet", async () => {
  const headers = { host: "localhost", "x-claimwright": "1" };
  const pdf = (await server.inject({ url: `/api/v1/statements/${statementId}.pdf`, headers })).rawPayload;
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(textOf(pdf)).toContain("<img src=x");
  expect(pdf.toString("latin1")).not.toMatch(/\/(?:JavaScript|JS|OpenAction|Launch|URI)\b/);
  const csv = (await server.inject({ method: "POST", url: "/api/v1/visits/export", headers, payload: {} })).body;
  expect(parseCsv(csv)[1]?.join("|")).toContain(`${sting}, Ada`);
  expect(csv).toContain(`"'=HYPERLINK(`);
});

test("would run if the page let it: the policy stops what gets in by another way", async () => {
  await page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.stung=3\">')");
  await expect.poll(() => problems.some((problem) => problem.includes("Content Security Policy"))).toBe(true);
  expect(await stung()).toBeUndefined();
});

test("leaves nothing of a patient in the browser's storage", async () => {
  const kept = await page.evaluate("JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie])");
  expect(kept).not.toContain("Ada");
  expect(kept).not.toContain("img src");
  expect(await page.evaluate("caches.keys().then((names) => names.length)")).toBe(0);
});

/** The characters that the PDF draws: its streams unpacked, its text operators read. */
function textOf(pdf: Buffer): string {
  const latin = pdf.toString("latin1");
  const texts: string[] = [];
  for (const match of latin.matchAll(/stream\r?\n/g)) {
    const from = match.index + match[0].length;
    const end = latin.indexOf("endstream", from);
    let content: string;
    try {
      content = inflateSync(pdf.subarray(from, end)).toString("latin1");
    } catch {
      continue;
    }
    for (const [, hex = ""] of content.matchAll(/<([0-9a-fA-F]+)>/g)) texts.push(Buffer.from(hex, "hex").toString("latin1"));
  }
  return texts.join("");
}
