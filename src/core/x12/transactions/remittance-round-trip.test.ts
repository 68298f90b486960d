import fc from "fast-check";
import { expect, test } from "vitest";
import { anyEnvelope, remittance } from "../../../../test/support/x12-arbitraries.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import { readRemittanceFile } from "./read-remittances.ts";
import type { Remittance } from "./remittance.ts";
import { writeRemittances } from "./write-remittances.ts";

/** The reader adds the segment of each part; everything else must be equal. */
function withoutSegments({ segment: _segment, ...read }: Remittance): Remittance {
  return {
    ...read,
    claims: read.claims.map(({ segment: _claim, ...claim }) => ({
      ...claim,
      lines: claim.lines.map(({ segment: _line, ...line }) => line),
    })),
    providerAdjustments: read.providerAdjustments.map(({ segment: _adjustment, ...adjustment }) => adjustment),
  };
}

test("what is written is read back as it was", () => {
  fc.assert(
    fc.property(fc.array(remittance, { minLength: 1, maxLength: 3 }), (remittances) => {
      const { remittances: read, findings } = readRemittanceFile(encodeUtf8(writeRemittances(remittances, anyEnvelope)));
      expect(findings).toEqual([]);
      expect(read.map((one) => withoutSegments(one.remittance))).toEqual(remittances);
    }),
    { numRuns: 200 },
  );
});

test("sums of a block, MIA, quantities, contacts and the payer that comes first stand in the file as the guide has them", () => {
  const body = [
    "LX*1~TS3*1234567893*11*20261231*2*300********20**30~TS2*100*50~",
    "CLP*A-1*1*100*80**MA*P-1*11*1**470*1.5*0.5~NM1*QC*1*OKAFOR~NM1*PR*2*HARBOR*****PI*77~NM1*GB*1*OKAFOR*ADA~",
    "MIA*3*10**500*MA01**************4*MA18~DTM*036*20261130~PER*CX*CLAIMS*TE*5185550100~AMT*I*5~QTY*CA*3~",
    "LX*2~",
    "CLP*A-2*1*200*160**MB*P-2~NM1*QC*1*OKAFOR~MOA*0.8*90*MA01******12~",
    "SVC*HC:99213*200*160~LQ*RX*70~",
  ].join("");
  const file = `ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261123*0930*^*00501*000000007*1*T*:~GS*HP*A*B*20261123*0930*7*X*005010X221A1~ST*835*0001~BPR*I*240*C*CHK~TRN*1*T1*1123456789*DIV~CUR*PR*USD~REF*EV*RECV~N1*PR*HARBOR~N1*PE*MAPLE*XX*1234567893~RDM*OL**portal~${body}SE*9*0001~GE*1*7~IEA*1*000000007~`;
  const { remittances, findings } = readRemittanceFile(encodeUtf8(file));
  expect(findings).toEqual([]);
  const values = remittances.map((one) => one.remittance);
  expect(values[0]).toMatchObject({
    currency: "USD",
    identifiers: [{ qualifier: "EV", value: "RECV" }],
    payment: { division: "DIV" },
    payee: { delivery: { method: "OL", number: "portal" } },
    blocks: [
      {
        number: 1,
        claims: 1,
        provider: { providerNumber: "1234567893", fiscalPeriodEnd: "2026-12-31", charge: 30_000, secondaryPayer: 2_000 },
        inpatient: { drgAmount: 10_000, federalSpecific: 5_000 },
      },
      { number: 2, claims: 1 },
    ],
    claims: [
      {
        drg: "470",
        correctedPriorityPayer: { name: "HARBOR" },
        otherSubscriber: { name: { first: "ADA" } },
        inpatient: { operatingOutlier: 1_000, drgAmount: 50_000, nonpayableProfessional: 400 },
        remarks: ["MA01", "MA18"],
        coverageExpiredOn: "2026-11-30",
        contacts: [{ name: "CLAIMS" }],
        quantities: [{ qualifier: "CA" }],
      },
      { outpatient: { hcpcsPayable: 9_000, nonpayableProfessional: 1_200 }, remarks: ["MA01"], lines: [{ rejectCodes: ["70"] }] },
    ],
  });
  const text = writeRemittances(values, anyEnvelope);
  expect(text.slice(text.indexOf("LX*1"), text.indexOf("SE*"))).toBe(body);
});
