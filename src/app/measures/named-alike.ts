/** The people of a practice whose name another one has too: where work is told by person, their logins stand beside it. */
import { membersOf } from "../../store/access/memberships.ts";
import type { NamedAlike } from "../../store/measures/people-rows.ts";
import type { Tx } from "../../store/transaction.ts";

export async function namedAlike(tx: Tx): Promise<readonly NamedAlike[]> {
  const members = await membersOf(tx, tx.practiceId);
  return members
    .filter(({ name, accountId }) => members.some((other) => other.name === name && other.accountId !== accountId))
    .map(({ accountId, login }) => ({ accountId, login }));
}
