/** The journal day by day: what people open when they look into the books. */
import type { IsoDate } from "../core/kernel/iso-date.ts";
import { sql } from "./sql.ts";
import type { Tx } from "./transaction.ts";

export async function firstEntryDay(tx: Tx): Promise<IsoDate | undefined> {
  const row = await tx.one<{ first: IsoDate | null }>(
    sql`select min(happened_on) as first from journal_line where practice_id = ${tx.practiceId}`,
  );
  return row.first ?? undefined;
}
