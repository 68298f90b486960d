/** The payer as a party of its own: it reads what lies in the folder for it, and its answers appear in the other one. */

import type { IsoDate } from "../core/kernel/iso-date.ts";
import { type FaultRates, noFaults } from "../core/payer/faults.ts";
import { payDue } from "../core/payer/pay.ts";
import { type BenefitPlan, withTerms } from "../core/payer/plan.ts";
import { namedIn, receiveFile } from "../core/payer/receive.ts";
import { noRecords, type PayerRecords } from "../core/payer/records.ts";
import type { Fault } from "../core/payer/state.ts";
import type { PayerTables } from "../core/payer/tables.ts";
import { encodeUtf8 } from "../core/x12/syntax/decode.ts";
import {
  type Haste,
  openPartnerFolder,
  type PartnerFolder,
  putFile,
  readWaiting,
  setAside,
  sha256Of,
  waitingNames,
} from "../exchange/partner-folder.ts";
import type { SimulatorStore } from "./simulator-store.ts";

export interface SimulatorConfig extends Haste {
  /** The partner's folder: `to-payer` is read, `from-payer` is written. */
  readonly folder: string;
  readonly store: SimulatorStore;
  readonly plans: readonly BenefitPlan[];
  /** Members, practitioners and authorisations on file; whoever is not goes by the shape of the id. */
  readonly records?: PayerRecords;
  readonly tables: PayerTables;
  readonly seed: number;
  /** Mistakes on purpose; none without. */
  readonly faults?: FaultRates;
  /** Instead of each plan's own days from receipt to payment. */
  readonly payAfterDays?: number;
}

export interface Answered {
  /** Files taken in now, in order of their names; those received before are not among them. */
  readonly received: readonly string[];
  /** Files that now lie in `from-payer`, in the order in which they were written. */
  readonly written: readonly string[];
}

export interface Simulator {
  /** Takes in every complete file and writes TA1, 999 and 277CA. The same file again changes nothing. */
  readonly receiveWaiting: (today: IsoDate, time: string) => Promise<Answered>;
  /** The payer's business day: takes in what waits, then pays what is due by 835. */
  readonly answerDay: (today: IsoDate, time?: string) => Promise<Answered>;
  /** The mistakes that it made on purpose, oldest first. */
  readonly faults: () => Promise<readonly Fault[]>;
  readonly close: () => Promise<void>;
}

/** Makes the folders when they are missing. `time` is HHMM everywhere. */
export async function openSimulator(config: SimulatorConfig): Promise<Simulator> {
  const { payAfterDays } = config;
  const plans =
    payAfterDays === undefined ? config.plans : config.plans.map((plan) => withTerms(plan, (terms) => ({ ...terms, payAfterDays })));
  const setting: Setting = { ...config, plans, partner: await openPartnerFolder(config.folder) };
  const receiveWaiting = async (today: IsoDate, time: string): Promise<Answered> => {
    const earlier = await writeOutgoing(setting);
    const received = await receiveAll(setting, today, time);
    return { received, written: [...earlier, ...(await writeOutgoing(setting))] };
  };
  return {
    receiveWaiting,
    answerDay: async (today, time = "0600") => {
      const { received, written } = await receiveWaiting(today, time);
      await pay(setting, today, time);
      return { received, written: [...written, ...(await writeOutgoing(setting))] };
    },
    faults: () => config.store.transaction((tx) => tx.loadFaults()),
    close: () => config.store.close(),
  };
}

interface Setting extends SimulatorConfig {
  readonly partner: PartnerFolder;
}

/** A file is set aside only once its answers are kept: a crash in between finds it again, and knows its bytes. */
async function receiveAll(setting: Setting, today: IsoDate, time: string): Promise<readonly string[]> {
  const { outbox } = setting.partner;
  const received: string[] = [];
  for (const name of await waitingNames(outbox)) {
    if (!name.endsWith(".x12")) continue;
    const { bytes } = await readWaiting(outbox, name);
    if (await receiveOne(setting, { name, bytes, today, time })) received.push(name);
    await setAside(outbox, name, setting);
  }
  return received;
}

/** One transaction: the file's hash, the decisions, the accumulators and the answers. False when it was received before. */
async function receiveOne(
  { store, plans, records = noRecords, tables, seed, faults = noFaults }: Setting,
  { name, bytes, today, time }: { readonly name: string; readonly bytes: Uint8Array; readonly today: IsoDate; readonly time: string },
): Promise<boolean> {
  const sha256 = sha256Of(bytes);
  return store.transaction(async (tx) => {
    if (await tx.wasReceived(sha256)) return false;
    const before = await tx.loadSlice({ planIds: plans.map((plan) => plan.id), ...namedIn(bytes, records) });
    const { outputs, state, lost } = receiveFile({ bytes, plans, records, tables, state: before, seed, faults, today, time });
    const answers = outputs.map((one) => one.name);
    if (!lost) await tx.recordReceived({ name, sha256, on: today }, answers);
    await tx.save(before, state);
    await tx.keepOutgoing(outputs);
    return true;
  });
}

async function pay({ store, plans, records = noRecords, seed, faults = noFaults }: Setting, today: IsoDate, time: string): Promise<void> {
  await store.transaction(async (tx) => {
    const before = await tx.loadDue(today);
    const { outputs, state } = payDue({ plans, records, state: before, seed, faults, today, time });
    await tx.save(before, state);
    await tx.keepOutgoing(outputs);
  });
}

/** Brings to the folder what is kept and not yet there; also what an earlier run was stopped in the middle of. */
async function writeOutgoing({ store, partner, hasty }: Setting): Promise<readonly string[]> {
  const files = await store.transaction((tx) => tx.unwritten());
  for (const { name, text } of files) await putFile(partner.inbox, name, encodeUtf8(text), { hasty });
  const names = files.map((one) => one.name);
  if (names.length > 0) await store.transaction((tx) => tx.markWritten(names));
  return names;
}
