import { type Case, withDiagnoses } from "../scrub-case.ts";

export const hit: Case = { claim: withDiagnoses("N1831", "E1122") };
export const nearMiss: Case = { claim: withDiagnoses("E1122", "N1831") };
