/** What happened at the door: append only, no patient data, never a password, a token, or a login that nobody has. */
import type { PracticeId } from "../../core/kernel/id.ts";
import { sql } from "../sql.ts";
import type { Queries } from "../transaction.ts";
import type { AccountId } from "./accounts.ts";

export const securityEventKinds = [
  "signed-in",
  "sign-in-failed",
  "locked",
  "unlocked",
  "signed-out",
  "sessions-ended",
  "practice-chosen",
  "second-factor-set",
  "second-factor-removed",
  "recovery-codes-made",
  "recovery-code-used",
  "password-changed",
  "link-made",
  "account-added",
  "account-disabled",
  "account-enabled",
  "provider-linked",
  "member-added",
  "invitation-accepted",
  "role-changed",
  "clinician-tied",
  "member-removed",
  "key-made",
  "key-revoked",
] as const;

export type SecurityEventKind = (typeof securityEventKinds)[number];

export interface SecurityEvent {
  readonly kind: SecurityEventKind;
  /** Whose account it is about. */
  readonly accountId?: AccountId;
  readonly practiceId?: PracticeId;
  readonly address: string;
  readonly words: string;
}

export async function recordSecurityEvent(queries: Queries, event: SecurityEvent): Promise<void> {
  await queries.run(sql`
    insert into access.security_event (kind, account_id, practice_id, address, words)
    values (${event.kind}, ${event.accountId ?? null}, ${event.practiceId ?? null}, ${event.address}, ${event.words})`);
}

export interface ListedEvent {
  readonly id: number;
  readonly at: string;
  readonly kind: SecurityEventKind;
  readonly name: string | null;
  readonly login: string | null;
  readonly address: string;
  readonly words: string;
}

/**
 * Newest first: what happened in this practice, and the sign-ins of its members where no other practice is named. Attempts on
 * logins that nobody has belong to no practice: they are shown where it is the only one of this database. Whoever was invited
 * and never came in is shown by login alone: the account's name is not this practice's to know.
 */
export async function securityEventsOf(
  queries: Queries,
  practiceId: PracticeId,
  { before, limit }: { readonly before?: number; readonly limit: number },
): Promise<readonly ListedEvent[]> {
  return queries.many<ListedEvent>(sql`
    select e.id, e.happened_at as at, e.kind, case when exists (
        select 1 from access.security_event s where s.account_id = e.account_id and s.practice_id = ${practiceId}
          and s.kind in ('account-added', 'signed-in', 'practice-chosen')) then a.name end as name, a.login, e.address, e.words
    from access.security_event e left join access.account a on a.id = e.account_id
    where (${before ?? null}::bigint is null or e.id < ${before ?? null}::bigint)
      and (e.practice_id = ${practiceId}
        or (e.practice_id is null and e.account_id in (
          select account_id from access.membership where practice_id = ${practiceId} and accepted_at is not null
          union select m.account_id from access.organisation_membership m join access.organisation_practice p on p.organisation_id = m.organisation_id
            where p.practice_id = ${practiceId} and m.accepted_at is not null))
        or (e.practice_id is null and e.account_id is null and (select count(*) from tenant) = 1))
    order by e.id desc limit ${limit}`);
}

/** Everything, newest first, for the command line of whoever runs the server. */
export async function allSecurityEvents(queries: Queries, limit: number): Promise<readonly ListedEvent[]> {
  return queries.many<ListedEvent>(sql`
    select e.id, e.happened_at as at, e.kind, a.name, a.login, e.address, e.words
    from access.security_event e left join access.account a on a.id = e.account_id order by e.id desc limit ${limit}`);
}
