import { type Case, withDiagnoses } from "../scrub-case.ts";

export const hit: Case = { claim: withDiagnoses("I10", "E119", "I10") };
export const nearMiss: Case = { claim: withDiagnoses("M1711", "M1712") };
