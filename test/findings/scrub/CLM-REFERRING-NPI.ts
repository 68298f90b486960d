import { type Case, claim } from "../scrub-case.ts";

export const hit: Case = {
  claim: claim({ referring: { name: { kind: "person", last: "Stone" }, npi: "1234567890", identifiers: [], contacts: [] } }),
};
export const nearMiss: Case = { claim: claim({ referring: { name: { kind: "person", last: "Stone" }, identifiers: [], contacts: [] } }) };
