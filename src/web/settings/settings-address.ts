/** Which part of the settings is open, as the address says it. */
export const settingTabs = ["practice", "people", "payers", "prices", "money", "around", "history"] as const;
export type SettingTab = (typeof settingTabs)[number];

export interface SettingsAddress {
  readonly tab?: SettingTab;
}

export function readSettingsAddress(search: Record<string, unknown>): SettingsAddress {
  const tab = settingTabs.find((one) => one === search.tab);
  return tab === undefined ? {} : { tab };
}
