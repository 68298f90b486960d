/** One claim file from the front door to the payments, by a payer without a past: for the command line, lessons and tests. */
import type { IsoDate } from "../kernel/iso-date.ts";
import { payDue } from "./pay.ts";
import type { PayerFile } from "./payer-file.ts";
import type { BenefitPlan } from "./plan.ts";
import { receiveFile } from "./receive.ts";
import { noRecords, type PayerRecords } from "./records.ts";
import { emptyPayerState, type PayerState } from "./state.ts";
import type { PayerTables } from "./tables.ts";

export interface AdjudicateFileInput {
  readonly bytes: Uint8Array;
  readonly plans: readonly BenefitPlan[];
  readonly records?: PayerRecords;
  readonly tables: PayerTables;
  readonly seed: number;
  /** The day of receipt. */
  readonly today: IsoDate;
  /** HHMM. */
  readonly time: string;
}

/** TA1, 999, 277CA and then the 835s, each of these dated on the day it falls due. The same input gives the same bytes. */
export function adjudicateFile({ bytes, plans, records = noRecords, tables, seed, today, time }: AdjudicateFileInput): {
  readonly files: readonly PayerFile[];
  readonly state: PayerState;
} {
  const received = receiveFile({ bytes, plans, records, tables, state: emptyPayerState(), seed, today, time });
  const files: PayerFile[] = [...received.outputs];
  let state = received.state;
  for (const day of [...new Set(state.claims.map((claim) => claim.dueOn))].sort()) {
    const paid = payDue({ plans, state, seed, today: day, time });
    files.push(...paid.outputs);
    state = paid.state;
  }
  return { files, state };
}
