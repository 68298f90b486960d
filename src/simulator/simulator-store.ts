/** What a simulator keeps between files. Two kinds: its own schema in PostgreSQL, and memory for a lesson or a test. */
import type { IsoDate } from "../core/kernel/iso-date.ts";
import type { PayerFile } from "../core/payer/payer-file.ts";
import type { Fault, PayerState } from "../core/payer/state.ts";

export interface SimulatorStore {
  /** All or nothing, and one at a time. */
  readonly transaction: <Value>(work: (tx: SimulatorTx) => Promise<Value>) => Promise<Value>;
  readonly close: () => Promise<void>;
}

/** Which part of the state a file is about. */
export interface StateSlice {
  readonly planIds: readonly string[];
  readonly patientKeys: readonly string[];
  /** The payer's own claim numbers that replacements and voids refer to. */
  readonly claimNumbers: readonly string[];
}

export interface ReceivedFile {
  readonly name: string;
  readonly sha256: string;
  readonly on: IsoDate;
}

export interface SimulatorTx {
  /** Records a file with the names of its answers. */
  readonly recordReceived: (file: ReceivedFile, answers: readonly string[]) => Promise<void>;
  readonly wasReceived: (sha256: string) => Promise<boolean>;
  /** Counters, balances, and the claims and accumulators of the patients named. */
  readonly loadSlice: (slice: StateSlice) => Promise<PayerState>;
  /** Counters, balances, and the claims that are due and unpaid. */
  readonly loadDue: (today: IsoDate) => Promise<PayerState>;
  readonly loadFaults: () => Promise<readonly Fault[]>;
  /** Writes what differs between the two. */
  readonly save: (before: PayerState, after: PayerState) => Promise<void>;
  readonly keepOutgoing: (files: readonly PayerFile[]) => Promise<void>;
  /** Files that are kept but perhaps not yet in the folder, oldest first. */
  readonly unwritten: () => Promise<readonly PayerFile[]>;
  readonly markWritten: (names: readonly string[]) => Promise<void>;
}

/** Rows of `after` that are not the same objects in `before`. The core replaces what it changes and keeps the rest. */
export function changedRows<Row>(before: readonly Row[], after: readonly Row[]): readonly Row[] {
  const known = new Set(before);
  return after.filter((row) => !known.has(row));
}
