import { type Case, line, withDiagnoses, withLines } from "../scrub-case.ts";

export const hit: Case = {
  claim: withLines([line({ code: "20610", modifiers: ["LT"] })], { diagnoses: withDiagnoses("M1711").diagnoses }),
};
export const nearMiss: Case = {
  claim: withLines([line({ code: "20610", modifiers: ["LT"], pointers: [1, 2] })], {
    diagnoses: withDiagnoses("M1711", "M1712").diagnoses,
  }),
};
