import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ code: "20610", modifiers: ["50", "RT"] })]) };
export const nearMiss: Case = {
  claim: withLines([line({ code: "20610", modifiers: ["LT"] }), line({ code: "20610", modifiers: ["RT"] })]),
};
