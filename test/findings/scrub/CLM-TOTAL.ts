import { cents } from "../../../src/core/kernel/cents.ts";
import { type Case, claim, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: claim({ charge: cents(15_001) }) };
export const nearMiss: Case = { claim: withLines([line(), line({ code: "36415", charge: cents(1) })]) };
