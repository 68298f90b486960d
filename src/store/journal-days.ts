/** The journal day by day: what people open when they look into the books. */
import type { Cents } from "../core/kernel/cents.ts";
import type { ClaimId, EncounterId, PatientId, RemittanceId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { Account, EntrySource } from "../core/ledger/model.ts";
import type { Owed, PatientOwed } from "./balances.ts";
import { recordsOf } from "./patient-merges.ts";
import { present } from "./row.ts";
import { type Sql, sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface JournalDay {
  readonly on: IsoDate;
  readonly lines: number;
  readonly charges: Cents;
  readonly cash: Cents;
  /** Contractual, payer reductions and everything that was given up. */
  readonly reduced: Cents;
}

export async function firstEntryDay(tx: Tx): Promise<IsoDate | undefined> {
  const row = await tx.one<{ first: IsoDate | null }>(
    sql`select min(happened_on) as first from journal_line where practice_id = ${tx.practiceId}`,
  );
  return row.first ?? undefined;
}

/** Newest first; days without an entry are not there. From the totals by day, and the lines posted since. */
export async function journalDays(tx: Tx, { from, to }: { readonly from: IsoDate; readonly to: IsoDate }): Promise<readonly JournalDay[]> {
  return tx.many<JournalDay>(sql`
    select happened_on as "on", sum(lines)::bigint as lines,
      coalesce(-sum(amount) filter (where account = 'charges'), 0)::bigint as charges,
      coalesce(sum(amount) filter (where account = 'cash'), 0)::bigint as cash,
      coalesce(sum(amount) filter (where account in ('contractual', 'payer-reductions', 'bad-debt') or account like 'write-off-%'), 0)::bigint as reduced
    from (
      select happened_on, account, amount, lines from day_total
        where practice_id = ${tx.practiceId} and happened_on between ${from}::date and ${to}::date
      union all
      select happened_on, account, amount, 1 from journal_line
        where practice_id = ${tx.practiceId} and happened_on between ${from}::date and ${to}::date
          and entry_id > coalesce((select totals_through from books where practice_id = ${tx.practiceId}), 0)) every
    group by happened_on order by happened_on desc`);
}

export interface EntryHead {
  readonly id: number;
  readonly on: IsoDate;
  readonly source: EntrySource;
  readonly sourceKey: string;
  readonly memo: string;
  /** Sum of its debits. */
  readonly amount: Cents;
  readonly recordedAt: string;
}

/** The entries of a day after this one, in the order in which they were posted. */
export async function entriesOfDay(
  tx: Tx,
  { day, after, limit }: { readonly day: IsoDate; readonly after: number; readonly limit: number },
): Promise<readonly EntryHead[]> {
  return entryHeads(tx, sql`e.happened_on = ${day}::date and e.id > ${after}`, limit);
}

export interface EntryLine {
  readonly account: Account;
  readonly amount: Cents;
  readonly reason?: string;
  readonly patientId?: PatientId;
  readonly patientAccount?: string;
  readonly claimId?: ClaimId;
  readonly claimNumber?: string;
  readonly visitId?: EncounterId;
  readonly procedure?: string;
  readonly payerName?: string;
  readonly remittanceId?: RemittanceId;
  readonly trace?: string;
  /** The file that brought the remittance. */
  readonly fileId?: number;
}

/** One entry, and its lines with what they are about. */
export async function loadEntryWithLines(
  tx: Tx,
  id: number,
): Promise<{ readonly head: EntryHead; readonly lines: readonly EntryLine[] } | undefined> {
  const [head] = await entryHeads(tx, sql`e.id = ${id}`, 1);
  if (head === undefined) return undefined;
  const rows = await tx.many<{ [Key in keyof EntryLine]-?: EntryLine[Key] | null }>(sql`
    select l.account, l.amount, l.reason, l.patient_id as "patientId", p.account_number as "patientAccount", l.claim_id as "claimId",
      c.control_number as "claimNumber", coalesce(h.encounter_id, c.encounter_id) as "visitId", h.procedure, y.name as "payerName",
      l.remittance_id as "remittanceId", r.trace, r.inbound_file_id as "fileId"
    from journal_line l
      left join patient p on p.practice_id = l.practice_id and p.id = l.patient_id
      left join claim c on c.practice_id = l.practice_id and c.id = l.claim_id
      left join charge h on h.practice_id = l.practice_id and h.id = l.charge_id
      left join payer y on y.practice_id = l.practice_id and y.id = l.payer_id
      left join remittance r on r.practice_id = l.practice_id and r.id = l.remittance_id
    where l.practice_id = ${tx.practiceId} and l.entry_id = ${id} order by l.line_number`);
  return { head, lines: rows.map((row) => present(row) as EntryLine) };
}

export interface Deposit {
  readonly on: IsoDate;
  readonly source: EntrySource;
  readonly payerName?: string;
  readonly trace?: string;
  /** The method of patients' payments, the reference of a refund. */
  readonly method?: string;
  readonly amount: Cents;
  readonly entries: number;
}

/** Money in and out of the bank: each remittance on its own, patients' payments by method. */
export async function depositsOf(
  tx: Tx,
  { from, to, limit }: { readonly from: IsoDate; readonly to: IsoDate; readonly limit: number },
): Promise<readonly Deposit[]> {
  const rows = await tx.many<{ [Key in keyof Deposit]-?: Deposit[Key] | null }>(sql`
    select l.happened_on as "on", e.source, y.name as "payerName", r.trace,
      case when l.remittance_id is null then l.reason end as method, sum(l.amount)::bigint as amount, count(distinct l.entry_id) as entries
    from journal_line l
      join journal_entry e on e.practice_id = l.practice_id and e.id = l.entry_id
      left join remittance r on r.practice_id = l.practice_id and r.id = l.remittance_id
      left join payer y on y.practice_id = r.practice_id and y.id = r.payer_id
    where l.practice_id = ${tx.practiceId} and l.account = 'cash' and l.happened_on between ${from}::date and ${to}::date
    group by 1, 2, 3, 4, 5 order by 1 desc, 2, 3, 4, 5 limit ${limit}`);
  return rows.map((row) => present(row) as Deposit);
}

/** What a patient owed, was owed for by payers, and had unapplied at the end of a day. */
export async function patientBalanceAsOf(tx: Tx, id: PatientId, day: IsoDate): Promise<PatientOwed> {
  return tx.one<PatientOwed>(sql`
    select coalesce(sum(amount) filter (where account = 'insurance-receivable'), 0)::bigint as insurance,
      coalesce(sum(amount) filter (where account = 'patient-receivable'), 0)::bigint as patient,
      coalesce(-sum(amount) filter (where account = 'unapplied' and payer_id is null), 0)::bigint as unapplied
    from journal_line where practice_id = ${tx.practiceId} and patient_id = any(${await recordsOf(tx, id)}::bigint[]) and happened_on <= ${day}::date`);
}

/** What was owed on a claim at the end of a day. */
export async function claimBalanceAsOf(tx: Tx, id: ClaimId, day: IsoDate): Promise<Owed> {
  return tx.one<Owed>(sql`
    select coalesce(sum(amount) filter (where account = 'insurance-receivable'), 0)::bigint as insurance,
      coalesce(sum(amount) filter (where account = 'patient-receivable'), 0)::bigint as patient
    from journal_line where practice_id = ${tx.practiceId} and claim_id = ${id} and happened_on <= ${day}::date`);
}

async function entryHeads(tx: Tx, condition: Sql, limit: number): Promise<readonly EntryHead[]> {
  return tx.many<EntryHead>(sql`
    select e.id, e.happened_on as "on", e.source, e.source_key as "sourceKey", e.memo, e.recorded_at as "recordedAt",
      (select coalesce(sum(l.amount) filter (where l.amount > 0), 0)::bigint from journal_line l
        where l.practice_id = e.practice_id and l.entry_id = e.id) as amount
    from journal_entry e where e.practice_id = ${tx.practiceId} and ${condition} order by e.id limit ${limit}`);
}
