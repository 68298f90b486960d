/** One claim file from the front door to the payments, by a payer without a past: for the command line, lessons and tests. */
import type { IsoDate } from "../kernel/iso-date.ts";
import { type FaultRates, noFaults } from "./faults.ts";
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
  readonly faults?: FaultRates;
  /** The day of receipt. */
  readonly today: IsoDate;
  /** HHMM. */
  readonly time: string;
}

/** TA1, 999, 277CA and then the 835s, each of these dated on the day it falls due. The same input gives the same bytes. */
export function adjudicateFile({ bytes, plans, records = noRecords, tables, seed, faults = noFaults, today, time }: AdjudicateFileInput): {
  readonly files: readonly PayerFile[];
  readonly state: PayerState;
} {
  const received = receiveFile({ bytes, plans, records, tables, state: emptyPayerState(), seed, faults, today, time });
  const files: PayerFile[] = [...received.outputs];
  let state = received.state;
  for (let day = nextDay(state); day !== undefined; day = nextDay(state)) {
    const paid = payDue({ plans, records, state, seed, faults, today: day, time });
    files.push(...paid.outputs);
    state = paid.state;
  }
  return { files, state };
}

/** The first day on which something is to be paid or sent. */
function nextDay({ claims, faults }: PayerState): IsoDate | undefined {
  const days = [
    ...claims.flatMap((claim) => (claim.paidOn === undefined ? [claim.dueOn] : [])),
    ...faults.flatMap(({ follows }) => (follows === undefined || follows.sentOn !== undefined ? [] : [follows.on])),
  ];
  return days.reduce<IsoDate | undefined>((first, day) => (first === undefined || day < first ? day : first), undefined);
}
