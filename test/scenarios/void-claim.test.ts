/** A paid claim is taken back: the payer reverses it, every cent goes back, and the visit can be billed anew. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { fileReleased } from "../../src/app/file-released.ts";
import { releaseClaim } from "../../src/app/release-claim.ts";
import { giveUpVersion, voidClaim } from "../../src/app/send-as-is.ts";
import { viewClaimPage } from "../../src/app/view-claim-page.ts";
import { addDays } from "../../src/core/kernel/iso-date.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-03-02");
});
afterAll(() => town.close());

it("is refused before a decision, then made, sent and posted", async () => {
  const visit = await world.seePatient({ patient: "vasquez" });
  done(await world.code(visit, ["J06.9"], [["99213", [], [1]]]));
  await world.send(visit);
  const { id } = await world.claim(visit);
  expect(refused(await voidClaim(world.context, id, "the wrong patient")).problem).toBe("underway");
  await world.untilPaid();
  const paid = (await world.page(visit)).money;
  expect(paid.insurancePaid).toBeGreaterThan(0);

  const sent = await world.claim(visit);
  done(await voidClaim(world.context, id, "the wrong patient"));
  const drafted = await world.claim(visit);
  expect(drafted).toMatchObject({ version: 2, frequency: "8", state: "ready" });
  expect(drafted.content.identifiers).toContainEqual({ qualifier: "F8", value: sent.payerControlNumber });
  expect(drafted.content.lines).toEqual(sent.content.lines);
  done(await giveUpVersion(world.context, id));
  expect(await world.claim(visit)).toMatchObject({ version: 1, frequency: "1", content: sent.content });
  expect(refused(await giveUpVersion(world.context, id)).problem).toBe("nothing-to-undo");
  done(await voidClaim(world.context, id, "the wrong patient"));
  done(await releaseClaim(world.context, id));
  done(await fileReleased(world.context, id));
  for (let day = 0; day < 40 && (await world.claim(visit)).state !== "voided"; day += 1) {
    await world.goTo(addDays(world.today(), 1));
    await world.answers();
  }
  expect((await world.claim(visit)).state).toBe("voided");
  const { money } = await world.page(visit);
  expect(money.insurancePaid).toBe(0);
  expect(money.adjusted).toBe(0);
  await world.proveBooks();
  const page = done(await viewClaimPage(world.context, id));
  expect(page.actions.find(({ name }) => name === "void")).toMatchObject({ allowed: false });
  expect(page.actions.find(({ name }) => name === "resend")).toMatchObject({ allowed: true });
  expect(page.timeline.some(({ detail }) => detail === "void: the wrong patient")).toBe(true);
});
