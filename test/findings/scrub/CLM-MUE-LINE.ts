import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ code: "97110", count: "5" })]) };
export const nearMiss: Case = {
  claim: withLines([line({ code: "97110", count: "4" }), line({ code: "97110", count: "2", modifiers: ["59"] })]),
};
