import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ code: "93000", modifiers: ["26", "TC"] })]) };
export const nearMiss: Case = { claim: withLines([line({ code: "93000", modifiers: ["26"] })]) };
