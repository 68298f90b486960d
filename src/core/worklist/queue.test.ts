import fc from "fast-check";
import { expect, test } from "vitest";
import type { ClaimState } from "../claims/model.ts";
import { cents } from "../kernel/cents.ts";
import { addDays, isoDate } from "../kernel/iso-date.ts";
import { queueOf, queues } from "./queue.ts";

const today = isoDate("2026-03-02");
const states: readonly ClaimState[] = [
  "draft",
  "held",
  "ready",
  "queued",
  "submitted",
  "file-accepted",
  "rejected",
  "accepted",
  "paid",
  "partly-paid",
  "denied",
  "to-patient",
  "reversed",
  "voided",
  "closed",
];
const amount = fc.integer({ min: -100_000, max: 1_000_000 }).map(cents);

test("every state and balance is in exactly one queue; money open after the decision is never closed", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...states),
      amount,
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      fc.integer({ min: -200, max: 200 }),
      (state, balance, openDenial, outdatedCodes, questionOpen, days) => {
        const day = addDays(today, days);
        const placed = queueOf(
          { kind: "claim", state, balance, openDenial, outdatedCodes, questionOpen, answerBy: day, deadline: day },
          today,
        );
        expect(queues.filter((queue) => queue === placed.queue)).toHaveLength(1);
        expect(placed.reason).not.toBe("");
        if (balance !== 0) expect(placed.queue).not.toBe("closed");
        if (balance < 0) expect(placed.queue).toBe("credit-balance");
      },
    ),
  );
});

test("an answer is overdue the day after its day, not on it", () => {
  const item = {
    kind: "claim",
    state: "accepted",
    balance: cents(100),
    openDenial: false,
    outdatedCodes: false,
    questionOpen: false,
    answerBy: today,
  } as const;
  expect(queueOf(item, today).queue).toBe("awaiting-payment");
  expect(queueOf(item, addDays(today, 1)).queue).toBe("silent");
});
