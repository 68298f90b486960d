import { describe, expect, it } from "vitest";
import { jsonOf } from "../../../../test/support/json-of.ts";
import { checkFile } from "../check/check-file.ts";
import { inventedRemittanceFile } from "../samples/invented-835.ts";
import { inventedInstitutionalClaimFile } from "../samples/invented-837i.ts";
import { inventedProfessionalClaimFile } from "../samples/invented-837p.ts";
import { type SpecimenName, specimens, specimenText } from "../samples/specimens.ts";
import { decodeText, encodeUtf8 } from "../syntax/decode.ts";
import { x12Json } from "./json.ts";
import { jsonSchemas } from "./json-schema.ts";
import { newJsonStream } from "./json-stream.ts";
import { readAcknowledgementFile } from "./read-acknowledgements.ts";
import { readDentalClaimFile } from "./read-dental-claims.ts";
import { readInquiryFile } from "./read-inquiries.ts";
import { readInstitutionalClaimFile } from "./read-institutional-claims.ts";
import { readProfessionalClaimFile } from "./read-professional-claims.ts";
import { readRemittanceFile } from "./read-remittances.ts";
import { readServicesReviewFile } from "./read-services-reviews.ts";

const names = Object.keys(specimens) as SpecimenName[];
const claims = inventedProfessionalClaimFile({ claims: 120, seed: 1 });
const files: readonly (readonly [string, Uint8Array])[] = [
  ...names.map((name) => [name, encodeUtf8(specimenText(name))] as const),
  ["many claims", claims],
  ["many claims of hospitals", inventedInstitutionalClaimFile({ claims: 120, seed: 3 })],
  ["many payments", inventedRemittanceFile({ claims: 120, seed: 2 })],
  ["several interchanges", encodeUtf8(names.map(specimenText).join(""))],
  ["quotes, backslashes and letters beyond ASCII", encodeUtf8(specimenText("837P visit").replaceAll("OKAFOR", 'ÓKÄ"FO\\R\u{1f600}'))],
  ["cut off", claims.subarray(0, claims.length >> 1)],
];

/** What the typed readers say of a file, as JSON made by way of the schemas, in the order of the file. */
function fromReaders(bytes: Uint8Array): readonly unknown[] {
  const found = [
    ...readProfessionalClaimFile(bytes).batches.map((one) => ({ type: "837P", envelope: one.envelope, value: one.batch })),
    ...readInstitutionalClaimFile(bytes).batches.map((one) => ({ type: "837I", envelope: one.envelope, value: one.batch })),
    ...readDentalClaimFile(bytes).batches.map((one) => ({ type: "837D", envelope: one.envelope, value: one.batch })),
    ...readRemittanceFile(bytes).remittances.map((one) => ({ type: "835", envelope: one.envelope, value: one.remittance })),
    ...readInquiryFile(bytes).inquiries.map(({ kind, envelope, value }) => ({ type: kind, envelope, value })),
    ...readServicesReviewFile(bytes).reviews.map((one) => ({ type: "278", envelope: one.envelope, value: one.review })),
    ...readAcknowledgementFile(bytes).acknowledgements.map(({ kind, ...one }) => ({ type: kind, ...one })),
  ];
  const placed = found.map((one) => ({ ...one, segment: "segment" in one ? one.segment : one.envelope.set.segment }));
  placed.sort((a, b) => a.segment - b.segment);
  return placed.map(({ type, envelope, value }) => ({ type, envelope, content: jsonOf(jsonSchemas[type] ?? { type: "object" }, value) }));
}

function streamed(bytes: Uint8Array, size: number): { readonly texts: readonly string[]; readonly findings: readonly unknown[] } {
  const texts: string[] = [];
  const stream = newJsonStream({
    onTransaction: () => void texts.push(""),
    onBytes: (piece) => texts.push((texts.pop() ?? "") + decodeText(piece, 0, piece.length)),
  });
  for (let at = 0; at < bytes.length; at += size) stream.push(bytes.slice(at, at + size));
  return { findings: stream.end(), texts };
}

describe("JSON that is written while a file is read", () => {
  it.each(files)("%s: is what the typed readers say, in whatever pieces the file comes", (_name, bytes) => {
    const { transactions, findings } = x12Json(bytes);
    expect(transactions.length).toBeGreaterThan(0);
    expect(transactions).toEqual(fromReaders(bytes));
    for (const size of [bytes.length, 4096, 101]) {
      const parts = streamed(bytes, size);
      expect(parts.texts).toEqual(transactions.map((one) => JSON.stringify(one)));
      expect(parts.findings).toEqual(findings);
    }
  });

  it("one transaction: its first claims leave before its last are read", () => {
    const file = inventedProfessionalClaimFile({ claims: 1500, seed: 4 });
    let written = 0;
    let largest = 0;
    const stream = newJsonStream({
      onTransaction: () => undefined,
      onBytes(piece) {
        written += piece.length;
        largest = Math.max(largest, piece.length);
      },
    });
    const half = file.length >> 1;
    stream.push(file.subarray(0, half));
    const atHalf = written;
    stream.push(file.subarray(half));
    stream.end();
    expect(atHalf).toBeGreaterThan(written * 0.45);
    expect(largest).toBeLessThan(200_000);
  });

  it("a TA1 in the middle of a transaction stands behind it", () => {
    const text = specimenText("837P visit").replace("~\nCLM*", "~\nTA1*000000001*261122*1200*A*000~\nCLM*");
    const { transactions } = x12Json(encodeUtf8(text));
    expect(transactions.map(({ type }) => type)).toEqual(["837P", "TA1"]);
  });

  it("a file cut between two segments is told, and what is whole stays as it is", () => {
    const text = specimenText("837P visit");
    const codesOf = (part: string): readonly string[] => x12Json(encodeUtf8(part)).findings.map(({ code }) => code);
    const upTo = (tag: string): string => text.slice(0, text.indexOf(`~\n${tag}*`) + 2);
    expect(codesOf(text)).toEqual([]);
    expect(codesOf(upTo("IEA"))).toEqual(["X12-IEA-MISSING"]);
    expect(codesOf(upTo("GE"))).toEqual(["X12-GE-MISSING", "X12-IEA-MISSING"]);
    expect(codesOf(upTo("SE"))).toEqual(["X12-SE-MISSING", "X12-GE-MISSING", "X12-IEA-MISSING"]);
    expect(codesOf(upTo("GS"))).toEqual(["X12-IEA-MISSING"]);
    expect(codesOf(upTo("SE") + text)).toEqual(["X12-SE-MISSING", "X12-GE-MISSING", "X12-IEA-MISSING"]);
    const { findings } = x12Json(encodeUtf8(upTo("SE")));
    expect(x12Json(encodeUtf8(upTo("GE"))).transactions).toEqual(x12Json(encodeUtf8(text)).transactions);
    // The last segment that is there.
    expect(findings[0]?.place).toEqual({ segment: upTo("SE").split("~").length - 1, tag: "SE" });
    const checked = checkFile(encodeUtf8(upTo("GE"))).findings.filter(({ code }) => code.endsWith("-MISSING"));
    expect(x12Json(encodeUtf8(upTo("GE"))).findings).toEqual(expect.arrayContaining([...checked]));
  });
});
