import fc from "fast-check";
import { expect, test } from "vitest";
import { anyEnvelope, professionalClaimBatch } from "../../../../test/support/x12-arbitraries.ts";
import { encodeUtf8 } from "../syntax/decode.ts";
import type { ProfessionalClaim, ProfessionalClaimBatch } from "./professional-claim.ts";
import { claimByteRanges, readProfessionalClaimFile } from "./read-professional-claims.ts";
import { writeProfessionalClaims } from "./write-professional-claims.ts";

/** The writer puts the claims of one billing provider together; within a provider their order stays. */
function inFileOrder(claims: readonly ProfessionalClaim[]): readonly ProfessionalClaim[] {
  const key = (claim: ProfessionalClaim): string => JSON.stringify([claim.billing, claim.payTo]);
  const order = [...new Set(claims.map(key))];
  return order.flatMap((provider) => claims.filter((claim) => key(claim) === provider));
}

function withoutPlace({ place: _place, ...claim }: ProfessionalClaim): ProfessionalClaim {
  return claim;
}

function readBack(batches: readonly ProfessionalClaimBatch[]): ReturnType<typeof readProfessionalClaimFile> {
  return readProfessionalClaimFile(encodeUtf8(writeProfessionalClaims(batches, anyEnvelope).text));
}

test("what is written is read back as it was", () => {
  fc.assert(
    fc.property(fc.array(professionalClaimBatch, { minLength: 1, maxLength: 2 }), (batches) => {
      const { batches: read, findings } = readBack(batches);
      expect(findings).toEqual([]);
      expect(read.map(({ batch }) => ({ ...batch, claims: batch.claims.map(withoutPlace) }))).toEqual(
        batches.map((batch) => ({ ...batch, claims: inFileOrder(batch.claims) })),
      );
    }),
    { numRuns: 200 },
  );
});

test("the bytes of a claim begin with its subscriber's HL and end with its last segment", () => {
  fc.assert(
    fc.property(professionalClaimBatch, (batch) => {
      const { text, claims } = writeProfessionalClaims([batch], anyEnvelope);
      expect(claims.map(({ claim }) => claim)).toEqual(inFileOrder(batch.claims));
      for (const { claim, byteFrom, byteTo } of claims) {
        const own = text.slice(byteFrom, byteTo);
        expect(own).toMatch(/^HL\*\d+\*\d+\*22\*/);
        expect(own.endsWith("~")).toBe(true);
        expect(own.split(`CLM*${claim.controlNumber}*`).length).toBe(2);
        expect(text.slice(byteTo)).toMatch(/^(HL\*|SE\*)/);
      }
      expect(claimByteRanges(encodeUtf8(text))).toEqual(
        claims.map(({ claim, byteFrom, byteTo }) => ({ controlNumber: claim.controlNumber, from: byteFrom, to: byteTo })),
      );
    }),
    { numRuns: 100 },
  );
});

test("ambulance, equipment, anesthesia, contracts and forms stand in the file as the guide has them", () => {
  const claimParts = [
    "CN1*02*800*12.5*PLAN*1*A~",
    "K3*STATE DATA~",
    "CR1*LB*140**A*DH*12****UNCONSCIOUS~",
    "CR2********M**FIRST*SECOND~",
    "CRC*07*Y*01*04~",
    "CRC*ZZ*N*NU~",
    "HI*ABK:J020~",
    "HI*BP:33414*BO:33415~",
    "HI*BG:17*BG:A1~",
    "NM1*PW*2~N3*1 ELM ST~N4*ALBANY*NY*12201~",
    "NM1*45*2*HARBOR HOSPITAL~N3*2 OAK ST~N4*ALBANY*NY*12201~",
  ];
  const lineParts = [
    "SV5*HC:E0601*DA*30*75*900*4~",
    "PWK*CT*AB~",
    "CR3*I*MO*12~",
    "CRC*09*N*ZV~",
    "DTP*472*D8*20261120~",
    "QTY*PT*2~",
    "MEA*TR*R2*30.5~",
    "CN1*09~",
    "AMT*T*1.5~",
    "AMT*F4*2~",
    "K3*LINE DATA~",
    "PS1*PN222222*110~",
    "NM1*QB*2******XX*1999999984~",
    "NM1*PW*2~N3*3 ASH ST~N4*TROY*NY*12180~",
    "LQ*UT*01.02~FRM*1A**J0234~FRM*1B***20261101~FRM*1C****12~FRM*4*Y~",
  ];
  const head = "HL*1**20*1~NM1*85*2*MAPLE~HL*2*1*22*0~SBR*P*18~NM1*IL*1*OKAFOR~NM1*PR*2*HARBOR~CLM*A-1*100***11:B:1*Y*A*Y*Y~";
  const body = `${head}${claimParts.join("")}LX*1~SV1*HC:E0601*100*UN*1***1~${lineParts.join("")}`;
  const file = `ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261123*0930*^*00501*000000007*1*T*:~GS*HC*A*B*20261123*0930*7*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20261123*0930*CH~${body}SE*9*0001~GE*1*7~IEA*1*000000007~`;
  const { batches, findings } = readProfessionalClaimFile(encodeUtf8(file));
  expect(findings).toEqual([]);
  const [claim] = batches[0]?.batch.claims ?? [];
  expect(claim).toMatchObject({
    contract: { kind: "02", amount: 80_000, code: "PLAN", version: "A" },
    ambulance: {
      transport: { reason: "A", stretcherPurpose: "UNCONSCIOUS" },
      pickUp: { address: { line1: "1 ELM ST", city: "ALBANY" } },
      dropOff: { name: "HARBOR HOSPITAL", address: { line1: "2 OAK ST" } },
    },
    spinalManipulation: { condition: "M", descriptions: ["FIRST", "SECOND"] },
    conditionIndicators: [
      { category: "07", applies: true, conditions: ["01", "04"] },
      { category: "ZZ", applies: false, conditions: ["NU"] },
    ],
    diagnoses: [{ qualifier: "ABK", code: "J020" }],
    anesthesiaSurgeries: [
      { qualifier: "BP", code: "33414" },
      { qualifier: "BO", code: "33415" },
    ],
    conditions: ["17", "A1"],
    fileInformation: ["STATE DATA"],
  });
  expect(claim?.lines[0]).toMatchObject({
    equipment: { service: { rentalPrice: 7_500, purchasePrice: 90_000, rentalFrequency: "4" }, certification: { kind: "I" } },
    attachments: [{ kind: "CT", sent: "AB" }],
    salesTax: 150,
    postage: 200,
    purchasedService: { provider: "PN222222", charge: 11_000 },
    purchasedFrom: { npi: "1999999984" },
    forms: [{ list: "UT", form: "01.02", answers: [{ text: "J0234" }, { date: "2026-11-01" }, { question: "1C" }, { indicator: "Y" }] }],
  });
  const { text } = writeProfessionalClaims(
    batches.map(({ batch }) => batch),
    anyEnvelope,
  );
  expect(text.slice(text.indexOf("HL*1"), text.indexOf("SE*"))).toBe(body);
});
