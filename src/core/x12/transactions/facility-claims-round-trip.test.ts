/** Hospitals' and dentists' claims as values: what is written is read back as it was, for specimens and for invented ones. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyEnvelope } from "../../../../test/support/x12-arbitraries.ts";
import { inventedByGuide } from "../../../../test/support/x12-guide-values.ts";
import { cents } from "../../kernel/cents.ts";
import { writeByGuide } from "../by-guide/write.ts";
import { checkFile } from "../check/check-file.ts";
import { allGuides } from "../guides/guides.ts";
import { inventedEnvelope } from "../samples/invented.ts";
import { type SpecimenName, specimenText } from "../samples/specimens.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import { readDentalClaimFile } from "./read-dental-claims.ts";
import { readInstitutionalClaimFile } from "./read-institutional-claims.ts";
import { writeDentalClaims } from "./write-dental-claims.ts";
import type { X12Envelope } from "./write-envelope.ts";
import { writeInstitutionalClaims } from "./write-institutional-claims.ts";

/** Reads a file and writes it again. */
const kinds = {
  "837I": (bytes: Uint8Array, envelope: X12Envelope) => {
    const read = readInstitutionalClaimFile(bytes);
    const batches = read.batches.map(({ batch }) => batch);
    return { ...read, values: batches, text: writeInstitutionalClaims(batches, envelope) };
  },
  "837D": (bytes: Uint8Array, envelope: X12Envelope) => {
    const read = readDentalClaimFile(bytes);
    const batches = read.batches.map(({ batch }) => batch);
    return { ...read, values: batches, text: writeDentalClaims(batches, envelope) };
  },
};

const envelope = { ...inventedEnvelope({ from: "MAPLEFAMILY", to: "HARBORHEALTH", control: 1 }), lines: true };

test.each([
  ["837I stay", "837I"],
  ["837I outpatient", "837I"],
  ["837D", "837D"],
] as const)("%s is written again as it stood", (name: SpecimenName, kind) => {
  const { text, findings } = kinds[kind](encodeUtf8(specimenText(name)), envelope);
  expect(findings).toEqual([]);
  const body = (file: string): string => file.slice(file.indexOf("ST*837"), file.indexOf("GE*"));
  expect(body(text)).toBe(body(specimenText(name)));
});

test.each(["837I", "837D"] as const)("%s: what is written is read back as it was, and has its form", (kind) => {
  const guide = allGuides().find((one) => one.name === kind);
  if (guide === undefined) throw new Error(`no guide ${kind}`);
  const read = kinds[kind];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), fc.constantFrom(20, 50, 70), (seed, richness) => {
      const first = read(
        encodeUtf8(writeByGuide(guide, [{ control: "0001", content: inventedByGuide(guide, { seed, richness }) }], anyEnvelope)),
        anyEnvelope,
      );
      // An adjustment with a count and no amount is right in form; its amount is read as nothing.
      expect(first.findings.filter(({ place }) => place.tag !== "CAS")).toEqual([]);
      const again = read(encodeUtf8(first.text), anyEnvelope);
      expect(again.findings).toEqual([]);
      expect(again.values).toEqual(first.values);
      expect(again.text).toBe(first.text);
    }),
    { numRuns: 40 },
  );
});

test("values of a stay are what the file says", () => {
  const [read] = readInstitutionalClaimFile(encodeUtf8(specimenText("837I stay"))).batches;
  const [claim] = read?.batch.claims ?? [];
  expect(claim).toMatchObject({
    controlNumber: "I-1",
    charge: cents(320_000),
    facilityType: "11",
    statementFrom: "2026-11-10",
    statementTo: "2026-11-13",
    admittedOn: "2026-11-10",
    admittedAt: "1530",
    dischargedAt: "1100",
    patientStatus: "01",
    principalDiagnosis: { qualifier: "ABK", code: "J189", presentOnAdmission: "Y" },
    admittingDiagnosis: { qualifier: "ABJ", code: "R0902" },
    procedures: [{ qualifier: "BBR", code: "0BH17EZ", on: "2026-11-11" }],
    occurrenceSpans: [{ code: "70", from: "2026-11-10", to: "2026-11-13" }],
    occurrences: [{ code: "11", from: "2026-11-09" }],
    conditions: ["C5"],
    attending: { npi: "1999999984", taxonomy: "207R00000X" },
    billing: { taxonomy: "207Q00000X", npi: "1234567893" },
    subscriber: { birthDate: "1980-04-12", memberId: { qualifier: "MI", value: "M100000001" } },
  });
  expect(claim?.lines.map(({ revenueCode, charge, unitKind }) => [revenueCode, charge, unitKind])).toEqual([
    ["0120", 240_000, "DA"],
    ["0250", 80_000, "UN"],
  ]);
});

