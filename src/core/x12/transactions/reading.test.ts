import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FindingKind, messageOf } from "../../kernel/finding.ts";
import { inventedRemittanceFile } from "../samples/invented-835.ts";
import { inventedProfessionalClaimFile } from "../samples/invented-837p.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import { explainSegments } from "./explain.ts";
import { x12Json } from "./json.ts";
import { forEachProfessionalClaim, readProfessionalClaimFile } from "./read-professional-claims.ts";
import { forEachRemittanceClaim, readRemittanceFile } from "./read-remittances.ts";
import { readingFindings } from "./reading-findings.ts";

const isa = "ISA*00*          *00*          *ZZ*PRACTICE       *ZZ*PAYER          *261123*0930*^*00501*000000007*1*T*:~";
const head = `${isa}GS*HC*PRACTICE*PAYER*20261123*0930*7*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*B1*20261123*0930*CH~`;
const levels = "HL*1**20*1~NM1*85*2*Maple Family Practice*****XX*1234567893~HL*2*1*22*0~SBR*P*18~NM1*IL*1*Okafor*Ada~";
const claim = "CLM*A-1*150***11:B:1*Y*A*Y*Y~HI*ABK:J020~";
const line = "LX*1~SV1*HC:99213*150*UN*1***1~DTP*472*D8*20261120~";
const payment = `${isa}ST*835*0001~BPR*I*80*C*ACH************20261122~TRN*1*EFT7*1123456789~N1*PR*Plan~N1*PE*Maple*XX*1234567893~LX*1~`;

const codesOf = (text: string): readonly string[] => readProfessionalClaimFile(encodeUtf8(text)).findings.map(({ code }) => code);
const paymentCodesOf = (text: string): readonly string[] => readRemittanceFile(encodeUtf8(text)).findings.map(({ code }) => code);

describe("what cannot be read is a finding, and the rest is still read", () => {
  test("a right file has none", () => {
    expect(codesOf(head + levels + claim + line)).toEqual([]);
    expect(paymentCodesOf(`${payment}CLP*A-1*1*150*80*20*12*ICN~SVC*HC:99213*150*80~CAS*CO*45*70~`)).toEqual([]);
  });

  test("an amount with letters or parts of a cent", () => {
    const { batches, findings } = readProfessionalClaimFile(
      encodeUtf8(head + levels + claim.replace("150", "15O.00") + line.replace("150", "150.005")),
    );
    expect(findings.map(({ code, place }) => [code, place.segment, place.element])).toEqual([
      ["X12-AMOUNT-UNREADABLE", 10, 2],
      ["X12-AMOUNT-UNREADABLE", 13, 2],
    ]);
    expect(batches[0]?.batch.claims[0]).toMatchObject({ controlNumber: "A-1", charge: 0, lines: [{ procedure: { code: "99213" } }] });
  });

  test("a day that does not exist; 29 February of a leap year does", () => {
    expect(codesOf(head + levels + claim + line.replace("20261120", "20260230"))).toEqual(["X12-DATE-UNREADABLE"]);
    expect(codesOf(head + levels + claim + line.replace("20261120", "20240229"))).toEqual([]);
  });

  test("units and pointers that are no numbers", () => {
    expect(codesOf(head + levels + claim + line.replace("UN*1", "UN*one"))).toEqual(["X12-NUMBER-UNREADABLE"]);
    expect(codesOf(head + levels + claim + line.replace("***1~", "***1:B~"))).toEqual(["X12-NUMBER-UNREADABLE"]);
    expect(codesOf(head + levels + claim + line.replace("UN*1", "UN*0.5"))).toEqual([]);
  });

  test("an adjustment group that no guide knows counts as OA, so that sums stay whole", () => {
    const { remittances, findings } = readRemittanceFile(encodeUtf8(`${payment}CLP*A-1*1*150*80*20*12*ICN~CAS*ZZ*45*70~`));
    expect(findings.map(({ code }) => code)).toEqual(["X12-CODE-UNKNOWN"]);
    expect(remittances[0]?.remittance.claims[0]?.adjustments).toEqual([{ group: "OA", reason: "45", amount: 7_000 }]);
  });

  test("a claim without its number, a payment without its trace", () => {
    expect(codesOf(head + levels + claim.replace("A-1", "") + line)).toEqual(["X12-VALUE-MISSING"]);
    expect(paymentCodesOf(payment.replace("EFT7", ""))).toEqual(["X12-VALUE-MISSING"]);
  });

  test("a claim without the levels above it, a line without a claim", () => {
    expect(codesOf(head + claim + line)).toEqual(["X12-SEGMENT-MISPLACED", "X12-SEGMENT-MISPLACED"]);
    expect(codesOf(head + levels + line)).toEqual(["X12-SEGMENT-MISPLACED", "X12-SEGMENT-MISPLACED"]);
    expect(paymentCodesOf(`${payment}SVC*HC:99213*150*80~`)).toEqual(["X12-SEGMENT-MISPLACED"]);
  });

  test("a claim with more lines than anyone sends", () => {
    const lines = (count: number): string => Array.from({ length: count }, (_, at) => `LX*${at + 1}~SV1*HC:99213*1*UN*1***1~`).join("");
    const { batches, findings } = readProfessionalClaimFile(encodeUtf8(head + levels + claim + lines(5_003)));
    expect(findings.map(({ code }) => code)).toEqual(["X12-CLAIM-TOO-BIG"]);
    expect(batches[0]?.batch.claims[0]?.lines.length).toBe(5_000);
    expect(codesOf(head + levels + claim + lines(5_000))).toEqual([]);
  });

  test("a file with endless faults stops listing them", () => {
    const findings = codesOf(head + levels + claim + "DTP*431*D8*19990231~".repeat(10_050));
    expect(findings.length).toBe(10_001);
    expect(findings.at(-1)).toBe("X12-TOO-MANY-FAULTS");
  });
});

