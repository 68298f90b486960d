import type { ClaimProvider } from "../../../src/core/x12/transactions/professional-claim.ts";
import { type Case, line, withLines } from "../scrub-case.ts";

const orderedBy: ClaimProvider = { name: { kind: "person", last: "Stone" }, npi: "1003000126", identifiers: [], contacts: [] };

export const hit: Case = { claim: withLines([line({ code: "80053" })], { referring: orderedBy }) };
export const nearMiss: Case = {
  claim: withLines([line({ code: "80053", modifiers: ["90"], identifiers: [{ qualifier: "F4", value: "52D7654321" }] })], {
    referring: orderedBy,
  }),
};
