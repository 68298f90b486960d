/** A clinician's day in a real browser: from the schedule to the signed note, a coder's question answered, an addendum. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkIn, makeAppointment } from "../../src/app/front-desk/appointments.ts";
import { saveDraft, viewNote } from "../../src/app/notes/write-note.ts";
import { askClinician } from "../../src/app/worklist/work-on-visit.ts";
import { seriousViolations } from "../support/browser-world.ts";
import { done } from "../support/practice-world.ts";
import { openSignedInBrowser, type SignedInBrowser } from "../support/signed-in-browser.ts";

let browser: SignedInBrowser;
let visitId: number;

beforeAll(async () => {
  browser = await openSignedInBrowser("2026-11-03");
  const { context, made, today } = browser.world;
  const wanted = {
    patientId: made.patient.delacroix,
    on: today(),
    at: "0930",
    providerId: made.provider.okafor,
    locationId: made.location,
    reason: "Cough",
    selfPay: false,
  };
  const { appointmentId } = done(await makeAppointment(context, wanted));
  const checked = done(await checkIn(context, appointmentId, { formsSigned: true }));
  visitId = checked.visitId;
}, 240_000);
afterAll(() => browser.close());

it("is written by sections, saved, signed, asked about and added to", async () => {
  const { page, problems } = await browser.openAs("clinician", "Ada Okafor");
  const owner = await browser.openAs("owner", "Olga Owner");
  await owner.page.goto(`${browser.address}/people`);
  await owner.page.getByRole("combobox", { name: "Ada Okafor signs notes as" }).click();
  await owner.page.getByRole("option", { name: "Adaeze Okafor, MD" }).click();
  await expect.poll(() => owner.page.getByRole("combobox", { name: "Ada Okafor signs notes as" }).inputValue()).toBe("Adaeze Okafor, MD");
  expect(await seriousViolations(owner.page)).toEqual([]);
  page.setDefaultTimeout(30_000);
  await page.getByRole("link", { name: "Notes" }).click();
  await page.getByText("1 to write or sign.", { exact: false }).waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole("row", { name: /Delacroix, Simone/ }).press("Enter");
  await page.getByLabel("Chief complaint").fill("Cough for a week");
  await page.getByLabel("Assessment and plan").fill("1. Acute bronchitis\n2. Rest");
  // A page that is gone before anything is saved loses nothing, and leaves nothing in the browser.
  await page.getByText("Not saved yet. Your words are kept, for you alone.").waitFor();
  await page.getByLabel("Exam").fill("Lungs");
  await page.reload();
  await page.getByText(/^These are your words of /).waitFor();
  expect(await page.getByLabel("Exam").inputValue()).toBe("Lungs");
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stored).not.toContain("bronchitis");
  await page.getByLabel("Exam").fill("");
  await page.getByRole("button", { name: "Save the draft" }).click();
  await page.getByText("Version 1 is saved.").waitFor();
  expect(await seriousViolations(page)).toEqual([]);
  // Somebody saves another version while this one is read: it is not signed unread.
  const { world } = browser;
  const { written } = done(await viewNote(world.context, visitId as never));
  done(await saveDraft(world.context, visitId as never, { written: { ...written, data: "X-ray clear" }, newest: 1 }));
  await page.getByRole("button", { name: "Sign as the clinician" }).click();
  await page.getByText("Test has saved this note meanwhile. Copy your words first, then load the page again.").waitFor();
  expect(problems.splice(0)).toEqual([expect.stringContaining("409")]);
  await page.reload();
  await page.getByText("Version 2 is saved.").waitFor();
  await page.getByLabel("Exam").fill("Lungs clear");
  // An owner who is not this clinician says why.
  await owner.page.goto(page.url());
  await owner.page.getByLabel("Why you enter the signature of Adaeze Okafor, MD").waitFor();
  expect(await owner.page.getByRole("button", { name: "Sign on their behalf" }).isDisabled()).toBe(true);
  expect(await owner.page.getByRole("button", { name: "Sign as the clinician" }).count()).toBe(0);
  expect(await seriousViolations(owner.page)).toEqual([]);
  expect(owner.problems).toEqual([]);
  await owner.page.close();
  await page.getByRole("button", { name: "Sign as the clinician" }).click();
  await page.getByText(/signed by Adaeze Okafor/).waitFor();

  done(await askClinician(world.context, visitId as never, { kind: "other", words: "The history has a cough; the plan has no duration." }));
  await page.getByRole("link", { name: "Notes" }).click();
  await page.getByText("a coder asks").waitFor();
  await page.getByRole("row", { name: /Delacroix, Simone/ }).press("Enter");
  await page.getByLabel("Answer").fill("Seven days, see the addendum.");
  await page.getByRole("button", { name: "Answer" }).click();
  await page.getByLabel("Addendum").fill("Cough since seven days.");
  await page.getByRole("button", { name: "Add it" }).click();
  await page.getByText(/ADDENDUM of 11\/03\/2026 by Ada Okafor: Cough since seven days\./).waitFor();
  await page.getByText("Every version of this note").click();
  await page.getByText("5. addendum", { exact: false }).waitFor();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForTimeout(250);
  expect(await seriousViolations(page)).toEqual([]);
  expect(problems).toEqual([]);
});