test("every message fills its parameters", () => {
  const params: Record<string, string> = { tag: "CLM", element: "02", value: "x", used: "0.00", why: "because", limit: "1" };
  const open = readingFindings.filter((kind: FindingKind) => /\{\w+\}/.test(messageOf(kind, params)));
  expect(open).toEqual([]);
  expect(new Set(readingFindings.map(({ code }) => code)).size).toBe(readingFindings.length);
});

test("claims come one by one, with the place where they stand", () => {
  const bytes = encodeUtf8(`${head + levels + claim + line}CLM*A-2*10***11:B:7*N*C*N*I~SE*16*0001~`);
  const places: unknown[] = [];
  forEachProfessionalClaim(bytes, {
    onClaim: ({ controlNumber, place }) => {
      places.push([controlNumber, place?.firstSegment, place?.lastSegment, place?.lineSegments, place?.transactionSegment]);
    },
  });
  expect(places).toEqual([
    ["A-1", 7, 14, [12], 3],
    ["A-2", 15, 15, [], 3],
  ]);
});

test("files with any bytes changed, cut or doubled are read without a throw", () => {
  const files = [inventedProfessionalClaimFile({ claims: 3, seed: 1 }), inventedRemittanceFile({ claims: 3, seed: 1 })];
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(3_000), fc.nat(255)), { maxLength: 8 }),
      fc.nat(4_000),
      (file, changes, cut) => {
        const bytes = file.slice(0, Math.max(200, cut));
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        let claims = 0;
        forEachProfessionalClaim(bytes, { onClaim: () => (claims += 1) });
        forEachRemittanceClaim(bytes, { onClaim: () => (claims += 1) });
        expect(explainSegments(bytes).length).toBeGreaterThan(0);
        expect(JSON.stringify(x12Json(bytes)).length).toBeGreaterThan(0);
        expect(claims).toBeLessThanOrEqual(10);
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);
