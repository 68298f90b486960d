import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ code: "71046" })]) };
export const nearMiss: Case = {
  claim: withLines([
    line({ code: "71046", ordering: { name: { kind: "person", last: "Stone" }, npi: "1003000126", identifiers: [], contacts: [] } }),
  ]),
};
