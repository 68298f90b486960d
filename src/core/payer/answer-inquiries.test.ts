/** Questions to the payer: who is insured, what is left of the year's limits, and how a claim stands. */
import { describe, expect, it } from "vitest";
import { billingNpi, fileOf, renderingNpi } from "../../../test/support/payer-claims.ts";
import { pay, send, visit, visitTables } from "../../../test/support/payer-days.ts";
import { cents } from "../kernel/cents.ts";
import { addDays, isoDate } from "../kernel/iso-date.ts";
import { checkFile } from "../x12/check/check-file.ts";
import { inventedEnvelope } from "../x12/samples/invented.ts";
import { encodeUtf8 } from "../x12/syntax/decode.ts";
import type { StatusAnswer, StatusQuestion } from "../x12/transactions/claim-status.ts";
import type { EligibilityAnswer, EligibilityQuestion } from "../x12/transactions/eligibility.ts";
import { readInquiryFile } from "../x12/transactions/read-inquiries.ts";
import { writeStatusInquiries } from "../x12/transactions/write-claim-status.ts";
import { writeEligibilityInquiries } from "../x12/transactions/write-eligibility.ts";
import { configuredPlans } from "./plans.ts";
import { namedIn, receiveFile } from "./receive.ts";
import { type Member, noRecords, type PayerRecords } from "./records.ts";
import { emptyPayerState, type PayerState } from "./state.ts";

const envelope = inventedEnvelope({ from: "CEDAR1", to: "SIMPAY", control: 9 });
const organisation = (last: string) => ({ kind: "organisation" as const, last });
const person = (last: string, first: string) => ({ kind: "person" as const, last, first });

function received(
  state: PayerState,
  text: string,
  { today = "2026-03-20", records = {} }: { today?: string; records?: Partial<PayerRecords> } = {},
) {
  const all = { ...noRecords, ...records };
  const result = receiveFile({
    bytes: encodeUtf8(text),
    plans: configuredPlans,
    records: all,
    tables: visitTables,
    state,
    seed: 7,
    today: isoDate(today),
    time: "1200",
  });
  for (const file of result.outputs) {
    const check = checkFile(encodeUtf8(file.text));
    expect([
      file.kind,
      check.findings,
      check.transactions.flatMap((one) => one.findings.filter((each) => each.severity === "error")),
    ]).toEqual([file.kind, [], []]);
  }
  const said = result.outputs.flatMap((file) => readInquiryFile(encodeUtf8(file.text)).inquiries);
  return { ...result, said };
}

interface Ask {
  readonly memberId?: string | undefined;
  readonly payerId?: string;
  readonly last?: string;
  readonly first?: string;
  readonly birth?: string;
  readonly types?: readonly string[];
  readonly on?: string;
  readonly npi?: string;
  readonly dependent?: EligibilityQuestion["dependent"];
}

function ask(state: PayerState, one: Ask, records: Partial<PayerRecords> = {}, today = "2026-03-20"): EligibilityAnswer {
  const { memberId, payerId = "LSM01", last = "Quill", first = "Ada", birth = "1950-04-02", types = ["30"], on, npi = billingNpi } = one;
  const question: EligibilityQuestion = {
    payer: { role: "PR", name: organisation("PAYER"), id: { qualifier: "PI", value: payerId } },
    receiver: { role: "1P", name: organisation("CEDAR CREEK"), id: { qualifier: "XX", value: npi }, identifiers: [] },
    traces: [{ kind: "1", number: "T1", originator: "9CEDARCREE" }],
    subscriber: {
      name: person(last, first),
      ...(memberId === undefined ? {} : { memberId: { qualifier: "MI", value: memberId } }),
      identifiers: [],
      birthDate: isoDate(birth),
    },
    ...(one.dependent === undefined ? {} : { dependent: one.dependent }),
    dates: on === undefined ? [] : [{ qualifier: "291", from: isoDate(on) }],
    services: [{ types, identifiers: [], dates: [] }],
  };
  const inquiry = { control: "0001", purpose: "13", reference: "R1", createdOn: isoDate(today), createdAt: "1000", questions: [question] };
  const { said, outputs } = received(state, writeEligibilityInquiries([inquiry], envelope), { today, records });
  expect(outputs.map((file) => file.kind)).toEqual(["999", "271"]);
  const [answer] = said.flatMap((each) => (each.kind === "271" ? each.value.answers : []));
  if (answer === undefined) throw new Error("no answer");
  return answer;
}

