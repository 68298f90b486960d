import { type Case, claim } from "../scrub-case.ts";

export const hit: Case = { context: { payer: { timelyFilingDays: 6 } } };
export const nearMiss: Case = { claim: claim({ delayReason: "7" }), context: { payer: { timelyFilingDays: 6 } } };
