import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ code: "45378" })]) };
export const nearMiss: Case = { claim: withLines([line({ code: "90715" })]) };
