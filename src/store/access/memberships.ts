/**
 * Who works in which practice, and as what. A membership counts from when its person accepted it: an account may be older than
 * the invitation, and somebody else may know its password.
 */
import type { Role } from "../../core/access/roles.ts";
import type { PracticeId } from "../../core/kernel/id.ts";
import { sql } from "../sql.ts";
import type { Queries } from "../transaction.ts";
import type { AccountId } from "./accounts.ts";
import type { OrganisationId } from "./organisations.ts";

export interface Membership {
  readonly practiceId: PracticeId;
  readonly role: Role;
}

/** The practices that the person may work in: their own memberships, then those of billing companies they belong to. */
export async function membershipsOf(queries: Queries, accountId: AccountId): Promise<readonly Membership[]> {
  return queries.many<Membership>(sql`
    select distinct on (practice_id) practice_id as "practiceId", role from (
      select practice_id, role, 0 as rank from access.membership where account_id = ${accountId} and accepted_at is not null
      union all
      select p.practice_id, m.role, 1 from access.organisation_membership m
        join access.organisation_practice p on p.organisation_id = m.organisation_id where m.account_id = ${accountId} and m.accepted_at is not null
    ) every order by practice_id, rank`);
}

/** Where the person was invited and has not come in yet, billing companies left out. */
export async function invitationsOf(queries: Queries, accountId: AccountId): Promise<readonly Membership[]> {
  return queries.many<Membership>(sql`
    select practice_id as "practiceId", role from access.membership where account_id = ${accountId} and accepted_at is null order by practice_id`);
}

export interface OwnMembership {
  readonly role: Role;
  readonly accepted: boolean;
  readonly invitedAs: string | null;
}

/** The person's own place in this practice, accepted or not; not what a billing company gives them. */
export async function membershipIn(queries: Queries, accountId: AccountId, practiceId: PracticeId): Promise<OwnMembership | undefined> {
  return queries.maybe<OwnMembership>(sql`
    select role, accepted_at is not null as accepted, invited_as as "invitedAs" from access.membership
    where account_id = ${accountId} and practice_id = ${practiceId}`);
}

/** For an account that was made just now for its person: nothing to accept. */
export async function addMembership(
  queries: Queries,
  { accountId, practiceId, role }: { readonly accountId: AccountId } & Membership,
): Promise<void> {
  await queries.run(sql`
    insert into access.membership (account_id, practice_id, role, accepted_at) values (${accountId}, ${practiceId}, ${role}, now())
    on conflict (account_id, practice_id) do update set role = excluded.role, accepted_at = coalesce(membership.accepted_at, now())`);
}

/** Opens nothing before the person accepts it. What they have accepted already stays accepted. */
export async function offerMembership(
  queries: Queries,
  { accountId, practiceId, role, name }: { readonly accountId: AccountId; readonly name: string } & Membership,
): Promise<void> {
  await queries.run(sql`
    insert into access.membership (account_id, practice_id, role, invited_as) values (${accountId}, ${practiceId}, ${role}, ${name})
    on conflict (account_id, practice_id) do update set role = excluded.role`);
}

export async function setRole(
  queries: Queries,
  { accountId, practiceId, role }: { readonly accountId: AccountId } & Membership,
): Promise<void> {
  await queries.run(sql`update access.membership set role = ${role} where account_id = ${accountId} and practice_id = ${practiceId}`);
}

export async function removeMembership(queries: Queries, accountId: AccountId, practiceId: PracticeId): Promise<boolean> {
  return (await queries.run(sql`delete from access.membership where account_id = ${accountId} and practice_id = ${practiceId}`)) > 0;
}

/** False when there is nothing to accept any more. */
export async function acceptMembership(queries: Queries, accountId: AccountId, practiceId: PracticeId): Promise<boolean> {
  return (
    (await queries.run(sql`
      update access.membership set accepted_at = now() where account_id = ${accountId} and practice_id = ${practiceId} and accepted_at is null`)) >
    0
  );
}

export async function acceptCompany(queries: Queries, accountId: AccountId, organisationId: OrganisationId): Promise<boolean> {
  return (
    (await queries.run(sql`
      update access.organisation_membership set accepted_at = now()
      where account_id = ${accountId} and organisation_id = ${organisationId} and accepted_at is null`)) > 0
  );
}

/** For an account that nobody could use before now, and whose person is known to be the right one. */
export async function acceptEverything(queries: Queries, accountId: AccountId): Promise<void> {
  await queries.run(sql`update access.membership set accepted_at = now() where account_id = ${accountId} and accepted_at is null`);
  await queries.run(
    sql`update access.organisation_membership set accepted_at = now() where account_id = ${accountId} and accepted_at is null`,
  );
}

export interface Member {
  readonly accountId: AccountId;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly secondFactor: boolean;
  readonly disabled: boolean;
  readonly locked: boolean;
  /** Has not accepted yet. Of their account nothing is told but the login and the name that were typed here. */
  readonly invited: boolean;
  /** The billing company through which they work here; its people are not the practice's to change. */
  readonly company: string | null;
}

export async function membersOf(queries: Queries, practiceId: PracticeId): Promise<readonly Member[]> {
  return queries.many<Member>(sql`
    select a.id as "accountId", a.login, case when m.accepted then a.name else coalesce(m.invited_as, a.login) end as name, m.role,
      m.accepted and a.totp_confirmed_at is not null as "secondFactor", m.accepted and a.disabled_at is not null as "disabled",
      m.accepted and coalesce(a.locked_until > now(), false) as "locked", not m.accepted as "invited", m.company
    from (
      select distinct on (account_id) account_id, role, company, accepted, invited_as from (
        select account_id, role, null as company, accepted_at is not null as accepted, invited_as
          from access.membership where practice_id = ${practiceId}
        union all
        select m.account_id, m.role, o.name, true, null from access.organisation_practice p
          join access.organisation_membership m on m.organisation_id = p.organisation_id and m.accepted_at is not null
          join access.organisation o on o.id = p.organisation_id where p.practice_id = ${practiceId}
      ) every order by account_id, accepted desc, company nulls first
    ) m join access.account a on a.id = m.account_id order by 3, a.id`);
}

/**
 * Whether somebody owns this practice, or any when none is named; directly or through a billing company. An invited owner
 * counts: their link is on its way.
 */
export async function hasOwner(queries: Queries, practiceId?: PracticeId): Promise<boolean> {
  const wanted = practiceId ?? null;
  const row = await queries.one<{ found: boolean }>(sql`
    select exists (
      select 1 from (
        select account_id, practice_id from access.membership where role = 'owner'
        union all
        select m.account_id, p.practice_id from access.organisation_membership m
          join access.organisation_practice p on p.organisation_id = m.organisation_id where m.role = 'owner'
      ) o join access.account a on a.id = o.account_id
      where a.disabled_at is null and (${wanted}::int is null or o.practice_id = ${wanted})) as found`);
  return row.found;
}

/** Takes the lock under which a practice's owners are counted: the last one who can come in stays, also when two act at once. */
export async function lockOwners(queries: Queries, practiceId: PracticeId): Promise<readonly AccountId[]> {
  await queries.run(sql`select pg_advisory_xact_lock(1144, ${practiceId})`);
  const rows = await queries.many<{ id: AccountId }>(sql`
    select a.id from access.membership m join access.account a on a.id = m.account_id
    where m.practice_id = ${practiceId} and m.role = 'owner' and m.accepted_at is not null and a.disabled_at is null`);
  return rows.map(({ id }) => id);
}
