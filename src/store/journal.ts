/** The books: append-only double entry. Posting writes the entry, its lines and the stored balances in the caller's transaction. */
import { assert } from "../core/kernel/assert.ts";
import { type Cents, cents } from "../core/kernel/cents.ts";
import type { ChargeId, ClaimId, PatientId, PayerId, RemittanceId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Account, EntrySource, JournalEntry, JournalLine } from "../core/ledger/model.ts";
import { addToBalances } from "./balances.ts";
import { mergedRecords, mergedRecordsNow, recordsOfAll } from "./patient-merges.ts";
import { groupRows, present } from "./row.ts";
import { allOf, type Sql, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export type Posted = "posted" | "already";

/**
 * Posts the entries, each once: one whose (source, sourceKey) the practice has had is left as it is and answered "already".
 * The answers are in the order of the entries. An entry that does not add up to zero is a bug and rolls everything back.
 */
export async function postEntries(tx: Tx, entries: readonly JournalEntry[]): Promise<readonly Posted[]> {
  if (entries.length === 0) return [];
  assert(
    entries.every((entry) => entry.lines.length > 0),
    "a journal entry has lines",
  );
  const keys = new Set(entries.map(keyOf));
  assert(keys.size === entries.length, "two journal entries of one posting have the same source key");
  const standing = await underStandingRecords(tx, entries);
  const added = await insertEntries(tx, standing);
  const posted = standing.filter((entry) => added.has(keyOf(entry)));
  await addToBalances(
    tx,
    posted.flatMap((entry) => entry.lines),
  );
  return entries.map((entry) => (added.has(keyOf(entry)) ? "posted" : "already"));
}

/**
 * What is posted for a record that was merged is posted for the one that stands for it; only the entry that carries balances from
 * one to the other names both. Asked for here, after the books were taken hold of: a merge holds them alone.
 */
async function underStandingRecords(tx: Tx, entries: readonly JournalEntry[]): Promise<readonly JournalEntry[]> {
  const merged = await mergedRecordsNow(tx);
  if (merged.size === 0) return entries;
  return entries.map((entry) => {
    if (entry.source === "record-merge") return entry;
    return { ...entry, lines: entry.lines.map((line) => named(line, merged)) };
  });
}

function named(line: JournalLine, merged: ReadonlyMap<PatientId, PatientId>): JournalLine {
  const into = line.patientId === undefined ? undefined : merged.get(line.patientId);
  return into === undefined ? line : { ...line, patientId: into };
}

/** The entries that touch any of these, whole, oldest first. A record that was merged is read as the one that stands for it. */
export async function loadEntries(
  tx: Tx,
  about:
    | { readonly claimIds: readonly ClaimId[] }
    | { readonly patientIds: readonly PatientId[]; readonly orCharges?: readonly ChargeId[] }
    | { readonly chargeIds: readonly ChargeId[] },
): Promise<readonly StoredEntry[]> {
  const touches =
    "claimIds" in about
      ? sql`t.claim_id = any(${about.claimIds}::bigint[])`
      : "chargeIds" in about
        ? sql`t.charge_id = any(${about.chargeIds}::bigint[])`
        : about.orCharges === undefined || about.orCharges.length === 0
          ? sql`t.patient_id = any(${await recordsOfAll(tx, about.patientIds)}::bigint[])`
          : sql`(t.patient_id = any(${await recordsOfAll(tx, about.patientIds)}::bigint[]) or t.charge_id = any(${about.orCharges}::bigint[]))`;
  return entriesWhere(
    tx,
    sql`e.id = any(array(select t.entry_id from journal_line t where t.practice_id = ${tx.practiceId} and ${touches}))`,
  );
}

/** The entries with these keys. */
export async function loadEntriesByKey(tx: Tx, source: EntrySource, sourceKeys: readonly string[]): Promise<readonly StoredEntry[]> {
  return entriesWhere(tx, sql`e.source = ${source} and e.source_key = any(${sourceKeys}::text[])`);
}

/** The entries of some days, both included, oldest first. */
export async function loadEntriesOfDays(
  tx: Tx,
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
): Promise<readonly StoredEntry[]> {
  return entriesWhere(tx, sql`e.happened_on >= ${from}::date and e.happened_on <= ${to}::date`);
}

export interface StoredEntry extends JournalEntry {
  readonly id: number;
}

/** Lines of each claim, oldest first: what `foldBalances` and posting ask for. */
export async function linesOfClaims(tx: Tx, ids: readonly ClaimId[]): Promise<ReadonlyMap<ClaimId, readonly JournalLine[]>> {
  const rows = await tx.many<LineRow>(sql`
    select * from journal_line where practice_id = ${tx.practiceId} and claim_id = any(${ids}::bigint[]) order by entry_id, line_number`);
  return new Map([...groupRows(rows, (row) => row.claim_id)].flatMap(([id, of]) => (id === null ? [] : [[id, of.map(lineOf)] as const])));
}

export async function linesOfPatient(tx: Tx, id: PatientId): Promise<readonly JournalLine[]> {
  const rows = await tx.many<LineRow>(sql`
    select * from journal_line where practice_id = ${tx.practiceId} and patient_id = any(${await recordsOfAll(tx, [id])}::bigint[])
    order by entry_id, line_number`);
  const merged = await mergedRecords(tx);
  return rows.map((row) => named(lineOf(row), merged));
}

/** What each account holds at the end of a day (without one: of everything). Debits positive; their sum is zero. */
export async function accountTotals(
  tx: Tx,
  { asOf, from }: { readonly asOf?: IsoDate; readonly from?: IsoDate } = {},
): Promise<ReadonlyMap<Account, Cents>> {
  const days = allOf([
    asOf === undefined ? undefined : sql`happened_on <= ${asOf}::date`,
    from === undefined ? undefined : sql`happened_on >= ${from}::date`,
  ]);
  const rows = await tx.many<{ account: Account; amount: number }>(sql`
    select account, sum(amount)::bigint as amount from journal_line where practice_id = ${tx.practiceId} and ${days} group by account order by account`);
  return new Map(rows.map((row) => [row.account, cents(row.amount)]));
}

/**
 * Two statements: the entries that are new, then all their lines in one INSERT, over which the database demands zero. (As
 * one statement the planner joins lines to entries by loops, which is quadratic in a large payment.)
 */
async function insertEntries(tx: Tx, entries: readonly JournalEntry[]): Promise<ReadonlySet<string>> {
  const rows = await tx.many<{ id: number; source: EntrySource; source_key: string }>(sql`
    insert into journal_entry (practice_id, happened_on, source, source_key, memo)
    select ${tx.practiceId}::int, given.* from unnest(${entries.map((one) => one.on)}::date[], ${entries.map((one) => one.source)}::text[],
      ${entries.map((one) => one.sourceKey)}::text[], ${entries.map((one) => one.memo)}::text[])
      as given (happened_on, source, source_key, memo) order by source, source_key
    on conflict (practice_id, source, source_key) do nothing
    returning id, source, source_key`);
  const ids = new Map(rows.map((row) => [keyOf({ source: row.source, sourceKey: row.source_key }), row.id]));
  const lines = entries.flatMap((entry) => {
    const entryId = ids.get(keyOf(entry));
    return entryId === undefined ? [] : entry.lines.map((line, at) => ({ entryId, number: at + 1, on: entry.on, line }));
  });
  tx.post(sql`
    insert into journal_line (practice_id, entry_id, line_number, happened_on, account, amount, patient_id, claim_id, charge_id, payer_id,
      remittance_id, reason)
    select ${tx.practiceId}::int, given.* from unnest(${lines.map((one) => one.entryId)}::bigint[], ${lines.map((one) => one.number)}::int[],
      ${lines.map((one) => one.on)}::date[], ${lines.map((one) => one.line.account)}::text[], ${lines.map((one) => one.line.amount)}::bigint[],
      ${lines.map((one) => one.line.patientId ?? null)}::bigint[], ${lines.map((one) => one.line.claimId ?? null)}::bigint[],
      ${lines.map((one) => one.line.chargeId ?? null)}::bigint[], ${lines.map((one) => one.line.payerId ?? null)}::bigint[],
      ${lines.map((one) => one.line.remittanceId ?? null)}::bigint[], ${lines.map((one) => one.line.reason ?? null)}::text[]) as given`);
  return new Set(ids.keys());
}

async function entriesWhere(tx: Tx, condition: Sql): Promise<readonly StoredEntry[]> {
  const rows = await tx.many<EntryRow>(sql`
    select e.source, e.source_key, e.memo, l.* from journal_entry e
      join journal_line l on l.practice_id = e.practice_id and l.entry_id = e.id
    where e.practice_id = ${tx.practiceId} and ${condition} order by e.happened_on, e.id, l.line_number`);
  const merged = await mergedRecords(tx);
  return [...groupRows(rows, (row) => row.entry_id)].flatMap(([id, of]) => {
    const first = of[0];
    if (first === undefined) return [];
    const lines = of.map((row) => named(lineOf(row), merged));
    return [{ id, on: first.happened_on, source: first.source, sourceKey: first.source_key, memo: first.memo, lines }];
  });
}

function keyOf(entry: Pick<JournalEntry, "source" | "sourceKey">): string {
  return `${entry.source} ${entry.sourceKey}`;
}

interface LineRow {
  readonly entry_id: number;
  readonly happened_on: IsoDate;
  readonly account: Account;
  readonly amount: number;
  readonly patient_id: PatientId | null;
  readonly claim_id: ClaimId | null;
  readonly charge_id: ChargeId | null;
  readonly payer_id: PayerId | null;
  readonly remittance_id: RemittanceId | null;
  readonly reason: string | null;
}

interface EntryRow extends LineRow {
  readonly source: EntrySource;
  readonly source_key: string;
  readonly memo: string;
}

function lineOf(row: LineRow): JournalLine {
  return {
    account: row.account,
    amount: cents(row.amount),
    ...present({
      patientId: row.patient_id,
      claimId: row.claim_id,
      chargeId: row.charge_id,
      payerId: row.payer_id,
      remittanceId: row.remittance_id,
      reason: row.reason,
    }),
  };
}
