import { describe, expect, it } from "vitest";
import { claimOf, fileOf, tablesOf } from "../../../test/support/payer-claims.ts";
import { isoDate } from "../kernel/iso-date.ts";
import { checkFile } from "../x12/check/check-file.ts";
import { decodeText, encodeUtf8 } from "../x12/syntax/decode.ts";
import { readAcknowledgementFile } from "../x12/transactions/read-acknowledgements.ts";
import { readRemittanceFile } from "../x12/transactions/read-remittances.ts";
import { adjudicateFile } from "./adjudicate-file.ts";
import { configuredPlans } from "./plans.ts";
import { namedIn, receiveFile } from "./receive.ts";
import { noRecords } from "./records.ts";
import { emptyPayerState } from "./state.ts";

const tables = tablesOf({ fees: { "99213": 9_200, "99214": 13_000 } });
const visit = (controlNumber: string, memberId = "LSM000111222") =>
  claimOf({ controlNumber, memberId, sketches: [{ code: "99213", charge: 18_000 }] });
const setting = { plans: configuredPlans, records: noRecords, tables, seed: 3, today: isoDate("2026-03-20"), time: "1000" };
const receive = (bytes: Uint8Array) => receiveFile({ ...setting, bytes, state: emptyPayerState() });
const text = (bytes: Uint8Array) => decodeText(bytes, 0, bytes.length);

describe("receiveFile", () => {
  it("accepts a clean file: 999 A, 277CA, one decision", () => {
    const { outputs, decided } = receive(fileOf([visit("A1")]));
    expect(outputs.map((one) => [one.kind, one.name])).toEqual([
      ["999", "999-20260320-000000001.x12"],
      ["277CA", "277CA-20260320-000000002.x12"],
    ]);
    const [answer] = readAcknowledgementFile(encodeUtf8(outputs[0]?.text ?? "")).acknowledgements;
    expect(answer?.kind === "999" ? [answer.value.verdict, answer.value.sets.map((set) => set.verdict)] : []).toEqual(["A", ["A"]]);
    expect(decided.map((one) => one.controlNumber)).toEqual(["A1"]);
  });

  it("refuses a transaction with a syntax error by 999 R, and adjudicates nothing of it", () => {
    const broken = encodeUtf8(text(fileOf([visit("A1")])).replace(/~SE\*(\d+)/, "~SE*99"));
    const { outputs, decided, state } = receive(broken);
    const [answer] = readAcknowledgementFile(encodeUtf8(outputs[0]?.text ?? "")).acknowledgements;
    expect(answer?.kind === "999" ? answer.value.sets.map((set) => set.verdict) : []).toEqual(["R"]);
    expect([outputs.length, decided, state.claims]).toEqual([1, [], []]);
  });

  it("refuses an interchange by TA1 R", () => {
    const broken = encodeUtf8(text(fileOf([visit("A1")])).replace(/IEA\*1\*000000001/, "IEA*1*000000002"));
    const { outputs, decided } = receive(broken);
    const [answer] = readAcknowledgementFile(encodeUtf8(outputs[0]?.text ?? "")).acknowledgements;
    expect(outputs.map((one) => one.kind)).toEqual(["TA1"]);
    expect(answer?.kind === "TA1" ? [answer.value.verdict, answer.value.note] : []).toEqual(["R", "001"]);
    expect(decided).toEqual([]);
  });

  it("answers a wish for a TA1 by a file of its own, before the 999", () => {
    const asking = encodeUtf8(text(fileOf([visit("A1")])).replace(/\*0\*([TP])\*:/, "*1*$1*:"));
    const { outputs, decided } = receive(asking);
    expect(outputs.map((one) => one.kind)).toEqual(["TA1", "999", "277CA"]);
    const kinds = outputs.slice(0, 2).map((one) => readAcknowledgementFile(encodeUtf8(one.text)).acknowledgements.map((each) => each.kind));
    expect(kinds).toEqual([["TA1"], ["999"]]);
    expect(decided.map((one) => one.controlNumber)).toEqual(["A1"]);
  });

  it("keeps the good interchange of a file whose other one is broken", () => {
    const good = text(fileOf([visit("A1")], { control: 5 }));
    const bad = text(fileOf([visit("A2")], { control: 6 })).replace(/IEA\*1\*000000006/, "IEA*1*000000007");
    const { outputs, decided } = receive(encodeUtf8(bad + good));
    expect(outputs.map((one) => one.kind)).toEqual(["TA1", "999", "277CA"]);
    expect(decided.map((one) => one.controlNumber)).toEqual(["A1"]);
  });

  it("answers nothing to a file that is no X12", () => {
    const { outputs, state } = receive(encodeUtf8("good morning"));
    expect([outputs, state]).toEqual([[], emptyPayerState()]);
  });

  it("answers no more than a hundred interchanges of one file", () => {
    const one = text(fileOf([visit("A1")]));
    const { outputs } = receive(encodeUtf8(one.replace("IEA*1*000000001", "IEA*1*000000002").repeat(120)));
    expect(outputs).toHaveLength(100);
  });

  it("never throws, whatever a file has become", () => {
    const bytes = fileOf([visit("A1"), visit("A2", "LSM000999888")]);
    let decided = 0;
    for (let at = 0; at < bytes.length; at += 7) {
      const mutated = bytes.slice();
      mutated[at] = 42;
      decided += receive(mutated).decided.length;
      decided += receive(bytes.subarray(0, at)).decided.length;
    }
    expect(decided).toBeGreaterThan(0);
  }, 60_000);

  it("names the patients and the claim numbers that a file is about", () => {
    const replacement = claimOf({
      frequency: "7",
      identifiers: [{ qualifier: "F8", value: "LSM01X" }],
      sketches: [{ code: "99213", charge: 18_000 }],
    });
    expect(namedIn(fileOf([visit("A1"), visit("A2", "LSM000999888"), replacement]), noRecords)).toEqual({
      patientKeys: ["LSM000111222", "LSM000111222/*", "LSM000999888", "LSM000999888/*"],
      claimNumbers: ["LSM01X"],
    });
  });
});

