import type { Case } from "../scrub-case.ts";

export const hit: Case = { context: { payer: { timelyFilingDays: 21 } } };
export const nearMiss: Case = { context: { payer: { timelyFilingDays: 22 } } };
