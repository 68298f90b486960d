import { type Case, withSubscriber } from "../scrub-case.ts";

export const hit: Case = { claim: withSubscriber({ memberId: { qualifier: "MI", value: " " } }) };
export const nearMiss: Case = { claim: withSubscriber({ memberId: { qualifier: "MI", value: "A1" } }) };
