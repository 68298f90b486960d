import { type Case, line, withDiagnoses, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ pointers: [1, 1] })]) };
export const nearMiss: Case = {
  claim: withLines([line({ pointers: [4, 3, 2, 1] })], { diagnoses: withDiagnoses("I10", "E119", "G309", "N950").diagnoses }),
};
