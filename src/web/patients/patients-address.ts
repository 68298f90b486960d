/** What the addresses of the patients' pages may hold: never what was looked for. */
export const patientsTabs = ["list", "follow-ups", "statements", "small", "duplicates"] as const;
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

export const accountTabs = ["account", "visits", "telephone", "pay", "statements", "calls", "gates", "books"] as const;
export type AccountTab = (typeof accountTabs)[number];

/** `on`: the day at whose end the books are shown. */
export function readAccountAddress(search: Record<string, unknown>): { readonly tab?: AccountTab; readonly on?: string } {
  const tab = accountTabs.find((one) => one === search.tab);
  const day = typeof search.on === "string" && /^\d{4}-\d{2}-\d{2}$/.test(search.on) ? search.on : undefined;
  return { ...(tab === undefined ? {} : { tab }), ...(day === undefined ? {} : { on: day }) };
}
