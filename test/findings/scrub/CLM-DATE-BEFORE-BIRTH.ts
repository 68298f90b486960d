import { isoDate } from "../../../src/core/kernel/iso-date.ts";
import { type Case, visitDay, withSubscriber } from "../scrub-case.ts";

export const hit: Case = { claim: withSubscriber({ birthDate: isoDate("2026-11-17") }) };
export const nearMiss: Case = { claim: withSubscriber({ birthDate: visitDay }) };
