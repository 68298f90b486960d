/** What one person changed on a day, and the visits behind it. */
import { acts } from "../../core/access/acts.ts";
import type { EncounterId, PatientId } from "../../core/kernel/id.ts";
import type { IsoDate } from "../../core/kernel/iso-date.ts";
import type { AccountId } from "../access/accounts.ts";
import { sql } from "../sql.ts";
import type { Tx } from "../transaction.ts";

/** Looking is not work that was done. */
const changing = Object.entries(acts)
  .filter(([, { kind }]) => kind === "write")
  .map(([act]) => act);

export interface MyAct {
  readonly id: number;
  /** HH:MM at the practice's place. */
  readonly time: string;
  readonly act: string;
  readonly outcome: string;
  readonly patientId: PatientId | null;
  readonly patients: number;
  readonly objectKind: string | null;
  readonly objectId: string | null;
}

export async function actsOfActor(
  tx: Tx,
  {
    name,
    accountId,
    day,
    timeZone,
    limit,
  }: {
    readonly name: string;
    readonly accountId: AccountId | undefined;
    readonly day: IsoDate;
    readonly timeZone: string;
    readonly limit: number;
  },
): Promise<{ readonly counts: readonly { readonly act: string; readonly n: number }[]; readonly rows: readonly MyAct[] }> {
  const mine = sql`e.practice_id = ${tx.practiceId} and e.actor = ${name} and e.account_id is not distinct from ${accountId ?? null}::bigint
    and e.act = any(${changing}::text[]) and e.happened_at >= ${day}::date::timestamp at time zone ${timeZone}
    and e.happened_at < (${day}::date + 1)::timestamp at time zone ${timeZone}`;
  const counts = await tx.many<{ act: string; n: number }>(sql`
    select e.act, count(*) as n from audit_entry e where ${mine} and e.outcome = 'done' group by e.act order by n desc, e.act`);
  const rows = await tx.many<MyAct>(sql`
    select e.id, to_char(e.happened_at at time zone ${timeZone}, 'HH24:MI') as time, e.act, e.outcome, e.patient_id as "patientId", e.patients,
      e.object_kind as "objectKind", e.object_id as "objectId"
    from audit_entry e where ${mine} order by e.happened_at desc, e.id desc limit ${limit}`);
  return { counts, rows };
}

/** By "kind id": a visit itself, or the visit of a claim or charge. */
export async function visitsBehind(
  tx: Tx,
  objects: readonly (readonly [kind: string | null, id: string | null])[],
): Promise<ReadonlyMap<string, EncounterId>> {
  const ids = (kind: string): readonly number[] => objects.filter(([one, id]) => one === kind && id !== null).map(([, id]) => Number(id));
  const rows = await tx.many<{ key: string; visit: EncounterId }>(sql`
    select 'visit ' || id as key, id as visit from encounter where practice_id = ${tx.practiceId} and id = any(${ids("visit")}::bigint[])
    union all select 'claim ' || id, encounter_id from claim where practice_id = ${tx.practiceId} and id = any(${ids("claim")}::bigint[])
    union all select 'charge ' || id, encounter_id from charge where practice_id = ${tx.practiceId} and id = any(${ids("charge")}::bigint[])`);
  return new Map(rows.map((row) => [row.key, row.visit]));
}
