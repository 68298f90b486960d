/** A payer has paid a charge twice: one person asks for the refund, a second approves it above the limit, and it is paid out of the bank. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { cents } from "../../src/core/kernel/cents.ts";
import { accountTotals, postEntries } from "../../src/store/journal.ts";
import { seriousViolations } from "../support/browser-world.ts";
import { done } from "../support/practice-world.ts";
import { openSignedInBrowser, type SignedInBrowser } from "../support/signed-in-browser.ts";

let browser: SignedInBrowser;
let patientId: number;
/** What the payer paid above what it owed, more than the usual limit for refunds. */
const tooMuch = 8_000;

beforeAll(async () => {
  browser = await openSignedInBrowser("2026-11-16");
  const { world } = browser;
  const visit = await world.seePatient({ patient: "vasquez" });
  done(await world.code(visit, ["E11.65", "I10"], [["99214", [], [1, 2]]]));
  await world.send(visit);
  await world.untilPaid();
  patientId = world.made.patient.vasquez;
  const claim = await world.claim(visit);
  const chargeId = claim.chargeIds[0];
  if (chargeId === undefined) throw new Error("the claim has a charge");
  const { insuranceBalance } = (await world.page(visit)).money;
  const credit = insuranceBalance + tooMuch;
  await world.inTx(async (tx) => {
    const about = { patientId: claim.patientId, claimId: claim.id, payerId: claim.payerId, chargeId };
    await postEntries(tx, [
      {
        on: world.today(),
        source: "deposit",
        sourceKey: "the same again",
        memo: "paid twice",
        lines: [
          { ...about, account: "cash", amount: cents(credit) },
          { ...about, account: "insurance-receivable", amount: cents(-credit) },
        ],
      },
    ]);
  });
}, 120_000);
afterAll(() => browser.close());

const totals = async () => browser.world.inTx((tx) => accountTotals(tx));

it("is asked for no more than the payer paid too much, and waits above the limit", async () => {
  const ann = await browser.openAs("manager", "Ann Manager");
  await ann.page.goto(`${browser.address}/books/patients/${patientId}`);
  await ann.page.getByRole("button", { name: "Adjust" }).first().click();
  const amount = ann.page.getByLabel("Back to the payer");
  expect(await amount.inputValue()).toBe("80.00");
  await ann.page.getByLabel("Why it goes back").fill("paid twice, by their letter of 11/12");
  const send = ann.page.getByRole("button", { name: "Refund to the payer" });
  for (const wrong of ["80.01", "0", "-5", "much"]) {
    await amount.fill(wrong);
    expect(await send.isDisabled(), wrong).toBe(true);
  }
  await amount.fill("80.00");
  expect(await seriousViolations(ann.page)).toEqual([]);
  const before = await totals();
  await send.click();
  await ann.page.getByText("waits for a second person").waitFor();
  expect(await totals()).toEqual(before);
  expect(ann.problems).toEqual([]);
});

it("is approved by another person, posted, and paid by a check with its number", async () => {
  const before = (await totals()).get("cash") ?? 0;
  const ben = await browser.openAs("manager", "Ben Manager", { scheme: "dark" });
  await ben.page.goto(`${browser.address}/books?tab=approvals`);
  await ben.page.getByText("paid twice, by their letter of 11/12").waitFor();
  expect(await seriousViolations(ben.page)).toEqual([]);
  await ben.page.getByRole("button", { name: "Approve" }).click();
  await ben.page.getByText(/decided by Ben Manager/).waitFor();
  // Approved is owed to the payer; only the check takes it out of the bank.
  expect((await totals()).get("cash")).toBe(before);
  await ben.page.getByLabel("Number of the check or transfer").fill("4711");
  await ben.page.getByRole("button", { name: "Paid", exact: true }).click();
  await expect.poll(async () => (await totals()).get("cash")).toBe(before - tooMuch);
  await browser.world.proveBooks();
  expect(ben.problems).toEqual([]);
});

it("leaves no credit: the charge offers no second refund", async () => {
  const { page } = await browser.openAs("manager", "Ann Manager");
  await page.goto(`${browser.address}/books/patients/${patientId}`);
  await page.getByText("paid twice, by their letter of 11/12").first().waitFor();
  const adjust = page.getByRole("button", { name: "Adjust" });
  if ((await adjust.count()) > 0) {
    await adjust.first().click();
    await page.getByText("a second person has to approve it").waitFor();
  }
  expect(await page.getByLabel("Back to the payer").count()).toBe(0);
});

it("is offered to nobody without the right to send money back", async () => {
  const { page } = await browser.openAs("biller", "Bea Biller");
  await page.goto(`${browser.address}/books/patients/${patientId}`);
  await page.getByRole("heading", { name: "Charges" }).waitFor();
  expect(await page.getByLabel("Back to the payer").count()).toBe(0);
});
