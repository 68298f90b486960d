/** The second factor of an account: a sealed secret, the last time step that was used, and recovery codes that count once. */
import { sql } from "../sql.ts";
import type { Queries } from "../transaction.ts";
import type { AccountId } from "./accounts.ts";

/** A new secret that does not count until a code of it was given. An earlier one that counts is left alone until then. */
export async function proposeSecret(queries: Queries, accountId: AccountId, sealedSecret: string): Promise<void> {
  await queries.run(sql`
    update access.account set totp_secret = ${sealedSecret}, totp_step = null where id = ${accountId} and totp_confirmed_at is null`);
}

export async function confirmSecret(queries: Queries, accountId: AccountId, step: number): Promise<void> {
  await queries.run(sql`update access.account set totp_confirmed_at = now(), totp_step = ${step} where id = ${accountId}`);
}

/** False when this step or a later one was used before: a code counts once. */
export async function spendStep(queries: Queries, accountId: AccountId, step: number): Promise<boolean> {
  return (
    (await queries.run(
      sql`update access.account set totp_step = ${step} where id = ${accountId} and (totp_step is null or totp_step < ${step})`,
    )) > 0
  );
}

export async function removeSecret(queries: Queries, accountId: AccountId): Promise<boolean> {
  await queries.run(sql`delete from access.recovery_code where account_id = ${accountId}`);
  return (
    (await queries.run(sql`
      update access.account set totp_secret = null, totp_confirmed_at = null, totp_step = null
      where id = ${accountId} and totp_confirmed_at is not null`)) > 0
  );
}

/** These instead of all earlier ones. */
export async function replaceRecoveryCodes(queries: Queries, accountId: AccountId, hashes: readonly string[]): Promise<void> {
  await queries.run(sql`delete from access.recovery_code where account_id = ${accountId}`);
  await queries.run(sql`insert into access.recovery_code (account_id, code_hash) select ${accountId}, unnest(${hashes}::text[])`);
}

/** False when there is no such code or it was used. */
export async function spendRecoveryCode(queries: Queries, accountId: AccountId, codeHash: string): Promise<boolean> {
  return (
    (await queries.run(
      sql`update access.recovery_code set used_at = now() where account_id = ${accountId} and code_hash = ${codeHash} and used_at is null`,
    )) > 0
  );
}

export async function countRecoveryCodes(queries: Queries, accountId: AccountId): Promise<number> {
  const { n } = await queries.one<{ n: number }>(
    sql`select count(*)::int as n from access.recovery_code where account_id = ${accountId} and used_at is null`,
  );
  return n;
}
