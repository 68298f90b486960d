import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ code: "99281" })]) };
export const nearMiss: Case = { claim: withLines([line({ code: "99281", placeOfService: "02" })]) };