const refusal = (answer: EligibilityAnswer) => answer.rejections.map((one) => `${one.at} ${one.reason}`);
const amounts = (answer: EligibilityAnswer, kind: string) =>
  answer.benefits
    .filter((one) => one.kind === kind)
    .map((one) => `${one.coverage} ${one.serviceTypes.join("+")} ${one.period} ${one.amount ?? ""}`.trim());
const member = (memberId: string, more: Partial<Member> = {}): Member => ({
  planId: "lakeshore-ppo",
  memberId,
  last: "Quill",
  first: "Ada",
  birthDate: isoDate("1950-04-02"),
  ...more,
});

describe("eligibility", () => {
  it("tells active coverage, copays, and what is left of the limits after real claims", () => {
    const film = visit("A1", { sketches: [{ code: "71046", charge: 9_000 }] });
    const { state } = send(emptyPayerState(), [film, visit("A2")]);
    const answer = ask(state, { memberId: "LSM000111222" });
    expect([answer.rejections, answer.benefits[0]?.kind, answer.benefits[0]?.plan]).toEqual([[], "1", "Lakeshore Mutual PPO"]);
    // 37.50 to the deductible, 30.00 copay.
    expect(amounts(answer, "C")).toEqual(["IND 30 23 150000", "IND 30 29 146250", "FAM 30 23 300000", "FAM 30 29 296250"]);
    expect(amounts(answer, "G")).toEqual(["IND 30 23 600000", "IND 30 29 593250", "FAM 30 23 1200000", "FAM 30 29 1193250"]);
    expect(amounts(answer, "B")).toEqual(["IND BZ 27 0", "IND 98 27 3000", "IND 98 27 5000"]);
    expect(answer.traces).toEqual([{ kind: "2", number: "T1", originator: "9CEDARCREE" }]);
    expect(answer.dates).toEqual([{ qualifier: "346", from: "2020-01-01" }]);
  });

  it("keeps a dependent's accumulators apart from the subscriber's", () => {
    const home = { line1: "5 Birch Lane", city: "Madison", state: "WI", zip: "537031234" };
    const birthDate = isoDate("2015-05-05");
    const dependent = { relationship: "19", name: person("Quill", "Ben"), birthDate, sex: "M" as const, address: home, identifiers: [] };
    const { relationship: _self, ...subscriber } = visit("A1").subscriber;
    const { state } = send(emptyPayerState(), [visit("A1", { subscriber, dependent, sketches: [{ code: "71046", charge: 9_000 }] })]);
    const child = { name: dependent.name, birthDate: dependent.birthDate, identifiers: [] };
    expect(amounts(ask(state, { memberId: "LSM000111222", dependent: child }), "C").slice(1, 2)).toEqual(["IND 30 29 146250"]);
    expect(amounts(ask(state, { memberId: "LSM000111222" }), "C")).toEqual([
      "IND 30 23 150000",
      "IND 30 29 150000",
      "FAM 30 23 300000",
      "FAM 30 29 296250",
    ]);
  });

  it("says inactive outside of the days of coverage", () => {
    const records = { members: [member("LSM000111222", { from: isoDate("2026-01-01"), to: isoDate("2026-02-28") })] };
    const kinds = (on: string) => ask(emptyPayerState(), { memberId: "LSM000111222", on }, records).benefits[0]?.kind;
    expect([kinds("2026-02-28"), kinds("2026-03-01"), kinds("2025-12-31")]).toEqual(["1", "6", "6"]);
  });

  it("answers what is asked for only", () => {
    expect(amounts(ask(emptyPayerState(), { memberId: "PCH000111222", payerId: "PCH01", types: ["MH"] }), "B")).toEqual(["IND MH 27 2500"]);
    const dental = ask(emptyPayerState(), { memberId: "PCH000111222", payerId: "PCH01", types: ["35"] });
    expect(dental.benefits.filter((one) => one.kind === "I").map((one) => one.serviceTypes)).toEqual([["35"]]);
  });

  it("refuses with the reason", () => {
    const none = emptyPayerState();
    expect(refusal(ask(none, { memberId: "LSM000111222", payerId: "NOPE" }))).toEqual(["payer 79"]);
    expect(refusal(ask(none, { memberId: "LSM000111222", npi: "1234567890" }))).toEqual(["receiver 43"]);
    expect(refusal(ask(none, { memberId: "ZZZ" }))).toEqual(["subscriber 72"]);
    expect(refusal(ask(none, { memberId: "LSM000111222", on: "2023-01-01" }))).toEqual(["subscriber 62"]);
    expect(refusal(ask(none, { memberId: "LSM000111222", on: "2026-12-01" }))).toEqual(["subscriber 63"]);
    const records = { members: [member("LSM000111222")] };
    expect(refusal(ask(none, { memberId: "LSM000111222", last: "Other" }, records))).toEqual(["subscriber 73"]);
    expect(refusal(ask(none, { memberId: "LSM000111222", birth: "1950-04-03" }, records))).toEqual(["subscriber 71"]);
    const family = {
      members: [member("LSM000111222", { dependents: [{ last: "Quill", first: "Ben", birthDate: isoDate("2015-05-05") }] })],
    };
    const cal = { name: person("Quill", "Cal"), birthDate: isoDate("2015-05-05"), identifiers: [] };
    expect(refusal(ask(none, { memberId: "LSM000111222", dependent: cal }, family))).toEqual(["dependent 77"]);
  });

  it("finds a member without an id by name and birth date; none and several are refused", () => {
    const records = {
      members: [member("LSM000111222"), member("LSM000111223", { last: "Reed" }), member("LSM000111224", { last: "Reed" })],
    };
    expect(ask(emptyPayerState(), {}, records).subscriber?.memberId?.value).toBe("LSM000111222");
    expect(refusal(ask(emptyPayerState(), { last: "Nobody" }, records))).toEqual(["subscriber 75"]);
    expect(refusal(ask(emptyPayerState(), { last: "Reed" }, records))).toEqual(["subscriber 76"]);
  });
});

