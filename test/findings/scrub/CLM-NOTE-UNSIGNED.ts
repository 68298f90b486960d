import type { Case } from "../scrub-case.ts";

export const hit: Case = { context: { note: { signed: false } } };
export const nearMiss: Case = { context: { note: { signed: true } } };
