/** Links that set a password or make a practice's first owner, once. The link has the token, the database its SHA-256. */
import type { PracticeId } from "../../core/kernel/id.ts";
import { sql } from "../sql.ts";
import type { Queries } from "../transaction.ts";
import type { AccountId } from "./accounts.ts";

export type DoorLink =
  | { readonly kind: "password"; readonly accountId: AccountId; readonly practiceId: PracticeId | null }
  | { readonly kind: "setup"; readonly accountId: null; readonly practiceId: PracticeId };

/** Earlier unused links of the same account or practice end. */
export async function addDoorLink(
  queries: Queries,
  link: DoorLink & { readonly tokenHash: string; readonly madeBy: AccountId | undefined; readonly hours: number },
): Promise<void> {
  await queries.run(
    link.kind === "password"
      ? sql`update access.door_link set used_at = now() where account_id = ${link.accountId} and used_at is null`
      : sql`update access.door_link set used_at = now() where kind = 'setup' and practice_id = ${link.practiceId} and used_at is null`,
  );
  await queries.run(sql`
    insert into access.door_link (token_hash, kind, account_id, practice_id, made_by, ends_at)
    values (${link.tokenHash}, ${link.kind}, ${link.accountId}, ${link.practiceId}, ${link.madeBy ?? null}, now() + make_interval(hours => ${link.hours}))`);
}

/** The link while it may be used; locked, so that it is used once. */
export async function lockDoorLink(queries: Queries, tokenHash: string): Promise<DoorLink | undefined> {
  return queries.maybe<DoorLink>(sql`
    select kind, account_id as "accountId", practice_id as "practiceId" from access.door_link
    where token_hash = ${tokenHash} and used_at is null and ends_at > now() for update`);
}

export async function spendDoorLink(queries: Queries, tokenHash: string): Promise<void> {
  await queries.run(sql`update access.door_link set used_at = now() where token_hash = ${tokenHash}`);
}

/** A changed or removed person's open links end too. */
export async function endLinksOf(queries: Queries, accountId: AccountId): Promise<void> {
  await queries.run(sql`update access.door_link set used_at = now() where account_id = ${accountId} and used_at is null`);
}
