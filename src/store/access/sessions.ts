/** Sign-in sessions. The browser has the token, the database its SHA-256: who reads the table cannot sign in with it. */
import type { PracticeId } from "../../core/kernel/id.ts";
import { sql } from "../sql.ts";
import type { Queries } from "../transaction.ts";
import type { AccountId } from "./accounts.ts";

export interface Session {
  readonly accountId: AccountId;
  readonly login: string;
  readonly name: string;
  readonly practiceId: PracticeId | undefined;
  readonly awaitsSecondFactor: boolean;
  readonly mustChangePassword: boolean;
  /** Seconds since its last request. */
  readonly idleSeconds: number;
}

export async function addSession(
  queries: Queries,
  session: {
    readonly tokenHash: string;
    readonly accountId: AccountId;
    readonly practiceId: PracticeId | undefined;
    readonly awaitsSecondFactor: boolean;
    readonly hours: number;
    readonly address: string;
  },
): Promise<void> {
  await queries.run(sql`
    insert into access.session (token_hash, account_id, practice_id, awaits_second_factor, ends_at, address)
    values (${session.tokenHash}, ${session.accountId}, ${session.practiceId ?? null}, ${session.awaitsSecondFactor},
      now() + make_interval(hours => ${session.hours}), ${session.address})`);
}

/** The live session of a token: not ended, not idle for longer than `idleMinutes`, its person not disabled. */
export async function findSession(queries: Queries, tokenHash: string, idleMinutes: number): Promise<Session | undefined> {
  const row = await queries.maybe<Omit<Session, "practiceId"> & { readonly practiceId: PracticeId | null }>(sql`
    select s.account_id as "accountId", a.login, a.name, s.practice_id as "practiceId", s.awaits_second_factor as "awaitsSecondFactor",
      a.must_change_password as "mustChangePassword", extract(epoch from now() - s.seen_at)::int as "idleSeconds"
    from access.session s join access.account a on a.id = s.account_id
    where s.token_hash = ${tokenHash} and s.ends_at > now() and s.seen_at > now() - make_interval(mins => ${idleMinutes})
      and a.disabled_at is null`);
  return row === undefined ? undefined : { ...row, practiceId: row.practiceId ?? undefined };
}

export async function touchSession(queries: Queries, tokenHash: string): Promise<void> {
  await queries.run(sql`update access.session set seen_at = now() where token_hash = ${tokenHash}`);
}

export async function chooseSessionPractice(queries: Queries, tokenHash: string, practiceId: PracticeId): Promise<void> {
  await queries.run(sql`update access.session set practice_id = ${practiceId} where token_hash = ${tokenHash}`);
}

export async function endSession(queries: Queries, tokenHash: string): Promise<void> {
  await queries.run(sql`delete from access.session where token_hash = ${tokenHash}`);
}

/** Ends all sessions of a person but the one kept; returns how many. */
export async function endSessionsOf(queries: Queries, accountId: AccountId, keptTokenHash = ""): Promise<number> {
  return queries.run(sql`delete from access.session where account_id = ${accountId} and token_hash <> ${keptTokenHash}`);
}

/** Takes away what has ended by time. */
export async function sweepSessions(queries: Queries, idleMinutes: number): Promise<number> {
  return queries.run(sql`delete from access.session where ends_at <= now() or seen_at <= now() - make_interval(mins => ${idleMinutes})`);
}
