/** A simulator's memory in the process: gone when it ends. For lessons, the command line and tests. */
import type { PayerFile } from "../core/payer/payer-file.ts";
import { type DecidedClaim, emptyPayerState, type MemberYear, type PayerState } from "../core/payer/state.ts";
import { changedRows, type ReceivedFile, type SimulatorStore, type SimulatorTx, type StateSlice } from "./simulator-store.ts";

/** Claims and members by what they are asked for, so that a day's work costs a day's claims however long the past is. */
interface Memory {
  readonly claims: Map<string, DecidedClaim>;
  readonly keysOfPatient: Map<string, Set<string>>;
  readonly unpaid: Set<string>;
  readonly members: Map<string, MemberYear>;
  readonly membersOfPatient: Map<string, Set<string>>;
  rest: Omit<PayerState, "claims" | "members">;
  received: readonly ReceivedFile[];
  /** Not yet in the folder. */
  outgoing: readonly PayerFile[];
}

/** What a transaction has to say once all of it went well. */
interface Draft {
  rest: Memory["rest"];
  readonly claims: DecidedClaim[];
  readonly members: MemberYear[];
  received: Memory["received"];
  outgoing: Memory["outgoing"];
}

export interface MemoryStore extends SimulatorStore {
  readonly state: () => PayerState;
  /** Writes all that it remembers into a store that remembers nothing yet, in one transaction. */
  readonly moveTo: (store: SimulatorStore) => Promise<void>;
}

export function newMemoryStore(initial: PayerState = emptyPayerState()): MemoryStore {
  const { claims, members, ...rest } = initial;
  const memory: Memory = {
    claims: new Map(),
    keysOfPatient: new Map(),
    unpaid: new Set(),
    members: new Map(),
    membersOfPatient: new Map(),
    rest,
    received: [],
    outgoing: [],
  };
  commit(memory, { rest, claims: [...claims], members: [...members], received: [], outgoing: [] });
  let last: Promise<unknown> = Promise.resolve();
  return {
    state: () => ({ ...memory.rest, claims: [...memory.claims.values()], members: [...memory.members.values()] }),
    transaction(work) {
      const next = last.then(async () => {
        const draft: Draft = { rest: memory.rest, claims: [], members: [], received: memory.received, outgoing: memory.outgoing };
        const value = await work(txOn(memory, draft));
        commit(memory, draft);
        return value;
      });
      // The queue goes on after a failure, which its own caller sees.
      last = next.catch(() => undefined);
      return next;
    },
    moveTo: async (store) => {
      const { rest, claims, members, received, outgoing } = memory;
      await store.transaction(async (tx) => {
        for (const file of received) await tx.recordReceived(file, []);
        await tx.save(emptyPayerState(), { ...rest, claims: [...claims.values()], members: [...members.values()] });
        await tx.keepOutgoing(outgoing);
      });
    },
    close: async () => {},
  };
}

function txOn(memory: Memory, draft: Draft): SimulatorTx {
  return {
    wasReceived: async (sha256) => draft.received.some((one) => one.sha256 === sha256),
    recordReceived: async (file) => {
      draft.received = [...draft.received, file];
    },
    loadSlice: async (slice) => sliceOf(memory, slice),
    loadDue: async (today) => ({
      ...memory.rest,
      claims: [...memory.unpaid].flatMap((key) => memory.claims.get(key) ?? []).filter((claim) => claim.dueOn <= today),
      members: [],
    }),
    loadFaults: async () => memory.rest.faults,
    save: async (before, after) => {
      const { claims, members, ...rest } = after;
      draft.claims.push(...changedRows(before.claims, claims));
      draft.members.push(...changedRows(before.members, members));
      draft.rest = rest;
    },
    keepOutgoing: async (files) => {
      draft.outgoing = [...draft.outgoing, ...files];
    },
    unwritten: async () => draft.outgoing,
    markWritten: async (names) => {
      const done = new Set(names);
      draft.outgoing = draft.outgoing.filter((one) => !done.has(one.name));
    },
  };
}

function sliceOf(
  { claims, keysOfPatient, members, membersOfPatient, rest }: Memory,
  { planIds, patientKeys, claimNumbers }: StateSlice,
): PayerState {
  const keys = new Set([...patientKeys.flatMap((patient) => [...(keysOfPatient.get(patient) ?? [])]), ...claimNumbers]);
  const years = patientKeys.flatMap((patient) => [...(membersOfPatient.get(patient) ?? [])]);
  return {
    ...rest,
    claims: [...keys].flatMap((key) => claims.get(key) ?? []),
    members: years.flatMap((key) => members.get(key) ?? []).filter((one) => planIds.includes(one.planId)),
  };
}

function commit(memory: Memory, { rest, claims, members, received, outgoing }: Draft): void {
  for (const claim of claims) {
    memory.claims.set(claim.key, claim);
    remember(memory.keysOfPatient, claim.patientKey, claim.key);
    if (claim.paidOn === undefined) memory.unpaid.add(claim.key);
    else memory.unpaid.delete(claim.key);
  }
  for (const member of members) {
    const key = `${member.planId}|${member.patientKey}|${member.year}`;
    memory.members.set(key, member);
    remember(memory.membersOfPatient, member.patientKey, key);
  }
  memory.rest = rest;
  memory.received = received;
  memory.outgoing = outgoing;
}

function remember(index: Map<string, Set<string>>, patient: string, key: string): void {
  const keys = index.get(patient);
  if (keys === undefined) index.set(patient, new Set([key]));
  else keys.add(key);
}
