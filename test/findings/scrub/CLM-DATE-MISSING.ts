import { isoDate } from "../../../src/core/kernel/iso-date.ts";
import { type Case, line, withLines } from "../scrub-case.ts";

const { serviceFrom: _from, serviceTo: _to, ...undated } = line({ code: "36415" });

export const hit: Case = { claim: withLines([line(), undated]) };
export const nearMiss: Case = {
  claim: withLines([line(), line({ code: "36415", serviceFrom: isoDate("2026-11-17"), serviceTo: isoDate("2026-11-17") })]),
};
