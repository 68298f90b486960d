import { describe, expect, it } from "vitest";
import { cents, zeroCents } from "../kernel/cents.ts";
import { type ChargeId, id, type PatientId } from "../kernel/id.ts";
import { addDays, isoDate } from "../kernel/iso-date.ts";
import type { Patient } from "../parties/model.ts";
import { type AccountForStatement, decideStatement, usualCycle } from "./cycle.ts";
import { fitsHold, holdKinds, holdReasons, holdRules } from "./holds.ts";

const today = isoDate("2026-11-03");
const address = { line1: "77 Depot Road", city: "Maple Hollow", state: "WI", zip: "53599" };
const name = { last: "Whitfield", first: "Desmond" };
const patient: Patient = {
  id: id<"patient">(1) as PatientId,
  accountNumber: "MH-1004",
  name,
  birthDate: isoDate("1993-12-05"),
  sex: "M",
  address,
  guarantor: { name, address, relationship: "self" },
};
const charge = id<"charge">(1) as ChargeId;
const account: AccountForStatement = {
  patient,
  amountDue: cents(10_000),
  onHold: zeroCents,
  holdReasons: [],
  insurancePending: zeroCents,
  holds: [],
  dueCharges: [charge],
  earlier: [],
  excesses: [],
};
const decide = (change: Partial<AccountForStatement>, byHand = false) =>
  decideStatement({ ...account, ...change }, { cycle: usualCycle, today, byHand });
const kinds = (change: Partial<AccountForStatement>, byHand = false) => decide(change, byHand).gates.map((gate) => gate.kind);
const sentBefore = (...days: number[]) => days.map((ago) => ({ date: addDays(today, -ago), charges: [charge] }));

describe("who gets a statement", () => {
  it("steps up each time the same service is asked for, and stops after the last step", () => {
    expect(decide({})).toMatchObject({ send: true, step: 1 });
    expect(decide({ earlier: sentBefore(31) })).toMatchObject({ send: true, step: 2 });
    expect(decide({ earlier: sentBefore(31, 61) })).toMatchObject({ send: true, step: 3 });
    expect(kinds({ earlier: sentBefore(31, 61, 91) })).toEqual(["final-sent"]);
    // A person may ask once more.
    expect(decide({ earlier: sentBefore(31, 61, 91) }, true)).toMatchObject({ send: true, step: 3 });
  });

  it("waits for the cycle to the day, and for the smallest amount to the cent", () => {
    expect(kinds({ earlier: sentBefore(29) })).toEqual(["cycle"]);
    expect(kinds({ earlier: sentBefore(30) })).toEqual([]);
    expect(kinds({ amountDue: cents(usualCycle.smallest - 1) })).toEqual(["small-balance"]);
    expect(kinds({ amountDue: usualCycle.smallest })).toEqual([]);
  });

  it("stops before a bill far above its estimate until a person has sent it knowingly, and then goes on by the cycle", () => {
    const excess = {
      serviceDate: today,
      estimatedOn: addDays(today, -9),
      expected: cents(20_000),
      over: cents(40_000),
      chargeIds: [charge],
    };
    const excesses = [excess];
    expect(kinds({ excesses })).toEqual(["estimate"]);
    expect(kinds({ excesses }, true)).toEqual(["estimate"]);
    expect(kinds({ excesses: [{ ...excess, chargeIds: [id<"charge">(2)] }] })).toEqual([]);
    expect(decideStatement({ ...account, excesses }, { cycle: usualCycle, today, byHand: true, knowsExcess: true })).toMatchObject({
      send: true,
      step: 1,
    });
    expect(decide({ excesses, earlier: sentBefore(31) })).toMatchObject({ send: true, step: 2 });
    expect(decide({ excesses }).gates[0]).toMatchObject({ authority: "45 CFR 149.620(b); 42 U.S.C. 300gg-137" });
  });

  it("stops for people: deceased, a minor without guarantor, mail that came back, bankruptcy; each with its authority", () => {
    expect(kinds({ patient: { ...patient, deathDate: today } })).toEqual(["deceased"]);
    const child = { ...patient, birthDate: isoDate("2015-01-01") };
    expect(kinds({ patient: child })).toEqual(["minor"]);
    expect(kinds({ patient: { ...child, guarantor: { ...patient.guarantor, relationship: "parent" } } })).toEqual([]);
    expect(kinds({ patient: { ...patient, birthDate: isoDate("2008-11-03") } })).toEqual([]);
    expect(kinds({ holds: [{ kind: "return-mail" }] })).toEqual(["mail"]);
    expect(kinds({ holds: [{ kind: "bankruptcy" }] }, true)).toEqual(["held"]);
    for (const gate of decide({ holds: [{ kind: "bankruptcy" }] }).gates) expect(gate.authority).toMatch(/362/);
  });

  it("asks for nothing that payers or rules keep back, and says which", () => {
    expect(kinds({ amountDue: zeroCents, insurancePending: cents(500) })).toEqual(["payer-pending"]);
    expect(kinds({ amountDue: zeroCents, onHold: cents(500), holdReasons: ["Dispute open"] })).toEqual(["held"]);
    expect(kinds({ amountDue: zeroCents })).toEqual(["nothing-due"]);
  });
});

describe("holds", () => {
  const visit = id<"encounter">(7);
  const about = { encounterId: visit, medicare: false, toAnother: false };

  it("each has words, an authority, and what lifts it", () => {
    for (const kind of holdKinds) for (const text of Object.values(holdRules[kind])) expect(text.length).toBeGreaterThan(2);
  });

  it("QMB stops Medicare's share only; a dispute of a visit stops that visit only; a wish stops the paper to others only", () => {
    expect(holdReasons([{ kind: "qmb" }], about)).toEqual([]);
    expect(holdReasons([{ kind: "qmb" }], { ...about, medicare: true })).toHaveLength(1);
    expect(holdReasons([{ kind: "dispute", encounterId: visit }], about)).toHaveLength(1);
    expect(holdReasons([{ kind: "dispute", encounterId: id<"encounter">(8) }], about)).toEqual([]);
    expect(holdReasons([{ kind: "paid-in-full", encounterId: visit }], about)).toEqual([]);
    expect(holdReasons([{ kind: "paid-in-full", encounterId: visit }], { ...about, toAnother: true })).toHaveLength(1);
  });

  it("is about the account, a visit, or either", () => {
    expect(fitsHold({ kind: "bankruptcy", encounterId: visit })).toBe(false);
    expect(fitsHold({ kind: "estimate-dispute" })).toBe(false);
    expect(fitsHold({ kind: "dispute" }) && fitsHold({ kind: "dispute", encounterId: visit })).toBe(true);
  });
});
