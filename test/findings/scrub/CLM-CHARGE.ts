import { cents } from "../../../src/core/kernel/cents.ts";
import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line(), line({ code: "36415", charge: cents(0) })]) };
export const nearMiss: Case = { claim: withLines([line({ code: "99024", charge: cents(0) })]) };
