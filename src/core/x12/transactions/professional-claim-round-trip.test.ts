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
