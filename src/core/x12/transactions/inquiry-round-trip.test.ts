import { describe, expect, it } from "vitest";
import { cents } from "../../kernel/cents.ts";
import { decimal } from "../../kernel/decimal.ts";
import { isoDate } from "../../kernel/iso-date.ts";
import { checkFile } from "../check/check-file.ts";
import { inventedEnvelope } from "../samples/invented.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import type { StatusAnswer, StatusInquiry, StatusQuestion, StatusResponse } from "./claim-status.ts";
import { detectX12 } from "./detect.ts";
import type { EligibilityAnswer, EligibilityInquiry, EligibilityQuestion, EligibilityResponse } from "./eligibility.ts";
import { explainedLine, explainSegments } from "./explain.ts";
import { x12Json } from "./json.ts";
import { readInquiryFile } from "./read-inquiries.ts";
import { writeStatusInquiries, writeStatusResponses } from "./write-claim-status.ts";
import { writeEligibilityInquiries, writeEligibilityResponses } from "./write-eligibility.ts";

const envelope = inventedEnvelope({ from: "MAPLEFAMILY", to: "HARBORHEALTH", control: 1 });
const payer = { role: "PR", name: { kind: "organisation" as const, last: "HARBOR HEALTH" }, id: { qualifier: "PI", value: "HAR01" } };
const practice = {
  role: "1P",
  name: { kind: "organisation" as const, last: "MAPLE FAMILY" },
  id: { qualifier: "XX", value: "1234567893" },
};
const receiver = {
  ...practice,
  identifiers: [{ qualifier: "TJ", value: "391234567" }],
  address: { line1: "1 ELM ST", city: "MADISON", state: "WI", zip: "53703" },
  taxonomy: "207Q00000X",
};
const trace = { kind: "1", number: "T1", originator: "9MAPLEFAMI", division: "FRONT" };
const ada = {
  name: { kind: "person" as const, last: "QUILL", first: "ADA" },
  memberId: { qualifier: "MI", value: "HAR123" },
  identifiers: [{ qualifier: "6P", value: "GRP1" }],
  birthDate: isoDate("1950-04-02"),
  sex: "F",
};
const ben = {
  name: { kind: "person" as const, last: "QUILL", first: "BEN" },
  identifiers: [],
  birthDate: isoDate("2015-05-05"),
  sex: "M",
  relationship: "19",
};
const question: EligibilityQuestion = {
  payer,
  receiver,
  traces: [trace],
  subscriber: { ...ada, relationship: "18" },
  dates: [{ qualifier: "291", from: isoDate("2026-03-10") }],
  services: [
    { types: ["30", "98"], identifiers: [], dates: [] },
    {
      types: [],
      procedure: { qualifier: "HC", code: "73721", modifiers: ["LT"] },
      amounts: [
        { qualifier: "R", amount: cents(3_500) },
        { qualifier: "PB", amount: cents(12_000) },
      ],
      places: [{ qualifier: "ZZ", code: "22" }],
      identifiers: [{ qualifier: "G1", value: "A77" }],
      dates: [{ qualifier: "291", from: isoDate("2026-03-11"), to: isoDate("2026-03-12") }],
    },
  ],
};
const inquiry: EligibilityInquiry = {
  control: "0001",
  purpose: "13",
  reference: "REF1",
  createdOn: isoDate("2026-03-09"),
  createdAt: "1000",
  questions: [
    question,
    { ...question, subscriber: ada, dependent: ben, services: [{ types: ["30"], identifiers: [], dates: [] }] },
    { ...question, payer: { ...payer, id: { qualifier: "PI", value: "HAR02" } }, dates: [] },
  ],
};
const answer: EligibilityAnswer = {
  payer,
  contacts: [{ name: "DESK", numbers: [{ qualifier: "TE", value: "4145550100" }] }],
  receiver,
  traces: [{ ...trace, kind: "2" }],
  subscriber: ada,
  dates: [{ qualifier: "346", from: isoDate("2026-01-01") }],
  rejections: [],
  benefits: [
    {
      kind: "C",
      coverage: "IND",
      serviceTypes: ["30", "98"],
      insuranceType: "C1",
      plan: "PPO",
      period: "29",
      amount: cents(12_345),
      percent: decimal("0.2"),
      quantityKind: "VS",
      quantity: decimal("12"),
      authorization: "Y",
      network: "N",
      procedure: { qualifier: "HC", code: "73721", modifiers: [] },
      identifiers: [{ qualifier: "6P", value: "GRP1" }],
      dates: [{ qualifier: "292", from: isoDate("2026-01-01"), to: isoDate("2026-12-31") }],
      rejections: [],
      messages: ["PRIMARY CARE"],
      parties: [
        { role: "PR", name: { kind: "organisation", last: "OTHER HEALTH" }, id: { qualifier: "PI", value: "OTH1" } },
        {
          role: "P3",
          name: { kind: "person", last: "OKAFOR", first: "IFE" },
          id: { qualifier: "XX", value: "1234567893" },
          address: { line1: "4 FIR ST", city: "TORONTO", zip: "M4B1B3", country: "CA", subdivision: "ON" },
          contacts: [{ name: "DESK", numbers: [{ qualifier: "TE", value: "4145550111" }] }],
          providerKind: "PC",
          specialty: { qualifier: "PXC", value: "207Q00000X" },
        },
      ],
      deliveries: [
        { quantityKind: "VS", quantity: decimal("12"), periodKind: "23", periods: decimal("1") },
        { quantityKind: "HS", quantity: decimal("2"), unit: "DA", perUnit: decimal("1"), pattern: "1", time: "A" },
      ],
      places: [
        { qualifier: "ZZ", code: "11" },
        { category: "44", text: "MRI" },
      ],
    },
  ],
};
const response: EligibilityResponse = {
  control: "0001",
  purpose: "11",
  reference: "REF1",
  createdOn: isoDate("2026-03-10"),
  createdAt: "1000",
  answers: [
    answer,
    { ...answer, dependent: ben },
    { ...answer, dates: [], rejections: [{ at: "subscriber", valid: false, reason: "75", followUp: "C" }], benefits: [] },
    {
      payer,
      contacts: answer.contacts,
      receiver,
      traces: [],
      dates: [],
      rejections: [{ at: "receiver", valid: false, reason: "51", followUp: "C" }],
      benefits: [],
    },
  ],
};
const asked: StatusQuestion = {
  payer,
  receiver: { role: "41", name: { kind: "organisation", last: "MAPLE FAMILY" }, id: { qualifier: "46", value: "MAPLE" } },
  providers: [practice],
  subscriber: { name: ada.name, memberId: ada.memberId, birthDate: ada.birthDate, sex: "F" },
  trace: "S1",
  identifiers: [
    { qualifier: "1K", value: "LSM1" },
    { qualifier: "EJ", value: "A1" },
  ],
  charge: cents(18_050),
  serviceFrom: isoDate("2026-03-10"),
  serviceTo: isoDate("2026-03-10"),
  lines: [
    {
      procedure: { qualifier: "HC", code: "99213", modifiers: ["25"] },
      charge: cents(18_050),
      units: decimal("1"),
      controlNumber: "L1",
      serviceFrom: isoDate("2026-03-10"),
      serviceTo: isoDate("2026-03-11"),
    },
  ],
};
const statusInquiry: StatusInquiry = {
  control: "0001",
  reference: "S100",
  createdOn: isoDate("2026-03-20"),
  createdAt: "0900",
  questions: [
    asked,
    { ...asked, trace: "S2" },
    { ...asked, trace: "S3", dependent: { name: ben.name, birthDate: ben.birthDate, sex: "M" } },
  ],
};
const said: StatusAnswer = {
  payer,
  contacts: answer.contacts,
  receiver: asked.receiver,
  providers: asked.providers,
  subscriber: { name: ada.name, memberId: ada.memberId },
  trace: "S1",
  statuses: [
    {
      statuses: [
        { category: "F1", status: "65" },
        { category: "F1", status: "1", entity: "PR" },
      ],
      on: isoDate("2026-03-27"),
      charge: cents(18_050),
      paid: cents(8_500),
      decidedOn: isoDate("2026-03-26"),
      paidOn: isoDate("2026-03-27"),
      trace: "TRACE1",
    },
  ],
  identifiers: asked.identifiers,
  serviceFrom: isoDate("2026-03-10"),
  serviceTo: isoDate("2026-03-10"),
  lines: asked.lines.map((line) => ({
    ...line,
    paid: cents(8_500),
    statuses: [{ statuses: [{ category: "F1", status: "65" }], on: isoDate("2026-03-27") }],
  })),
};
const statusResponse: StatusResponse = {
  control: "0001",
  reference: "R100",
  createdOn: isoDate("2026-03-27"),
  createdAt: "0900",
  answers: [said, { ...said, dependent: { name: ben.name } }],
};

