import { type Case, withBilling } from "../scrub-case.ts";

export const hit: Case = { claim: withBilling({ npi: "1234567890" }) };
export const nearMiss: Case = { claim: withBilling({ npi: "1003000126" }) };
