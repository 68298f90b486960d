/** A payer's money under a number that nobody knows, as people decide about it: a patient's own and back again, then back to the payer by two persons. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { unmatchedMoney } from "../../src/store/board.ts";
import { accountTotals } from "../../src/store/journal.ts";
import { loadPatients } from "../../src/store/patients.ts";
import { seriousViolations } from "../support/browser-world.ts";
import { heldAnswer } from "../support/held-answers.ts";
import { openSignedInBrowser, type SignedInBrowser } from "../support/signed-in-browser.ts";

let browser: SignedInBrowser;
let held: Awaited<ReturnType<typeof heldAnswer>>;

beforeAll(async () => {
  browser = await openSignedInBrowser("2026-11-16");
  held = await heldAnswer(browser.world);
}, 240_000);
afterAll(() => browser.close());

/** Whose the money is that belongs to no charge: [patient or none, cents]. */
const waiting = async () => (await browser.world.inTx(unmatchedMoney)).map(({ patientId, amount }) => [patientId, amount]);

/** The page of files with what a person does on it. */
async function openFiles(name: string, scheme: "light" | "dark" = "light") {
  const { page, problems } = await browser.openAs("manager", name, { scheme });
  await page.goto(`${browser.address}/files`);
  const exceptions = page.getByRole("region", { name: "Exceptions" });
  const row = exceptions.getByRole("row", { name: /is not known here/ });
  const form = exceptions.locator("form");
  await row.waitFor();
  return {
    page,
    problems,
    row,
    form,
    unmatched: page.getByRole("region", { name: "Unmatched money" }),
    decide: async (it: string, because: string, more: Readonly<Record<string, string>> = {}): Promise<void> => {
      await row.getByRole("button", { name: "Decide" }).click();
      await form.locator("input[aria-haspopup=listbox]").click();
      await page.getByRole("option", { name: it }).click();
      for (const [label, value] of Object.entries(more)) await form.getByLabel(label).fill(value);
      await form.getByLabel("Because").fill(because);
      expect(await seriousViolations(page)).toEqual([]);
      await form.getByRole("button", { name: "Decide" }).click();
    },
  };
}

it("becomes another patient's own money, and is taken back while it is still there", async () => {
  const { page, problems, row, form, unmatched, decide } = await openFiles("Ann Manager");
  const other = browser.world.made.patient.brandt;
  const patient = (await browser.world.inTx((tx) => loadPatients(tx, [other]))).get(other);
  expect(await waiting()).toEqual([[null, held.amount]]);

  // An account that nobody has is told, and the form stays with what was typed.
  await decide("Is a patient's own money", "their check, sent on by the payer", { "Patient's account number": "P-NOBODY" });
  await page.getByText("No patient has this account number.").waitFor();
  expect(await form.getByLabel("Because").inputValue()).toBe("their check, sent on by the payer");
  await form.getByLabel("Patient's account number").fill(patient?.accountNumber ?? "");
  await form.getByRole("button", { name: "Decide" }).click();
  await form.waitFor({ state: "detached" });
  await unmatched.getByRole("link", { name: new RegExp(patient?.name.last ?? "nobody") }).waitFor();
  expect(await waiting()).toEqual([[other, held.amount]]);

  await page.getByText("Resolved last").click();
  await row.getByRole("button", { name: "Take it back" }).click();
  await form.getByLabel("Because").fill("the check was the payer's after all");
  await form.getByRole("button", { name: "Take the decision back" }).click();
  await row.getByRole("button", { name: "Decide" }).waitFor();
  // It is open again, and neither form came back with it.
  await form.waitFor({ state: "detached" });
  expect(await waiting()).toEqual([[null, held.amount]]);
  await browser.world.proveBooks();
  // The refusal above is the one thing that the console says.
  expect(problems.filter((one) => !one.includes("409"))).toEqual([]);
  await page.close();
});

it("goes back to the payer when a second person has agreed, and leaves the bank with the check", async () => {
  const cash = async () => (await browser.world.inTx((tx) => accountTotals(tx))).get("cash") ?? 0;
  const before = await cash();
  const ann = await openFiles("Ann Manager");
  await ann.decide("Goes back to the payer", "not a patient of ours");
  await ann.row.getByText("second person").waitFor();
  // The row stays until somebody has agreed, but its form does not.
  await ann.form.waitFor({ state: "detached" });
  expect(await ann.row.getByRole("button").count()).toBe(0);
  expect(await waiting()).toEqual([[null, held.amount]]);
  await ann.page.goto(`${browser.address}/books?tab=approvals`);
  await ann.page.getByText("not a patient of ours").waitFor();
  expect(await ann.page.getByRole("button", { name: "Approve" }).count()).toBe(0);

  const ben = await openFiles("Ben Manager", "dark");
  await ben.page.goto(`${browser.address}/books?tab=approvals`);
  await ben.page.getByRole("button", { name: "Approve" }).click();
  await ben.page.getByText(/decided by Ben Manager/).waitFor();
  expect(await waiting()).toEqual([]);
  expect(await cash()).toBe(before);
  await ben.page.getByLabel("Number of the check or transfer").fill("1044");
  await ben.page.getByRole("button", { name: "Paid", exact: true }).click();
  await expect.poll(cash).toBe(before - held.amount);

  await ann.page.goto(`${browser.address}/files`);
  await ann.page.getByText("Every cent that came in stands on a charge.").waitFor();
  await ann.page.getByText("Everything that came in found its place.").waitFor();
  await browser.world.proveBooks();
  expect([...ann.problems, ...ben.problems]).toEqual([]);
});
