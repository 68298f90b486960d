/** Balances that cost more than they bring are closed together, and opened again. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Context } from "../../src/app/context.ts";
import { setMoneyLimit } from "../../src/app/money-limits.ts";
import { closeSmallBalances, undoSmallBalances, viewSmallBalances } from "../../src/app/patients/small-balances.ts";
import { decideMoney } from "../../src/app/second-person.ts";
import { setRules } from "../../src/app/settings/view.ts";
import { takePayment } from "../../src/app/take-payment.ts";
import { runVerify } from "../../src/app/verify/run-verify.ts";
import { viewRequests } from "../../src/app/view-books.ts";
import { cents } from "../../src/core/kernel/cents.ts";
import { type EncounterId, id } from "../../src/core/kernel/id.ts";
import { addDays } from "../../src/core/kernel/iso-date.ts";
import type { AccountId } from "../../src/store/access/accounts.ts";
import { sql } from "../../src/store/sql.ts";
import { done, openTown, type PracticeWorld, refused, type Town, type VisitSketch } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  world = await town.openPractice("2026-03-02");
});

/** Self-pay visits of which little is left. */
async function owing(left: readonly number[], patient: VisitSketch["patient"] = "whitfield"): Promise<readonly EncounterId[]> {
  const visits: EncounterId[] = [];
  for (const amount of left) {
    const visit = await world.seePatient({ patient, selfPay: true });
    done(await world.code(visit, ["J06.9"], [["99213", [], [1], 10_000]]));
    done(await takePayment(world.context, visit, { amount: 10_000 - amount, method: "cash", reference: "", key: `paid ${visit}` }));
    visits.push(visit);
  }
  return visits;
}

const balances = async () => {
  const { rows, leftOut } = await viewSmallBalances(world.context);
  return { rows: rows.map((one) => one.amount), leftOut };
};

async function close(key: string, context: Context = world.context) {
  const { rows } = await viewSmallBalances(context);
  const patients = rows.map(({ patient, amount }) => ({ id: id<"patient">(patient.id), amount }));
  return closeSmallBalances(context, { patients, reason: "too little", key });
}

async function verified(): Promise<void> {
  const { checks } = await runVerify(world.app);
  expect(checks.flatMap(({ name, findings }) => findings.map(({ code, params }) => [name, code, params]))).toEqual([]);
  await world.proveBooks();
}

it("nothing is small until the practice has said so, and only when nothing moved for long enough", async () => {
  const [visit] = await owing([300]);
  expect(await balances()).toEqual({ rows: [], leftOut: [] });
  done(await setRules(world.context, { smallBalance: cents(500), smallBalanceDays: 60 }));
  expect(await balances()).toEqual({ rows: [], leftOut: [{ words: "something moved on it too lately", count: 1 }] });
  await world.goTo(addDays(world.today(), 60));
  expect((await balances()).rows).toEqual([300]);
  const closed = done(await close("one"));
  expect(closed).toMatchObject({ state: "posted", accounts: 1 });
  expect(done(await closeSmallBalances(world.context, { patients: [], reason: "again", key: "one" })).requestId).toBe(closed.requestId);
  expect((await world.page(visit as EncounterId)).money).toMatchObject({ patientBalance: 0, writtenOff: 300 });
  expect(await world.queue(visit as EncounterId)).toBe("closed");
  await verified();

  done(await undoSmallBalances(world.context, closed.requestId, "the patient is here and pays"));
  expect((await world.page(visit as EncounterId)).money).toMatchObject({ patientBalance: 300, writtenOff: 0 });
  expect(refused(await undoSmallBalances(world.context, closed.requestId, "again")).problem).toBe("undone-already");
  expect((await viewSmallBalances(world.context)).batches).toMatchObject([{ undone: true, mayUndo: false }]);
  const acts = await world.inTx((tx) =>
    tx.many<{ act: string }>(sql`select act from audit_entry where act like 'money.small%' order by id`),
  );
  expect(acts.map(({ act }) => act)).toEqual(expect.arrayContaining(["money.small-list", "money.small", "money.small-undo"]));
  await verified();
});

