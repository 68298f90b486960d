import { type Case, withDiagnoses } from "../scrub-case.ts";

export const hit: Case = { claim: withDiagnoses("E11") };
export const nearMiss: Case = { claim: withDiagnoses("E119") };
