/** Why the person looks at records just now, when it is not their role's usual reason. Each tab says it for itself, until it is closed. */
import { useSyncExternalStore } from "react";
import type { Purpose } from "../../core/access/purposes.ts";

const storageKey = "claimwright.purpose";
const listeners = new Set<() => void>();

/** What a person may say of themselves. "emergency" is not among them: that is asked for, record by record, with a reason. */
export const purposesToSay = ["treatment", "payment", "operations", "patient-request"] as const satisfies readonly Purpose[];

type PurposeToSay = (typeof purposesToSay)[number];

/** Undefined: the usual one. */
export function saidPurpose(): PurposeToSay | undefined {
  const kept = sessionStorage.getItem(storageKey);
  return purposesToSay.find((purpose) => purpose === kept);
}

export function sayPurpose(purpose: PurposeToSay | undefined): void {
  if (purpose === undefined) sessionStorage.removeItem(storageKey);
  else sessionStorage.setItem(storageKey, purpose);
  for (const listener of listeners) listener();
}

export function usePurpose(): PurposeToSay | undefined {
  return useSyncExternalStore(listen, saidPurpose);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
