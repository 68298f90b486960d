/** A second payer all the way: its last day, the first payer's changed mind while its claim waits and after it decided, and zero at the end. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { checkClaims } from "../../src/app/check-claims.ts";
import { lockClaim } from "../../src/app/claim-history.ts";
import { replaceClaim } from "../../src/app/denials/correct-claim.ts";
import { takeBackClaim } from "../../src/app/release-claim.ts";
import { decidedBefore } from "../../src/core/claims/earlier-decisions.ts";
import type { EncounterId } from "../../src/core/kernel/id.ts";
import { addDays, type IsoDate, isoDate } from "../../src/core/kernel/iso-date.ts";
import { claimsOfEncounter, loadClaimEvents, loadFindings } from "../../src/store/claims.ts";
import { insertCoverage, listCoverages } from "../../src/store/coverages.ts";
import { loadEncounter } from "../../src/store/encounters.ts";
import { insertPayer, listPayers } from "../../src/store/parties.ts";
import { comparePlaces, keptPlace } from "../../src/store/visit-places.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  world = await town.openPractice("2026-03-02");
  const bluestem = await world.inTx((tx) =>
    insertPayer(tx, {
      name: "Bluestem Community Plan",
      payerId: "BCP01",
      filingIndicator: "MC",
      address: { line1: "900 Prairie Avenue", city: "La Crosse", state: "WI", zip: "546010900" },
      timelyFilingDays: 365,
      laterFilingDays: 60,
      takesReplacement: true,
      appealDays: 60,
    }),
  );
  await world.inTx((tx) =>
    insertCoverage(tx, {
      patientId: world.made.patient.delacroix,
      payerId: bluestem,
      rank: 2,
      memberId: "BCP104233018",
      relationship: "18",
      from: isoDate("2026-01-01"),
    }),
  );
});

async function claimsOf(visit: EncounterId) {
  const [first, second, ...more] = await world.inTx((tx) => claimsOfEncounter(tx, visit));
  if (first === undefined || second === undefined || more.length > 0) throw new Error("the visit has one claim to each of two payers");
  return { first, second };
}

const kindsOf = async (claimId: Awaited<ReturnType<typeof claimsOf>>["first"]["id"]) =>
  (await world.inTx((tx) => loadClaimEvents(tx, claimId))).map(({ event }) => event.kind);

/** The first payer denies the vitamin test for want of a reason and leaves the copay. */
async function seenAndDecided(): Promise<EncounterId> {
  const visit = await world.seePatient({ patient: "delacroix" });
  const charges = [
    ["99213", [], [1]],
    ["82306", [], [1]],
  ] as const;
  done(await world.code(visit, ["R53.83"], charges));
  await world.send(visit);
  await world.untilPaid();
  return visit;
}

/** The reason is coded, and the whole claim goes again with the payer's number (7). */
async function replaced(visit: EncounterId): Promise<void> {
  const charges = [
    ["99213", [], [1, 2]],
    ["82306", [], [2]],
  ] as const;
  done(await world.code(visit, ["R53.83", "E55.9"], charges));
  done(await replaceClaim(world.context, visit));
  done(await world.release(visit));
}

async function daysUntil(decided: () => Promise<boolean>): Promise<void> {
  for (let day = 0; day < 90; day += 1) {
    if (await decided()) return;
    await world.file();
    await world.answers();
    await world.goTo(addDays(world.today(), 1));
  }
  throw new Error("it never came to that");
}

const left = (content: Awaited<ReturnType<typeof claimsOf>>["second"]["content"]): number =>
  content.lines
    .flatMap((line) => line.adjudications)
    .flatMap((one) => one.adjustments)
    .filter((one) => one.group === "PR")
    .reduce((sum, one) => sum + one.amount, 0);

