/** A person's practices by name, for choosing among them. */
import type { Membership } from "../../store/access/memberships.ts";
import { practiceNames } from "../../store/practices.ts";
import type { App } from "../context.ts";

export async function namedPractices({ pool }: App, memberships: readonly Membership[]) {
  const names = await practiceNames(
    pool,
    memberships.map(({ practiceId }) => practiceId),
  );
  return memberships
    .map(({ practiceId, role }) => ({ id: practiceId, name: names.get(practiceId) ?? `Practice ${practiceId}`, role }))
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : one.id - other.id));
}
