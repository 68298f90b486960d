import { type Case, line, withDiagnoses, withLines } from "../scrub-case.ts";

export const hit: Case = {
  claim: withLines([line(), line({ code: "36415", pointers: [2] })], { diagnoses: withDiagnoses("G309", "F0280").diagnoses }),
};
export const nearMiss: Case = { claim: withLines([line({ pointers: [1, 2] })], { diagnoses: withDiagnoses("G309", "F0280").diagnoses }) };