const files = [
  ["270", writeEligibilityInquiries([inquiry], envelope), inquiry],
  ["271", writeEligibilityResponses([response], envelope), response],
  ["276", writeStatusInquiries([statusInquiry], envelope), statusInquiry],
  ["277", writeStatusResponses([statusResponse], envelope), statusResponse],
] as const;

describe.each(files)("%s", (kind, text, value) => {
  const bytes = encodeUtf8(text);

  it("reads back what was written", () => {
    const read = readInquiryFile(bytes);
    expect(read.findings).toEqual([]);
    expect(read.inquiries.map((one) => [one.kind, one.value])).toEqual([[kind, value]]);
  });

  it("keeps its guide", () => {
    const check = checkFile(bytes);
    expect(check.transactions.map((one) => [one.name, one.checked, one.findings])).toEqual([[kind, true, []]]);
  });

  it("is known, has its JSON and its words", () => {
    expect(detectX12(bytes).sets).toEqual([kind]);
    const json = x12Json(bytes);
    expect(json.transactions.map((one) => one.type)).toEqual([kind]);
    expect(JSON.stringify(json.transactions[0]?.content)).toContain("QUILL");
    expect(JSON.stringify(json.transactions[0]?.content)).not.toContain('"segments"');
    const lines = explainSegments(bytes).map(explainedLine);
    expect(lines.filter((line) => line.includes(": values "))).toEqual([]);
  });

  it("is refused by the check when a part that its guide requires is missing", () => {
    const broken = encodeUtf8(text.replace(/~NM1\*PR[^~]*/, ""));
    expect(checkFile(broken).transactions[0]?.accepted).toBe(false);
  });

  it("never throws, whatever it has become", () => {
    let read = 0;
    for (let at = 0; at < bytes.length; at += 3) {
      const mutated = bytes.slice();
      mutated[at] = 42;
      read += readInquiryFile(mutated).inquiries.length;
      read += readInquiryFile(bytes.subarray(0, at)).inquiries.length;
    }
    expect(read).toBeGreaterThan(0);
  }, 60_000);
});

describe("words", () => {
  it("tell a benefit, a refusal and a status", () => {
    const of = (text: string, tag: string) =>
      explainSegments(encodeUtf8(text))
        .filter((one) => one.tag === tag)
        .map((one) => one.words);
    expect(of(files[1][1], "AAA")[0]).toBe("no answer: 75 subscriber is not found, C correct it and ask again");
    expect(of(files[1][1], "EB")[0]).toContain("C deductible, individual, for 30 health plan coverage; 98 professional visit, office");
    expect(of(files[3][1], "STC")[0]).toContain("F1");
  });
});