it("a claim that waits is taken back and made anew from what the first payer says on the replacement; its last day moves along", async () => {
  const visit = await seenAndDecided();
  const { second } = await claimsOf(visit);
  expect(second).toMatchObject({ state: "queued", frequency: "1", version: 1 });
  expect(left(second.content)).toBe(3_000);
  const firstDecision = decidedBefore(second.content);
  if (firstDecision === undefined) throw new Error("the second claim says when the first payer decided");
  // The contract says 60 days from the primary's decision: that is the last day in the list, not a year from the service.
  const lastDay = async () => (await world.inTx((tx) => keptPlace(tx, visit)))?.deadline;
  expect(await world.queue(visit)).toBe("denied");
  // While the first payer's denial is open, its own last day counts: 180 days from the service.
  expect(await lastDay()).toBe(addDays(isoDate("2026-03-02"), 180));
  // While a claim of the visit is on its way to leave, its codes stand; a person takes it back first.
  expect(refused(await world.code(visit, ["R53.83", "E55.9"], [["99213", [], [1]]])).problem).toBe("claim-sent");
  done(await takeBackClaim(world.context, second.id));
  await replaced(visit);
  const decisions = async () => (await kindsOf((await claimsOf(visit)).first.id)).filter((kind) => kind === "adjudicated").length;
  await daysUntil(async () => (await decisions()) > 1);
  const again = (await claimsOf(visit)).second;
  expect(again).toMatchObject({ frequency: "1", version: 1 });
  expect(left(again.content)).toBe(6_700);
  expect((await kindsOf(again.id)).filter((kind) => kind === "written").length).toBeLessThan(2);
  const secondDecision = decidedBefore(again.content);
  if (secondDecision === undefined) throw new Error("the second claim says when the first payer decided anew");
  expect(secondDecision > firstDecision).toBe(true);
  expect(await lastDay()).toBe(addDays(secondDecision, 60));
  expect((await world.inTx((tx) => comparePlaces(tx, { after: 0, limit: 100 }))).wrong).toEqual([]);
  await daysUntil(async () => (await world.queue(visit)) === "closed");
  expect((await world.page(visit)).money).toMatchObject({ insuranceBalance: 0, patientBalance: 0 });
  await world.proveBooks();
});

it("warns before the second payer's last day, counted from the decision, and holds the claim after it", async () => {
  const visit = await seenAndDecided();
  const { second } = await claimsOf(visit);
  const decided = decidedBefore(second.content);
  if (decided === undefined) throw new Error("the second claim says when the first payer decided");
  done(await takeBackClaim(world.context, second.id));
  const codesOn = async (day: IsoDate) => {
    await world.goTo(day);
    const { content, coverageId } = (await claimsOf(visit)).second;
    const encounter = await world.inTx((tx) => loadEncounter(tx, visit));
    const payer = (await world.inTx(listPayers)).find((one) => one.payerId === "BCP01");
    const coverage = (await world.inTx((tx) => listCoverages(tx, world.made.patient.delacroix))).find((one) => one.id === coverageId);
    if (encounter === undefined || payer === undefined || coverage === undefined) throw new Error("the claim has its record");
    await world.inTx(async (tx) => {
      const held = await lockClaim(tx, second.id);
      if (held === undefined) throw new Error("the claim is there");
      await checkClaims(
        world.app,
        tx,
        [{ claimId: second.id, content, encounter, payer, coverage, facts: held.facts, pending: [], chargesStand: true }],
        day,
      );
    });
    const findings = await world.inTx((tx) => loadFindings(tx, second.id, second.version));
    return findings.map(({ code }) => code).filter((code) => code.startsWith("CLM-TIMELY"));
  };
  expect(await codesOn(addDays(decided, 30))).toEqual([]);
  expect(await codesOn(addDays(decided, 50))).toEqual(["CLM-TIMELY-CLOSE"]);
  expect(await codesOn(addDays(decided, 60))).toEqual(["CLM-TIMELY-CLOSE"]);
  expect(await codesOn(addDays(decided, 61))).toEqual(["CLM-TIMELY-PASSED"]);
});

it("a claim that was decided is replaced (7) when the first payer decides anew, and both balances end at zero", async () => {
  const visit = await seenAndDecided();
  const decisions = async () => (await kindsOf((await claimsOf(visit)).second.id)).filter((kind) => kind === "adjudicated").length;
  await daysUntil(async () => (await decisions()) > 0);
  const before = (await claimsOf(visit)).second;
  expect(before).toMatchObject({ frequency: "1", version: 1 });
  await replaced(visit);
  await daysUntil(async () => (await decisions()) > 1);
  const { first, second } = await claimsOf(visit);
  expect([first.state, second.state]).toEqual(["paid", "paid"]);
  expect(second).toMatchObject({ frequency: "7", version: 2, controlNumber: before.controlNumber });
  expect(second.content.identifiers).toContainEqual({ qualifier: "F8", value: expect.stringMatching(/^BCP/) });
  // The copay, and the vitamin test that is now the deductible's.
  expect(left(second.content)).toBe(3_000 + 3_700);
  expect((await kindsOf(second.id)).filter((kind) => kind === "reversed" || kind === "adjudicated")).toEqual([
    "adjudicated",
    "reversed",
    "adjudicated",
  ]);
  expect(await world.queue(visit)).toBe("closed");
  expect((await world.page(visit)).money).toMatchObject({ charged: 24_500, insuranceBalance: 0, patientBalance: 0 });
  expect(await world.exceptions()).toEqual([]);
  await world.proveBooks();
});
