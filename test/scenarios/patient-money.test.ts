/** The patient's side: more than is owed, and several visits on one account. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeStatement } from "../../src/app/make-statement.ts";
import { patientBalance } from "../../src/store/balances.ts";
import { done, openTown, refused, type Town } from "../support/practice-world.ts";

let town: Town;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

it("keeps what is paid above the balance unapplied, and the next statement shows it", async () => {
  const world = await town.openPractice("2026-11-03");
  const first = await world.seePatient({ patient: "whitfield" });
  done(await world.code(first, ["J20.9"], [["99203", [], [1], 10_000]]));
  await world.pay(first, 12_500);
  expect((await world.page(first)).money).toMatchObject({ patientPaid: 10_000, patientBalance: 0 });
  expect((await world.inTx((tx) => patientBalance(tx, world.made.patient.whitfield))).unapplied).toBe(2_500);
  expect(refused(await makeStatement(world.context, first)).problem).toBe("nothing-due");
  const second = await world.seePatient({ patient: "whitfield" });
  done(await world.code(second, ["J20.9"], [["99213", [], [1], 8_000]]));
  const { values } = await world.statement(second);
  expect(values.unapplied).toBe(2_500);
  expect(values.amountDue).toBe(5_500);
  await world.proveBooks();
});

it("puts two visits into one statement, and one payment settles both", async () => {
  const world = await town.openPractice("2026-11-03");
  const visits = [await world.seePatient({ patient: "delacroix" }), await world.seePatient({ patient: "delacroix", on: "2026-11-02" })];
  for (const visit of visits) {
    done(await world.code(visit, ["I10"], [["99213", [], [1]]]));
    await world.send(visit);
  }
  await world.untilPaid();
  const [first, second] = visits;
  if (first === undefined || second === undefined) throw new Error("two visits were made");
  const { values } = await world.statement(first);
  expect(values.lines).toHaveLength(2);
  expect(values.amountDue).toBe(6_000);
  await world.pay(first, 6_000);
  expect([await world.queue(first), await world.queue(second)]).toEqual(["closed", "closed"]);
  await world.proveBooks();
});
