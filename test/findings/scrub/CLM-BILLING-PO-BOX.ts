import { type Case, withBilling } from "../scrub-case.ts";

export const hit: Case = { claim: withBilling({ address: { line1: "P.O. Box 12", city: "Madison", state: "WI", zip: "537031234" } }) };
export const nearMiss: Case = {
  claim: withBilling({ address: { line1: "12 Boxwood Court", city: "Madison", state: "WI", zip: "537031234" } }),
};
