/** What the addresses of the patients' pages may hold: never what was looked for. */
export const patientsTabs = ["list", "follow-ups", "statements", "small"] as const;
export type PatientsTab = (typeof patientsTabs)[number];

export interface PatientsAddress {
  readonly tab?: PatientsTab;
  readonly show?: "all" | "owes" | "credit";
  /** A run of statements. */
  readonly run?: number;
}

export function readPatientsAddress(search: Record<string, unknown>): PatientsAddress {
  const tab = patientsTabs.find((one) => one === search.tab);
  return {
    ...(tab === undefined ? {} : { tab }),
    ...(search.show === "owes" || search.show === "credit" ? { show: search.show } : {}),
    ...(typeof search.run === "number" && Number.isSafeInteger(search.run) && search.run > 0 ? { run: search.run } : {}),
  };
}

export const accountTabs = ["account", "visits", "telephone", "pay", "statements", "calls", "gates"] as const;
export type AccountTab = (typeof accountTabs)[number];

export function readAccountAddress(search: Record<string, unknown>): { readonly tab?: AccountTab } {
  const tab = accountTabs.find((one) => one === search.tab);
  return tab === undefined ? {} : { tab };
}
