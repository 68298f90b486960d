/** Assertions that stay on in production. One that fails is a bug in Claimwright, never bad input. */
export class AssertionFailure extends Error {
  override readonly name = "AssertionFailure";
}

export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionFailure(message);
}

/** Ends an exhaustive `switch`: the compiler refuses a case that is left out. */
export function assertNever(value: never, what = "case"): never {
  throw new AssertionFailure(`unhandled ${what}: ${String(value)}`);
}
