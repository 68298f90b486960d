import { type Case, withBilling } from "../scrub-case.ts";

export const hit: Case = { claim: withBilling({ identifiers: [{ qualifier: "SY", value: "900112222" }] }) };
export const nearMiss: Case = { claim: withBilling({ identifiers: [{ qualifier: "SY", value: "219091234" }] }) };
