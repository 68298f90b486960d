import { describe, expect, it } from "vitest";
import type { ClaimState } from "../claims/model.ts";
import { cents, zeroCents } from "../kernel/cents.ts";
import { addDays, isoDate } from "../kernel/iso-date.ts";
import { queueOf } from "./queue.ts";
import { placeOfVisit, placeOn, type VisitFacts } from "./visit-place.ts";

const claimStates = {
  draft: true,
  held: true,
  ready: true,
  queued: true,
  submitted: true,
  "file-accepted": true,
  rejected: true,
  accepted: true,
  paid: true,
  "partly-paid": true,
  denied: true,
  "to-patient": true,
  reversed: true,
  voided: true,
  closed: true,
} as const satisfies Readonly<Record<ClaimState, true>>;

const since = isoDate("2026-03-02");
const facts: VisitFacts = {
  date: isoDate("2026-03-01"),
  selfPay: false,
  coded: true,
  diagnoses: [{ qualifier: "ABK", code: "I10" }],
  fileBy: isoDate("2026-05-30"),
  openDenial: false,
  questionOpen: false,
  charged: cents(15_000),
  insuranceBalance: cents(15_000),
  patientBalance: zeroCents,
};

describe("a place that is kept", () => {
  it("puts a claim of any state on any day where the queue of that day is", () => {
    let silent = 0;
    for (const state of Object.keys(claimStates) as ClaimState[]) {
      for (const insuranceBalance of [cents(-500), zeroCents, cents(15_000)]) {
        for (const openDenial of [true, false]) {
          const place = placeOfVisit({ ...facts, claim: { state, stateSince: since }, insuranceBalance, openDenial });
          for (const days of [0, 4, 5, 30, 31, 200]) {
            const today = addDays(since, days);
            const answerBy = addDays(since, state === "accepted" || state === "reversed" ? 30 : 4);
            const asked = queueOf(
              { kind: "claim", state, balance: insuranceBalance, openDenial, outdatedCodes: false, questionOpen: false, answerBy },
              today,
            );
            expect(placeOn(place, today), `${state} ${insuranceBalance} ${openDenial} ${days}`).toEqual({
              queue: asked.queue,
              why: asked.reason,
            });
            if (asked.queue === "silent") silent += 1;
          }
        }
      }
    }
    expect(silent).toBeGreaterThan(10);
  });

  it("turns silent on the day after the last one, not on it", () => {
    const place = placeOfVisit({ ...facts, claim: { state: "submitted", stateSince: since } });
    expect(place).toMatchObject({ queue: "awaiting-acknowledgement", silent: { after: "2026-03-06" }, deadline: "2026-05-30" });
    expect(placeOn(place, isoDate("2026-03-06")).queue).toBe("awaiting-acknowledgement");
    expect(placeOn(place, isoDate("2026-03-07")).queue).toBe("silent");
  });

  it("waits for the patient only when nothing is open with a payer", () => {
    const paid = { ...facts, claim: { state: "paid", stateSince: since }, patientBalance: cents(2_000) } as const;
    expect(placeOfVisit({ ...paid, insuranceBalance: zeroCents })).toEqual({
      queue: "patient-balance",
      why: "The patient's, and may be billed.",
    });
    expect(placeOfVisit(paid).queue).toBe("exceptions");
    expect(placeOfVisit({ ...paid, insuranceBalance: zeroCents, patientBalance: zeroCents })).toEqual({
      queue: "closed",
      why: "Decided and settled.",
    });
  });

  it("of a visit without a claim says what the coder still has to do", () => {
    expect(placeOfVisit({ ...facts, coded: false, charged: zeroCents }).queue).toBe("needs-coding");
    expect(placeOfVisit(facts)).toMatchObject({ queue: "ready-to-file", deadline: "2026-05-30" });
    expect(placeOfVisit({ ...facts, diagnoses: [{ qualifier: "ABK", code: "2500" }] }).queue).toBe("outdated-code-set");
    expect(placeOfVisit({ ...facts, selfPay: true, patientBalance: cents(100) }).queue).toBe("patient-balance");
  });
});
