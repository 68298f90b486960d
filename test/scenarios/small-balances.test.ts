/** Balances that cost more than they bring are closed together, and opened again. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Context } from "../../src/app/context.ts";
import { setMoneyLimit } from "../../src/app/money-limits.ts";
import { closeSmallBalances, viewSmallBalances } from "../../src/app/patients/small-balances.ts";
import { listSmallBatches, undoSmallBatch } from "../../src/app/patients/small-batches.ts";
import { closeSmallRemainders, viewSmallRemainders } from "../../src/app/patients/small-remainders.ts";
import { askForMoney, decideMoney } from "../../src/app/second-person.ts";
import { setRules } from "../../src/app/settings/view.ts";
import { takePayment } from "../../src/app/take-payment.ts";
import { runVerify } from "../../src/app/verify/run-verify.ts";
import { viewRequests } from "../../src/app/view-books.ts";
import { cents } from "../../src/core/kernel/cents.ts";
import { type EncounterId, id } from "../../src/core/kernel/id.ts";
import { addDays } from "../../src/core/kernel/iso-date.ts";
import type { AccountId } from "../../src/store/access/accounts.ts";
import { postEntries } from "../../src/store/journal.ts";
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
  expect(closed).toMatchObject({ state: "posted", items: 1 });
  expect(done(await closeSmallBalances(world.context, { patients: [], reason: "again", key: "one" })).requestId).toBe(closed.requestId);
  expect((await world.page(visit as EncounterId)).money).toMatchObject({ patientBalance: 0, writtenOff: 300 });
  expect(await world.queue(visit as EncounterId)).toBe("closed");
  await verified();

  done(await undoSmallBatch(world.context, closed.requestId, "the patient is here and pays"));
  expect((await world.page(visit as EncounterId)).money).toMatchObject({ patientBalance: 300, writtenOff: 0 });
  expect(refused(await undoSmallBatch(world.context, closed.requestId, "again")).problem).toBe("undone-already");
  expect((await listSmallBatches(world.context)).batches).toMatchObject([{ undone: true, mayUndo: false }]);
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

it("lists every batch, page by page, however many other requests came after it", async () => {
  await owing([200]);
  done(await setRules(world.context, { smallBalance: cents(500), smallBalanceDays: 0 }));
  const first = done(await close("oldest"));
  // Newer requests of other kinds, and more batches than stand on a page.
  await world.inTx((tx) =>
    tx.run(sql`
      insert into money_request (practice_id, request_key, kind, amount, subject, patient_id, claim_id, charge_id, reason, limit_amount, asked_by,
        asked_on, state)
      select ${tx.practiceId}, 'other ' || n, 'patient-refund', 100, ${JSON.stringify({ what: "patient-credit", patientId: world.made.patient.whitfield })}::jsonb,
        ${world.made.patient.whitfield}, null, null, 'other', 0, 'Somebody', ${world.today()}::date, 'declined' from generate_series(1, 400) n`),
  );
  await world.inTx((tx) =>
    tx.run(sql`
      insert into money_request (practice_id, request_key, kind, amount, subject, reason, limit_amount, asked_by, asked_on, state)
      select ${tx.practiceId}, 'batch ' || n, 'write-off', 100,
        ${JSON.stringify({ what: "small-balances", patients: [{ patientId: world.made.patient.whitfield, amount: 100 }] })}::jsonb, 'more', 0,
        'Somebody', ${world.today()}::date, 'declined' from generate_series(1, 30) n`),
  );
  const page = await listSmallBatches(world.context);
  expect(page).toMatchObject({ more: true });
  expect(page.batches).toHaveLength(20);
  const next = await listSmallBatches(world.context, page.batches.at(-1)?.id);
  expect(next.more).toBe(false);
  expect(next.batches.map((one) => one.id)).toHaveLength(11);
  expect(next.batches.at(-1)).toMatchObject({ id: first.requestId, of: "patients", items: 1, mayUndo: true });
});

/** Decided claims on which the payer still owes so much, by an entry that moves it off the patient. */
async function leftOpen(amounts: readonly number[]): Promise<readonly EncounterId[]> {
  const visits: EncounterId[] = [];
  for (const amount of amounts) {
    const visit = await world.seePatient({ patient: "vasquez" });
    done(await world.code(visit, ["J06.9"], [["99213", [], [1]]]));
    await world.send(visit);
    await world.untilPaid();
    const claim = await world.claim(visit);
    const chargeId = claim.chargeIds[0];
    const about = { patientId: claim.patientId, claimId: claim.id, ...(chargeId === undefined ? {} : { chargeId }) };
    await world.inTx((tx) =>
      postEntries(tx, [
        {
          on: world.today(),
          source: "transfer",
          sourceKey: `left open ${visit}`,
          memo: "Left open by the payer",
          lines: [
            { ...about, account: "insurance-receivable", payerId: claim.payerId, amount: cents(amount) },
            { ...about, account: "patient-receivable", amount: cents(-amount) },
          ],
        },
      ]),
    );
    visits.push(visit);
  }
  return visits;
}

