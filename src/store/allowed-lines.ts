/** What first payers allowed, line by line, beside what was expected. Rows are only added. */
import type { Cents } from "../core/kernel/cents.ts";
import type { ChargeId, ClaimId, PayerId, RemittanceId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface KeptLine {
  readonly postedOn: IsoDate;
  readonly sourceKey: string;
  readonly remittanceId: RemittanceId;
  readonly claimId: ClaimId;
  readonly chargeId: ChargeId;
  readonly payerId: PayerId;
  readonly procedure: string;
  readonly allowed: Cents;
  readonly expected?: Cents;
}

export function addAllowedLines(tx: Tx, lines: readonly KeptLine[]): void {
  if (lines.length === 0) return;
  tx.post(sql`
    insert into allowed_line (practice_id, posted_on, source_key, remittance_id, claim_id, charge_id, payer_id, procedure, allowed, expected)
    select ${tx.practiceId}::int, given.* from unnest(${lines.map((one) => one.postedOn)}::date[], ${lines.map((one) => one.sourceKey)}::text[],
      ${lines.map((one) => one.remittanceId)}::bigint[], ${lines.map((one) => one.claimId)}::bigint[],
      ${lines.map((one) => one.chargeId)}::bigint[], ${lines.map((one) => one.payerId)}::bigint[],
      ${lines.map((one) => one.procedure)}::text[], ${lines.map((one) => one.allowed)}::bigint[],
      ${lines.map((one) => one.expected ?? null)}::bigint[]) as given`);
}

export interface TakenBack {
  readonly sourceKey: string;
  /** Of the posting that it undoes. */
  readonly reversedSourceKey: string;
  readonly remittanceId: RemittanceId;
  readonly postedOn: IsoDate;
}

/** The same lines with the opposite amounts. A posting from before lines were kept has none. */
export function takeBackAllowedLines(tx: Tx, postings: readonly TakenBack[]): void {
  if (postings.length === 0) return;
  tx.post(sql`
    insert into allowed_line (practice_id, posted_on, source_key, remittance_id, claim_id, charge_id, payer_id, procedure, allowed, expected)
    select l.practice_id, given.posted_on, given.source_key, given.remittance_id, l.claim_id, l.charge_id, l.payer_id, l.procedure, -l.allowed, -l.expected
    from unnest(${postings.map((one) => one.sourceKey)}::text[], ${postings.map((one) => one.reversedSourceKey)}::text[],
        ${postings.map((one) => one.remittanceId)}::bigint[], ${postings.map((one) => one.postedOn)}::date[])
        as given (source_key, reversed_key, remittance_id, posted_on)
      join allowed_line l on l.practice_id = ${tx.practiceId} and l.source_key = given.reversed_key`);
}
