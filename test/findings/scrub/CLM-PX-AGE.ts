import { isoDate } from "../../../src/core/kernel/iso-date.ts";
import { type Case, claim, cleanClaim, line, withLines } from "../scrub-case.ts";

export const hit: Case = {
  claim: claim({ ...withLines([line({ code: "99396" })]), subscriber: { ...cleanClaim.subscriber, birthDate: isoDate("1986-11-17") } }),
};
export const nearMiss: Case = {
  claim: claim({ ...withLines([line({ code: "99396" })]), subscriber: { ...cleanClaim.subscriber, birthDate: isoDate("1986-11-16") } }),
};
