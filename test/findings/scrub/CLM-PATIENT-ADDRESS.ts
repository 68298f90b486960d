import { type Case, withSubscriber } from "../scrub-case.ts";

export const hit: Case = { claim: withSubscriber({ address: { line1: "7 Birch Lane", city: "Madison", state: "WI" } }) };
export const nearMiss: Case = { claim: withSubscriber({ address: { line1: "7 Birch Lane", city: "Toronto", country: "CA" } }) };
