import { type Case, claim, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: claim({ rendering: { name: { kind: "person", last: "Marsh" }, identifiers: [], contacts: [] } }) };
export const nearMiss: Case = {
  claim: withLines([line({ rendering: { name: { kind: "person", last: "Vale" }, npi: "1003000126", identifiers: [], contacts: [] } })]),
};
