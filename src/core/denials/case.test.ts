import fc from "fast-check";
import { expect, test } from "vitest";
import { addCents, cents, sumCents } from "../kernel/cents.ts";
import { caseStateOf, caseStates, decideCase, denialStatuses, statusesIn } from "./case.ts";

const amount = fc.integer({ min: -50_000, max: 500_000 }).map(cents);

test("what the next decision made of a denied amount adds up to it, whatever was moved", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500_000 }).map(cents), amount, amount, amount, (denied, paid, patientShare, contractual) => {
      const { status, recovered, stillRefused, ...rest } = decideCase(denied, { paid, patientShare, contractual });
      expect(sumCents([recovered, rest.patientShare, rest.contractual, stillRefused])).toBe(denied);
      expect(Math.min(recovered, rest.patientShare, rest.contractual, stillRefused)).toBeGreaterThanOrEqual(0);
      expect(status).toBe(addCents(recovered, rest.patientShare) > 0 ? "overturned" : "upheld");
    }),
  );
});

test("every status is in exactly one state", () => {
  expect(caseStates.flatMap((state) => statusesIn([state])).sort()).toEqual([...denialStatuses].sort());
  expect(denialStatuses.map(caseStateOf).every((state) => caseStates.includes(state))).toBe(true);
});
