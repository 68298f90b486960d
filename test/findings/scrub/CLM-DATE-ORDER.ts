import { isoDate } from "../../../src/core/kernel/iso-date.ts";
import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ serviceTo: isoDate("2026-11-15") })]) };
export const nearMiss: Case = { claim: withLines([line({ serviceTo: isoDate("2026-11-17") })]) };
