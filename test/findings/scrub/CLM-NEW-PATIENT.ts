import { isoDate } from "../../../src/core/kernel/iso-date.ts";
import { type Case, line, prior, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ code: "99203" })]), context: { history: [prior({ on: isoDate("2023-11-16") })] } };
export const nearMiss: Case = {
  claim: withLines([line({ code: "99203" })]),
  context: { history: [prior({ on: isoDate("2023-11-15") }), prior({ taxonomy: "207X00000X" })] },
};
