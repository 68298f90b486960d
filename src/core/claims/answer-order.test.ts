import { expect, test } from "vitest";
import { isoDate } from "../kernel/iso-date.ts";
import { inReadingOrder } from "./answer-order.ts";
import type { ClaimEvent, DatedClaimEvent } from "./model.ts";

const written: ClaimEvent = { v: 1, kind: "written", fileName: "837.x12", sha256: "", interchange: "1", batch: "1" };
const ta1: ClaimEvent = { v: 1, kind: "file-accepted", by: "TA1", inboundFileId: 3 };
const nines: ClaimEvent = { v: 1, kind: "file-accepted", by: "999", inboundFileId: 2 };
const taken: ClaimEvent = { v: 1, kind: "acknowledged", inboundFileId: 1, codes: [] };
const rejected: ClaimEvent = { v: 1, kind: "claim-rejected", inboundFileId: 1, codes: ["A3"], words: "no" };
const again: ClaimEvent = { v: 1, kind: "drafted", version: 2, frequency: "1", why: "resent" };
const paid: ClaimEvent = { v: 1, kind: "adjudicated", remittanceId: 1, outcome: "paid", payerControlNumber: "P1", paid: 100 };

/** By the day of November, in the order in which they were recorded. */
type Recorded = readonly [day: number, event: ClaimEvent];

function history(...events: readonly Recorded[]): readonly DatedClaimEvent[] {
  return events.map(([day, event], index) => ({ sequence: index + 1, on: isoDate(`2026-11-${day}`), event }));
}
const read = (...events: readonly Recorded[]): readonly ClaimEvent[] => inReadingOrder(history(...events)).map(({ event }) => event);

test("sent, TA1, 999, 277CA, then the decision: also when the files were opened by their names", () => {
  expect(read([16, written], [16, taken], [16, nines], [16, ta1], [16, paid])).toEqual([written, ta1, nines, taken, paid]);
  expect(read([16, written], [16, ta1], [16, nines], [16, rejected])).toEqual([written, ta1, nines, rejected]);
});

test("what came on a later day, or after something else, stays where it is", () => {
  expect(read([16, written], [16, taken], [17, nines], [17, ta1])).toEqual([written, taken, ta1, nines]);
  expect(read([16, rejected], [16, nines], [16, again], [16, written], [16, ta1])).toEqual([nines, rejected, again, written, ta1]);
});

test("nothing is lost or made, and each keeps its number", () => {
  const all = history([16, written], [16, taken], [16, ta1], [16, ta1], [18, paid]);
  const ordered = inReadingOrder(all);
  expect(ordered.map(({ sequence }) => sequence)).toEqual([1, 3, 4, 2, 5]);
  expect(inReadingOrder([])).toEqual([]);
});
