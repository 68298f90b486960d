/** Who is asking: the person of a session, the program of a key, or nobody. */
import { createHash } from "node:crypto";
import { isPermission } from "../../core/access/permissions.ts";
import { type Purpose, usualPurpose } from "../../core/access/purposes.ts";
import { permissionsOf, type Role } from "../../core/access/roles.ts";
import type { PracticeId } from "../../core/kernel/id.ts";
import { type AccountId, type Membership, membershipsOf } from "../../store/access/accounts.ts";
import { findApiKey, touchApiKey } from "../../store/access/api-keys.ts";
import { findSession, touchSession } from "../../store/access/sessions.ts";
import { outsidePractices } from "../../store/transaction.ts";
import type { App } from "../context.ts";
import type { Actor } from "./actor.ts";

/** A person with a live session. Without a practice or with a step still open they may only finish signing in. */
export interface SignedIn {
  readonly tokenHash: string;
  readonly accountId: AccountId;
  readonly login: string;
  readonly name: string;
  readonly memberships: readonly Membership[];
  readonly practiceId: PracticeId | undefined;
  readonly role: Role | undefined;
  readonly awaitsSecondFactor: boolean;
  readonly mustChangePassword: boolean;
}

/** Tokens and keys are random, so one SHA-256 is enough: there is nothing to guess by trying words. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token, "utf8").digest("hex");
}

/** A session ends by itself after this time without a request (automatic logoff, 45 CFR 164.312(a)(2)(iii)). */
export const idleMinutes = 20;

/** A request is a sign of life, but not every request is worth a write. */
const touchAfterSeconds = 20;

export async function identifySession({ pool }: App, token: string): Promise<SignedIn | undefined> {
  const tokenHash = hashToken(token);
  return outsidePractices(pool, async (queries) => {
    const session = await findSession(queries, tokenHash, idleMinutes);
    if (session === undefined) return undefined;
    if (session.idleSeconds > touchAfterSeconds) await touchSession(queries, tokenHash);
    const memberships = await membershipsOf(queries, session.accountId);
    const here = memberships.find((one) => one.practiceId === session.practiceId);
    return {
      tokenHash,
      accountId: session.accountId,
      login: session.login,
      name: session.name,
      memberships,
      practiceId: here?.practiceId,
      role: here?.role,
      awaitsSecondFactor: session.awaitsSecondFactor,
      mustChangePassword: session.mustChangePassword,
    };
  });
}

export async function identifyKey(
  { pool }: App,
  key: string,
): Promise<{ readonly practiceId: PracticeId; readonly actor: Actor } | undefined> {
  return outsidePractices(pool, async (queries) => {
    const found = await findApiKey(queries, hashToken(key));
    if (found === undefined) return undefined;
    await touchApiKey(queries, found.id);
    return {
      practiceId: found.practiceId,
      actor: {
        kind: "key",
        name: `Key ${found.name}`,
        permissions: new Set(found.permissions.filter(isPermission)),
        purpose: "payment",
      },
    };
  });
}

export function actorOf(person: SignedIn & { readonly role: Role }, purpose: Purpose = usualPurpose(person.role)): Actor {
  return {
    kind: "person",
    name: person.name,
    accountId: person.accountId,
    role: person.role,
    permissions: permissionsOf(person.role),
    purpose,
  };
}