it("all together above the limit need a second person, who agrees on what is there", async () => {
  const [visit] = await owing([450]);
  done(await setRules(world.context, { smallBalance: cents(500), smallBalanceDays: 0 }));
  done(await setMoneyLimit(world.context, { kind: "write-off", from: world.today(), amount: 400 }));
  expect(done(await close("two")).state).toBe("waiting");
  expect((await world.page(visit as EncounterId)).money.patientBalance).toBe(450);
  // It is not asked for a second time while it waits.
  const waits = "a request about it waits for a second person";
  expect(await balances()).toEqual({ rows: [], leftOut: [{ words: waits, count: 1 }] });
  const patients = [{ id: world.made.patient.whitfield, amount: 450 }];
  const twice = refused(await closeSmallBalances(world.context, { patients, reason: "too little", key: "twice" }));
  expect(twice).toMatchObject({ problem: "nothing-to-do", message: expect.stringContaining(waits) });
  const second: Context = {
    ...world.context,
    actor: { ...world.context.actor, kind: "person", accountId: 9 as AccountId, name: "Second" },
  };
  const asked = (await viewRequests(world.context)).waiting[0];
  expect(asked).toMatchObject({ words: "Write-off of small balances, 1 account", amount: 450 });
  // Something is paid meanwhile: what two people agree on would not be what is there.
  await world.pay(visit as EncounterId, 50, "meanwhile");
  expect(refused(await decideMoney(second, asked?.id ?? 0, { decision: "approve", reason: "" })).problem).toBe("changed-since");
  done(await decideMoney(second, asked?.id ?? 0, { decision: "decline", reason: "changed" }));
  done(await setMoneyLimit(world.context, { kind: "write-off", from: world.today(), amount: 100 }));
  expect(done(await close("three")).state).toBe("waiting");
  const again = (await viewRequests(world.context)).waiting[0];
  done(await decideMoney(second, again?.id ?? 0, { decision: "approve", reason: "seen" }));
  expect((await world.page(visit as EncounterId)).money).toMatchObject({ patientBalance: 0, writtenOff: 400 });
  await verified();
});

it("closes what was shown and nothing else: an account that has changed since is left out and said", async () => {
  const [visit] = await owing([200]);
  done(await setRules(world.context, { smallBalance: cents(500), smallBalanceDays: 0 }));
  const { rows } = await viewSmallBalances(world.context);
  const patients = rows.map(({ patient, amount }) => ({ id: id<"patient">(patient.id), amount }));
  await world.pay(visit as EncounterId, 50, "between");
  const outcome = refused(await closeSmallBalances(world.context, { patients, reason: "too little", key: "four" }));
  expect(outcome).toMatchObject({ problem: "nothing-to-do", message: expect.stringContaining("it has changed since it was looked at") });
  await verified();
});

it("goes on to accounts that owe less when those that owe most are left out, and says how many it did not reach", async () => {
  await owing([400], "brandt");
  await owing([300], "osei");
  await owing([200], "vasquez");
  await owing([100]);
  done(await setRules(world.context, { smallBalance: cents(500), smallBalanceDays: 0 }));
  done(await setMoneyLimit(world.context, { kind: "write-off", from: world.today(), amount: 100 }));
  const patients = [{ id: world.made.patient.brandt, amount: 400 }];
  expect(done(await closeSmallBalances(world.context, { patients, reason: "too little", key: "first" })).state).toBe("waiting");
  const { rows, leftOut } = await viewSmallBalances(world.context, 1);
  expect(rows.map((one) => one.amount)).toEqual([300]);
  expect(leftOut).toEqual([
    { words: "a request about it waits for a second person", count: 1 },
    { words: "no more are closed at once: it is looked at when these are closed", count: 2 },
  ]);
});
