/** Long work in a real browser: a large file is brought, left alone, looked at again, and ends; a person sees how far it is. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { inventedProfessionalClaimFile } from "../../src/core/x12/samples/invented-837p.ts";
import { openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

const claims = 4_000;
let world: Awaited<ReturnType<typeof openBrowserWorld>>;

beforeAll(async () => {
  world = await openBrowserWorld();
}, 180_000);
afterAll(async () => {
  await world.close();
});

test("a file of some thousand claims is imported while a person does something else", async () => {
  const { page, problems } = await world.open();
  await page.goto(`${world.address}/jobs`);
  await page.getByText("No long work now").waitFor();
  expect(await seriousViolations(page)).toEqual([]);

  await page.goto(`${world.address}/`);
  await page.locator('input[type="file"]').setInputFiles({
    name: "others-2026.x12",
    mimeType: "application/octet-stream",
    buffer: Buffer.from(inventedProfessionalClaimFile({ claims, seed: 40 })),
  });
  await page.getByText("others-2026.x12 is worked as a job").waitFor();
  const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Jobs/ });
  await expect.poll(() => link.textContent(), { timeout: 60_000 }).toMatch(/\d+ %/);

  await link.click();
  const running = page.getByRole("region", { name: "Running" });
  await running.getByText("Import of others-2026.x12").waitFor();
  await running.getByText(/[\d,]+ of 4,000 claims read/).waitFor({ timeout: 60_000 });
  expect(await seriousViolations(page)).toEqual([]);
  if (process.env.SCREENSHOTS !== undefined) await page.screenshot({ path: `${process.env.SCREENSHOTS}/jobs-running.png` });

  await page.getByRole("link", { name: "Files & exceptions" }).click();
  await page.getByRole("heading", { name: "Files", exact: true }).waitFor();
  await link.click();
  const ended = page.getByRole("region", { name: "Ended within a day" });
  await ended.getByText("4000 claims read, 4000 taken over.").waitFor({ timeout: 170_000 });
  await running.waitFor({ state: "detached" });
  await expect.poll(() => link.textContent(), { timeout: 30_000 }).toBe("Jobs");
  expect(await seriousViolations(page)).toEqual([]);
  expect(problems).toEqual([]);
  for (const [scheme, width] of [
    ["light", 1280],
    ["dark", 1920],
  ] as const) {
    const other = await world.open({ scheme, width });
    await other.page.goto(`${world.address}/jobs`);
    await other.page.getByRole("region", { name: "Ended within a day" }).waitFor();
    expect(await seriousViolations(other.page)).toEqual([]);
    if (process.env.SCREENSHOTS !== undefined) await other.page.screenshot({ path: `${process.env.SCREENSHOTS}/jobs-${scheme}.png` });
    await other.page.close();
  }
}, 300_000);
