import { type Case, claim, withDiagnoses } from "../scrub-case.ts";

export const hit: Case = { claim: claim({ diagnoses: [] }) };
export const nearMiss: Case = { claim: withDiagnoses("E119") };
