import { isoDate } from "../../../src/core/kernel/iso-date.ts";
import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ code: "93000" }), line({ code: "93000", modifiers: ["76"] })]) };
export const nearMiss: Case = {
  claim: withLines([
    line({ code: "93000" }),
    line({ code: "93000", serviceFrom: isoDate("2026-11-17"), serviceTo: isoDate("2026-11-17") }),
  ]),
};
