/** Write-offs and refunds: within the limit at once, above it by two people; undone payments and money that moves. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "../../src/app/context.ts";
import { writeOffDenials } from "../../src/app/denials/settle.ts";
import { setMoneyLimit } from "../../src/app/money-limits.ts";
import { moveMoney } from "../../src/app/move-money.ts";
import { askForMoney, decideMoney, payRefund } from "../../src/app/second-person.ts";
import { undoPayment } from "../../src/app/undo-payment.ts";
import { permissionsOf } from "../../src/core/access/roles.ts";
import { cents } from "../../src/core/kernel/cents.ts";
import { type ChargeId, type EncounterId, id } from "../../src/core/kernel/id.ts";
import { isoDate } from "../../src/core/kernel/iso-date.ts";
import type { JournalEntry } from "../../src/core/ledger/model.ts";
import type { MoneyKind, OneSubject } from "../../src/core/ledger/second-person.ts";
import { patientBalance } from "../../src/store/balances.ts";
import { listDenials } from "../../src/store/denials.ts";
import { accountTotals, loadEntriesByKey, postEntries } from "../../src/store/journal.ts";
import { listMoneyRequests } from "../../src/store/money-requests.ts";
import { paymentsOfPatient } from "../../src/store/payments.ts";
import { sql } from "../../src/store/sql.ts";
import { done, openTown, type PracticeWorld, refused, type Town } from "../support/practice-world.ts";

let town: Town;
let world: PracticeWorld;
let visit: EncounterId;
let charge: ChargeId;
let ann: Context;
let ben: Context;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());
beforeEach(async () => {
  world = await town.openPractice("2026-11-03");
  [visit, charge] = await selfPayVisit(20_000);
  ann = person(1, "Ann Biller");
  ben = person(2, "Ben Manager");
});

function person(account: number, name: string): Context {
  const actor = {
    kind: "person",
    name,
    accountId: id<"account">(account),
    role: "manager",
    permissions: permissionsOf("manager"),
    purpose: "operations",
  } as const;
  return { ...world.context, user: name, actor: actor as unknown as Context["actor"] };
}

async function selfPayVisit(amount: number): Promise<[EncounterId, ChargeId]> {
  const made = await world.seePatient({ patient: "whitfield" });
  done(await world.code(made, ["J20.9"], [["99203", [], [1], amount]]));
  const [first] = (await world.page(made)).charges;
  if (first === undefined) throw new Error("the visit has a charge");
  return [made, first.id];
}

const whitfield = () => world.made.patient.whitfield;
const owedByPatient = (account: "write-off-courtesy" | "write-off-small-balance" | "bad-debt"): OneSubject => ({
  what: "balance",
  patientId: whitfield(),
  chargeId: charge,
  account,
});
const ask = (who: Context, subject: OneSubject, amount: number, key: string = randomUUID()) =>
  askForMoney(who, { subject, amount, reason: "agreed on the phone", key });
const approve = (who: Context, requestId: number) => decideMoney(who, requestId, { decision: "approve", reason: "" });
const limit = (kind: MoneyKind, amount: number) => setMoneyLimit(ben, { kind, from: world.today(), amount });
const pocket = async () => (await world.inTx((tx) => patientBalance(tx, whitfield()))).unapplied;
const account = async (name: "write-off-courtesy" | "bad-debt" | "refunds" | "cash") =>
  (await world.inTx((tx) => accountTotals(tx))).get(name) ?? 0;

describe("a write-off", () => {
  it("is posted at once within the limit, once for a key, and never above what is owed", async () => {
    const first = done(await ask(ann, owedByPatient("write-off-courtesy"), 4_000, "same key"));
    expect(first.state).toBe("posted");
    expect(done(await ask(ann, owedByPatient("write-off-courtesy"), 4_000, "same key"))).toEqual(first);
    expect(refused(await ask(ann, owedByPatient("write-off-courtesy"), 4_001, "same key")).problem).toBe("request-key");
    expect((await world.page(visit)).money).toMatchObject({ writtenOff: 4_000, patientBalance: 16_000 });
    expect(await account("write-off-courtesy")).toBe(4_000);
    expect(refused(await ask(ann, owedByPatient("bad-debt"), 16_001)).message).toContain("Only $160.00");
    await world.proveBooks();
  });

  it("above the limit waits for another person: not the one who asked, not the machine", async () => {
    const { requestId, state } = done(await ask(ann, owedByPatient("write-off-courtesy"), 12_000));
    expect(state).toBe("waiting");
    expect((await world.page(visit)).money.patientBalance).toBe(20_000);
    expect(refused(await approve(ann, requestId)).problem).toBe("same-person");
    expect(refused(await approve(world.context, requestId)).problem).toBe("not-a-person");
    expect(done(await approve(ben, requestId)).state).toBe("approved");
    expect(refused(await approve(ben, requestId)).problem).toBe("decided-already");
    expect((await world.page(visit)).money).toMatchObject({ writtenOff: 12_000, patientBalance: 8_000 });
    const [kept] = await world.inTx((tx) => listMoneyRequests(tx, { limit: 5 }));
    expect(kept).toMatchObject({ askedBy: "Ann Biller", decidedBy: "Ben Manager", postedOn: "2026-11-03", limit: 10_000 });
    await world.proveBooks();
  });

  it("asked by the program of somebody's key is not for that person to approve", async () => {
    const { accountId, role: _role, ...rest } = ben.actor;
    const key: Context = {
      ...ben,
      user: "Key night run",
      actor: { ...rest, kind: "key", name: "Key night run", keyMaker: accountId } as Context["actor"],
    };
    const { requestId } = done(await ask(key, owedByPatient("write-off-courtesy"), 12_000));
    expect(refused(await approve(ben, requestId)).problem).toBe("same-person");
    expect(refused(await approve(key, requestId)).problem).toBe("not-a-person");
    expect(done(await approve(ann, requestId)).state).toBe("approved");
  });

  it("in pieces on one day is still the whole", async () => {
    expect(done(await ask(ann, owedByPatient("write-off-courtesy"), 6_000)).state).toBe("posted");
    expect(done(await ask(ann, owedByPatient("write-off-courtesy"), 6_000)).state).toBe("waiting");
    await world.goTo(isoDate("2026-11-04"));
    expect(done(await ask(ann, owedByPatient("write-off-courtesy"), 6_000)).state).toBe("posted");
  });

  it("can be declined with a reason, or taken back by who asked", async () => {
    const first = done(await ask(ann, owedByPatient("bad-debt"), 20_000));
    expect(first.state).toBe("posted");
    const [, other] = await selfPayVisit(90_000);
    const subject = { ...owedByPatient("bad-debt"), chargeId: other } as OneSubject;
    const second = done(await ask(ann, subject, 60_000));
    const say = (who: Context, decision: "decline" | "withdraw", reason: string) =>
      decideMoney(who, second.requestId, { decision, reason });
    expect(refused(await say(ben, "decline", " ")).problem).toBe("reason");
    expect(refused(await say(ben, "withdraw", "")).problem).toBe("only-the-asker");
    expect(done(await say(ben, "decline", "ask for a payment plan first")).state).toBe("declined");
    const third = done(await ask(ann, subject, 60_000));
    expect(done(await decideMoney(ann, third.requestId, { decision: "withdraw", reason: "" })).state).toBe("withdrawn");
    expect(await account("bad-debt")).toBe(20_000);
  });

  it("is looked at again when it is approved: what was paid meanwhile is not given up", async () => {
    const { requestId } = done(await ask(ann, owedByPatient("write-off-courtesy"), 20_000));
    await world.pay(visit, 5_000);
    expect(refused(await approve(ben, requestId)).message).toContain("Only $150.00 is still owed");
    expect((await world.inTx((tx) => listMoneyRequests(tx, { state: "waiting", limit: 5 }))).map((one) => one.id)).toEqual([requestId]);
  });

  it("of two who approve at the same moment happens once", async () => {
    const { requestId } = done(await ask(ann, owedByPatient("write-off-courtesy"), 12_000));
    const answers = await Promise.all([approve(ben, requestId), approve(person(3, "Cy Owner"), requestId)]);
    expect(answers.filter((one) => one.ok)).toHaveLength(1);
    expect(await account("write-off-courtesy")).toBe(12_000);
  });

  it("cannot be approved by its asker in SQL either, nor posted above its limit", async () => {
    const { requestId } = done(await ask(ann, owedByPatient("write-off-courtesy"), 12_000));
    const write = (text: string) =>
      world.inTx((tx) => tx.run({ text: `update money_request set ${text} where id = $1`, values: [requestId] }));
    await expect(write("state = 'approved', decided_account = asked_account, posted_on = '2026-11-03'")).rejects.toThrow(
      /check constraint/,
    );
    await expect(write("state = 'approved', posted_on = '2026-11-03'")).rejects.toThrow(/check constraint/);
    await expect(write("state = 'posted', posted_on = '2026-11-03'")).rejects.toThrow(/check constraint/);
    await expect(world.inTx((tx) => tx.run(sql`update money_limit set amount = 0`))).rejects.toThrow(/permission denied/);
  });
});

describe("limits", () => {
  it("hold from their day on", async () => {
    expect(refused(await setMoneyLimit(ben, { kind: "courtesy", from: isoDate("2026-11-02"), amount: 0 })).problem).toBe("past-day");
    done(await setMoneyLimit(ben, { kind: "courtesy", from: isoDate("2026-11-05"), amount: 100 }));
    expect(done(await ask(ann, owedByPatient("write-off-courtesy"), 200)).state).toBe("posted");
    await world.goTo(isoDate("2026-11-05"));
    expect(done(await ask(ann, owedByPatient("write-off-courtesy"), 200)).state).toBe("waiting");
  });

  it("hold for what a payer denied: the denial stays open until a second person agrees", async () => {
    // Vitamin D for tiredness: the line is denied.
    const denied = await world.seePatient({ patient: "delacroix", provider: "lindqvist" });
    const lines = [
      ["99213", [], [1]],
      ["82306", [], [1]],
    ] as const;
    done(await world.code(denied, ["R53.83"], lines));
    await world.send(denied);
    await world.untilPaid();
    const claim = await world.claim(denied);
    const open = () => world.inTx((tx) => listDenials(tx, { claimId: claim.id, statuses: ["open"], limit: 10 }));
    expect(await open()).toHaveLength(1);
    done(await limit("write-off", 0));
    expect(refused(await writeOffDenials(ann, denied)).problem).toBe("waits-for-second-person");
    expect(refused(await writeOffDenials(ann, denied)).problem).toBe("waits-for-second-person");
    const waiting = await world.inTx((tx) => listMoneyRequests(tx, { state: "waiting", limit: 5 }));
    expect(waiting).toHaveLength(1);
    expect(await open()).not.toEqual([]);
    expect(refused(await approve(ann, waiting[0]?.id ?? 0)).problem).toBe("same-person");
    done(await approve(ben, waiting[0]?.id ?? 0));
    expect(await open()).toEqual([]);
    expect((await world.page(denied)).money.writtenOff).toBe(waiting[0]?.amount);
    await world.proveBooks();
  });
});

describe("a refund", () => {
  const credit = (): OneSubject => ({ what: "patient-credit", patientId: whitfield() });

  it("of the patient's credit is owed when it is posted, and leaves the bank when it is paid", async () => {
    await world.pay(visit, 22_500);
    const before = await account("cash");
    const { requestId, state } = done(await ask(ann, credit(), 2_500));
    expect([state, await pocket(), await account("refunds"), await account("cash")]).toEqual(["posted", 0, -2_500, before]);
    expect(refused(await ask(ann, credit(), 1)).problem).toBe("more-than-there-is");
    done(await payRefund(ann, requestId, { reference: "check 2207" }));
    expect(refused(await payRefund(ann, requestId, { reference: "check 2208" })).problem).toBe("paid-already");
    expect([await account("refunds"), await account("cash")]).toEqual([0, before - 2_500]);
    await world.proveBooks();
  });

  it("above the limit waits, and cannot be paid before it is approved", async () => {
    await world.pay(visit, 30_000);
    const { requestId, state } = done(await ask(ann, credit(), 10_000));
    expect(state).toBe("waiting");
    expect(refused(await payRefund(ann, requestId, { reference: "x" })).problem).toBe("not-approved");
    done(await approve(ben, requestId));
    done(await payRefund(ann, requestId, { reference: "x" }));
    expect(await pocket()).toBe(0);
  });

  it("asked twice at once never sends back more than is there", async () => {
    await world.pay(visit, 23_000);
    const answers = await Promise.all([ask(ann, credit(), 3_000), ask(ben, credit(), 3_000)]);
    expect(answers.filter((one) => one.ok)).toHaveLength(1);
    expect(await pocket()).toBe(0);
  });

  it("of what a payer paid too much goes to the payer, and a payer's held money is never the patient's", async () => {
    const insured = await world.seePatient({ patient: "vasquez" });
    done(await world.code(insured, ["I10"], [["99213", [], [1]]]));
    await world.send(insured);
    await world.untilPaid();
    const claim = await world.claim(insured);
    const chargeId = claim.chargeIds[0];
    if (chargeId === undefined) throw new Error("the claim has a charge");
    const about = { patientId: claim.patientId, claimId: claim.id, payerId: claim.payerId };
    const overpaid = (sourceKey: string, line: JournalEntry["lines"][number]): JournalEntry => ({
      on: world.today(),
      source: "deposit",
      sourceKey,
      memo: "paid twice",
      lines: [{ ...about, account: "cash", amount: cents(-line.amount), ...("chargeId" in line ? { chargeId } : {}) }, line],
    });
    await world.inTx((tx) =>
      postEntries(tx, [
        overpaid("twice", { ...about, account: "insurance-receivable", amount: cents(-4_000), chargeId }),
        overpaid("held", { ...about, account: "unapplied", amount: cents(-1_000) }),
      ]),
    );
    expect((await world.inTx((tx) => patientBalance(tx, claim.patientId))).unapplied).toBe(0);
    expect(refused(await ask(ann, { what: "patient-credit", patientId: claim.patientId }, 1_000)).problem).toBe("more-than-there-is");
    const onCharge: OneSubject = { what: "payer-credit", ...about, chargeId };
    expect(refused(await ask(ann, onCharge, 4_001)).message).toContain("Only $40.00 of this credit");
    expect(done(await ask(ann, onCharge, 4_000)).state).toBe("posted");
    expect(done(await ask(ann, { what: "payer-credit", ...about }, 1_000)).state).toBe("posted");
    expect((await world.page(insured)).money.insuranceBalance).toBe(0);
  });

  it("is never for another practice's patient or claim", async () => {
    const other = await town.openPractice("2026-11-03");
    const stranger = other.made.patient.whitfield;
    expect(refused(await ask(ann, { what: "patient-credit", patientId: stranger }, 1)).problem).toBe("not-found");
    expect(refused(await undoPayment(ann, 999_999, { reason: "mistake", note: "" })).problem).toBe("not-found");
  });
});

describe("a payment that was a mistake", () => {
  it("is undone by an entry of its own, with what was moved from it since; the first entry stays", async () => {
    await world.pay(visit, 23_000);
    const [second, secondCharge] = await selfPayVisit(2_000);
    const move = { patientId: whitfield(), chargeId: secondCharge, amount: 2_000, direction: "to-charge", key: "move it" } as const;
    done(await moveMoney(ann, move));
    done(await moveMoney(ann, move));
    expect(await pocket()).toBe(1_000);
    expect((await world.page(second)).money).toMatchObject({ patientPaid: 2_000, patientBalance: 0 });
    const [payment] = await world.inTx((tx) => paymentsOfPatient(tx, whitfield()));
    done(await undoPayment(ann, payment?.id ?? 0, { reason: "returned", note: "account closed" }));
    expect((await world.page(visit)).money).toMatchObject({ patientPaid: 0, patientBalance: 20_000 });
    expect((await world.page(second)).money).toMatchObject({ patientPaid: 0, patientBalance: 2_000 });
    expect([await pocket(), await account("cash")]).toEqual([0, 0]);
    const [entry] = await world.inTx((tx) => loadEntriesByKey(tx, "reversal", [`patient-payment/payment ${payment?.id}`]));
    expect(entry?.memo).toContain("returned by the bank, account closed, by Ann Biller");
    expect(refused(await undoPayment(ann, payment?.id ?? 0, { reason: "mistake", note: "" })).problem).toBe("undone-already");
    expect((await world.statement(visit)).values).toMatchObject({ payments: [], amountDue: 22_000 });
    await world.proveBooks();
  });

  it("is not undone when its money went back to the patient; undone twice at once it is undone once", async () => {
    await world.pay(visit, 22_000);
    done(await ask(ann, { what: "patient-credit", patientId: whitfield() }, 2_000));
    const [payment] = await world.inTx((tx) => paymentsOfPatient(tx, whitfield()));
    expect(refused(await undoPayment(ann, payment?.id ?? 0, { reason: "mistake", note: "" })).message).toContain("$20.00");
    await world.pay(visit, 700, "another payment");
    const later = (await world.inTx((tx) => paymentsOfPatient(tx, whitfield()))).find((one) => one.amount === 700);
    const undo = () => undoPayment(ann, later?.id ?? 0, { reason: "mistake", note: "" });
    const answers = await Promise.all([undo(), undo(), undo()]);
    expect(answers.filter((one) => one.ok)).toHaveLength(1);
    await world.proveBooks();
  });
});

describe("money that moves", () => {
  it("goes from the pocket to a charge and back as a charge's credit, also for another patient, and never more than there is", async () => {
    await world.pay(visit, 25_000);
    const brother = await world.seePatient({ patient: "osei" });
    done(await world.code(brother, ["I10"], [["99213", [], [1]]]));
    await world.send(brother);
    await world.untilPaid();
    const { charges, money } = await world.page(brother);
    const chargeId = charges[0]?.id;
    if (chargeId === undefined || money.patientBalance <= 0) throw new Error("this patient owes something");
    const move = (amount: number, direction: "to-charge" | "to-unapplied", key: string) =>
      moveMoney(ann, { patientId: whitfield(), chargeId, amount, direction, key });
    expect(refused(await move(5_001, "to-charge", "too much")).problem).toBe("more-than-there-is");
    const most = Math.min(5_000, money.patientBalance);
    done(await move(most, "to-charge", "his brother pays"));
    expect(await pocket()).toBe(5_000 - most);
    expect((await world.page(brother)).money.patientBalance).toBe(money.patientBalance - most);
    expect(refused(await move(1, "to-unapplied", "no credit")).problem).toBe("more-than-there-is");
    await world.proveBooks();
  });
});
