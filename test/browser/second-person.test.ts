/** Three people at three machines: the owner sets the limit, one asks for a write-off above it and cannot approve it, the other does. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { seriousViolations } from "../support/browser-world.ts";
import { done } from "../support/practice-world.ts";
import { openSignedInBrowser, type SignedInBrowser } from "../support/signed-in-browser.ts";

let browser: SignedInBrowser;
let patientId: number;

beforeAll(async () => {
  browser = await openSignedInBrowser("2026-11-16");
  const { world } = browser;
  const visit = await world.seePatient({ patient: "vasquez" });
  done(await world.code(visit, ["E11.65", "I10"], [["99214", [], [1, 2]]]));
  await world.send(visit);
  await world.untilPaid();
  patientId = world.made.patient.vasquez;
}, 120_000);
afterAll(() => browser.close());

it("is the practice's limit, set by its owner from today on", async () => {
  const { page, problems } = await browser.openAs("owner", "Olive Owner");
  await page.goto(`${browser.address}/books?tab=approvals`);
  await page.getByLabel("New limit for").selectOption("courtesy");
  await page.getByLabel("Limit", { exact: true }).fill("1.00");
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole("button", { name: "Set the limit" }).click();
  await page
    .getByRole("row", { name: /Courtesy adjustments/ })
    .getByText("$1.00")
    .waitFor();
  expect(problems).toEqual([]);
});

it("is approved by a second person, and by nobody who asked for it", async () => {
  const ann = await browser.openAs("manager", "Ann Manager");
  await ann.page.goto(`${browser.address}/books/patients/${patientId}`);
  await ann.page.getByRole("button", { name: "Adjust" }).first().click();
  await ann.page.getByLabel("Write off").selectOption("write-off-courtesy");
  await ann.page.getByLabel("Why", { exact: true }).fill("agreed on the phone");
  await ann.page.getByRole("button", { name: /^Write off what/ }).click();
  await ann.page.getByText("waits for a second person").waitFor();
  const approvals = async ({ page }: typeof ann): Promise<void> => {
    await page.goto(`${browser.address}/books`);
    await page.getByRole("tab", { name: /Approvals/ }).click();
  };
  await approvals(ann);
  await ann.page.getByRole("button", { name: "Take it back" }).waitFor();
  expect(await ann.page.getByRole("button", { name: "Approve" }).count()).toBe(0);
  // Nor past the screen, with what her browser may send.
  const [request] = await browser.world.inTx(async (tx) =>
    tx.many<{ id: number; state: string }>({ text: "select id, state from money_request", values: [] }),
  );
  const answer = await ann.page.request.post(`${browser.address}/api/v1/books/requests/${request?.id}/decision`, {
    headers: { "x-claimwright": "1" },
    data: { decision: "approve", reason: "" },
  });
  expect(answer.status()).toBe(409);
  expect(request?.state).toBe("waiting");

  const ben = await browser.openAs("manager", "Ben Manager", { scheme: "dark" });
  await approvals(ben);
  await ben.page.getByText("agreed on the phone").waitFor();
  expect(await seriousViolations(ben.page)).toEqual([]);
  await ben.page.getByRole("button", { name: "Approve" }).click();
  await ben.page.getByText(/decided by Ben Manager/).waitFor();
  const after = await browser.world.inTx(async (tx) =>
    tx.many<{ state: string; decidedBy: string }>({ text: `select state, decided_by as "decidedBy" from money_request`, values: [] }),
  );
  expect(after).toEqual([{ state: "approved", decidedBy: "Ben Manager" }]);
  expect(ben.problems).toEqual([]);
  await ann.page.goto(`${browser.address}/books/patients/${patientId}`);
  await ann.page.getByText("agreed on the phone").first().waitFor();
});

it("records why a person looks, when they say that it is not their usual work", async () => {
  const { page, problems } = await browser.openAs("biller", "Bea Biller");
  await page.getByRole("button", { name: /^Account: Bea/ }).click();
  await page.getByRole("menuitem", { name: "At the patient's request" }).click();
  await page.goto(`${browser.address}/books/patients/${patientId}`);
  await page.getByRole("heading", { name: "Charges" }).waitFor();
  const purposes = await browser.world.inTx(async (tx) =>
    tx.many<{ purpose: string }>({
      text: "select purpose from audit_entry where actor = 'Bea Biller' and patient_id = $1 order by id desc limit 1",
      values: [patientId],
    }),
  );
  expect(purposes).toEqual([{ purpose: "patient-request" }]);
  expect(problems).toEqual([]);
});
