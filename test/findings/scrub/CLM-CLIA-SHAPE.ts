import { type Case, claim } from "../scrub-case.ts";

export const hit: Case = { claim: claim({ identifiers: [{ qualifier: "X4", value: "52B1234567" }] }) };
export const nearMiss: Case = { claim: claim({ identifiers: [{ qualifier: "X4", value: "52D1234567" }] }) };
