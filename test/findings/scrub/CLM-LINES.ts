import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([]) };
export const nearMiss: Case = { claim: withLines(Array.from({ length: 50 }, () => line({ code: "36415", modifiers: ["59"] }))) };
