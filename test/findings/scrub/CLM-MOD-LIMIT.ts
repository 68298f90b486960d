import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ code: "36415", modifiers: ["59", "76", "91", "KX", "90"] })]) };
export const nearMiss: Case = { claim: withLines([line({ code: "36415", modifiers: ["59", "76", "91", "KX"] })]) };