const remainders = async () => {
  const { rows, leftOut } = await viewSmallRemainders(world.context);
  return { rows: rows.map((one) => one.amount), leftOut };
};

async function closeLeft(key: string) {
  const { rows } = await viewSmallRemainders(world.context);
  const claims = rows.map(({ claim, amount }) => ({ id: id<"claim">(claim.id), amount }));
  return closeSmallRemainders(world.context, { claims, reason: "costs more to ask for", key });
}

it("cents that a payer left open on a decided claim are closed and opened again", async () => {
  const [visit, larger] = await leftOpen([7, 900]);
  expect(await remainders()).toEqual({ rows: [], leftOut: [] });
  done(await setRules(world.context, { smallBalance: cents(500), smallBalanceDays: 10 }));
  expect(await remainders()).toEqual({ rows: [], leftOut: [{ words: "something moved on it too lately", count: 1 }] });
  await world.goTo(addDays(world.today(), 10));
  const { rows } = await viewSmallRemainders(world.context);
  expect(rows).toMatchObject([{ amount: 7, claim: { controlNumber: (await world.claim(visit as EncounterId)).controlNumber } }]);
  const before = (await world.page(visit as EncounterId)).money;
  const closed = done(await closeLeft("left one"));
  expect(closed).toMatchObject({ state: "posted", items: 1 });
  expect(done(await closeLeft("left one")).requestId).toBe(closed.requestId);
  expect((await world.page(visit as EncounterId)).money).toMatchObject({ insuranceBalance: 0, writtenOff: before.writtenOff + 7 });
  expect((await world.page(larger as EncounterId)).money.insuranceBalance).toBe(900);
  expect((await listSmallBatches(world.context)).batches).toMatchObject([{ of: "payers", items: 1, amount: 7, mayUndo: true }]);
  await verified();

  done(await undoSmallBatch(world.context, closed.requestId, "the payer pays it after all"));
  const { insuranceBalance, patientBalance, writtenOff } = before;
  expect((await world.page(visit as EncounterId)).money).toMatchObject({ insuranceBalance, patientBalance, writtenOff });
  expect(refused(await undoSmallBatch(world.context, closed.requestId, "again")).problem).toBe("undone-already");
  const acts = await world.inTx((tx) =>
    tx.many<{ act: string }>(sql`select act from audit_entry where act like 'money.remainder%' or act = 'money.small-undo' order by id`),
  );
  expect(acts.map(({ act }) => act)).toEqual(expect.arrayContaining(["money.remainder-list", "money.remainder", "money.small-undo"]));
  await verified();
});

it("a payer's remainders above the limit wait for a second person, and only what was asked is posted", async () => {
  const [visit] = await leftOpen([450]);
  done(await setRules(world.context, { smallBalance: cents(500), smallBalanceDays: 0 }));
  done(await setMoneyLimit(world.context, { kind: "write-off", from: world.today(), amount: 100 }));
  expect(done(await closeLeft("left two")).state).toBe("waiting");
  expect(await remainders()).toEqual({ rows: [], leftOut: [{ words: "a request about it waits for a second person", count: 1 }] });
  const asked = (await viewRequests(world.context)).waiting[0];
  expect(asked).toMatchObject({ words: "Write-off of payers' small remainders, 1 charge", amount: 450 });
  const second: Context = {
    ...world.context,
    actor: { ...world.context.actor, kind: "person", accountId: 9 as AccountId, name: "Second" },
  };
  const claim = await world.claim(visit as EncounterId);
  const [chargeId] = claim.chargeIds;
  if (chargeId === undefined) throw new Error("the claim has a charge");
  const { patientId, payerId } = claim;
  const given = { what: "balance", patientId, claimId: claim.id, chargeId, payerId, account: "write-off-small-balance" } as const;
  done(await askForMoney(world.context, { subject: given, amount: 50, reason: "meanwhile", key: "meanwhile" }));
  expect(refused(await decideMoney(second, asked?.id ?? 0, { decision: "approve", reason: "" })).problem).toBe("changed-since");
  done(await decideMoney(second, asked?.id ?? 0, { decision: "decline", reason: "changed" }));
  expect(done(await closeLeft("left three")).state).toBe("waiting");
  const again = (await viewRequests(world.context)).waiting[0];
  done(await decideMoney(second, again?.id ?? 0, { decision: "approve", reason: "seen" }));
  expect((await world.page(visit as EncounterId)).money.insuranceBalance).toBe(0);
  await verified();
});

it("what is still with the payer is no remainder", async () => {
  const visit = await world.seePatient({ patient: "vasquez" });
  done(await world.code(visit, ["J06.9"], [["99213", [], [1], 400]]));
  await world.send(visit);
  done(await setRules(world.context, { smallBalance: cents(500), smallBalanceDays: 0 }));
  expect(await remainders()).toEqual({ rows: [], leftOut: [{ words: "the payer has not decided it", count: 1 }] });
});
