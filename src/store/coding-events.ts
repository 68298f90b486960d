/** When visits were coded, by whom, and what their charges came to then. Rows are only added. */
import type { EncounterId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface NewCodingEvent {
  readonly on: IsoDate;
  readonly by: string;
  /** The person who signed in; absent for the program's own work. */
  readonly accountId?: number | undefined;
  readonly kind: "coded" | "taken-over";
}

/** After the charges were saved, in their transaction. */
export function addCodingEvents(tx: Tx, visits: readonly EncounterId[], { on, by, accountId, kind }: NewCodingEvent): void {
  if (visits.length === 0) return;
  tx.post(sql`
    insert into coding_event (practice_id, encounter_id, sequence, on_day, by_name, account_id, kind, charges, total)
    select ${tx.practiceId}::int, given.id, 1 + coalesce((select max(sequence) from coding_event
        where practice_id = ${tx.practiceId} and encounter_id = given.id), 0), ${on}::date, ${by}, ${accountId ?? null}::bigint, ${kind},
      c.charges, c.total
    from unnest(${visits}::bigint[]) as given (id)
      cross join lateral (select count(*) as charges, coalesce(sum(amount), 0)::bigint as total from charge
        where practice_id = ${tx.practiceId} and encounter_id = given.id and not removed) c`);
}
