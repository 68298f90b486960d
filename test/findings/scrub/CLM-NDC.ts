import { type Case, claim, cleanClaim, line, withLines } from "../scrub-case.ts";

export const hit: Case = {
  claim: claim({ ...withLines([line({ code: "J1100" })]), subscriber: { ...cleanClaim.subscriber, filingIndicator: "MC" } }),
};
export const nearMiss: Case = { claim: withLines([line({ code: "J1100" })]) };
