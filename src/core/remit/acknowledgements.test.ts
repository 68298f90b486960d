import { expect, test } from "vitest";
import { type ClaimId, id } from "../kernel/id.ts";
import { type Acknowledgement, planAcknowledgements } from "./acknowledgements.ts";

const claim = (number: number) => ({ claimId: id<"claim">(number) as ClaimId, controlNumber: `C${number}` });
const sent = [
  { interchangeControl: "000000017", groupControl: "17", setControl: "0001", batchReference: "B1", claims: [claim(1), claim(2)] },
];
const words = { carc: () => undefined, rarc: () => undefined, statusCategory: () => "rejected", status: () => "provider identifier" };
const plan = (acknowledgement: Acknowledgement) => planAcknowledgements({ acknowledgement, sent, inboundFileId: 5, words });
const kinds = (acknowledgement: Acknowledgement) => plan(acknowledgement).claimEvents.map((one) => [one.claimId, one.event.kind]);
const status = (category: string) => ({ statuses: [{ category, status: "562", entity: "85" }] });

test("a rejected interchange or set rejects each of its claims", () => {
  expect(kinds({ kind: "TA1", value: { control: "17", date: "", time: "", verdict: "R", note: "025" } })).toEqual([
    [1, "file-rejected"],
    [2, "file-rejected"],
  ]);
  const set = { set: "837", control: "0001", verdict: "E", notes: [], errors: [] };
  const group = { groupCode: "HC", groupControl: "17", verdict: "A", groupNotes: [], sets: [set] };
  expect(plan({ kind: "999", value: group }).exceptions.map((one) => one.kind)).toEqual(["accepted-with-errors"]);
  expect(kinds({ kind: "999", value: { ...group, sets: [{ ...set, verdict: "R" }] } })).toHaveLength(2);
  expect(plan({ kind: "999", value: { ...group, verdict: "P", sets: [] } }).exceptions.map((one) => one.kind)).toEqual([
    "set-not-answered",
  ]);
  expect(plan({ kind: "999", value: { ...group, groupControl: "18" } }).exceptions.map((one) => one.kind)).toEqual(["unknown-file"]);
});

test("277CA: a rejected claim, a silent claim, and a batch refused above its claims", () => {
  const answered = { controlNumber: "C1", statuses: [status("A7")], lines: [] };
  const name = { kind: "organisation" as const, last: "Practice" };
  const receiver = {
    name,
    batchReference: "B1",
    statuses: [status("A1")],
    providers: [{ name, statuses: [], claims: [answered] }],
  };
  const value = { control: "1", reference: "R", source: { name: "Harbor Health" }, receivers: [receiver] };
  const result = plan({ kind: "277CA", value });
  expect(result.claimEvents).toMatchObject([
    { claimId: 1, event: { kind: "claim-rejected", codes: ["A7:562:85"], words: "rejected: provider identifier" } },
  ]);
  expect(result.exceptions).toMatchObject([{ kind: "claim-not-answered", claimId: 2 }]);
  const refused = { ...receiver, statuses: [status("A3")], providers: [] };
  expect(kinds({ kind: "277CA", value: { ...value, receivers: [refused] } })).toEqual([
    [1, "claim-rejected"],
    [2, "claim-rejected"],
  ]);
});
