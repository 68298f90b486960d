/** A file of questions (270, 276) to a payer whose past is one claim file: for the command line, lessons and tests. */
import type { IsoDate } from "../kernel/iso-date.ts";
import { payDue } from "./pay.ts";
import type { PayerFile } from "./payer-file.ts";
import type { BenefitPlan } from "./plan.ts";
import { receiveFile } from "./receive.ts";
import { noRecords, type PayerRecords } from "./records.ts";
import { emptyPayerState, type PayerState } from "./state.ts";
import type { PayerTables } from "./tables.ts";

export interface AnswerFileInput {
  readonly bytes: Uint8Array;
  /** A claim file that the payer received before, and the day of it. */
  readonly claims?: { readonly bytes: Uint8Array; readonly receivedOn: IsoDate };
  readonly plans: readonly BenefitPlan[];
  readonly records?: PayerRecords;
  readonly tables: PayerTables;
  readonly seed: number;
  /** The day of the question. */
  readonly today: IsoDate;
  /** HHMM. */
  readonly time: string;
}

/** TA1 and 999, then the 271s and 277s. The claims were decided on their day and paid as they fell due until today. */
export function answerFile({
  bytes,
  claims,
  plans,
  records = noRecords,
  tables,
  seed,
  today,
  time,
}: AnswerFileInput): readonly PayerFile[] {
  const setting = { plans, records, tables, seed, time };
  let state: PayerState = emptyPayerState();
  if (claims !== undefined) {
    state = receiveFile({ ...setting, bytes: claims.bytes, state, today: claims.receivedOn }).state;
    const days = new Set(state.claims.map((claim) => claim.dueOn).filter((day) => day <= today));
    for (const day of [...days].sort()) state = payDue({ ...setting, state, today: day }).state;
  }
  return receiveFile({ ...setting, bytes, state, today }).outputs;
}
