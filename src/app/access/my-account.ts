/** What a person sees and ends of their own account. */
import { accountById } from "../../store/access/accounts.ts";
import type { Membership } from "../../store/access/memberships.ts";
import { countRecoveryCodes } from "../../store/access/second-factors.ts";
import { recordSecurityEvent } from "../../store/access/security-events.ts";
import { endSessionById, endSessionsOf, type SessionId, sessionsOf } from "../../store/access/sessions.ts";
import { outsidePractices } from "../../store/transaction.ts";
import type { App } from "../context.ts";
import { no, notFound, type Outcome } from "../refusal.ts";
import type { SignedIn } from "./identify.ts";
import { namedPractices } from "./named-practices.ts";

export async function viewMyAccount(app: App, person: SignedIn, idleMinutes: number) {
  const found = await outsidePractices(app.pool, async (queries) => ({
    account: await accountById(queries, person.accountId),
    recoveryCodesLeft: await countRecoveryCodes(queries, person.accountId),
    sessions: await sessionsOf(queries, person.accountId, idleMinutes),
  }));
  return {
    login: person.login,
    name: person.name,
    hasPassword: found.account?.passwordHash !== undefined,
    hasProvider: found.account?.providerSubject !== undefined,
    secondFactor: found.account?.totpConfirmed === true,
    recoveryCodesLeft: found.recoveryCodesLeft,
    practices: await namedPractices(app, person.memberships satisfies readonly Membership[]),
    sessions: found.sessions.map(({ tokenHash, ...session }) => ({ ...session, current: tokenHash === person.tokenHash })),
  };
}

export async function endMySession(
  app: App,
  person: SignedIn,
  { sessionId, address }: { readonly sessionId: SessionId; readonly address: string },
): Promise<Outcome<undefined>> {
  if (sessionId === person.id) return no("this-session", "That is this session.", "Sign out instead.");
  return outsidePractices(app.pool, async (queries) => {
    if (!(await endSessionById(queries, person.accountId, sessionId))) return notFound("session");
    await recordSecurityEvent(queries, { kind: "sessions-ended", accountId: person.accountId, address, words: "one, by the person" });
    return { ok: true, value: undefined };
  });
}

export async function endMyOtherSessions(app: App, person: SignedIn, address: string): Promise<number> {
  return outsidePractices(app.pool, async (queries) => {
    const ended = await endSessionsOf(queries, person.accountId, person.tokenHash);
    if (ended > 0)
      await recordSecurityEvent(queries, {
        kind: "sessions-ended",
        accountId: person.accountId,
        address,
        words: `${ended} other(s), by the person`,
      });
    return ended;
  });
}
