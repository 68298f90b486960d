import { type Case, withBilling } from "../scrub-case.ts";

export const hit: Case = { claim: withBilling({ taxonomy: "207Q00000" }) };
export const nearMiss: Case = { claim: withBilling({ taxonomy: "207Q00000X" }) };
