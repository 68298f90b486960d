import fc from "fast-check";
import { expect, test } from "vitest";
import { cents } from "../kernel/cents.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { itemsOfGroup, sumItems, type VisitGroup } from "./board.ts";
import { placeOfVisit } from "./visit-place.ts";

const day = isoDate("2026-03-02");
const amount = fc.integer({ min: -50_000, max: 200_000 }).map(cents);

/** A visit as the lists keep it: its queue follows from its balances. */
const visit = fc
  .record({
    insurance: fc.oneof(fc.constant(cents(0)), amount),
    patient: fc.oneof(fc.constant(cents(0)), amount),
    state: fc.constantFrom("accepted", "denied", "paid", "rejected", "to-patient"),
    openDenial: fc.boolean(),
  })
  .map(({ insurance, patient, state, openDenial }): VisitGroup => {
    const { queue } = placeOfVisit({
      date: day,
      selfPay: false,
      coded: true,
      diagnoses: [{ qualifier: "ABK", code: "I10" }],
      openDenial,
      questionOpen: false,
      charged: cents(20_000),
      insuranceBalance: insurance,
      patientBalance: patient,
      claim: { state, stateSince: day },
    });
    return { queue, count: 1, charged: cents(20_000), insurance, patient, oldest: day };
  });

test("every balance that is open is in exactly one queue, with its whole amount", () => {
  fc.assert(
    fc.property(visit, (one) => {
      const items = itemsOfGroup(one);
      const amounts = items.map((item) => Number(item.amount));
      for (const balance of [one.insurance, one.patient]) if (balance !== 0) expect(amounts).toContain(Math.abs(balance));
      const open = [one.insurance, one.patient].filter((balance) => balance !== 0).length;
      // What a payer was asked for and owes nothing on, while the claim is on its way, is one item of work.
      expect(items.length).toBe(
        one.queue === "closed" ? 0 : Math.max(1, open + (one.insurance === 0 && open === 1 && !isPatients(one) ? 1 : 0)),
      );
      if (one.queue === "closed") expect(open).toBe(0);
    }),
    { numRuns: 2000 },
  );
});

function isPatients({ queue }: VisitGroup): boolean {
  return queue === "patient-balance" || queue === "credit-balance";
}

test("sums of the board are the sums of its items", () => {
  fc.assert(
    fc.property(fc.array(visit), (visits) => {
      const items = visits.flatMap(itemsOfGroup);
      const board = [...sumItems(items).values()];
      expect(board.reduce((sum, one) => sum + one.count, 0)).toBe(items.length);
      expect(board.reduce((sum, one) => sum + one.amount, 0)).toBe(items.reduce((sum, one) => sum + one.amount, 0));
    }),
  );
});
