/** What could not be worked without a person. Raised once for each thing, with its reason; resolved by name. */
import type { Doer } from "../core/claims/model.ts";
import type { ClaimId } from "../core/kernel/id.ts";
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { ExceptionHow } from "../core/worklist/exceptions.ts";
import { toJson } from "./json.ts";
import { present } from "./row.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export interface ExceptionItem {
  readonly id: number;
  /** What it is about: "inbound-file", "remittance", "acknowledgement" … */
  readonly source: string;
  readonly sourceKey: string;
  /** For a person: what is wrong. */
  readonly reason: string;
  readonly detail: unknown;
  readonly status: "open" | "resolved";
  readonly raisedOn: IsoDate;
  readonly resolvedOn?: IsoDate;
  readonly resolvedBy?: string;
  readonly resolution?: string;
}

export type NewException = Pick<ExceptionItem, "source" | "sourceKey" | "reason" | "detail" | "raisedOn">;

/** False when the same thing (source and key) has been raised before. */
export async function raiseException(tx: Tx, item: NewException): Promise<boolean> {
  return (await raiseExceptions(tx, [item])) > 0;
}

/** Raises each once. Returns how many are new. */
export async function raiseExceptions(tx: Tx, items: readonly NewException[]): Promise<number> {
  if (items.length === 0) return 0;
  return tx.run(sql`
    insert into exception_item (practice_id, source, source_key, reason, detail, raised_on)
    select ${tx.practiceId}::int, given.* from unnest(${items.map((one) => one.source)}::text[], ${items.map((one) => one.sourceKey)}::text[],
      ${items.map((one) => one.reason)}::text[], ${items.map((one) => toJson(one.detail ?? null))}::jsonb[],
      ${items.map((one) => one.raisedOn)}::date[]) as given
    on conflict (practice_id, source, source_key) do nothing`);
}

export async function resolveException(
  tx: Tx,
  id: number,
  how: { readonly on: IsoDate; readonly resolution: string } & Doer,
): Promise<boolean> {
  const changed = await tx.run(sql`
    update exception_item set status = 'resolved', resolved_on = ${how.on}, resolved_by = ${how.by}, resolved_account_id = ${how.account}, resolution = ${how.resolution}
    where practice_id = ${tx.practiceId} and id = ${id} and status = 'open'`);
  return changed > 0;
}

/** Oldest first. */
export async function listExceptions(
  tx: Tx,
  {
    status = "open",
    source,
    limit,
    offset = 0,
  }: { readonly status?: "open" | "resolved"; readonly source?: string; readonly limit: number; readonly offset?: number },
): Promise<readonly ExceptionItem[]> {
  const rows = await tx.many<ExceptionRow>(sql`
    select * from exception_item
    where practice_id = ${tx.practiceId} and status = ${status} and (${source}::text is null or source = ${source}) order by id limit ${limit} offset ${offset}`);
  return rows.map(exceptionOf);
}

export async function lockException(tx: Tx, id: number): Promise<ExceptionItem | undefined> {
  const row = await tx.maybe<ExceptionRow>(sql`
    select * from exception_item where practice_id = ${tx.practiceId} and id = ${id} for update`);
  return row === undefined ? undefined : exceptionOf(row);
}

export async function reopenException(tx: Tx, id: number): Promise<void> {
  await tx.run(sql`
    update exception_item set status = 'open', resolved_on = null, resolved_by = null, resolved_account_id = null,
      resolution = null
    where practice_id = ${tx.practiceId} and id = ${id} and status = 'resolved'`);
}

/** What a person decided, or took back. Rows stay. */
export interface ExceptionEvent {
  readonly exceptionId: number;
  readonly on: IsoDate;
  readonly by: string;
  readonly kind: "resolved" | "reopened";
  readonly how?: ExceptionHow;
  readonly claimId?: ClaimId;
  readonly words: string;
}

export async function addExceptionEvent(tx: Tx, event: ExceptionEvent): Promise<void> {
  await tx.run(sql`
    insert into exception_event (practice_id, exception_id, on_day, by_name, kind, how, claim_id, words)
    values (${tx.practiceId}, ${event.exceptionId}, ${event.on}, ${event.by}, ${event.kind}, ${event.how}, ${event.claimId}, ${event.words})`);
}

/** The oldest first. */
export async function exceptionEvents(tx: Tx, ids: readonly number[]): Promise<readonly ExceptionEvent[]> {
  const rows = await tx.many<ExceptionEvent & { readonly how: ExceptionHow | null; readonly claimId: ClaimId | null }>(sql`
    select exception_id as "exceptionId", on_day as "on", by_name as "by", kind, how, claim_id as "claimId", words from exception_event
    where practice_id = ${tx.practiceId} and exception_id = any(${ids}::bigint[]) order by id`);
  return rows.map(({ how, claimId, ...rest }) => ({ ...rest, ...present({ how, claimId }) }));
}

/** The newest first. */
export async function lastResolved(tx: Tx, limit: number): Promise<readonly ExceptionItem[]> {
  const rows = await tx.many<ExceptionRow>(sql`
    select * from exception_item where practice_id = ${tx.practiceId} and status = 'resolved' order by resolved_on desc, id desc limit ${limit}`);
  return rows.map(exceptionOf);
}

interface ExceptionRow {
  readonly id: number;
  readonly source: string;
  readonly source_key: string;
  readonly reason: string;
  readonly detail: unknown;
  readonly status: "open" | "resolved";
  readonly raised_on: IsoDate;
  readonly resolved_on: IsoDate | null;
  readonly resolved_by: string | null;
  readonly resolution: string | null;
}

function exceptionOf(row: ExceptionRow): ExceptionItem {
  return {
    id: row.id,
    source: row.source,
    sourceKey: row.source_key,
    reason: row.reason,
    detail: row.detail,
    status: row.status,
    raisedOn: row.raised_on,
    ...present({ resolvedOn: row.resolved_on, resolvedBy: row.resolved_by, resolution: row.resolution }),
  };
}
