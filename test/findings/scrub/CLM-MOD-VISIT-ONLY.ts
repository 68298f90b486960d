import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ code: "20610", modifiers: ["25"] })]) };
export const nearMiss: Case = { claim: withLines([line({ modifiers: ["25"] }), line({ code: "20610" })]) };
