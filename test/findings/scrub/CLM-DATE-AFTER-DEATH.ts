import { isoDate } from "../../../src/core/kernel/iso-date.ts";
import { type Case, visitDay } from "../scrub-case.ts";

export const hit: Case = { context: { patient: { deathDate: isoDate("2026-11-15") } } };
export const nearMiss: Case = { context: { patient: { deathDate: visitDay } } };
