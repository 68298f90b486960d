/** A biller with a file that was refused: pasted, checked in the browser, with the fault in its place, the answer and the JSON. */
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inventedProfessionalClaimFile } from "../../src/core/x12/samples/invented-837p.ts";
import { openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

let world: Awaited<ReturnType<typeof openBrowserWorld>>;

beforeAll(async () => {
  world = await openBrowserWorld();
}, 180_000);
afterAll(async () => {
  await world.close();
});

const shot = async (page: { screenshot: (options: { path: string }) => Promise<unknown> }, name: string): Promise<void> => {
  if (process.env.SCREENSHOTS !== undefined) await page.screenshot({ path: `${process.env.SCREENSHOTS}/x12-${name}.png` });
};

test("a file is pasted, its fault found, its answer and content shown, and nothing is sent", async () => {
  for (const [scheme, width] of [
    ["light", 1280],
    ["dark", 1920],
  ] as const) {
    const { page, problems } = await world.open({ scheme, width });
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "X12" }).click();
    await page.getByRole("button", { name: "Take an example" }).waitFor();
    await shot(page, `empty-${scheme}`);
    const sent: string[] = [];
    page.on("request", (request) => request.method() !== "GET" && sent.push(request.url()));
    await page.getByRole("button", { name: "Take an example" }).click();
    await page.getByRole("button", { name: "Check" }).click();
    await page.getByText("1 error", { exact: true }).waitFor();
    await page.getByText("Claim total is not the sum of its lines").waitFor();
    const tree = page.getByRole("region", { name: "Segments" });
    await tree.getByText("CLM02 is 186.00, the lines add up to 168.00.").waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await shot(page, `fault-${scheme}`);
    await page.getByRole("checkbox", { name: "Only with findings" }).check();
    expect(await tree.getByText("SUBSCRIBER").count()).toBe(0);
    await page.getByText("Acknowledgement", { exact: true }).click();
    await page.getByText("IK5*A").waitFor();
    await page.getByText("JSON", { exact: true }).click();
    await page.getByText('"controlNumber": "V-1"').waitFor();
    await shot(page, `json-${scheme}`);
    expect(sent).toEqual([]);
    expect(problems).toEqual([]);
    await page.close();
  }
}, 180_000);

test("a long file is drawn only where one looks", async () => {
  const { page, problems } = await world.open();
  await page.goto(`${world.address}/x12`);
  const path = join(tmpdir(), "claimwright-x12-long.837");
  await writeFile(path, inventedProfessionalClaimFile({ claims: 3_000, seed: 2 }));
  await page.getByLabel("X12 file").setInputFiles(path);
  await page.getByText("A receiver would take it").waitFor({ timeout: 60_000 });
  const tree = page.getByRole("region", { name: "Segments" });
  expect(await tree.locator(".x12-row").count()).toBeLessThan(100);
  await tree.evaluate((box) => {
    box.scrollTop = box.scrollHeight;
  });
  await tree.getByText("IEA*1*000000001").waitFor();
  await shot(page, "long");
  expect(problems).toEqual([]);
}, 180_000);
