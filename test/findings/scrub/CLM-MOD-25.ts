import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line(), line({ code: "11102" })]) };
export const nearMiss: Case = { claim: withLines([line({ modifiers: ["25"] }), line({ code: "11102" })]) };
