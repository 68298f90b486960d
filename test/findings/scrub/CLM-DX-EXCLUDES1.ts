import { type Case, withDiagnoses } from "../scrub-case.ts";

export const hit: Case = { claim: withDiagnoses("I10", "I150") };
export const nearMiss: Case = { claim: withDiagnoses("I150", "E119") };
