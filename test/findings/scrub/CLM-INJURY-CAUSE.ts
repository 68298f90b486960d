import { type Case, withDiagnoses } from "../scrub-case.ts";

export const hit: Case = { claim: withDiagnoses("S52501A") };
export const nearMiss: Case = { claim: withDiagnoses("S52501D") };
