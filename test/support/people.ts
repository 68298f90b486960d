/** People with an account who work in a practice, each with their own context. */
import type { Context } from "../../src/app/context.ts";
import { usualPurpose } from "../../src/core/access/purposes.ts";
import { permissionsOf, type Role } from "../../src/core/access/roles.ts";
import { addAccount } from "../../src/store/access/accounts.ts";
import { addMembership } from "../../src/store/access/memberships.ts";
import { outsidePractices } from "../../src/store/transaction.ts";

let number = 0;

export async function memberContext(context: Context, name: string, role: Role): Promise<Context> {
  number += 1;
  const login = `${name.toLowerCase().replace(/\W+/g, ".")}.${number}@example.org`;
  const accountId = await outsidePractices(context.app.pool, async (queries) => {
    const added = await addAccount(queries, { login, name });
    if (added === undefined) throw new Error("the login is taken");
    await addMembership(queries, { accountId: added, practiceId: context.practiceId, role });
    return added;
  });
  return {
    ...context,
    user: name,
    actor: { kind: "person", name, accountId, role, permissions: permissionsOf(role), purpose: usualPurpose(role) },
  };
}
