import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ code: "36415", modifiers: ["GA", "GZ"] })]) };
export const nearMiss: Case = { claim: withLines([line({ code: "36415", modifiers: ["GX", "GY"] })]) };
