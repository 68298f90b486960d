/** Sign-in sessions. The browser has the token, the database its SHA-256: who reads the table cannot sign in with it. */
import type { Id, PracticeId } from "../../core/kernel/id.ts";
import { sql } from "../sql.ts";
import type { Queries } from "../transaction.ts";
import type { AccountId } from "./accounts.ts";

export type SessionId = Id<"session">;
export type SignInMethod = "password" | "link" | "provider";

export interface Session {
  readonly id: SessionId;
  readonly accountId: AccountId;
  readonly login: string;
  readonly name: string;
  readonly practiceId: PracticeId | undefined;
  readonly awaitsSecondFactor: boolean;
  readonly mustChangePassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly method: SignInMethod;
  /** Seconds since the person last showed that it is they; undefined when nobody but the provider knows. */
  readonly provedSecondsAgo: number | undefined;
  /** Seconds since its last sign of life. */
  readonly idleSeconds: number;
  /** Seconds until it ends whatever is done. */
  readonly secondsLeft: number;
}

export interface NewSession {
  readonly tokenHash: string;
  readonly accountId: AccountId;
  readonly practiceId: PracticeId | undefined;
  readonly awaitsSecondFactor: boolean;
  readonly minutes: number;
  readonly address: string;
  readonly agent?: string;
  readonly method?: SignInMethod;
  /** How long ago the person showed that it is they; absent when that is not known. */
  readonly provedSecondsAgo?: number;
}

export async function addSession(queries: Queries, session: NewSession): Promise<void> {
  await queries.run(sql`
    insert into access.session (token_hash, account_id, practice_id, awaits_second_factor, ends_at, address, agent, method, proved_at)
    values (${session.tokenHash}, ${session.accountId}, ${session.practiceId ?? null}, ${session.awaitsSecondFactor},
      now() + make_interval(mins => ${session.minutes}), ${session.address}, ${session.agent ?? ""}, ${session.method ?? "password"},
      now() - make_interval(secs => ${session.provedSecondsAgo ?? null}))`);
}

interface SessionRow extends Omit<Session, "practiceId" | "provedSecondsAgo"> {
  readonly practiceId: PracticeId | null;
  readonly provedSecondsAgo: number | null;
}

/** The live session of a token: not ended, not idle for longer than `idleMinutes`, its person not disabled. */
export async function findSession(queries: Queries, tokenHash: string, idleMinutes: number): Promise<Session | undefined> {
  const row = await queries.maybe<SessionRow>(sql`
    select s.id, s.account_id as "accountId", a.login, a.name, s.practice_id as "practiceId", s.awaits_second_factor as "awaitsSecondFactor",
      a.must_change_password as "mustChangePassword", a.totp_confirmed_at is not null as "hasSecondFactor", s.method,
      extract(epoch from now() - s.proved_at)::int as "provedSecondsAgo", extract(epoch from now() - s.seen_at)::int as "idleSeconds", extract(epoch from s.ends_at - now())::int as "secondsLeft"
    from access.session s join access.account a on a.id = s.account_id
    where s.token_hash = ${tokenHash} and s.ends_at > now() and s.seen_at > now() - make_interval(mins => ${idleMinutes})
      and a.disabled_at is null`);
  return row === undefined
    ? undefined
    : { ...row, practiceId: row.practiceId ?? undefined, provedSecondsAgo: row.provedSecondsAgo ?? undefined };
}

/** A sign of life so many seconds ago; never takes an earlier one back. */
export async function touchSession(queries: Queries, tokenHash: string, secondsAgo: number): Promise<void> {
  await queries.run(sql`
    update access.session set seen_at = greatest(seen_at, now() - make_interval(secs => ${secondsAgo})) where token_hash = ${tokenHash}`);
}

/** The same session under a new token, in this practice: a token that somebody saw before is worth nothing after. */
export async function rotateSession(
  queries: Queries,
  { from, to, practiceId }: { readonly from: string; readonly to: string; readonly practiceId?: PracticeId },
): Promise<void> {
  await queries.run(sql`
    update access.session set token_hash = ${to}, practice_id = coalesce(${practiceId ?? null}::int, practice_id), seen_at = now()
    where token_hash = ${from}`);
}

export async function endSession(queries: Queries, tokenHash: string): Promise<AccountId | undefined> {
  const row = await queries.maybe<{ id: AccountId }>(
    sql`delete from access.session where token_hash = ${tokenHash} returning account_id as id`,
  );
  return row?.id;
}

/** Ends one session of this person; false when it is not theirs or gone. */
export async function endSessionById(queries: Queries, accountId: AccountId, sessionId: SessionId): Promise<boolean> {
  return (await queries.run(sql`delete from access.session where account_id = ${accountId} and id = ${sessionId}`)) > 0;
}

/** Ends all sessions of a person but the one kept; returns how many. */
export async function endSessionsOf(queries: Queries, accountId: AccountId, keptTokenHash = ""): Promise<number> {
  return queries.run(sql`delete from access.session where account_id = ${accountId} and token_hash <> ${keptTokenHash}`);
}

export interface ListedSession {
  readonly id: SessionId;
  readonly address: string;
  readonly agent: string;
  readonly method: SignInMethod;
  readonly startedAt: string;
  readonly seenAt: string;
  readonly tokenHash: string;
}

export async function sessionsOf(queries: Queries, accountId: AccountId, idleMinutes: number): Promise<readonly ListedSession[]> {
  return queries.many<ListedSession>(sql`
    select id, address, agent, method, created_at as "startedAt", seen_at as "seenAt", token_hash as "tokenHash" from access.session
    where account_id = ${accountId} and ends_at > now() and seen_at > now() - make_interval(mins => ${idleMinutes}) and not awaits_second_factor
    order by seen_at desc, id`);
}

/** Takes away what has ended by time: sessions, and links a week after their end. */
export async function sweepSessions(queries: Queries, idleMinutes: number): Promise<number> {
  await queries.run(sql`delete from access.door_link where ends_at < now() - interval '7 days'`);
  return queries.run(sql`delete from access.session where ends_at <= now() or seen_at <= now() - make_interval(mins => ${idleMinutes})`);
}
