/** Who somebody is in a review: the account, or the name of whoever works without one. */
import type { Person } from "../../store/coding-reviews.ts";
import type { Context } from "../context.ts";

export function selfOf({ actor, user }: Pick<Context, "actor" | "user">): Person {
  return { id: actor.accountId, name: user };
}

export function isSelf(context: Pick<Context, "actor" | "user">, { id, name }: Person): boolean {
  const self = selfOf(context);
  return self.id === undefined ? id === undefined && name === self.name : id === self.id;
}
