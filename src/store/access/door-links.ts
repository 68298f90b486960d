/**
 * Links that work once: to set an account's password, to make a practice's first owner, to accept an invitation. The link has
 * the token, the database its SHA-256.
 */
import type { PracticeId } from "../../core/kernel/id.ts";
import { sql } from "../sql.ts";
import type { Queries } from "../transaction.ts";
import type { AccountId } from "./accounts.ts";
import type { OrganisationId } from "./organisations.ts";

export type InvitationPlace =
  | { readonly practiceId: PracticeId; readonly organisationId: null }
  | { readonly practiceId: null; readonly organisationId: OrganisationId };

export type Invitation = { readonly kind: "invitation"; readonly accountId: AccountId } & InvitationPlace;

export type DoorLink =
  | { readonly kind: "password"; readonly accountId: AccountId; readonly practiceId: PracticeId | null; readonly organisationId: null }
  | { readonly kind: "setup"; readonly accountId: null; readonly practiceId: PracticeId; readonly organisationId: null }
  | Invitation;

/** Earlier unused links for the same purpose end. */
export async function addDoorLink(
  queries: Queries,
  link: DoorLink & { readonly tokenHash: string; readonly madeBy: AccountId | undefined; readonly hours: number },
): Promise<void> {
  if (link.kind === "password") await endLinksOf(queries, link.accountId);
  else if (link.kind === "invitation") await endInvitation(queries, link);
  else
    await queries.run(
      sql`update access.door_link set used_at = now() where kind = 'setup' and practice_id = ${link.practiceId} and used_at is null`,
    );
  await queries.run(sql`
    insert into access.door_link (token_hash, kind, account_id, practice_id, organisation_id, made_by, ends_at)
    values (${link.tokenHash}, ${link.kind}, ${link.accountId}, ${link.practiceId}, ${link.organisationId}, ${link.madeBy ?? null},
      now() + make_interval(hours => ${link.hours}))`);
}

/** The link while it may be used; locked, so that it is used once. */
export async function lockDoorLink(queries: Queries, tokenHash: string): Promise<DoorLink | undefined> {
  return queries.maybe<DoorLink>(sql`
    select kind, account_id as "accountId", practice_id as "practiceId", organisation_id as "organisationId" from access.door_link
    where token_hash = ${tokenHash} and used_at is null and ends_at > now() for update`);
}

export async function spendDoorLink(queries: Queries, tokenHash: string): Promise<void> {
  await queries.run(sql`update access.door_link set used_at = now() where token_hash = ${tokenHash}`);
}

/** A changed or disabled account is opened by no password link from before. Invitations open nothing by themselves. */
export async function endLinksOf(queries: Queries, accountId: AccountId): Promise<void> {
  await queries.run(
    sql`update access.door_link set used_at = now() where account_id = ${accountId} and kind = 'password' and used_at is null`,
  );
}

export async function endInvitation(
  queries: Queries,
  { accountId, practiceId, organisationId }: { readonly accountId: AccountId } & InvitationPlace,
): Promise<void> {
  await queries.run(sql`
    update access.door_link set used_at = now() where account_id = ${accountId} and kind = 'invitation' and used_at is null
      and practice_id is not distinct from ${practiceId}::int and organisation_id is not distinct from ${organisationId}::int`);
}
