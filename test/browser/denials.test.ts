/** The biller's denial day in a real browser: see it, understand it, telephone, appeal, correct, send, undo; and it looks right. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowserWorld, seriousViolations } from "../support/browser-world.ts";

let place: Awaited<ReturnType<typeof openPlace>>;

beforeAll(async () => {
  place = await openPlace();
}, 240_000);
afterAll(() => place.close());

async function openPlace() {
  const world = await openBrowserWorld();
  const { page, problems } = await world.open({ width: 1280 });
  page.setDefaultTimeout(30_000);
  return { url: world.address, page, problems, close: world.close };
}

async function says(words: string | RegExp): Promise<void> {
  await place.page.locator("main").getByText(words).first().waitFor();
}

async function looksRight(): Promise<void> {
  const { page } = place;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(250);
    expect(await seriousViolations(page), `${page.url()} in ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

async function openCase(): Promise<void> {
  const { page, url } = place;
  await page.goto(`${url}/denials`);
  await page
    .getByRole("row", { name: /Delacroix/ })
    .first()
    .click();
  await page.getByRole("heading", { level: 1, name: "CO-50 on 82306" }).waitFor();
}

describe("the day of denials", () => {
  test("the list shows what is open, with its money, by case and by cause", async () => {
    const { page, url } = place;
    await page.goto(`${url}/denials`);
    await page
      .getByRole("row", { name: /Delacroix.*CO-50.*\$70\.00/ })
      .first()
      .waitFor();
    await looksRight();
    await page.getByText("By cause").click();
    await page
      .getByRole("row", { name: /Lakeshore Mutual.*82306/ })
      .first()
      .waitFor();
    await looksRight();
    await page.getByRole("button", { name: /^Show \d+ of Lakeshore Mutual, 50, 82306/ }).click();
    await page
      .getByRole("row", { name: /Delacroix/ })
      .first()
      .waitFor();
    expect(new URL(page.url()).search).toContain("reason");
  });

  test("a case says what the payer said, what it means, what to do and until when; a call is put on record", async () => {
    await openCase();
    const { page } = place;
    await says("not medically necessary for payer");
    await says("Playbook: medical necessity");
    await says(/First-level appeal \(level 1\)/);
    await looksRight();
    await page.getByRole("button", { name: "Record work" }).click();
    await page.getByRole("textbox", { name: "Spoke with" }).fill("Ms. Harper");
    await page.getByRole("textbox", { name: "Reference" }).fill("C-9");
    await page.getByRole("textbox", { name: "What was said" }).fill("the policy is L33771");
    await page.getByRole("button", { name: "Record", exact: true }).click();
    await says("Telephoned with Ms. Harper, reference C-9");
  });

  test("two keys correct the claim and send it, and it can be undone until its file is written", async () => {
    await openCase();
    const { page } = place;
    await page.keyboard.press("c");
    const modifiers = page.getByRole("textbox", { name: "Modifiers of 82306" });
    await modifiers.fill("59");
    await looksRight();
    await page.getByRole("button", { name: /Correct and replace/ }).click();
    await says("Corrected: version 2, frequency 7");
    await says("waits for an answer");
    await page.getByRole("button", { name: "Undo the correction" }).click();
    await says("Correction undone before version 2 was written");
    await page.getByRole("button", { name: "Open the fault" }).waitFor();
  });

  test("the appeal is written from its template, looked at as PDF, and kept as it was sent", async () => {
    await openCase();
    const { page } = place;
    await page.getByRole("button", { name: "Write the appeal" }).click();
    const argument = page.getByRole("textbox", { name: "Argument" });
    await argument.waitFor();
    await says(/Still to be written/);
    await says(/You accepted the claim by your 277CA/);
    await looksRight();
    await argument.fill("The note documents fatigue with a deficiency; the policy's second criterion is met.");
    await page.getByRole("button", { name: "Keep it as sent" }).click();
    await says(/Level 1, sent .* by certified mail/);
    await says(/Appealed \(First-level appeal\)/);
    const href = await page.getByRole("link", { name: /Level 1, sent/ }).getAttribute("href");
    const answer = await page.request.get(new URL(href ?? "", place.url).href);
    expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "application/pdf"]);
    await looksRight();
  });

  test("the browser complained of nothing", () => {
    expect(place.problems).toEqual([]);
  });
});
