import { type Case, claim } from "../scrub-case.ts";

export const hit: Case = { claim: claim({ frequency: "5" }) };
export const nearMiss: Case = { claim: claim({ frequency: "8", identifiers: [{ qualifier: "F8", value: "ICN77" }] }) };
