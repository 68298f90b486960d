import { type Case, line, withDiagnoses, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ pointers: [1, 2] })]) };
export const nearMiss: Case = { claim: withLines([line({ pointers: [1, 2] })], { diagnoses: withDiagnoses("I10", "E119").diagnoses }) };
