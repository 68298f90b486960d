import { type Case, withDiagnoses } from "../scrub-case.ts";

export const hit: Case = { claim: withDiagnoses("W1830XA", "S52501D") };
export const nearMiss: Case = { claim: withDiagnoses("S52501D", "W1830XA") };
