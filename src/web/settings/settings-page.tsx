/** The practice's own record and rules. Everybody who works here may look; owner and manager change. */
import { Stack, Tabs, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { usePermission } from "../api/queries.ts";
import { useSettings } from "../api/settings.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { AroundTab } from "./around-tab.tsx";
import { HistoryTab } from "./history-tab.tsx";
import { MoneyTab } from "./money-tab.tsx";
import { PayersTab } from "./payers-tab.tsx";
import { PeopleTab } from "./people-tab.tsx";
import { PracticeTab } from "./practice-tab.tsx";
import { PricesTab } from "./prices-tab.tsx";
import { type SettingTab, settingTabs } from "./settings-address.ts";

const words: Readonly<Record<SettingTab, string>> = {
  practice: "Practice",
  people: "Clinicians & places",
  payers: "Payers & plans",
  prices: "Prices",
  money: "Statements & limits",
  around: "Around the program",
  history: "What was changed",
};

export function SettingsPage() {
  const address = useSearch({ from: "/settings" });
  const navigate = useNavigate({ from: "/settings" });
  const settings = useSettings();
  const mayChange = usePermission("practice:manage") === true;
  const seesMoney = usePermission("money:read") === true;
  const seesHistory = usePermission("audit:read") === true;
  if (settings.isPending) return <Waiting what="the settings" />;
  if (settings.isError) return <Failed error={settings.error} retry={settings.refetch} />;
  const shown = settingTabs.filter(
    (one) => ((one !== "prices" && one !== "money") || seesMoney) && (one !== "around" || mayChange) && (one !== "history" || seesHistory),
  );
  const tab = shown.find((one) => one === address.tab) ?? "practice";
  const open = (value: string | null): void => {
    const next = shown.find((one) => one === value);
    void navigate({ search: next === undefined || next === "practice" ? {} : { tab: next } });
  };
  const of = { settings: settings.data, mayChange };
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>Settings</Title>
        <Text size="sm" className="dimmed">
          {mayChange
            ? "A change holds from now on: claims that have not left are made anew from it, claims that were sent stay as they were sent."
            : "Owner and manager change these; you may look."}
        </Text>
      </div>
      <Tabs value={tab} onChange={open} keepMounted={false}>
        <Tabs.List mb="md" className="no-print">
          {shown.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {words[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="practice">
          <PracticeTab {...of} />
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <PeopleTab {...of} />
        </Tabs.Panel>
        <Tabs.Panel value="payers">
          <PayersTab {...of} />
        </Tabs.Panel>
        <Tabs.Panel value="prices">
          <PricesTab mayChange={mayChange} />
        </Tabs.Panel>
        <Tabs.Panel value="money">
          <MoneyTab {...of} />
        </Tabs.Panel>
        <Tabs.Panel value="around">
          <AroundTab />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryTab />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
