import { type Case, withDiagnoses } from "../scrub-case.ts";

export const hit: Case = { claim: withDiagnoses("M8008X") };
export const nearMiss: Case = { claim: withDiagnoses("M8008XA") };
