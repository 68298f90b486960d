/** A payer answers under a number that is not ours: its money waits, and is posted in full when somebody says whose claim it is. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Context } from "../../src/app/context.ts";
import { setMoneyLimit } from "../../src/app/money-limits.ts";
import { decideMoney, payRefund } from "../../src/app/second-person.ts";
import { takeIn } from "../../src/app/take-in.ts";
import { runVerify } from "../../src/app/verify/run-verify.ts";
import { viewRequests } from "../../src/app/view-books.ts";
import { reopenByHand, resolveByHand } from "../../src/app/worklist/resolve-exception.ts";
import { addDays } from "../../src/core/kernel/iso-date.ts";
import type { AccountId } from "../../src/store/access/accounts.ts";
import { unmatchedMoney } from "../../src/store/board.ts";
import { disguise, heldAnswer } from "../support/held-answers.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  world = await town.openPractice("2026-03-02");
});

it("waits as unapplied money, and is posted to the claim that is named", async () => {
  const visit = await world.seePatient({ patient: "vasquez" });
  done(await world.code(visit, ["J06.9"], [["99213", [], [1]]]));
  await world.send(visit);
  const claim = await world.claim(visit);
  let disguised = false;
  for (let day = 0; day < 40 && !disguised; day += 1) {
    await world.goTo(addDays(world.today(), 1));
    await world.payersWork();
    disguised = await disguise(world, claim.controlNumber);
    await takeIn(world.context);
  }
  expect(disguised).toBe(true);
  const item = (await world.exceptions()).find(({ reason }) => reason.includes("is not known here"));
  expect(item).toBeDefined();
  const [waiting] = await world.inTx(unmatchedMoney);
  expect(waiting?.amount).toBeGreaterThan(0);
  await world.proveBooks();

  const decision = { how: "belongs-to-claim", words: "the payer cut our number off" } as const;
  const exceptionId = item?.id ?? 0;
  expect(refused(await resolveByHand(world.context, exceptionId, { ...decision, controlNumber: "NOT-OURS" })).problem).toBe("no-claim");
  done(await resolveByHand(world.context, exceptionId, { ...decision, controlNumber: claim.controlNumber }));
  const { money } = await world.page(visit);
  expect(money.insurancePaid).toBe(waiting?.amount);
  expect(money.insuranceBalance).toBe(0);
  expect(await world.inTx(unmatchedMoney)).toEqual([]);
  expect(["paid", "to-patient", "partly-paid"]).toContain((await world.claim(visit)).state);
  await world.proveBooks();
  expect(refused(await resolveByHand(world.context, exceptionId, { ...decision, controlNumber: claim.controlNumber })).problem).toBe(
    "resolved",
  );
});

const waiting = async () => (await world.inTx(unmatchedMoney)).map(({ amount, patientId }) => [amount, patientId]);

function secondPerson(): Context {
  return { ...world.context, actor: { ...world.context.actor, kind: "person", accountId: 77 as AccountId, name: "Second" } };
}

/** Everything that is stored agrees with itself. */
async function verified(): Promise<void> {
  const { checks } = await runVerify(world.app);
  expect(checks.flatMap(({ name, findings }) => findings.map(({ code, params }) => [name, code, params]))).toEqual([]);
  await world.proveBooks();
}

