/** Who works in the demonstration practice, as it stands in its records. The people are invented. */
import { type Context, machineContext } from "../context.ts";

export const coders = ["June Halloran", "Teodor Sandvik"] as const;
/** Speaks with patients and payers. */
export const biller = "Marisol Eckhart";
/** Runs the office and reviews how visits were coded. */
export const manager = "Rosalind Achterberg";

export function workingAs({ app, practiceId }: Context, name: string): Context {
  return machineContext(app, practiceId, name);
}
