/** Practices: the tenants, their own record, and the clock of a demonstration or class. */
import type { PracticeId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Address, Practice } from "../core/parties/model.ts";
import { toJson } from "./json.ts";
import type { Pool } from "./pool.ts";
import { present } from "./row.ts";
import { sql } from "./sql.ts";
import { inPractice, outsidePractices, remembered, type Tx } from "./transaction.ts";

export interface Tenant {
  readonly practiceId: PracticeId;
  readonly demonstration: boolean;
}

/** All practices of this database, in order of their number. */
export async function listTenants(pool: Pool): Promise<readonly Tenant[]> {
  return outsidePractices(pool, (queries) =>
    queries.many<Tenant>(sql`select practice_id as "practiceId", demonstration from tenant order by practice_id`),
  );
}

export async function isDemonstration(tx: Tx): Promise<boolean> {
  const row = await tx.maybe<{ demonstration: boolean }>(sql`select demonstration from tenant where practice_id = ${tx.practiceId}`);
  return row?.demonstration ?? false;
}

/** Makes a practice with its counters at 1 and, for a demonstration, its own date. Returns its number. */
export async function createPractice(
  pool: Pool,
  practice: Omit<Practice, "id">,
  { demonstrationToday }: { readonly demonstrationToday?: IsoDate } = {},
): Promise<PracticeId> {
  const demonstration = demonstrationToday !== undefined;
  const { practiceId } = await outsidePractices(pool, (queries) =>
    queries.one<Tenant>(sql`insert into tenant (demonstration) values (${demonstration}) returning practice_id as "practiceId"`),
  );
  await inPractice(pool, practiceId, async (tx) => {
    tx.post(sql`
      insert into practice (practice_id, name, kind, npi, tax_id_kind, tax_id, taxonomy, address, pay_to, phone, contact_name, time_zone,
        submitter_id)
      values (${practiceId}, ${practice.name}, ${practice.kind}, ${practice.npi}, ${practice.taxId.kind}, ${practice.taxId.number},
        ${practice.taxonomy}, ${toJson(practice.address)}, ${practice.payTo === undefined ? null : toJson(practice.payTo)}, ${practice.phone},
        ${practice.contactName}, ${practice.timeZone}, ${practice.submitterId})`);
    if (demonstrationToday !== undefined) await setClock(tx, demonstrationToday);
  });
  return practiceId;
}

export async function loadPractice(tx: Tx): Promise<Practice | undefined> {
  return (await loadPracticeAndClock(tx))?.practice;
}

/** Each practice's name, read inside its own wall, one after the other in one transaction. */
export async function practiceNames(pool: Pool, practiceIds: readonly PracticeId[]): Promise<ReadonlyMap<PracticeId, string>> {
  return outsidePractices(pool, async (queries) => {
    const names = new Map<PracticeId, string>();
    for (const practiceId of practiceIds) {
      await queries.run(sql`select set_config('app.practice', ${String(practiceId)}, true)`);
      const row = await queries.maybe<{ name: string }>(sql`select name from practice where practice_id = ${practiceId}`);
      if (row !== undefined) names.set(practiceId, row.name);
    }
    return names;
  });
}

export async function renamePractice(tx: Tx, name: string): Promise<void> {
  tx.memory.delete(practiceQuestion);
  tx.post(sql`update practice set name = ${name} where practice_id = ${tx.practiceId}`);
}

/** Waits for whoever changes it now. */
export async function lockPractice(tx: Tx): Promise<void> {
  await tx.one(sql`select 1 from practice where practice_id = ${tx.practiceId} for no key update`);
}

export async function updatePractice(tx: Tx, practice: Omit<Practice, "id">): Promise<void> {
  tx.memory.delete(practiceQuestion);
  await tx.run(sql`
    update practice set name = ${practice.name}, kind = ${practice.kind}, npi = ${practice.npi}, tax_id_kind = ${practice.taxId.kind},
      tax_id = ${practice.taxId.number}, taxonomy = ${practice.taxonomy}, address = ${toJson(practice.address)},
      pay_to = ${practice.payTo === undefined ? null : toJson(practice.payTo)}, phone = ${practice.phone},
      contact_name = ${practice.contactName}, time_zone = ${practice.timeZone}, submitter_id = ${practice.submitterId}
    where practice_id = ${tx.practiceId}`);
}

const practiceQuestion = "practice and clock";

/** The practice with its own date, if it has one, in one question. */
export async function loadPracticeAndClock(tx: Tx): Promise<{ readonly practice: Practice; readonly clock?: IsoDate } | undefined> {
  return remembered(tx, practiceQuestion, async () => {
    const row = await tx.maybe<PracticeRow & { readonly clock: IsoDate | null }>(sql`
      select p.*, c.today as clock from practice p left join practice_clock c on c.practice_id = p.practice_id
      where p.practice_id = ${tx.practiceId}`);
    return row === undefined ? undefined : { practice: practiceOf(row), ...present({ clock: row.clock }) };
  });
}

/** The practice's own date, or undefined when it lives by the calendar. */
export async function readClock(tx: Tx): Promise<IsoDate | undefined> {
  return (await loadPracticeAndClock(tx))?.clock;
}

export async function setClock(tx: Tx, today: IsoDate): Promise<void> {
  tx.memory.delete(practiceQuestion);
  tx.post(sql`
    insert into practice_clock (practice_id, today) values (${tx.practiceId}, ${today})
    on conflict (practice_id) do update set today = excluded.today`);
}

interface PracticeRow {
  readonly practice_id: PracticeId;
  readonly name: string;
  readonly kind: "organisation" | "person";
  readonly npi: string;
  readonly tax_id_kind: "EI" | "SY";
  readonly tax_id: string;
  readonly taxonomy: string | null;
  readonly address: Address;
  readonly pay_to: Address | null;
  readonly phone: string;
  readonly contact_name: string;
  readonly time_zone: string;
  readonly submitter_id: string;
}

function practiceOf(row: PracticeRow): Practice {
  return {
    id: row.practice_id,
    name: row.name,
    kind: row.kind,
    npi: row.npi,
    taxId: { kind: row.tax_id_kind, number: row.tax_id },
    address: row.address,
    phone: row.phone,
    contactName: row.contact_name,
    timeZone: row.time_zone,
    submitterId: row.submitter_id,
    ...present({ taxonomy: row.taxonomy, payTo: row.pay_to }),
  };
}