describe("adjudicateFile", () => {
  const bytes = fileOf([
    visit("A1"),
    visit("A2", "LSM000999888"),
    claimOf({ controlNumber: "A3", payerId: "FEDB1", memberId: "1EG4TE5MK73", sketches: [{ code: "99214", charge: 20_000 }] }),
    visit("A4", "ZZZ1"),
  ]);

  it("answers everything, every file passes our own check, and the same input gives the same bytes", () => {
    const { files } = adjudicateFile({ ...setting, bytes });
    expect(files.map((one) => one.kind)).toEqual(["999", "277CA", "277CA", "835", "835"]);
    for (const file of files) {
      const check = checkFile(encodeUtf8(file.text));
      expect([file.name, check.findings, check.transactions.flatMap((one) => one.findings)]).toEqual([file.name, [], []]);
    }
    expect(adjudicateFile({ ...setting, bytes }).files).toEqual(files);
    const paid = files
      .filter((one) => one.kind === "835")
      .map((one) => readRemittanceFile(encodeUtf8(one.text)).remittances[0]?.remittance);
    expect(paid.map((one) => [one?.payer.name, one?.producedOn, one?.claims.length])).toEqual([
      ["Lakeshore Mutual PPO", "2026-03-27", 2],
      ["Federal Part B (simulated)", "2026-04-03", 1],
    ]);
  });

  it("gives other numbers for another seed", () => {
    const other = adjudicateFile({ ...setting, seed: 4, bytes });
    expect(other.state.claims[0]?.payerControlNumber).not.toBe(adjudicateFile({ ...setting, bytes }).state.claims[0]?.payerControlNumber);
  });
});
