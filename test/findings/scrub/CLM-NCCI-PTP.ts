import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ code: "93000" }), line({ code: "93010", modifiers: ["59"] })]) };
export const nearMiss: Case = {
  claim: withLines([line({ code: "20610" }), line({ code: "36415", modifiers: ["59"] }), line({ code: "93000" })]),
};
