/** How the practice is doing: measures that open to their rows, open balances by age, charts. */
import { Stack, Tabs, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { AgingTab } from "./aging-tab.tsx";
import { BoardTab } from "./board-tab.tsx";
import { ChartsTab } from "./charts-tab.tsx";
import { CloseTab } from "./close-tab.tsx";
import { DayTab } from "./day-tab.tsx";
import { type NumberTab, numberTabs } from "./numbers-address.ts";

const tabWords: Readonly<Record<NumberTab, string>> = {
  measures: "Measures",
  aging: "Open balances",
  charts: "Charts",
  day: "Day sheet",
  close: "Month close",
};

export function NumbersPage() {
  const address = useSearch({ from: "/numbers" });
  const navigate = useNavigate({ from: "/numbers" });
  const tab = address.tab ?? "measures";
  const open = (value: string | null): void => {
    const next = numberTabs.find((one) => one === value);
    void navigate({ search: next === undefined || next === "measures" ? {} : { tab: next } });
  };
  return (
    <Stack gap="md">
      <Title order={1}>Numbers</Title>
      <Tabs value={tab} onChange={open} keepMounted={false}>
        <Tabs.List mb="md" className="no-print">
          {numberTabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {tabWords[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="measures">
          <BoardTab />
        </Tabs.Panel>
        <Tabs.Panel value="aging">
          <AgingTab />
        </Tabs.Panel>
        <Tabs.Panel value="charts">
          <ChartsTab />
        </Tabs.Panel>
        <Tabs.Panel value="day">
          <DayTab />
        </Tabs.Panel>
        <Tabs.Panel value="close">
          <CloseTab />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
