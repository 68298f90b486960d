import { type Case, claim } from "../scrub-case.ts";

export const hit: Case = { claim: claim({ frequency: "7" }) };
export const nearMiss: Case = { claim: claim({ frequency: "7", identifiers: [{ qualifier: "F8", value: "ICN77" }] }) };
