/** People who may sign in. Under no practice: a person may work for several. */
import type { Id, PracticeId } from "../../core/kernel/id.ts";
import { type Sql, sql } from "../sql.ts";
import type { Queries } from "../transaction.ts";

export type AccountId = Id<"account">;

export interface Account {
  readonly id: AccountId;
  /** Lower case; usually an e-mail address. */
  readonly login: string;
  readonly name: string;
  readonly passwordHash: string | undefined;
  /** Sealed; see `src/app/access/sealed.ts`. */
  readonly totpSecret: string | undefined;
  readonly totpConfirmed: boolean;
  readonly totpStep: number | undefined;
  readonly failures: number;
  /** Whether it still rests after too many failures, by the database's clock. */
  readonly resting: boolean;
  readonly disabled: boolean;
  readonly mustChangePassword: boolean;
  /** The subject of the identity provider that the person signs in by, when they do. */
  readonly providerSubject: string | undefined;
  readonly lastPracticeId: PracticeId | undefined;
}

interface AccountRow extends Omit<Account, "passwordHash" | "totpSecret" | "totpStep" | "providerSubject" | "lastPracticeId"> {
  readonly passwordHash: string | null;
  readonly totpSecret: string | null;
  readonly totpStep: number | null;
  readonly providerSubject: string | null;
  readonly lastPracticeId: PracticeId | null;
}

async function find(queries: Queries, where: Sql): Promise<Account | undefined> {
  const row = await queries.maybe<AccountRow>({
    text: `select id, login, name, password_hash as "passwordHash", totp_secret as "totpSecret", totp_confirmed_at is not null as "totpConfirmed",
        totp_step as "totpStep", failures, coalesce(locked_until > now(), false) as "resting", disabled_at is not null as "disabled",
        must_change_password as "mustChangePassword", oidc_subject as "providerSubject", last_practice_id as "lastPracticeId"
      from access.account where ${where.text}`,
    values: where.values,
  });
  if (row === undefined) return undefined;
  return {
    ...row,
    passwordHash: row.passwordHash ?? undefined,
    totpSecret: row.totpSecret ?? undefined,
    totpStep: row.totpStep ?? undefined,
    providerSubject: row.providerSubject ?? undefined,
    lastPracticeId: row.lastPracticeId ?? undefined,
  };
}

export function accountByLogin(queries: Queries, login: string): Promise<Account | undefined> {
  return find(queries, sql`login = ${login.trim().toLowerCase()}`);
}

export function accountById(queries: Queries, accountId: AccountId): Promise<Account | undefined> {
  return find(queries, sql`id = ${accountId}`);
}

/** As `accountById`, and nobody else changes it until the transaction ends: sign-ins of one account go one after the other. */
export async function lockAccount(queries: Queries, accountId: AccountId): Promise<Account | undefined> {
  await queries.run(sql`select 1 from access.account where id = ${accountId} for update`);
  return accountById(queries, accountId);
}

/** Undefined when the login is taken. */
export async function addAccount(
  queries: Queries,
  account: { readonly login: string; readonly name: string; readonly passwordHash?: string; readonly mustChangePassword?: boolean },
): Promise<AccountId | undefined> {
  const row = await queries.maybe<{ id: AccountId }>(sql`
    insert into access.account (login, name, password_hash, must_change_password)
    values (${account.login.trim().toLowerCase()}, ${account.name}, ${account.passwordHash ?? null}, ${account.mustChangePassword ?? false})
    on conflict (login) do nothing returning id`);
  return row?.id;
}

export function accountByProvider(
  queries: Queries,
  provider: { readonly issuer: string; readonly subject: string },
): Promise<Account | undefined> {
  return find(queries, sql`oidc_issuer = ${provider.issuer} and oidc_subject = ${provider.subject}`);
}

/** From now on the person is known by the provider's own number, which no change of an e-mail address touches. */
export async function linkProvider(
  queries: Queries,
  accountId: AccountId,
  provider: { readonly issuer: string; readonly subject: string },
): Promise<void> {
  await queries.run(
    sql`update access.account set oidc_issuer = ${provider.issuer}, oidc_subject = ${provider.subject} where id = ${accountId}`,
  );
}

/** One more failure; the account rests for so many minutes from now. */
export async function noteFailure(queries: Queries, accountId: AccountId, restMinutes: number): Promise<void> {
  await queries.run(sql`
    update access.account set failures = failures + 1,
      locked_until = case when ${restMinutes}::int > 0 then now() + make_interval(mins => ${restMinutes}::int) else locked_until end
    where id = ${accountId}`);
}

export async function forgetFailures(queries: Queries, accountId: AccountId): Promise<void> {
  await queries.run(
    sql`update access.account set failures = 0, locked_until = null where id = ${accountId} and (failures > 0 or locked_until is not null)`,
  );
}

export async function setPassword(
  queries: Queries,
  accountId: AccountId,
  { passwordHash, mustChange }: { readonly passwordHash: string; readonly mustChange: boolean },
): Promise<void> {
  await queries.run(sql`
    update access.account set password_hash = ${passwordHash}, must_change_password = ${mustChange}, password_changed_at = now()
    where id = ${accountId}`);
}

/** The same password under stronger parameters; nothing if it was changed meanwhile. */
export async function replaceHash(
  queries: Queries,
  accountId: AccountId,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await queries.run(sql`update access.account set password_hash = ${to} where id = ${accountId} and password_hash = ${from}`);
}

export async function setDisabled(queries: Queries, accountId: AccountId, disabled: boolean): Promise<void> {
  await queries.run(
    sql`update access.account set disabled_at = case when ${disabled} then coalesce(disabled_at, now()) end where id = ${accountId}`,
  );
}

export async function noteLastPractice(queries: Queries, accountId: AccountId, practiceId: PracticeId): Promise<void> {
  await queries.run(sql`update access.account set last_practice_id = ${practiceId} where id = ${accountId}`);
}

export interface ListedAccount {
  readonly accountId: AccountId;
  readonly login: string;
  readonly name: string;
  readonly secondFactor: boolean;
  readonly disabled: boolean;
  readonly locked: boolean;
  /** Has neither a password nor a provider yet: nobody has used the account. */
  readonly invited: boolean;
}

/** Everybody, for the command line of whoever runs the server. */
export async function allAccounts(queries: Queries): Promise<readonly ListedAccount[]> {
  return queries.many(sql`
    select id as "accountId", login, name, totp_confirmed_at is not null as "secondFactor", disabled_at is not null as "disabled",
      coalesce(locked_until > now(), false) as "locked", password_hash is null and oidc_subject is null as "invited"
    from access.account order by login`);
}
