import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ count: "0" })]) };
export const nearMiss: Case = { claim: withLines([line({ code: "36415", count: "0.5" })]) };
