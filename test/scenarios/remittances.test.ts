/** Payers' payments: the proof as a sum, what was posted, and the mark that the money was found at the bank. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { listRemittances, markDeposit, viewRemittance } from "../../src/app/remittances.ts";
import type { EncounterId, RemittanceId } from "../../src/core/kernel/id.ts";
import { addDays } from "../../src/core/kernel/iso-date.ts";
import { saveClaimContent } from "../../src/store/claims.ts";
import { sql } from "../../src/store/sql.ts";
import { done, openTown, type PracticeWorld, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;
let paid: RemittanceId;

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-11-16");
  const visit = await world.seePatient({ patient: "vasquez" });
  done(await world.code(visit, ["I10"], [["99213", [], [1]]]));
  await world.send(visit);
  await world.untilPaid();
  const [row] = (await listRemittances(world.context, {})).remittances;
  if (row === undefined) throw new Error("the payer has paid");
  paid = row.id;
});
afterAll(() => town.close());

async function page() {
  const outcome = await viewRemittance(world.context, paid);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value;
}

it("adds up as a sum, and its entries have the same cash", async () => {
  const { proof, entries, claims, amount, standing } = await page();
  expect(proof.by).toBe(0);
  expect(proof.claims - proof.adjusted).toBe(amount);
  expect(standing).toBe("posted");
  const cash = entries.flatMap((entry) => entry.lines).filter((line) => line.account === "cash");
  expect(cash.reduce((sum, line) => sum + line.amount, 0)).toBe(amount);
  for (const entry of entries) expect(entry.lines.reduce((sum, line) => sum + line.amount, 0)).toBe(0);
  expect(claims).toHaveLength(1);
  for (const claim of claims)
    for (const line of claim.lines) expect(line.charge - line.paid).toBe(line.adjustments.reduce((sum, one) => sum + one.amount, 0));
});

it("is marked as deposited with its day, changed and taken back, and the list follows", async () => {
  const listed = async (deposited: boolean) => (await listRemittances(world.context, { deposited })).remittances.map((one) => one.id);
  expect(await listed(false)).toEqual([paid]);
  const day = world.today();
  done(await markDeposit(world.context, paid, day));
  expect((await page()).deposit).toMatchObject({ on: day });
  expect([await listed(true), await listed(false)]).toEqual([[paid], []]);
  done(await markDeposit(world.context, paid, undefined));
  expect((await page()).deposit).toBeUndefined();
});

it("takes no day that has not come, and none long before the payment", async () => {
  const early = await markDeposit(world.context, paid, addDays(world.today(), -60));
  const late = await markDeposit(world.context, paid, addDays(world.today(), 1));
  expect([early, late].map((one) => (one.ok ? "done" : one.refusal.problem))).toEqual(["before-payment", "in-the-future"]);
});

it("is held against what was sent, not against a correction that has not left", async () => {
  const allowed = (visit: EncounterId) =>
    world.inTx((tx) =>
      tx.many<{ procedure: string; allowed: number; expected: number | null }>(sql`
        select l.procedure, l.allowed, l.expected from allowed_line l join claim c on c.practice_id = l.practice_id and c.id = l.claim_id
        where l.practice_id = ${tx.practiceId} and c.encounter_id = ${visit} order by l.procedure`),
    );
  const visit = await world.seePatient({ patient: "vasquez" });
  done(
    await world.code(
      visit,
      ["I10"],
      [
        ["36415", [], [1]],
        ["99213", [], [1]],
      ],
    ),
  );
  await world.send(visit);
  await world.answers();
  const claim = await world.claim(visit);
  // The next version says another level and names its lines the other way round.
  await world.inTx((tx) =>
    saveClaimContent(tx, {
      ...claim,
      version: 2,
      frequency: "7",
      chargeIds: claim.chargeIds.toReversed(),
      content: {
        ...claim.content,
        lines: claim.content.lines
          .toReversed()
          .map((line) => (line.procedure.code === "99213" ? { ...line, procedure: { ...line.procedure, code: "99215" } } : line)),
      },
    }),
  );
  await world.untilPaid();
  const lines = await allowed(visit);
  expect(lines.map((one) => one.procedure)).toEqual(["36415", "99213"]);
  for (const { procedure, allowed, expected } of lines) expect([procedure, expected]).toEqual([procedure, allowed]);
});
