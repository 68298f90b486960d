import { type Case, withDiagnoses } from "../scrub-case.ts";

export const hit: Case = { claim: withDiagnoses("Z681", "I10") };
export const nearMiss: Case = { claim: withDiagnoses("I10", "Z681") };
