/** The books: what waits for a second person, the journal, any past day, and the months. */
import { Badge, Stack, Tabs, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRequests } from "../api/books.ts";
import { ApprovalsTab } from "./approvals-tab.tsx";
import { BalanceTab } from "./balance-tab.tsx";
import { JournalTab } from "./journal-tab.tsx";
import { PeriodsTab } from "./periods-tab.tsx";

export interface BooksAddress {
  readonly tab?: string;
  /** "2026-11" of the journal. */
  readonly month?: string;
  readonly day?: string;
  readonly entry?: number;
  /** The day of the trial balance. */
  readonly on?: string;
}

/** Only what is well formed is taken from an address. */
export function readBooksAddress(search: Record<string, unknown>): BooksAddress {
  const text = (name: string, shape: RegExp) => {
    const value = search[name];
    return typeof value === "string" && shape.test(value) ? { [name]: value } : {};
  };
  const day = /^\d{4}-\d{2}-\d{2}$/;
  return {
    ...text("tab", /^(approvals|journal|balance|periods)$/),
    ...text("month", /^\d{4}-\d{2}$/),
    ...text("day", day),
    ...text("on", day),
    ...(typeof search.entry === "number" && Number.isSafeInteger(search.entry) ? { entry: search.entry } : {}),
  };
}

export function BooksPage() {
  const address = useSearch({ from: "/books" });
  const navigate = useNavigate({ from: "/books" });
  const waiting = useRequests().data?.waiting.length ?? 0;
  const tab = address.tab ?? "journal";
  return (
    <Stack gap="md">
      <Title order={1}>Books</Title>
      <Tabs value={tab} onChange={(value) => void navigate({ search: value === null ? {} : { tab: value } })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="journal">Journal &amp; deposits</Tabs.Tab>
          <Tabs.Tab value="balance">Trial balance</Tabs.Tab>
          <Tabs.Tab value="periods">Periods</Tabs.Tab>
          <Tabs.Tab
            value="approvals"
            rightSection={
              waiting === 0 ? undefined : (
                <Badge size="sm" color="red" variant="filled">
                  {waiting}
                </Badge>
              )
            }
          >
            Approvals
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="journal">
          <JournalTab address={address} />
        </Tabs.Panel>
        <Tabs.Panel value="balance">
          <BalanceTab address={address} />
        </Tabs.Panel>
        <Tabs.Panel value="periods">
          <PeriodsTab />
        </Tabs.Panel>
        <Tabs.Panel value="approvals">
          <ApprovalsTab />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
