import { describe, expect, it } from "vitest";
import { cents } from "../kernel/cents.ts";
import { id } from "../kernel/id.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { decideRequest, limitOn, type MoneyLimit, needsSecondPerson, requestEntry, usualLimits } from "./second-person.ts";

const day = isoDate("2026-11-03");
const person = (account: number) => ({ kind: "person", account }) as const;

describe("the limit of a day", () => {
  const limits: readonly MoneyLimit[] = [
    { kind: "write-off", from: isoDate("2026-11-01"), amount: cents(100) },
    { kind: "write-off", from: isoDate("2026-12-01"), amount: cents(900) },
    { kind: "write-off", from: isoDate("2026-11-01"), amount: cents(200) },
    { kind: "courtesy", from: isoDate("2026-11-01"), amount: cents(7) },
  ];

  it("is the last one set of the latest day that has begun, else the usual one", () => {
    expect(limitOn(limits, "write-off", day)).toBe(200);
    expect(limitOn(limits, "write-off", isoDate("2026-12-01"))).toBe(900);
    expect(limitOn(limits, "write-off", isoDate("2026-10-31"))).toBe(usualLimits["write-off"]);
    expect(limitOn(limits, "patient-refund", day)).toBe(usualLimits["patient-refund"]);
  });

  it("counts what the same patient had that day", () => {
    expect(needsSecondPerson({ amount: cents(200), sameDay: cents(0), limit: cents(200) })).toBe(false);
    expect(needsSecondPerson({ amount: cents(201), sameDay: cents(0), limit: cents(200) })).toBe(true);
    expect(needsSecondPerson({ amount: cents(150), sameDay: cents(100), limit: cents(200) })).toBe(true);
  });
});

describe("deciding", () => {
  const waiting = { state: "waiting", askedAccount: 1 } as const;
  const decide = (decision: "approve" | "decline" | "withdraw", by: Parameters<typeof decideRequest>[1]["by"], reason = "seen") =>
    decideRequest(waiting, { decision, by, reason });

  it("is for another person, never for the one who asked, a key or the machine", () => {
    expect(decide("approve", person(2))).toEqual({ ok: true, value: "approved" });
    expect(decide("approve", person(1))).toEqual({ ok: false, refusal: "same-person" });
    expect(decide("decline", person(1))).toEqual({ ok: false, refusal: "same-person" });
    expect(decide("approve", { kind: "machine" })).toEqual({ ok: false, refusal: "not-a-person" });
    expect(decide("approve", { kind: "key" })).toEqual({ ok: false, refusal: "not-a-person" });
    expect(decide("approve", { kind: "person" })).toEqual({ ok: false, refusal: "not-a-person" });
  });

  it("declines with a reason, withdraws only by who asked, and happens once", () => {
    expect(decide("decline", person(2), " ")).toEqual({ ok: false, refusal: "no-reason" });
    expect(decide("decline", person(2))).toEqual({ ok: true, value: "declined" });
    expect(decide("withdraw", person(2))).toEqual({ ok: false, refusal: "only-the-asker" });
    expect(decide("withdraw", person(1))).toEqual({ ok: true, value: "withdrawn" });
    for (const state of ["posted", "approved", "declined", "withdrawn"] as const)
      expect(decideRequest({ state, askedAccount: 1 }, { decision: "approve", by: person(2), reason: "" })).toEqual({
        ok: false,
        refusal: "decided-already",
      });
  });
});

describe("the entry", () => {
  const patientId = id<"patient">(1);
  const chargeId = id<"charge">(2);
  const claimId = id<"claim">(3);
  const payerId = id<"payer">(4);
  const base = { on: day, sourceKey: "request 9", amount: cents(500), reason: "agreed" };
  const lines = (subject: Parameters<typeof requestEntry>[0]["subject"]) =>
    requestEntry({ ...base, subject }).lines.map((line) => [line.account, line.amount, line.payerId ?? 0]);

  it("takes a balance from whoever owes it to its own account", () => {
    expect(lines({ what: "balance", patientId, chargeId, account: "write-off-courtesy" })).toEqual([
      ["write-off-courtesy", 500, 0],
      ["patient-receivable", -500, 0],
    ]);
    expect(lines({ what: "balance", patientId, chargeId, claimId, payerId, account: "write-off-small-balance" })).toEqual([
      ["write-off-small-balance", 500, 0],
      ["insurance-receivable", -500, 4],
    ]);
  });

  it("turns a credit into a refund that is owed", () => {
    expect(lines({ what: "patient-credit", patientId })).toEqual([
      ["unapplied", 500, 0],
      ["refunds", -500, 0],
    ]);
    expect(lines({ what: "payer-credit", patientId, claimId, payerId, chargeId })).toEqual([
      ["insurance-receivable", 500, 4],
      ["refunds", -500, 4],
    ]);
    expect(lines({ what: "payer-credit", patientId, claimId, payerId })[0]).toEqual(["unapplied", 500, 4]);
  });
});