describe("claim status", () => {
  const question: StatusQuestion = {
    payer: { role: "PR", name: organisation("PAYER"), id: { qualifier: "PI", value: "LSM01" } },
    receiver: { role: "41", name: organisation("CEDAR CREEK"), id: { qualifier: "46", value: "CEDAR1" } },
    providers: [{ role: "1P", name: organisation("CEDAR CREEK"), id: { qualifier: "XX", value: billingNpi } }],
    subscriber: {
      name: person("Quill", "Ada"),
      memberId: { qualifier: "MI", value: "LSM000111222" },
      birthDate: isoDate("1950-04-02"),
      sex: "F",
    },
    trace: "S1",
    identifiers: [{ qualifier: "EJ", value: "A1" }],
    serviceFrom: isoDate("2026-03-10"),
    serviceTo: isoDate("2026-03-10"),
    lines: [],
  };
  const status = (state: PayerState, today: string, more: Partial<StatusQuestion> = {}): StatusAnswer | undefined => {
    const inquiry = {
      control: "0001",
      reference: "S9",
      createdOn: isoDate(today),
      createdAt: "1000",
      questions: [{ ...question, ...more }],
    };
    const { said } = received(state, writeStatusInquiries([inquiry], envelope), { today });
    return said.flatMap((one) => (one.kind === "277" ? one.value.answers : []))[0];
  };
  const short = (answer: StatusAnswer | undefined) => answer?.statuses[0]?.statuses.map((one) => `${one.category}:${one.status}`).join(" ");

  it("follows a claim from receipt to payment", () => {
    const { state, numbers } = send(emptyPayerState(), [visit("A1")]);
    expect(short(status(state, "2026-03-21"))).toBe("P1:20");
    expect(short(status(state, "2026-03-24"))).toBe("F0:3");
    const paid = pay(state, "2026-03-27");
    const answer = status(paid.state, "2026-03-28");
    expect([short(answer), answer?.statuses[0]?.paid, answer?.statuses[0]?.paidOn]).toEqual(["F1:65", 8_500, "2026-03-27"]);
    expect(answer?.identifiers).toEqual([
      { qualifier: "1K", value: numbers[0] },
      { qualifier: "EJ", value: "A1" },
      { qualifier: "VV", value: paid.read[0]?.payment.trace },
    ]);
    expect(answer?.lines.map((line) => [line.procedure.code, line.paid, line.controlNumber])).toEqual([["99213", 8_500, "L1-99213"]]);
  });

  it("says denied, the patient's deductible, replaced and voided", () => {
    const late = visit("A1", { sketches: [{ code: "99213", charge: 18_000, on: "2025-06-01" }] });
    const denied = pay(send(emptyPayerState(), [late]).state, "2026-03-27").state;
    const on = { serviceFrom: isoDate("2025-06-01"), serviceTo: isoDate("2025-06-01") };
    expect(short(status(denied, "2026-03-28", on))).toBe("F2:1");
    const film = visit("A1", { sketches: [{ code: "71046", charge: 9_000 }] });
    expect(short(status(pay(send(emptyPayerState(), [film]).state, "2026-03-27").state, "2026-03-28"))).toBe("F4:98");
    const first = send(emptyPayerState(), [visit("A1")]);
    const again = (frequency: string) => visit("A1", { frequency, identifiers: [{ qualifier: "F8", value: first.numbers[0] ?? "" }] });
    const byPayerNumber = { identifiers: [{ qualifier: "1K", value: first.numbers[0] ?? "" }] };
    const voided = send(pay(first.state, "2026-03-27").state, [again("8")], { today: "2026-04-01" }).state;
    expect(short(status(voided, "2026-04-02", byPayerNumber))).toBe("F3:686");
    const replaced = send(pay(first.state, "2026-03-27").state, [again("7")], { today: "2026-04-01" }).state;
    expect(short(status(replaced, "2026-04-02", byPayerNumber))).toBe("F3:101");
    expect(short(status(replaced, "2026-04-02"))).toBe("P1:20");
  });

  it("finds nothing of another patient or practice, nor what the payer lost", () => {
    const { state } = send(emptyPayerState(), [visit("A1")]);
    expect(short(status(state, "2026-03-21", { identifiers: [{ qualifier: "EJ", value: "A2" }] }))).toBe("D0:35");
    const stranger = { ...question.subscriber, memberId: { qualifier: "MI", value: "LSM000999888" } };
    expect(short(status(state, "2026-03-21", { subscriber: stranger }))).toBe("D0:35");
    const practice = [{ role: "1P", name: organisation("OTHER"), id: { qualifier: "XX", value: renderingNpi } }];
    expect(short(status(state, "2026-03-21", { providers: practice }))).toBe("D0:35");
    const lost = send(emptyPayerState(), [visit("A1")], { faults: { "lost-claim": 1_000 } }).state;
    expect(short(status(lost, "2026-03-21"))).toBe("D0:35");
  });

  it("goes by charge and date when there is no number", () => {
    const { state } = send(emptyPayerState(), [
      visit("A1"),
      visit("A2", { sketches: [{ code: "99214", charge: 25_000, on: addDays(isoDate("2026-03-10"), 1) }] }),
    ]);
    const without = { identifiers: [], charge: cents(25_000), serviceFrom: isoDate("2026-03-11"), serviceTo: isoDate("2026-03-11") };
    expect(status(state, "2026-03-21", without)?.identifiers[1]).toEqual({ qualifier: "EJ", value: "A2" });
    expect(short(status(state, "2026-03-21", { ...without, charge: cents(25_001) }))).toBe("D0:35");
  });

  it("says which part of the books a file is about", () => {
    const inquiry = { control: "0001", reference: "S9", createdOn: isoDate("2026-03-20"), createdAt: "1000", questions: [question] };
    expect(namedIn(encodeUtf8(writeStatusInquiries([inquiry], envelope)), noRecords)).toEqual({
      patientKeys: ["LSM000111222"],
      claimNumbers: [],
    });
    expect(namedIn(fileOf([visit("A1")]), noRecords).patientKeys).toEqual(["LSM000111222", "LSM000111222/*"]);
  });
});
