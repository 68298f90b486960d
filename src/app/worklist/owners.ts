/** Who may have an item: the people who work in the practice and may work on it. */
import { permissionsOf } from "../../core/access/roles.ts";
import type { OwnerId } from "../../core/worklist/work.ts";
import { membersOf } from "../../store/access/memberships.ts";
import { outsidePractices, type Tx } from "../../store/transaction.ts";
import type { Context } from "../context.ts";

export interface Owner {
  readonly id: OwnerId;
  readonly name: string;
  readonly self: boolean;
}

/** Who acts; a key's program acts for who made it; 0 sits at a demonstration that opens without a password. */
export function ownIdOf({ actor }: Pick<Context, "actor">): OwnerId {
  return actor.accountId ?? actor.keyMaker ?? 0;
}

/** The one who asks first. */
export async function listOwners(context: Context): Promise<readonly Owner[]> {
  const members = await outsidePractices(context.app.pool, (queries) => membersOf(queries, context.practiceId));
  const me = ownIdOf(context);
  const others = members
    .filter(({ accountId, disabled, role }) => accountId !== me && !disabled && permissionsOf(role).has("work:write"))
    .map(({ accountId, name }) => ({ id: accountId as OwnerId, name, self: false }));
  return [{ id: me, name: context.actor.name, self: true }, ...others];
}

/** Names of whoever has something, also of those who do not work here any more. */
export async function ownerNames(context: Context, tx: Tx): Promise<(id: OwnerId | null) => string | undefined> {
  const members = await membersOf(tx, context.practiceId);
  const names = new Map(members.map(({ accountId, name }) => [accountId as OwnerId, name]));
  const me = ownIdOf(context);
  return (id) => {
    if (id === null) return undefined;
    if (id === me) return context.actor.name;
    return names.get(id) ?? (id === 0 ? "This machine" : "no longer here");
  };
}
