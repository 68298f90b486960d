/** The front desk's day in a real browser: register, be warned of a double, put a visit in, ask the payer, check in, take the co-pay; and it looks right. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousViolations } from "../support/browser-world.ts";
import { openSignedInBrowser, type SignedInBrowser } from "../support/signed-in-browser.ts";

let place: SignedInBrowser;
let page: Awaited<ReturnType<SignedInBrowser["openAs"]>>["page"];
let problems: string[];

beforeAll(async () => {
  place = await openSignedInBrowser("2026-03-02");
  ({ page, problems } = await place.openAs("front-desk", "Desk Person"));
  page.setDefaultTimeout(30_000);
}, 240_000);
afterAll(() => place.close());

async function looksRight(shown: typeof page = page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await shown.emulateMedia({ colorScheme });
    await shown.waitForTimeout(250);
    expect(await seriousViolations(shown), `${shown.url()} in ${colorScheme}`).toEqual([]);
  }
  await shown.emulateMedia({ colorScheme: "light" });
}

async function fill(fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
}

const iris = {
  "Last name": "Sandoval",
  "First name": "Iris",
  "Born on": "1984-07-09",
  Telephone: "608 555 0188",
  Street: "3 Heron Way",
  City: "Maple Hollow",
  State: "WI",
  ZIP: "53599",
  "Insurance 1: member id": "LSM445566778",
};

async function writeIris(): Promise<void> {
  await page.getByRole("heading", { level: 1, name: "New patient" }).waitFor();
  await fill(iris);
  await page.getByLabel("Sex", { exact: true }).selectOption("F");
  await page.getByLabel("Insurance 1: payer").selectOption({ label: "Lakeshore Mutual" });
}

describe("the front desk's day", () => {
  test("begins empty, and a new patient is registered by keyboard and form", async () => {
    await page.getByRole("link", { name: "Front desk", exact: true }).click();
    await page.getByText("Nobody is expected").waitFor();
    await looksRight();
    await page.keyboard.press("n");
    await writeIris();
    await page.getByLabel("ZIP", { exact: true }).fill("5");
    await page.getByRole("button", { name: "Check and register" }).click();
    await page.getByText("Not saved: this cannot be right").waitFor();
    await looksRight();
    await page.getByLabel("ZIP", { exact: true }).fill("53599");
    await page.getByRole("button", { name: "Check and register" }).click();
    await page.getByRole("heading", { level: 1, name: "Sandoval, Iris" }).waitFor();
    await looksRight();
  });

  test("somebody who is registered already is shown with the reasons", async () => {
    await page.goto(`${place.address}/front-desk/register`);
    await writeIris();
    await page.getByRole("button", { name: "Check and register" }).click();
    await page.getByText(/almost certain, 100/).waitFor();
    await page.getByText(/the same date of birth/).waitFor();
    await looksRight();
  });

  test("the payer is asked, the patient checked in, the co-pay taken with a receipt", async () => {
    await page.goto(`${place.address}/front-desk`);
    await page.getByRole("heading", { level: 1, name: "Front desk" }).waitFor();
    await page.keyboard.press("s");
    await page.getByLabel("Patient", { exact: true }).fill("Sandoval");
    await page.getByRole("button", { name: /Sandoval, Iris/ }).click();
    await fill({ At: "09:30", "Why the patient comes": "Cough" });
    await page.getByRole("button", { name: "Put in the calendar" }).click();
    const row = page.getByRole("row", { name: /09:30 Sandoval, Iris/ });
    await row.getByText("insurance not asked").waitFor();
    await row.click();
    await page.getByRole("button", { name: "Ask the payer" }).click();
    await page.getByText("no answer yet").first().waitFor();
    await place.world.answers();
    await page.reload();
    await row.click();
    await page.getByText("insured", { exact: true }).waitFor();
    await page.getByText(/no promise to pay/).waitFor();
    await looksRight();
    await page.getByRole("button", { name: "Check in", exact: true }).click();
    await row.getByText("co-pay $30.00").waitFor();
    await page.getByRole("button", { name: "Take the payment" }).click();
    await page.getByRole("link", { name: "Receipt" }).waitFor();
    const receipt = await page.request.get(`${place.address}${await page.getByRole("link", { name: "Receipt" }).getAttribute("href")}`);
    expect([receipt.status(), receipt.headers()["content-type"]]).toEqual([200, "application/pdf"]);
    await row.getByText("co-pay $30.00").waitFor({ state: "detached" });
    await looksRight();
    expect(problems).toEqual([]);
  });

  test("who pays for themselves is told before the visit what it will cost", async () => {
    await page.keyboard.press("s");
    await page.getByLabel("Patient", { exact: true }).fill("Sandoval");
    await page.getByRole("button", { name: /Sandoval, Iris/ }).click();
    await fill({ At: "14:00", "Why the patient comes": "Mole" });
    await page.getByLabel("Self-pay: no claim").check({ force: true });
    await page.getByRole("button", { name: "Put in the calendar" }).click();
    const row = page.getByRole("row", { name: /14:00 Sandoval, Iris/ });
    await row.getByText("estimate").waitFor();
    await row.click();
    await fill({ "Service 1": "99213", "Charge 1": "140.00", "Diagnosis, if it is known": "D22.9" });
    await page.getByRole("button", { name: "Make the estimate" }).click();
    const paper = page.getByRole("link", { name: "$140.00, as it was given" });
    await paper.waitFor();
    const pdf = await page.request.get(`${place.address}${await paper.getAttribute("href")}`);
    expect([pdf.status(), pdf.headers()["content-type"]]).toEqual([200, "application/pdf"]);
    await row.getByText("estimate").waitFor({ state: "detached" });
    await looksRight();
    expect(problems).toEqual([]);
  });
});

describe("two records of one person", () => {
  test("are found, put side by side, brought together with the right values, and parted again", async () => {
    await page.goto(`${place.address}/front-desk/register`);
    await writeIris();
    await page.getByLabel("Last name", { exact: true }).fill("Sandobal");
    await page.getByLabel("Telephone", { exact: true }).fill("608 555 0177");
    await page.getByRole("button", { name: "Check and register" }).click();
    await page.getByText(/almost certain/).waitFor();
    await page.getByRole("button", { name: /none of these/i }).click();
    await page.getByRole("heading", { level: 1, name: "Sandobal, Iris" }).waitFor();

    const biller = await place.openAs("biller", "Bill Person");
    const { page: own } = biller;
    own.setDefaultTimeout(30_000);
    await own.goto(`${place.address}/patients?tab=duplicates`);
    await own.getByText("the same date of birth", { exact: false }).waitFor();
    await looksRight(own);
    await own.getByRole("link", { name: /side by side/ }).click();
    await own.getByRole("heading", { level: 1, name: "Two records of one person" }).waitFor();
    await own.getByLabel(/\(608\) 555-0177/).check();
    await own.getByText("the same card: one is enough").waitFor();
    await looksRight(own);
    await own.getByLabel("How you know that it is one person").fill("the driving licence");
    await own.getByRole("button", { name: "Bring together" }).click();
    await own.getByRole("heading", { level: 1, name: "Iris Sandoval" }).waitFor();
    await own.getByText("(608) 555-0177", { exact: false }).first().waitFor();

    // The old record's page leads to the one record.
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Sandoval, Iris" }).waitFor();
    await page.getByText("Iris Sandobal", { exact: false }).first().waitFor();
    await own.goto(page.url());
    await own.getByLabel("Why they are two people after all").fill("two cousins");
    await looksRight(own);
    await own.getByRole("button", { name: "Part again" }).click();
    await own.getByText(/Parted again: Bill Person/).waitFor();
    expect([...biller.problems, ...problems]).toEqual([]);
  });
});
