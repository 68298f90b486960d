/** Billing companies: one works for many practices, and its people in each of them. */
import type { Role } from "../../core/access/roles.ts";
import type { Id, PracticeId } from "../../core/kernel/id.ts";
import { sql } from "../sql.ts";
import type { Queries } from "../transaction.ts";
import type { AccountId } from "./accounts.ts";

export type OrganisationId = Id<"organisation">;

export async function addOrganisation(queries: Queries, name: string): Promise<OrganisationId> {
  const { id } = await queries.one<{ id: OrganisationId }>(sql`insert into access.organisation (name) values (${name}) returning id`);
  return id;
}

export interface ListedOrganisation {
  readonly id: OrganisationId;
  readonly name: string;
  readonly practices: readonly PracticeId[];
  readonly members: readonly { readonly login: string; readonly role: Role; readonly accepted: boolean }[];
}

export async function listOrganisations(queries: Queries): Promise<readonly ListedOrganisation[]> {
  return queries.many<ListedOrganisation>(sql`
    select o.id, o.name,
      coalesce((select array_agg(p.practice_id order by p.practice_id) from access.organisation_practice p where p.organisation_id = o.id), '{}') as practices,
      coalesce((select json_agg(json_build_object('login', a.login, 'role', m.role, 'accepted', m.accepted_at is not null) order by a.login)
        from access.organisation_membership m join access.account a on a.id = m.account_id where m.organisation_id = o.id), '[]') as members
    from access.organisation o order by o.id`);
}

/** A practice belongs to one company at most: the last one said. */
export async function giveToOrganisation(queries: Queries, organisationId: OrganisationId, practiceId: PracticeId): Promise<void> {
  await queries.run(sql`
    insert into access.organisation_practice (practice_id, organisation_id) values (${practiceId}, ${organisationId})
    on conflict (practice_id) do update set organisation_id = excluded.organisation_id`);
}

export async function takeFromOrganisation(queries: Queries, practiceId: PracticeId): Promise<boolean> {
  return (await queries.run(sql`delete from access.organisation_practice where practice_id = ${practiceId}`)) > 0;
}

/** Opens nothing before the person accepts it; who has accepted already has the new role at once, and the answer is false. */
export async function offerOrganisation(
  queries: Queries,
  { accountId, organisationId, role }: { readonly accountId: AccountId; readonly organisationId: OrganisationId; readonly role: Role },
): Promise<boolean> {
  const { waits } = await queries.one<{ waits: boolean }>(sql`
    insert into access.organisation_membership (account_id, organisation_id, role) values (${accountId}, ${organisationId}, ${role})
    on conflict (account_id, organisation_id) do update set role = excluded.role returning accepted_at is null as waits`);
  return waits;
}

/** What somebody was offered in a company and has not accepted yet. */
export async function offeredOrganisation(
  queries: Queries,
  accountId: AccountId,
  organisationId: OrganisationId,
): Promise<{ readonly name: string; readonly role: Role } | undefined> {
  return queries.maybe(sql`
    select o.name, m.role from access.organisation_membership m join access.organisation o on o.id = m.organisation_id
    where m.account_id = ${accountId} and m.organisation_id = ${organisationId} and m.accepted_at is null`);
}

export async function removeOrganisationMember(
  queries: Queries,
  { accountId, organisationId }: { readonly accountId: AccountId; readonly organisationId: OrganisationId },
): Promise<boolean> {
  return (
    (await queries.run(
      sql`delete from access.organisation_membership where account_id = ${accountId} and organisation_id = ${organisationId}`,
    )) > 0
  );
}
