/** Money that fits nowhere, as people work it: an answer posted to part of a claim and taken off again; and what is too small to ask for. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { setRules } from "../../src/app/settings/view.ts";
import { takePayment } from "../../src/app/take-payment.ts";
import { cents } from "../../src/core/kernel/cents.ts";
import { unmatchedMoney } from "../../src/store/board.ts";
import { accountTotals, postEntries } from "../../src/store/journal.ts";
import { seriousViolations } from "../support/browser-world.ts";
import { heldAnswer } from "../support/held-answers.ts";
import { done } from "../support/practice-world.ts";
import { openSignedInBrowser, type SignedInBrowser } from "../support/signed-in-browser.ts";

let browser: SignedInBrowser;
let held: Awaited<ReturnType<typeof heldAnswer>>;
let leftOpen: string;

beforeAll(async () => {
  browser = await openSignedInBrowser("2026-11-16");
  const { world } = browser;
  held = await heldAnswer(world, [
    ["99213", [], [1]],
    ["87880", ["QW"], [1]],
  ]);
  for (const [patient, left] of [
    ["whitfield", 300],
    ["brandt", 200],
  ] as const) {
    const visit = await world.seePatient({ patient, selfPay: true });
    done(await world.code(visit, ["J06.9"], [["99213", [], [1], 10_000]]));
    done(await takePayment(world.context, visit, { amount: 10_000 - left, method: "cash", reference: "", key: `paid ${visit}` }));
  }
  const visit = await world.seePatient({ patient: "osei" });
  done(await world.code(visit, ["J06.9"], [["99213", [], [1]]]));
  await world.send(visit);
  await world.untilPaid();
  const { id, chargeIds, patientId, payerId, controlNumber } = await world.claim(visit);
  leftOpen = controlNumber;
  const about = { patientId, claimId: id, ...(chargeIds[0] === undefined ? {} : { chargeId: chargeIds[0] }) };
  await world.inTx((tx) =>
    postEntries(tx, [
      {
        on: world.today(),
        source: "transfer",
        sourceKey: "left open",
        memo: "Left open by the payer",
        lines: [
          { ...about, account: "insurance-receivable", payerId, amount: cents(7) },
          { ...about, account: "patient-receivable", amount: cents(-7) },
        ],
      },
    ]),
  );
  done(await setRules(world.context, { smallBalance: cents(500), smallBalanceDays: 0 }));
}, 240_000);
afterAll(() => browser.close());

const waiting = async () => (await browser.world.inTx(unmatchedMoney)).reduce((sum, one) => sum + one.amount, 0);
const writtenOff = async () => (await browser.world.inTx((tx) => accountTotals(tx))).get("write-off-small-balance") ?? 0;

it("an answer is posted to one line of a claim, and taken off again", async () => {
  const { page, problems } = await browser.openAs("manager", "Ann Manager");
  await page.goto(`${browser.address}/files`);
  const exceptions = page.getByRole("region", { name: "Exceptions" });
  const decide = async (it: string, because: string, more: Readonly<Record<string, string>> = {}): Promise<void> => {
    await exceptions
      .getByRole("row", { name: /is not known here/ })
      .getByRole("button", { name: "Decide" })
      .click();
    const form = exceptions.locator("form");
    await form.locator("input[aria-haspopup=listbox]").click();
    await page.getByRole("option", { name: it }).click();
    for (const [label, value] of Object.entries(more)) await form.getByLabel(label).fill(value);
    await form.getByLabel("Because").fill(because);
    await form.getByRole("button", { name: "Decide" }).click();
  };
  const takeBack = async (because: string): Promise<void> => {
    await exceptions.locator("details").evaluate((one: HTMLDetailsElement) => {
      one.open = true;
    });
    await exceptions
      .getByRole("row", { name: /is not known here/ })
      .getByRole("button", { name: "Take it back" })
      .click();
    expect(await seriousViolations(page)).toEqual([]);
    await exceptions.getByLabel("Because").fill(because);
    await exceptions.getByRole("button", { name: "Take the decision back" }).click();
    await exceptions
      .getByRole("row", { name: /is not known here/ })
      .getByRole("button", { name: "Decide" })
      .waitFor();
  };
  await exceptions.getByRole("row", { name: /is not known here/ }).waitFor();
  expect(await waiting()).toBe(held.amount);

  await decide("Belongs to a claim", "by date and name", { "Claim number": held.claim.controlNumber, "Only its lines": "1" });
  await exceptions.getByText("Resolved last").waitFor();
  const { money, charges } = await browser.world.page(held.visit);
  expect(money.insuranceBalance).toBe(charges[1]?.amount);
  await takeBack("another patient of this name");
  expect(await waiting()).toBe(held.amount);

  await browser.world.proveBooks();
  expect(problems).toEqual([]);
  await page.close();
});

it("small balances of patients and remainders of payers are previewed, closed, agreed on above the limit, and opened again", async () => {
  const owner = await browser.openAs("owner", "Olive Owner", { scheme: "dark" });
  await owner.page.goto(`${browser.address}/books?tab=approvals`);
  await owner.page.getByLabel("New limit for").selectOption("write-off");
  await owner.page.getByLabel("Limit", { exact: true }).fill("4.00");
  await owner.page.getByRole("button", { name: "Set the limit" }).click();
  await owner.page
    .getByRole("row", { name: /Write-offs/ })
    .getByText("$4.00")
    .waitFor();

  const { page, problems } = await browser.openAs("manager", "Ann Manager");
  await page.goto(`${browser.address}/patients?tab=small`);
  const patients = page.getByRole("form", { name: "Close small balances" });
  await patients.getByText("$5.00 together is above the limit of $4.00", { exact: false }).waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await patients.getByRole("button", { name: "Close 2 of 2, $5.00" }).click();
  const closed = page.getByRole("region", { name: "Closed together" });
  await closed.getByText("waits for a second person").waitFor();
  await patients.getByText("2 small accounts are left out: a request about it waits for a second person.").waitFor();
  expect(await writtenOff()).toBe(0);

  await owner.page.reload();
  await owner.page.getByText("Write-off of small balances, 2 accounts").waitFor();
  await owner.page.getByRole("button", { name: "Approve" }).click();
  await owner.page
    .getByText(/decided by Olive Owner/)
    .first()
    .waitFor();
  expect(await writtenOff()).toBe(500);

  await page.reload();
  const payers = page.getByRole("form", { name: "Close small remainders" });
  await payers
    .getByRole("row", { name: new RegExp(leftOpen) })
    .getByText("$0.07")
    .waitFor();
  await payers.getByRole("button", { name: "Close 1 of 1, $0.07" }).click();
  await closed.getByText("1 claim of payers, $0.07", { exact: false }).waitFor();
  expect(await writtenOff()).toBe(507);
  for (const [row, because] of [
    [/1 claim of payers/, "the payer sent it after all"],
    [/2 accounts/, "they are here and pay"],
  ] as const) {
    const batch = closed.getByRole("row", { name: row });
    await batch.getByRole("button", { name: "Open again" }).click();
    await batch.getByLabel("Why they are opened again").fill(because);
    await batch.getByRole("button", { name: "Open them" }).click();
    await closed.getByRole("row", { name: row }).getByText("opened again", { exact: true }).waitFor();
  }
  expect(await writtenOff()).toBe(0);
  await browser.world.proveBooks();
  expect([...problems, ...owner.problems]).toEqual([]);
});
