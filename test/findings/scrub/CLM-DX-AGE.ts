import { isoDate } from "../../../src/core/kernel/iso-date.ts";
import { type Case, claim, cleanClaim, withDiagnoses } from "../scrub-case.ts";

export const hit: Case = { claim: withDiagnoses("I10", "P0700") };
export const nearMiss: Case = {
  claim: claim({ ...withDiagnoses("P0700"), subscriber: { ...cleanClaim.subscriber, birthDate: isoDate("2025-11-17") } }),
  context: {},
};