test("values of a dental claim are what the file says", () => {
  const [read] = readDentalClaimFile(encodeUtf8(specimenText("837D"))).batches;
  expect(read?.batch.claims[0]).toMatchObject({
    servedFrom: "2026-11-20",
    isPredetermination: false,
    toothStatus: [{ tooth: "14", status: "M" }],
    lines: [
      { procedure: { code: "D2150" }, teeth: [{ tooth: "3", surfaces: ["M", "O"] }], pointers: [1] },
      { procedure: { code: "D1110" }, teeth: [] },
    ],
  });
});

test("what cannot be read is told at its segment, and the rest is read", () => {
  const text = specimenText("837I stay").replace("SV2*0250**800", "SV2*0250**8OO").replace("BH:11:D8:20261109", "BH:11:D8:20261399");
  const { batches, findings } = readInstitutionalClaimFile(encodeUtf8(text));
  expect(findings.map(({ code, place }) => `${code} ${place.segment} ${place.element}`).sort()).toEqual([
    "X12-AMOUNT-UNREADABLE 42 3",
    "X12-DATE-UNREADABLE 33 1",
  ]);
  expect(batches[0]?.batch.claims[0]?.lines.length).toBe(2);
});

test("a segment that the guide does not have is told, and the claim is read", () => {
  const text = specimenText("837I stay").replace("CL1*1*1*01~\n", "CL1*1*1*01~\nZZZ*1~\n");
  const { batches, findings } = readInstitutionalClaimFile(encodeUtf8(text));
  expect(findings.map(({ code, place }) => `${code} ${place.segment}`)).toEqual(["X12-SEGMENT-MISPLACED 27"]);
  expect(batches[0]?.batch.claims[0]?.lines.length).toBe(2);
});

test("a claim without its levels is read, and told", () => {
  const text = specimenText("837D").replace(/HL\*[^~]*~\n/g, "");
  const { batches, findings } = readDentalClaimFile(encodeUtf8(text));
  expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(["X12-SEGMENT-MISPLACED"]));
  expect(batches[0]?.batch.claims[0]?.lines.length).toBe(2);
});

test("a written hospital's claim passes the check", () => {
  const { text } = kinds["837I"](encodeUtf8(specimenText("837I outpatient")), envelope);
  expect(checkFile(encodeUtf8(text)).transactions.flatMap((one) => one.findings)).toEqual([]);
});

/** The segments of a file that begin so, in one order. */
function segmentsOf(text: string, wanted: RegExp): readonly string[] {
  return text
    .split("~")
    .filter((segment) => wanted.test(segment))
    .sort();
}

test("contracts, data that a law asks for, the EPSDT referral, MIA and taxes of lines are not lost on the way", () => {
  const guide = allGuides().find((one) => one.name === "837I");
  if (guide === undefined) throw new Error("no guide 837I");
  const carried = /^(CN1|CRC|K3|AMT\*GT|AMT\*N8)\*/;
  const seen = new Set<string>();
  for (let seed = 1; seed <= 8; seed += 1) {
    const file = writeByGuide(guide, [{ control: "0001", content: inventedByGuide(guide, { seed, richness: 70 }) }], anyEnvelope);
    const { text } = kinds["837I"](encodeUtf8(file), anyEnvelope);
    const [before, after] = [segmentsOf(file, carried), segmentsOf(text, carried)];
    expect(after.map(tagOf)).toEqual(before.map(tagOf));
    expect(segmentsOf(text, /^MIA/).length).toBe(segmentsOf(file, /^MIA/).length);
    for (const one of [...before, ...segmentsOf(file, /^MIA/)]) seen.add(tagOf(one));
  }
  expect([...seen].sort()).toEqual(["AMT*GT", "AMT*N8", "CN1", "CRC", "K3", "MIA"]);
});

function tagOf(segment: string): string {
  const [tag = "", first = ""] = segment.split("*");
  return tag === "AMT" ? `AMT*${first}` : tag;
}
