import { type Case, claim, visitDay } from "../scrub-case.ts";

export const hit: Case = { claim: claim({ relatedCauses: { causes: ["AA"] }, dates: [{ qualifier: "439", from: visitDay }] }) };
export const nearMiss: Case = {
  claim: claim({ relatedCauses: { causes: ["AA"], autoState: "WI" }, dates: [{ qualifier: "439", from: visitDay }] }),
};
