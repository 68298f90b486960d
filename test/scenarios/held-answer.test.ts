/** A payer answers under a number that is not ours: its money waits, and is posted in full when somebody says whose claim it is. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { takeIn } from "../../src/app/take-in.ts";
import { reopenByHand, resolveByHand } from "../../src/app/worklist/resolve-exception.ts";
import { addDays } from "../../src/core/kernel/iso-date.ts";
import { unmatchedMoney } from "../../src/store/board.ts";
import { listPayers } from "../../src/store/parties.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
  world = await town.openPractice("2026-03-02");
});
afterAll(() => town.close());

/** In every file of the payers that pays: our number becomes one that nobody knows. */
async function disguise(controlNumber: string): Promise<boolean> {
  let found = false;
  for (const { payerId } of await world.inTx(listPayers)) {
    for (const folder of [world.inbox(payerId), world.outbox(payerId)]) {
      const names = await readdir(folder).catch(() => []);
      for (const name of names) {
        const text = await readFile(join(folder, name), "latin1").catch(() => "");
        if (!text.includes("*835*") || !text.includes(`CLP*${controlNumber}*`)) continue;
        await writeFile(join(folder, name), text.replaceAll(`CLP*${controlNumber}*`, `CLP*${"X".repeat(controlNumber.length)}*`), "latin1");
        found = true;
      }
    }
  }
  return found;
}

it("waits as unapplied money, and is posted to the claim that is named", async () => {
  const visit = await world.seePatient({ patient: "vasquez" });
  done(await world.code(visit, ["J06.9"], [["99213", [], [1]]]));
  await world.send(visit);
  const claim = await world.claim(visit);
  let disguised = false;
  for (let day = 0; day < 40 && !disguised; day += 1) {
    await world.goTo(addDays(world.today(), 1));
    await world.payersWork();
    disguised = await disguise(claim.controlNumber);
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
  expect(refused(await reopenByHand(world.context, exceptionId, "a mistake")).problem).toBe("posted");
});