it("is taken off the claim again by its inverse, and can be posted to another; above the limit a second person agrees", async () => {
  const { visit, claim, exceptionId, amount } = await heldAnswer(world);
  const before = (await world.page(visit)).money;
  const toClaim = { how: "belongs-to-claim", words: "by the date", controlNumber: claim.controlNumber } as const;
  done(await resolveByHand(world.context, exceptionId, toClaim));
  expect(await waiting()).toEqual([]);
  expect(done(await reopenByHand(world.context, exceptionId, "another patient of this name"))).toBe("posted");
  expect((await world.page(visit)).money).toMatchObject({
    insuranceBalance: before.insuranceBalance,
    insurancePaid: before.insurancePaid,
    patientBalance: before.patientBalance,
  });
  expect(await waiting()).toEqual([[amount, null]]);
  expect((await world.claim(visit)).state).toBe("reversed");
  expect((await world.history(visit)).at(-1)).toBe("reversed");
  await verified();

  // Posted a second time, and above the limit it is another person who takes it off.
  done(await resolveByHand(world.context, exceptionId, toClaim));
  expect((await world.page(visit)).money.insurancePaid).toBe(amount);
  done(await setMoneyLimit(world.context, { kind: "undone-posting", from: world.today(), amount: 100 }));
  expect(done(await reopenByHand(world.context, exceptionId, "still the wrong one"))).toBe("waiting");
  expect(refused(await reopenByHand(world.context, exceptionId, "at once")).problem).toBe("waits");
  expect((await world.page(visit)).money.insurancePaid).toBe(amount);
  const { waiting: asked } = await viewRequests(world.context);
  expect(asked.map(({ kind, words }) => [kind, words])).toEqual([["undone-posting", "An answer taken off its claim"]]);
  const requestId = asked[0]?.id ?? 0;
  expect(refused(await decideMoney(world.context, requestId, { decision: "approve", reason: "" })).problem).toBe("not-a-person");
  const second = secondPerson();
  expect(done(await decideMoney(second, requestId, { decision: "approve", reason: "seen" })).state).toBe("approved");
  expect(await waiting()).toEqual([[amount, null]]);
  await verified();
  done(await resolveByHand(world.context, exceptionId, toClaim));
  await verified();
});

it("goes back to the payer: at once within the limit, above it when another person agrees, and then it leaves the bank", async () => {
  const { exceptionId, amount } = await heldAnswer(world);
  const back = { how: "went-back", words: "not our patient" } as const;
  const poor = { ...world.context, actor: { ...world.context.actor, permissions: new Set<never>() } };
  expect(refused(await resolveByHand(poor, exceptionId, back)).problem).toBe("no-refunds");
  expect(done(await resolveByHand(world.context, exceptionId, back))).toBe("waiting");
  expect((await world.exceptions()).some(({ id }) => id === exceptionId)).toBe(true);
  const { waiting: asked } = await viewRequests(world.context);
  expect(asked.map((one) => [one.kind, one.amount, one.patient])).toEqual([["payer-refund", amount, undefined]]);
  const requestId = asked[0]?.id ?? 0;
  const second = secondPerson();
  done(await decideMoney(second, requestId, { decision: "approve", reason: "seen" }));
  expect(await waiting()).toEqual([]);
  expect((await world.exceptions()).some(({ id }) => id === exceptionId)).toBe(false);
  done(await payRefund(world.context, requestId, { reference: "check 1044" }));
  expect(refused(await reopenByHand(world.context, exceptionId, "a mistake")).problem).toBe("went-back");
  await verified();
});

it("is a patient's own money, and is taken back while it is still there", async () => {
  const { exceptionId, amount } = await heldAnswer(world);
  const own = { how: "patients-money", words: "the patient's check, sent by the payer" } as const;
  expect(refused(await resolveByHand(world.context, exceptionId, { ...own, accountNumber: "NOBODY" })).problem).toBe("no-patient");
  done(await resolveByHand(world.context, exceptionId, { ...own, accountNumber: "MH-1004" }));
  expect(await waiting()).toEqual([[amount, world.made.patient.whitfield]]);
  await verified();
  done(await reopenByHand(world.context, exceptionId, "not theirs"));
  expect(await waiting()).toEqual([[amount, null]]);
  done(await resolveByHand(world.context, exceptionId, { ...own, accountNumber: "MH-1004" }));
  await verified();
});

it("is posted to some of the claim's lines; what it says of the others waits under the claim", async () => {
  const { visit, claim, exceptionId } = await heldAnswer(world, [
    ["99213", [], [1]],
    ["87880", [], [1]],
  ]);
  const about = { how: "belongs-to-claim", words: "only the visit", controlNumber: claim.controlNumber } as const;
  expect(refused(await resolveByHand(world.context, exceptionId, { ...about, lines: [7] })).problem).toBe("no-line");
  done(await resolveByHand(world.context, exceptionId, { ...about, lines: [1] }));
  const { money, charges } = await world.page(visit);
  expect(charges).toHaveLength(2);
  expect(money.insuranceBalance).toBe(charges[1]?.amount);
  expect((await world.exceptions()).map(({ detail }) => (detail as { kind?: string }).kind)).toContain("unmatched-line");
  await verified();
});
