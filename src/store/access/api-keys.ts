/** Keys of programs: hashed, for one practice, with the permissions they need and an end. */
import type { Permission } from "../../core/access/permissions.ts";
import type { Id, PracticeId } from "../../core/kernel/id.ts";
import { sql } from "../sql.ts";
import type { Queries } from "../transaction.ts";
import type { AccountId } from "./accounts.ts";

export type ApiKeyId = Id<"api-key">;

export interface LiveKey {
  readonly id: ApiKeyId;
  readonly practiceId: PracticeId;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly madeBy: AccountId;
}

/** The key if it is neither revoked nor past its end, and who made it may still come in. */
export async function findApiKey(queries: Queries, keyHash: string): Promise<LiveKey | undefined> {
  return queries.maybe<LiveKey>(sql`
    select k.id, k.practice_id as "practiceId", k.name, k.permissions, k.made_by as "madeBy"
    from access.api_key k join access.account a on a.id = k.made_by
    where k.key_hash = ${keyHash} and k.revoked_at is null and k.ends_at > now() and a.disabled_at is null`);
}

/** Kept to the minute: a busy key does not write at each request. */
export async function touchApiKey(queries: Queries, keyId: ApiKeyId): Promise<void> {
  await queries.run(
    sql`update access.api_key set used_at = now() where id = ${keyId} and (used_at is null or used_at < now() - interval '1 minute')`,
  );
}

export async function addApiKey(
  queries: Queries,
  key: {
    readonly practiceId: PracticeId;
    readonly keyHash: string;
    readonly hint: string;
    readonly name: string;
    readonly permissions: readonly Permission[];
    readonly madeBy: AccountId;
    readonly days: number;
  },
): Promise<ApiKeyId> {
  const { id } = await queries.one<{ id: ApiKeyId }>(sql`
    insert into access.api_key (practice_id, key_hash, hint, name, permissions, made_by, ends_at)
    values (${key.practiceId}, ${key.keyHash}, ${key.hint}, ${key.name}, ${key.permissions}, ${key.madeBy},
      now() + make_interval(days => ${key.days}))
    returning id`);
  return id;
}

export interface ListedKey {
  readonly id: ApiKeyId;
  readonly hint: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly madeBy: string;
  readonly madeAt: string;
  readonly endsAt: string;
  readonly usedAt: string | null;
  readonly revokedAt: string | null;
}

export async function listApiKeys(queries: Queries, practiceId: PracticeId): Promise<readonly ListedKey[]> {
  return queries.many<ListedKey>(sql`
    select k.id, k.hint, k.name, k.permissions, a.name as "madeBy", k.created_at as "madeAt", k.ends_at as "endsAt", k.used_at as "usedAt",
      k.revoked_at as "revokedAt"
    from access.api_key k join access.account a on a.id = k.made_by where k.practice_id = ${practiceId} order by k.id desc`);
}

export async function revokeApiKey(queries: Queries, practiceId: PracticeId, keyId: ApiKeyId): Promise<boolean> {
  return (
    (await queries.run(
      sql`update access.api_key set revoked_at = now() where practice_id = ${practiceId} and id = ${keyId} and revoked_at is null`,
    )) > 0
  );
}
