/** Who is asking: the person of a session, the program of a key, or nobody. */
import { isPermission } from "../../core/access/permissions.ts";
import { type Purpose, usualPurpose } from "../../core/access/purposes.ts";
import { permissionsOf, type Role } from "../../core/access/roles.ts";
import { lacksSecondFactor, type SecondFactorRule } from "../../core/access/second-factor-rule.ts";
import type { PracticeId } from "../../core/kernel/id.ts";
import type { AccountId } from "../../store/access/accounts.ts";
import { findApiKey, touchApiKey } from "../../store/access/api-keys.ts";
import { type Membership, membershipsOf } from "../../store/access/memberships.ts";
import { findSession, type Session, touchSession } from "../../store/access/sessions.ts";
import { outsidePractices, singleStatements } from "../../store/transaction.ts";
import type { App } from "../context.ts";
import type { Actor } from "./actor.ts";
import { hashToken } from "./tokens.ts";

/** A person with a live session. Without a practice or with a step still open they may only finish signing in. */
export interface SignedIn extends Omit<Session, "idleSeconds"> {
  readonly tokenHash: string;
  readonly memberships: readonly Membership[];
  readonly role: Role | undefined;
  /** Seconds until it ends by itself when nothing is done. */
  readonly idleSecondsLeft: number;
}

/** A session ends by itself after this time without a sign of life (automatic logoff, 45 CFR 164.312(a)(2)(iii)). */
export const usualIdleMinutes = 15;

/** A request is a sign of life, but not every request is worth a write. */
const touchAfterSeconds = 20;

export interface SessionTerms {
  readonly idleMinutes: number;
  /** Seconds since the person last did something, as their browser says: a page that asks by itself keeps no session alive. */
  readonly idleSeconds?: number;
}

export async function identifySession({ pool }: App, token: string, terms: SessionTerms): Promise<SignedIn | undefined> {
  const tokenHash = hashToken(token);
  const queries = singleStatements(pool);
  const session = await findSession(queries, tokenHash, terms.idleMinutes);
  if (session === undefined) return undefined;
  const idleSeconds = Math.min(session.idleSeconds, Math.max(terms.idleSeconds ?? 0, 0));
  if (session.idleSeconds - idleSeconds > touchAfterSeconds) await touchSession(queries, tokenHash, idleSeconds);
  const memberships = await membershipsOf(queries, session.accountId);
  const here = memberships.find((one) => one.practiceId === session.practiceId);
  return {
    ...session,
    tokenHash,
    memberships,
    practiceId: here?.practiceId,
    role: here?.role,
    idleSecondsLeft: Math.min(terms.idleMinutes * 60 - idleSeconds, session.secondsLeft),
  };
}

/** Whether the person must set up a second factor before they work here. */
export function mustEnrol({ role, method, hasSecondFactor }: SignedIn, rule: SecondFactorRule): boolean {
  return lacksSecondFactor(rule, { role, byProvider: method === "provider", hasSecondFactor });
}

/** A key may do what it was made for, and no more than its maker may still do there. */
export async function identifyKey(
  { pool }: App,
  key: string,
): Promise<{ readonly practiceId: PracticeId; readonly actor: Actor } | undefined> {
  return outsidePractices(pool, async (queries) => {
    const found = await findApiKey(queries, hashToken(key));
    if (found === undefined) return undefined;
    const maker = await roleIn(queries, found.madeBy, found.practiceId);
    if (maker === undefined) return undefined;
    await touchApiKey(queries, found.id);
    const makers = permissionsOf(maker);
    return {
      practiceId: found.practiceId,
      actor: {
        kind: "key",
        name: `Key ${found.name}`,
        keyMaker: found.madeBy,
        permissions: new Set(found.permissions.filter((one) => isPermission(one) && makers.has(one))),
        purpose: "payment",
      },
    };
  });
}

/** The role of a person in a practice; undefined when they do not work there. */
export async function roleIn(
  queries: Parameters<typeof membershipsOf>[0],
  accountId: AccountId,
  practiceId: PracticeId,
): Promise<Role | undefined> {
  return (await membershipsOf(queries, accountId)).find((one) => one.practiceId === practiceId)?.role;
}

export function actorOf(
  person: Pick<SignedIn, "name" | "accountId" | "tokenHash"> & { readonly role: Role },
  purpose: Purpose = usualPurpose(person.role),
): Actor {
  return {
    kind: "person",
    name: person.name,
    accountId: person.accountId,
    role: person.role,
    session: person.tokenHash.slice(0, 12),
    permissions: permissionsOf(person.role),
    purpose,
  };
}
