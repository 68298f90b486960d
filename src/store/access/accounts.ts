/** People who may sign in. Under no practice: a person may work for several. */
import type { Role } from "../../core/access/roles.ts";
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
  /** ISO instant; undefined when not locked. */
  readonly lockedUntil: string | undefined;
  readonly disabled: boolean;
  readonly mustChangePassword: boolean;
}

interface AccountRow extends Omit<Account, "passwordHash" | "totpSecret" | "totpStep" | "lockedUntil"> {
  readonly passwordHash: string | null;
  readonly totpSecret: string | null;
  readonly totpStep: number | null;
  readonly lockedUntil: string | null;
}

async function find(queries: Queries, where: Sql): Promise<Account | undefined> {
  const row = await queries.maybe<AccountRow>({
    text: `select id, login, name, password_hash as "passwordHash", totp_secret as "totpSecret", totp_confirmed_at is not null as "totpConfirmed",
        totp_step as "totpStep", failures, locked_until as "lockedUntil", disabled_at is not null as "disabled",
        must_change_password as "mustChangePassword"
      from access.account where ${where.text}`,
    values: where.values,
  });
  if (row === undefined) return undefined;
  return {
    ...row,
    passwordHash: row.passwordHash ?? undefined,
    totpSecret: row.totpSecret ?? undefined,
    totpStep: row.totpStep ?? undefined,
    lockedUntil: row.lockedUntil ?? undefined,
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

export interface Membership {
  readonly practiceId: PracticeId;
  readonly role: Role;
}

/** The practices that the person may work in: their own memberships, then those of billing companies they belong to. */
export async function membershipsOf(queries: Queries, accountId: AccountId): Promise<readonly Membership[]> {
  return queries.many<Membership>(sql`
    select distinct on (practice_id) practice_id as "practiceId", role from (
      select practice_id, role, 0 as rank from access.membership where account_id = ${accountId}
      union all
      select p.practice_id, m.role, 1 from access.organisation_membership m
        join access.organisation_practice p on p.organisation_id = m.organisation_id where m.account_id = ${accountId}
    ) every order by practice_id, rank`);
}

/** Gives the person this role in the practice, instead of the one they had. */
export async function setMembership(
  queries: Queries,
  { accountId, practiceId, role }: { readonly accountId: AccountId } & Membership,
): Promise<void> {
  await queries.run(sql`
    insert into access.membership (account_id, practice_id, role) values (${accountId}, ${practiceId}, ${role})
    on conflict (account_id, practice_id) do update set role = excluded.role`);
}

export async function removeMembership(queries: Queries, accountId: AccountId, practiceId: PracticeId): Promise<boolean> {
  return (await queries.run(sql`delete from access.membership where account_id = ${accountId} and practice_id = ${practiceId}`)) > 0;
}

export interface Member {
  readonly accountId: AccountId;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly secondFactor: boolean;
  readonly disabled: boolean;
  readonly locked: boolean;
}

export async function membersOf(queries: Queries, practiceId: PracticeId): Promise<readonly Member[]> {
  return queries.many<Member>(sql`
    select a.id as "accountId", a.login, a.name, m.role, a.totp_confirmed_at is not null as "secondFactor",
      a.disabled_at is not null as "disabled", coalesce(a.locked_until > now(), false) as "locked"
    from access.membership m join access.account a on a.id = m.account_id where m.practice_id = ${practiceId} order by a.name, a.id`);
}

/** Whether anybody may sign in to this practice as its owner. */
export async function hasOwner(queries: Queries, practiceId?: PracticeId): Promise<boolean> {
  const row = await queries.one<{ found: boolean }>(sql`
    select exists (select 1 from access.membership m join access.account a on a.id = m.account_id
      where m.role = 'owner' and a.disabled_at is null and (${practiceId ?? null}::int is null or m.practice_id = ${practiceId ?? null})) as found`);
  return row.found;
}
