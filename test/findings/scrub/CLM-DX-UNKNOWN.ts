import { type Case, withDiagnoses } from "../scrub-case.ts";

export const hit: Case = { claim: withDiagnoses("J459") };
export const nearMiss: Case = { claim: withDiagnoses("G309") };
