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
