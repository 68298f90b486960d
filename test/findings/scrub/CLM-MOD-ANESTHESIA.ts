import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ code: "00400", unitKind: "MJ", count: "45" })]) };
export const nearMiss: Case = { claim: withLines([line({ code: "00400", unitKind: "MJ", count: "45", modifiers: ["AA"] })]) };
