import { isoDate } from "../../../src/core/kernel/iso-date.ts";
import { type Case, prior } from "../scrub-case.ts";

export const hit: Case = { context: { history: [prior({ procedure: "27447", on: isoDate("2026-08-18") })] } };
export const nearMiss: Case = { context: { history: [prior({ procedure: "27447", on: isoDate("2026-08-17") })] } };
