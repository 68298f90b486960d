/** A biller on the telephone, from the name to the plan and the patient's link; and the patient, who opens it on a telephone. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkIn, makeAppointment } from "../../src/app/front-desk/appointments.ts";
import { makeEstimate } from "../../src/app/front-desk/estimate.ts";
import type { Statement } from "../../src/core/billing/statement.ts";
import { listStatements } from "../../src/store/statements.ts";
import { seriousViolations } from "../support/browser-world.ts";
import { done } from "../support/practice-world.ts";
import { openSignedInBrowser, type SignedInBrowser } from "../support/signed-in-browser.ts";

let browser: SignedInBrowser;

beforeAll(async () => {
  browser = await openSignedInBrowser("2026-11-03");
  const { world } = browser;
  const visit = await world.seePatient({ patient: "whitfield" });
  done(await world.code(visit, ["J20.9"], [["99203", [], [1], 10_000]]));
  await world.statement(visit);
  // Another whose bill is $400 over what was estimated.
  const { context, made } = world;
  const wanted = { providerId: made.provider.okafor, locationId: made.location, reason: "Mole", selfPay: true, on: world.today() };
  const { appointmentId } = done(await makeAppointment(context, { ...wanted, patientId: made.patient.delacroix }));
  done(await makeEstimate(context, appointmentId, { items: [{ procedure: "99213", units: 1, charge: 10_000 }] }));
  const { visitId } = done(await checkIn(context, appointmentId, { formsSigned: true }));
  done(await world.code(visitId, ["D22.9"], [["99213", [], [1], 50_000]]));
});
afterAll(() => browser.close());

let link = "";

it("finds the caller, tells why it is owed, logs the call, takes a part, agrees on a plan, and makes the link", async () => {
  const { page, problems } = await browser.openAs("biller", "Bea Larkin");
  await page.getByRole("link", { name: "Patients" }).click();
  await page.getByLabel("Find a patient").fill("whitf");
  await page.getByRole("row", { name: /Whitfield, Desmond/ }).click();
  await page.getByRole("heading", { name: "Desmond Whitfield" }).waitFor();
  expect(page.url()).not.toContain("hit");
  await page.getByText("Charged:").waitFor();
  expect(await seriousViolations(page)).toEqual([]);

  await page.keyboard.press("y");
  await page.getByText("The price of this service is $100.00.").waitFor();
  for (const proof of ["full name of the patient", "birth date", "account number of the bill"]) await page.getByLabel(proof).check();
  await page.getByText("verified", { exact: true }).waitFor();
  await page.getByLabel("Name", { exact: true }).fill("Desmond Whitfield");
  await page.getByLabel("What was said").fill("asks for a plan");
  await page.getByLabel("Reference number").fill("T-1107");
  await page.getByLabel("Promised").fill("pays by card");
  await page.getByLabel("Come back to it on").fill("2026-11-03");
  await page.getByRole("button", { name: "Log it" }).click();
  expect(await seriousViolations(page)).toEqual([]);

  await page.getByRole("tab", { name: "Calls" }).click();
  await page.getByText("come back on 11/03/2026").waitFor();
  await page.getByText("T-1107", { exact: false }).first().waitFor();
  await page.getByText("pays by card", { exact: false }).first().waitFor();
  await page.getByRole("tab", { name: "Payments & plan" }).click();
  await page.getByLabel("Amount").fill("20");
  await page.getByRole("button", { name: "Take the payment" }).click();
  await page.getByRole("link", { name: "Receipt" }).waitFor();
  await page.getByRole("button", { name: "Make the plan" }).click();
  await page.getByText("$80.00 left", { exact: false }).waitFor();
  expect(await seriousViolations(page)).toEqual([]);

  await page.getByRole("tab", { name: "May it be asked?" }).click();
  await page.getByText("payment plan", { exact: false }).first().waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole("tab", { name: "Statements & link" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  link = (await page.getByTestId("patient-link").textContent()) ?? "";
  expect(link).toMatch(/\/my-bill#\d+\.[\w-]{43}$/);
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole("link", { name: "Patients" }).click();
  await page.getByRole("tab", { name: "Follow-ups" }).click();
  await page.getByText("asks for a plan").waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  expect(problems).toEqual([]);
  await page.close();
});

it("sends the statements of the cycle and says who got none and why", async () => {
  const { page, problems } = await browser.openAs("biller", "Bea Larkin", { scheme: "dark", width: 1920 });
  await page.goto(`${browser.address}/patients?tab=statements`);
  await page.getByText("0 of 2 accounts get a statement").waitFor();
  await page.getByText("its instalments are asked for", { exact: false }).waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  expect(problems).toEqual([]);
  await page.close();
});

it("stops a bill far above its estimate once, sends it with the right to dispute, and asks nothing while there is a dispute", async () => {
  const { page, problems } = await browser.openAs("biller", "Bea Larkin");
  await page.goto(`${browser.address}/patients/${browser.world.made.patient.delacroix}?tab=statements`);
  await page.getByText("45 CFR 149.620", { exact: false }).waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole("button", { name: "Send it with the right to dispute" }).click();
  const link = page.getByRole("link", { name: "Print again" });
  await link.waitFor();
  const printed = await page.request.get(`${browser.address}${await link.getAttribute("href")}`);
  expect([printed.status(), printed.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  const [sent] = await browser.world.inTx((tx) => listStatements(tx, { patientId: browser.world.made.patient.delacroix, limit: 5 }));
  expect((sent?.content as Statement | undefined)?.notices[0]).toContain("$400.00 more");

  await page.getByRole("tab", { name: "May it be asked?" }).click();
  await page.getByRole("combobox", { name: "What forbids the bill" }).click();
  await page.getByRole("option", { name: "Dispute open" }).click();
  await page.getByLabel("Reason").fill("letter of today: the mole was not removed");
  await page.getByRole("button", { name: "Set it" }).click();
  await page.getByRole("button", { name: /Lift/ }).waitFor();
  await page.getByRole("tab", { name: "Why is it owed?" }).click();
  await page.getByText("stands in your name, and we do not ask for it", { exact: false }).waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  expect(problems).toEqual([]);
  await page.close();
});

it.each(["light", "dark"] as const)("the patient opens it with the birth date on a telephone (%s), once", async (scheme) => {
  const { page, problems } = await browser.openAs("clinician", `Nobody here ${scheme}`, { scheme, width: 390 });
  // A browser that knows nobody of the practice.
  await page.context().clearCookies();
  if (scheme === "dark") {
    const { page: desk } = await browser.openAs("biller", "Bea Larkin");
    await desk.goto(`${browser.address}/patients/${browser.world.made.patient.whitfield}?tab=statements`);
    await desk.getByRole("button", { name: "Make a link" }).click();
    link = (await desk.getByTestId("patient-link").textContent()) ?? "";
    await desk.close();
  }
  await page.goto(link);
  await page.reload();
  await page.getByLabel("Month").fill("12");
  await page.getByLabel("Day").fill("5");
  await page.getByLabel("Year").fill("1993");
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole("button", { name: "Show my bill" }).click();
  await page.getByText("You owe today").waitFor();
  await page.getByText("Your payment plan").waitFor();
  await page.getByRole("link", { name: /as PDF/ }).waitFor();
  expect(page.url()).toBe(`${browser.address}/my-bill`);
  expect(await seriousViolations(page)).toEqual([]);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await page.getByRole("button", { name: "I am done: close it" }).click();
  await page.getByRole("heading", { name: "Closed" }).waitFor();
  expect(problems.filter((one) => !one.includes("401"))).toEqual([]);
  await page.close();
});
