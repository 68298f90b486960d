import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ code: "11103" })]) };
export const nearMiss: Case = { claim: withLines([line({ code: "11102" }), line({ code: "11103", count: "2" })]) };
