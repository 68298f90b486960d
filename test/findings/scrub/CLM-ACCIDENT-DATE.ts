import { type Case, claim } from "../scrub-case.ts";

export const hit: Case = { claim: claim({ relatedCauses: { causes: ["OA"] } }) };
export const nearMiss: Case = { claim: claim({ relatedCauses: { causes: ["EM"] } }) };
