import { type Case, withDiagnoses } from "../scrub-case.ts";

export const hit: Case = { claim: withDiagnoses("K860") };
export const nearMiss: Case = { claim: withDiagnoses("K860", "K8681") };
