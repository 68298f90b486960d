import { type Case, withSubscriber } from "../scrub-case.ts";

export const hit: Case = { claim: withSubscriber({ filingIndicator: "MB", memberId: { qualifier: "MI", value: "1SG4TE5MK73" } }) };
export const nearMiss: Case = { claim: withSubscriber({ filingIndicator: "MB", memberId: { qualifier: "MI", value: "1EG4TE5MK73" } }) };
