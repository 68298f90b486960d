import { assert } from "../../core/kernel/assert.ts";
import type { Outcome } from "../refusal.ts";

/** What the demonstration does is allowed: a refusal is a mistake of ours. */
export function accepted<Value>(outcome: Outcome<Value>): Value {
  assert(outcome.ok, outcome.ok ? "" : `the demonstration was refused: ${outcome.refusal.message}`);
  return outcome.value;
}
