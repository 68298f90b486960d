import { describe, expect, test } from "vitest";
import {
  adjust,
  caseA,
  dollars,
  line,
  on,
  openClaim,
  payment,
  plan,
  remittanceId,
  remitted,
  reversalOfA,
  secondary,
  sums,
  words,
} from "../../../test/support/posting-cases.ts";
import { cents, sumCents } from "../kernel/cents.ts";
import { proveBalance } from "./balance.ts";
import { classifyAdjustment, isDeniedLine } from "./classify.ts";
import type { OpenClaim, PostingPlan } from "./model.ts";
import { otherPayerFrom } from "./other-payer.ts";
import { planPosting, postHeldClaim } from "./plan-posting.ts";

describe("posting, the examples of the field", () => {
  test("A: paid with a copay", () => {
    const result = plan(payment([caseA]), [openClaim([200])]);
    expect(sums(result.entries)).toEqual({ cash: 10000, contractual: 8000, "patient-receivable": 2000, "insurance-receivable": -20000 });
    expect(result.claimEvents.map((one) => one.event)).toMatchObject([{ kind: "adjudicated", outcome: "paid", paid: 10000 }]);
    expect(result.exceptions).toEqual([]);
  });

  test("B: all to the deductible is not a denial", () => {
    const result = plan(payment([remitted([line(200, 0, ["CO-45 80", "PR-1 120"])])]), [openClaim([200])]);
    expect(result.denials).toEqual([]);
    expect(result.claimEvents[0]?.event).toMatchObject({ outcome: "to-patient" });
    expect(sums(result.entries)["patient-receivable"]).toBe(12000);
  });

  test("C and D: Medicare with sequestration, then the secondary settles the rest", () => {
    const primary = remitted([line(150, 78.4, ["CO-45 50", "PR-2 20", "CO-253 1.60"])]);
    const first = plan(payment([primary]), [openClaim([150])], { nextPayerFor: () => secondary });
    expect(sums(first.entries)).toEqual({ cash: 7840, contractual: 5000, "payer-reductions": 160, "insurance-receivable": -13000 });
    expect(first.nextClaims).toMatchObject([{ amount: 2000, forwarded: false }]);
    const claim = openClaim([150], { rank: 2, payerId: secondary.payerId });
    const open = { ...claim, charges: claim.charges.map((one) => ({ ...one, insuranceBalance: dollars(20) })) };
    const second = plan(payment([remitted([line(150, 20, ["OA-23 130"])], { status: "2" })]), [open]);
    expect(sums(second.entries)).toEqual({ cash: 2000, "insurance-receivable": -2000 });
    expect(second.exceptions).toEqual([]);
    expect(second.denials).toEqual([]);
  });

  test("a secondary that repeats the write-off writes off no more than is open", () => {
    const claim = openClaim([150], { rank: 2 });
    const open = { ...claim, charges: claim.charges.map((one) => ({ ...one, insuranceBalance: dollars(20) })) };
    const result = plan(payment([remitted([line(150, 5, ["OA-23 78.40", "CO-45 66.60"])], { status: "2" })]), [open]);
    expect(sums(result.entries)).toEqual({ cash: 500, contractual: 1500, "insurance-receivable": -2000 });
    expect(result.exceptions.map((one) => one.kind)).toEqual(["secondary-contractual-capped"]);
  });

  test("E: a bundled line is denied and its money stays open", () => {
    const result = plan(payment([remitted([line(200, 0, ["CO-97 200"])])]), [openClaim([200])]);
    expect(result.denials).toMatchObject([{ reason: "97", kind: "denial", amount: 20000 }]);
    expect(sums(result.entries)).toEqual({});
    expect(result.claimEvents[0]?.event).toMatchObject({ outcome: "denied" });
  });

  test("F: reversal and correction in one payment leave the corrected decision alone", () => {
    const corrected = remitted([line(200, 110, ["CO-45 70", "PR-3 20"])], { payerControlNumber: "ICN2" });
    const before = plan(payment([caseA]), [openClaim([200])]);
    const claim = openClaim([0], { ...posted(before) });
    const result = plan(payment([reversalOfA, corrected], [], "T2"), [
      { ...claim, charges: openClaim([200]).charges.map((one) => ({ ...one, insuranceBalance: cents(0) })) },
    ]);
    expect(sums(result.entries).cash).toBe(1000);
    expect(sums([...before.entries, ...result.entries])).toEqual({
      cash: 11000,
      contractual: 7000,
      "patient-receivable": 2000,
      "insurance-receivable": -20000,
    });
    expect(result.exceptions).toEqual([]);
    expect(result.claimEvents.map((one) => one.event.kind)).toEqual(["reversed", "adjudicated"]);
  });

  test("G: a payment below zero is carried forward, and taken from the next", () => {
    const before = plan(payment([caseA]), [openClaim([200])]);
    const negative = payment([reversalOfA], [["FB", -100, "T1"]], "T2");
    expect(negative.payment.amount).toBe(0);
    const second = plan(negative, [openClaim([200], posted(before))]);
    expect(sums(second.entries)["take-backs-pending"]).toBe(-10000);
    expect(second.exceptions.map((one) => one.kind)).toEqual(["reversal-awaits-correction"]);
    const other = remitted([line(300, 300, [])], { patientControlNumber: "C2" });
    const third = plan(payment([other], [["FB", 100, "T1"]], "T3"), [openClaim([300], { controlNumber: "C2" })], {
      openTakeBacks: [{ reference: "T1", amount: dollars(100) }],
    });
    expect(third.deposit).toMatchObject({ expected: 20000, cash: 20000 });
    expect(third.exceptions).toEqual([]);
    expect(sums([...second.entries, ...third.entries])["take-backs-pending"]).toBeUndefined();
  });

  test("H: interest is income, not payment of the claim", () => {
    const result = plan(payment([caseA], [["L6", -1.23]]), [openClaim([200])]);
    expect(sums(result.entries)).toMatchObject({ cash: 10123, "interest-income": -123, "insurance-receivable": -20000 });
  });

  test("I: taken back and denied; a copay already paid becomes the patient's credit", () => {
    const before = plan(payment([caseA]), [openClaim([200])]);
    const denied = remitted([line(200, 0, ["CO-97 200"])], { payerControlNumber: "ICN2" });
    const result = plan(payment([reversalOfA, denied], [["WO", -100, "ICN1"]], "T2"), [openClaim([200], posted(before))]);
    expect(result.deposit).toMatchObject({ expected: 0, cash: 0 });
    const all = sums([...before.entries, ...result.entries]);
    expect(all).toEqual({ cash: 10000, "take-backs-pending": -10000 });
    expect(result.denials).toMatchObject([{ reason: "97", amount: 20000 }]);
  });

  test("J and L: a contract code at full charge is denied; cut units are a partial denial", () => {
    const full = plan(payment([remitted([line(200, 0, ["CO-256 200"])])]), [openClaim([200])]);
    expect(full.denials).toMatchObject([{ reason: "256", kind: "denial" }]);
    const cut = plan(payment([remitted([line(100, 40, ["CO-151 60"])])]), [openClaim([100])]);
    expect(cut.denials).toMatchObject([{ reason: "151", kind: "partial-denial", amount: 6000 }]);
    expect(cut.claimEvents[0]?.event).toMatchObject({ outcome: "partly-paid" });
    expect(sums(cut.entries)).toEqual({ cash: 4000, "insurance-receivable": -4000 });
  });

  test("K: PR-204 is worked first and moves nothing to the patient", () => {
    const result = plan(payment([remitted([line(120, 0, ["PR-204 120"])])]), [openClaim([120])]);
    expect(result.denials).toMatchObject([{ kind: "pr-denial", amount: 12000 }]);
    expect(sums(result.entries)).toEqual({});
  });

  test("bundling moves the charge to the surviving line and opens no denial", () => {
    const survivor = line(100, 120, ["CO-45 30", "OA-94 -50"]);
    const away = line(50, 0, ["CO-97 50"], { controlNumber: "L2" });
    const result = plan(payment([remitted([survivor, away])]), [openClaim([100, 50])]);
    expect(result.denials).toEqual([]);
    const receivable = result.entries[0]?.lines.filter((one) => one.account === "insurance-receivable");
    expect(receivable?.map((one) => [one.chargeId, one.amount])).toEqual([
      [1, -10000],
      [2, -5000],
    ]);
  });

  test("a claim-level deductible is spread over what the lines paid", () => {
    const claim = remitted([line(100, 60, ["CO-45 40"]), line(50, 30, ["CO-45 20"], { controlNumber: "L2" })], {
      adjustments: [adjust("PR-1 45")],
      paid: dollars(45),
    });
    const result = plan(payment([claim]), [openClaim([100, 50])]);
    expect(sums(result.entries)).toEqual({ cash: 4500, contractual: 6000, "patient-receivable": 4500, "insurance-receivable": -15000 });
    expect(result.deposit.cash).toBe(4500);
  });
});

