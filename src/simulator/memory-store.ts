/** A simulator's memory in the process: gone when it ends. For lessons, the command line and tests. */
import type { PayerFile } from "../core/payer/payer-file.ts";
import { emptyPayerState, type PayerState } from "../core/payer/state.ts";
import type { ReceivedFile, SimulatorStore, SimulatorTx } from "./simulator-store.ts";

interface Memory {
  state: PayerState;
  received: readonly ReceivedFile[];
  outgoing: readonly { readonly file: PayerFile; readonly written: boolean }[];
}

export function newMemoryStore(initial: PayerState = emptyPayerState()): SimulatorStore & { readonly state: () => PayerState } {
  let memory: Memory = { state: initial, received: [], outgoing: [] };
  let last: Promise<unknown> = Promise.resolve();
  return {
    state: () => memory.state,
    transaction(work) {
      const next = last.then(async () => {
        const draft = { ...memory };
        const value = await work(txOn(draft));
        memory = draft;
        return value;
      });
      // The queue goes on after a failure, which its own caller sees.
      last = next.catch(() => undefined);
      return next;
    },
    close: async () => {},
  };
}

function txOn(draft: Memory): SimulatorTx {
  return {
    wasReceived: async (sha256) => draft.received.some((one) => one.sha256 === sha256),
    recordReceived: async (file) => {
      draft.received = [...draft.received, file];
    },
    loadSlice: async () => draft.state,
    loadDue: async () => draft.state,
    loadFaults: async () => draft.state.faults,
    save: async (_before, after) => {
      draft.state = after;
    },
    keepOutgoing: async (files) => {
      draft.outgoing = [...draft.outgoing, ...files.map((file) => ({ file, written: false }))];
    },
    unwritten: async () => draft.outgoing.filter((one) => !one.written).map((one) => one.file),
    markWritten: async (names) => {
      const done = new Set(names);
      draft.outgoing = draft.outgoing.map((one) => (done.has(one.file.name) ? { ...one, written: true } : one));
    },
  };
}
