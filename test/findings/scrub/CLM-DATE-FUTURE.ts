import { isoDate } from "../../../src/core/kernel/iso-date.ts";
import { type Case, line, today, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ serviceFrom: isoDate("2026-11-24"), serviceTo: isoDate("2026-11-24") })]) };
export const nearMiss: Case = { claim: withLines([line({ serviceFrom: today, serviceTo: today })]) };
