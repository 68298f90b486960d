import { type Case, withDiagnoses } from "../scrub-case.ts";

export const hit: Case = { claim: withDiagnoses("N401") };
export const nearMiss: Case = { claim: withDiagnoses("N950") };
