/** Which account signs as which clinician of the practice: as long as it works there. */
import type { ProviderId } from "../core/kernel/id.ts";
import type { AccountId } from "./access/accounts.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

const worksHere = sql`exists (select 1 from access.membership m where m.practice_id = t.practice_id and m.account_id = t.account_id)`;

export async function clinicianOfAccount(tx: Tx, accountId: AccountId): Promise<ProviderId | undefined> {
  const row = await tx.maybe<{ id: ProviderId }>(
    sql`select provider_id as id from clinician_account t where practice_id = ${tx.practiceId} and account_id = ${accountId} and ${worksHere}`,
  );
  return row?.id;
}

export async function clinicianAccounts(tx: Tx): Promise<ReadonlyMap<AccountId, ProviderId>> {
  const rows = await tx.many<{ accountId: AccountId; providerId: ProviderId }>(sql`
    select account_id as "accountId", provider_id as "providerId" from clinician_account t
    where practice_id = ${tx.practiceId} and ${worksHere}`);
  return new Map(rows.map((row) => [row.accountId, row.providerId]));
}

/** False when another account is this clinician: then the account stays who it was. */
export async function tieClinician(tx: Tx, accountId: AccountId, providerId: ProviderId): Promise<boolean> {
  // One tie after the other: whoever is refused has not let go of the old tie.
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`clinicians ${tx.practiceId}`}, 0))`);
  const holder = [...(await clinicianAccounts(tx))].find(([, id]) => id === providerId)?.[0];
  if (holder !== undefined && holder !== accountId) return false;
  await untieClinician(tx, accountId);
  // What somebody left behind who does not work here any more.
  await tx.run(
    sql`delete from clinician_account t where practice_id = ${tx.practiceId} and provider_id = ${providerId} and not ${worksHere}`,
  );
  await tx.run(sql`
    insert into clinician_account (practice_id, account_id, provider_id) values (${tx.practiceId}, ${accountId}, ${providerId})`);
  return true;
}

export async function untieClinician(tx: Tx, accountId: AccountId): Promise<void> {
  await tx.run(sql`delete from clinician_account where practice_id = ${tx.practiceId} and account_id = ${accountId}`);
}
