import { type Case, claim } from "../scrub-case.ts";

export const hit: Case = { claim: claim({ placeOfService: "98" }) };
export const nearMiss: Case = { claim: claim({ placeOfService: "22" }) };
