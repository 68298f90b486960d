import { isoDate } from "../../../src/core/kernel/iso-date.ts";
import { type Case, visitDay } from "../scrub-case.ts";

export const hit: Case = { context: { coverage: { from: isoDate("2026-11-17") } } };
export const nearMiss: Case = { context: { coverage: { from: visitDay, to: visitDay } } };
