import { decimal } from "../../../src/core/kernel/decimal.ts";
import { type Case, line, withLines } from "../scrub-case.ts";

export const hit: Case = { claim: withLines([line({ code: "J1100", drug: { ndc: "6332316501", quantity: decimal("1"), unit: "ML" } })]) };
export const nearMiss: Case = {
  claim: withLines([line({ code: "J1100", drug: { ndc: "63323016501", quantity: decimal("0.4"), unit: "ML" } })]),
};
