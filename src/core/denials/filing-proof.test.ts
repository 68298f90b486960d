import { expect, test } from "vitest";
import { isoDate } from "../kernel/iso-date.ts";
import { proveFiling, type Receipt, type Sending } from "./filing-proof.ts";

const sending: Sending = {
  version: 1,
  frequency: "1",
  fileName: "837P-000000007.x12",
  interchange: "000000007",
  batch: "LARCH-7",
  writtenOn: isoDate("2026-01-09"),
  byteFrom: 10,
  byteTo: 400,
  sha256: "aa",
  fileSha256: "bb",
};
const receipt: Receipt = {
  kind: "277CA",
  accepted: true,
  receivedOn: isoDate("2026-01-10"),
  recordedAt: "2026-01-10T08:00:00Z",
  fileName: "277CA-1.x12",
  sha256: "cc",
  reference: "000000042",
  payerControlNumber: "ICN1",
};
const prove = (receipts: readonly Receipt[], sendings: readonly Sending[] = [sending], limitDays = 90) =>
  proveFiling({ sendings, receipts, clock: { from: isoDate("2026-01-05"), days: limitDays, event: "service" } });

test("an acceptance by the payer proves the day, with its own numbers", () => {
  const { sentences, warnings, acceptedOn } = prove([receipt]);
  expect(acceptedOn).toBe("2026-01-10");
  expect(warnings).toEqual([]);
  expect(sentences.join(" ")).toContain("277CA of 01/10/2026 (your interchange 000000042), with your claim number ICN1: 5 days after");
  expect(sentences.join(" ")).toContain("within the limit of 90 days");
});

test("nothing is claimed that is not on file", () => {
  const only999 = prove([{ ...receipt, kind: "999" }]);
  expect(only999.sentences.join(" ")).toContain("is not on our file");
  expect(only999.sentences.join(" ")).not.toContain("within the limit");
  expect(only999.warnings).toHaveLength(1);
  expect(prove([]).sentences.join(" ")).toContain("No acknowledgement of yours is on our file.");
  expect(prove([{ ...receipt, accepted: false }]).acceptedOn).toBeUndefined();
  expect(prove([], []).warnings).toHaveLength(2);
  const late = prove([receipt], [sending], 3);
  expect(late.warnings).toHaveLength(1);
  expect(late.sentences.join(" ")).not.toContain("within the limit");
});
