import { type Case, withBilling } from "../scrub-case.ts";

export const hit: Case = { claim: withBilling({ address: { line1: "410 Alder Street", city: "Madison", state: "WI", zip: "53703" } }) };
export const nearMiss: Case = {
  claim: withBilling({ address: { line1: "410 Alder Street", city: "Madison", state: "WI", zip: "537030001" } }),
};
