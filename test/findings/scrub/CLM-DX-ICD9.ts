import { isoDate } from "../../../src/core/kernel/iso-date.ts";
import { type Case, claim, line } from "../scrub-case.ts";

export const hit: Case = { claim: claim({ diagnoses: [{ qualifier: "BK", code: "4019" }] }) };
export const nearMiss: Case = {
  claim: claim({
    diagnoses: [{ qualifier: "BK", code: "4019" }],
    lines: [line({ serviceFrom: isoDate("2015-09-30"), serviceTo: isoDate("2015-09-30") })],
  }),
  context: { payer: {} },
};