function posted(before: PostingPlan): Pick<OpenClaim, "postings" | "payerControlNumbers"> {
  const postings = before.entries
    .filter((entry) => entry.source === "remittance-claim")
    .map((entry) => ({
      sourceKey: entry.sourceKey,
      payerControlNumber: "ICN1",
      paid: before.claims[0]?.paid ?? cents(0),
      lines: entry.lines,
    }));
  return { postings, payerControlNumbers: ["ICN1"] };
}

describe("what is not posted", () => {
  test("out of balance by one cent: nothing, and the cent is named", () => {
    const good = payment([remitted([line(200, 100, ["CO-45 80", "PR-3 20"], { segment: 14 })])]);
    const off = { ...good, claims: good.claims.map((one) => ({ ...one, lines: one.lines.map((l) => ({ ...l, paid: cents(9999) })) })) };
    const result = plan(off, [openClaim([200])]);
    expect(result).toMatchObject({ posted: false, entries: [], claimEvents: [], denials: [] });
    expect(result.exceptions).toMatchObject([{ kind: "out-of-balance", finding: { place: { segment: 14 } } }]);
    expect(result.exceptions[0]?.words).toContain("claim C1, line 1 (99213)");
    expect(result.exceptions[0]?.words).toContain("off by $0.01");
    expect(proveBalance(off).firstOff).toMatchObject({ level: "line", expected: 10000, found: 9999, by: -1 });
  });

  test("the payment that is not its claims minus its PLB", () => {
    const good = payment([caseA]);
    const proof = proveBalance({ ...good, payment: { ...good.payment, amount: cents(10001) } });
    expect(proof).toMatchObject({ balanced: false, firstOff: { level: "transaction", by: 1 } });
  });

  test("CLP05: a difference is told and does not stop posting; a reversal may leave it out", () => {
    const good = payment([caseA]);
    const off = { ...good, claims: good.claims.map((one) => ({ ...one, patientResponsibility: cents(1999) })) };
    const result = plan(off, [openClaim([200])]);
    expect(result.posted).toBe(true);
    expect(result.exceptions.map((one) => one.kind)).toEqual(["patient-responsibility-differs"]);
    const reversed = payment([remitted([line(200, 100, ["CO-45 80", "PR-3 20"])]), reversalOfA]);
    expect(proveBalance(reversed).patientResponsibilityOff).toEqual([]);
  });

  test("an unknown claim's money waits as unapplied, and is posted from there when it is found", () => {
    const remittance = payment([caseA]);
    const result = plan(remittance, []);
    expect(sums(result.entries)).toEqual({ cash: 10000, unapplied: -10000 });
    expect(result.exceptions.map((one) => one.kind)).toEqual(["unmatched-claim"]);
    const later = postHeldClaim({
      remittance,
      remittanceId,
      index: 0,
      claim: openClaim([200]),
      undone: 0,
      nextPayerFor: () => undefined,
      period: { postOn: on },
      words,
    });
    const entry = later.ok ? later.value?.entry : undefined;
    expect(sums([...result.entries, ...(entry === undefined ? [] : [entry])])).toEqual({
      cash: 10000,
      contractual: 8000,
      "patient-receivable": 2000,
      "insurance-receivable": -20000,
    });
    expect(entry?.sourceKey).not.toBe(result.entries[0]?.sourceKey);
  });

  test("a reversal that has nothing to undo, and a second decision without a reversal, wait", () => {
    const alone = plan(payment([reversalOfA], [["FB", -100]]), [openClaim([200])]);
    expect(sums(alone.entries)).toEqual({ unapplied: 10000, "take-backs-pending": -10000 });
    const before = plan(payment([caseA]), [openClaim([200])]);
    const again = plan(payment([caseA], [], "T2"), [openClaim([200], posted(before))]);
    expect(again.exceptions.map((one) => one.kind)).toEqual(["already-adjudicated"]);
    expect(sums(again.entries)).toEqual({ cash: 10000, unapplied: -10000 });
  });

  test("a predetermination is never posted", () => {
    const result = plan(payment([remitted([line(200, 0, ["OA-101 200"])], { status: "25" })]), [openClaim([200])]);
    expect(result.claimEvents).toEqual([]);
    expect(result.exceptions.map((one) => one.kind)).toEqual(["predetermination"]);
  });

  test("a locked period refuses", () => {
    const result = planPosting({
      remittance: payment([caseA]),
      remittanceId,
      claims: [],
      nextPayerFor: () => undefined,
      period: { postOn: on, lockedThrough: on },
      words,
    });
    expect(result).toMatchObject({ ok: false, refusal: { kind: "period-locked" } });
  });

  test("twice is once: the same payment has the same keys, whatever its control number", () => {
    const first = plan(payment([caseA, caseA], [["L6", -1]]), [openClaim([200])]);
    const second = plan({ ...payment([caseA, caseA], [["L6", -1]]), control: "0777" }, [openClaim([200])]);
    const keys = first.entries.map((entry) => `${entry.source}/${entry.sourceKey}`);
    expect(second.entries.map((entry) => `${entry.source}/${entry.sourceKey}`)).toEqual(keys);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("the denial test of the list", () => {
  test("zero paid, zero allowed, one reason outside the list", () => {
    expect(isDeniedLine(line(100, 0, ["CO-45 80", "CO-50 20"]))).toBe(true);
    expect(isDeniedLine(line(100, 0, ["CO-45 100"]))).toBe(false);
    expect(isDeniedLine(line(100, 0, ["CO-50 80", "PR-1 20"]))).toBe(false);
    expect(isDeniedLine(line(100, 0, ["CO-24 100"]))).toBe(true);
    expect(isDeniedLine(line(100, 0, ["CO-24 100"]), { capitated: true })).toBe(false);
    expect(isDeniedLine(line(150, 0, ["OA-23 150"]))).toBe(false);
    expect(isDeniedLine(line(150, 0, ["OA-23 130", "CO-96 20"]))).toBe(true);
  });

  test("each kind by group and reason", () => {
    const kindOf = (text: string) => classifyAdjustment(adjust(text), { lineDenied: false });
    expect(
      ["CO-45 1", "CO-253 1", "PR-2 1", "PR-45 1", "PR-96 1", "CO-96 1", "OA-23 1", "OA-133 1", "OA-209 1", "PI-45 1"].map(kindOf),
    ).toEqual([
      "contractual",
      "reduction",
      "cost-share",
      "balance-bill",
      "pr-denial",
      "partial-denial",
      "other-payer",
      "pending",
      "informational",
      "partial-denial",
    ]);
  });
});

describe("the next payer's claim", () => {
  test("balances as the guide asks, line decisions in 2430 and claim adjustments in 2320", () => {
    const claim = remitted([line(100, 60, ["CO-45 40"]), line(50, 30, ["CO-45 20"], { controlNumber: "L2" })], {
      adjustments: [adjust("PR-1 45")],
      paid: dollars(45),
    });
    const remittance = payment([claim]);
    const subscriber = { payerRank: "P", name: { kind: "person", last: "Vale" }, identifiers: [] } as const;
    const { otherPayer, lines } = otherPayerFrom(claim, {
      remittance,
      subscriber,
      charges: openClaim([100, 50]).charges,
      otherPayerId: "HARBOR",
    });
    const decided = [...lines.values()].flat();
    const paid = sumCents(decided.map((one) => one.paid));
    expect(otherPayer.paid).toBe(paid - sumCents(otherPayer.adjustments.map((one) => one.amount)));
    expect(otherPayer.paidOn).toBeUndefined();
    expect(decided.every((one) => one.paidOn === on && one.payerId === "HARBOR")).toBe(true);
    expect(otherPayer.payer.identifiers).toEqual([{ qualifier: "F8", value: "ICN1" }]);
  });
});
