import { type Case, claim } from "../scrub-case.ts";

export const hit: Case = {
  claim: claim({
    facility: {
      name: { kind: "organisation", last: "Elm Care Home" },
      address: { line1: "2 Elm Way", city: "Madison", state: "WI", zip: "537050000" },
      identifiers: [],
      contacts: [],
    },
  }),
};
export const nearMiss: Case = {
  claim: claim({
    facility: {
      name: { kind: "organisation", last: "Elm Care Home" },
      address: { line1: "2 Elm Way", city: "Madison", state: "WI", zip: "537051111" },
      identifiers: [],
      contacts: [],
    },
  }),
};
