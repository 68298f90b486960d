import { isoDate } from "../../../src/core/kernel/iso-date.ts";
import type { ClaimDependent } from "../../../src/core/x12/transactions/professional-claim.ts";
import { type Case, claim, cleanClaim } from "../scrub-case.ts";

const { birthDate: _birthDate, ...withoutBirthDate } = cleanClaim.subscriber;
const child: ClaimDependent = {
  relationship: "19",
  name: { kind: "person", last: "Okafor", first: "Theo" },
  address: { line1: "7 Birch Lane", city: "Madison", state: "WI", zip: "53704" },
  birthDate: isoDate("2015-03-09"),
  sex: "M",
  identifiers: [],
};

export const hit: Case = { claim: claim({ subscriber: withoutBirthDate }) };
export const nearMiss: Case = { claim: claim({ subscriber: withoutBirthDate, dependent: child }) };
