import { type Case, claim, cleanClaim, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: claim({ ...withLines([line({ code: "58300" })]), subscriber: { ...cleanClaim.subscriber, sex: "M" } }) };
export const nearMiss: Case = {
  claim: claim({ ...withLines([line({ code: "58300", modifiers: ["KX"] })]), subscriber: { ...cleanClaim.subscriber, sex: "M" } }),
};
