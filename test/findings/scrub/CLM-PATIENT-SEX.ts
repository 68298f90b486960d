import { type Case, claim, cleanClaim, withSubscriber } from "../scrub-case.ts";

const { sex: _sex, ...withoutSex } = cleanClaim.subscriber;

export const hit: Case = { claim: claim({ subscriber: withoutSex }) };
export const nearMiss: Case = { claim: withSubscriber({ sex: "U" }) };
