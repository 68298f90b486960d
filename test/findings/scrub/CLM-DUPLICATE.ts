import { cents } from "../../../src/core/kernel/cents.ts";
import { type Case, prior, visitDay } from "../scrub-case.ts";

export const hit: Case = { context: { history: [prior({ on: visitDay, outcome: "open" })] } };
export const nearMiss: Case = {
  context: { history: [prior({ on: visitDay, outcome: "denied" }), prior({ on: visitDay, charge: cents(14_999) })] },
};
