import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ pointers: [] })]) };
export const nearMiss: Case = { claim: withLines([line({ pointers: [1] })]) };
