/** Learn: which credential serves whom, the way into the work, and what it pays. */
import { Stack, Tabs, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useGuide } from "../api/learn.ts";
import { usePermission } from "../api/queries.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { CasesTab } from "./cases-tab.tsx";
import { CompareTab } from "./compare-tab.tsx";
import { CredentialTab } from "./credential-tab.tsx";
import { type LearnAddress, type LearnTab, wishOf } from "./learn-address.ts";
import { PayTab } from "./pay-tab.tsx";
import { StaffTab } from "./staff-tab.tsx";
import { WayInTab } from "./way-in-tab.tsx";

const tabs: readonly (readonly [LearnTab, string])[] = [
  ["credential", "Which credential?"],
  ["compare", "Side by side"],
  ["way-in", "Into the work"],
  ["pay", "Pay & outlook"],
  ["cases", "Practice cases"],
  ["staff", "Credentials on file"],
];

export function LearnPage() {
  const address = useSearch({ from: "/learn" });
  const navigate = useNavigate({ from: "/learn" });
  const guide = useGuide();
  const practises = usePermission("lab:work") === true;
  if (guide.isPending) return <Waiting what="the guide" />;
  if (guide.data === undefined) return <Failed error={guide.error} retry={guide.refetch} />;
  const go = (change: LearnAddress) => void navigate({ search: (before) => ({ ...before, ...change }) });
  return (
    <Stack gap="md">
      <Title order={1}>Learn</Title>
      <Tabs value={address.tab ?? "credential"} onChange={(value) => go({ tab: value as LearnTab })} keepMounted={false}>
        <Tabs.List mb="md">
          {tabs
            .filter(([value]) => value !== "cases" || practises)
            .map(([value, words]) => (
              <Tabs.Tab key={value} value={value}>
                {words}
              </Tabs.Tab>
            ))}
        </Tabs.List>
        <Tabs.Panel value="credential">
          <CredentialTab guide={guide.data} wish={wishOf(address)} change={go} />
        </Tabs.Panel>
        <Tabs.Panel value="compare">
          <CompareTab guide={guide.data} />
        </Tabs.Panel>
        <Tabs.Panel value="way-in">
          <WayInTab guide={guide.data} />
        </Tabs.Panel>
        <Tabs.Panel value="pay">
          <PayTab guide={guide.data} />
        </Tabs.Panel>
        <Tabs.Panel value="staff">
          <StaffTab />
        </Tabs.Panel>
        {practises && (
          <Tabs.Panel value="cases">
            <CasesTab shown={address.case} show={(key) => go({ case: key })} />
          </Tabs.Panel>
        )}
      </Tabs>
      <Text size="xs" className="dimmed" maw="100ch">
        Fees, formats and figures change each year: every line says of when it is and who says it, and a small mark tells where we could not
        confirm it first-hand. The names of bodies and credentials are their owners' marks; Claimwright belongs to none of them.
      </Text>
    </Stack>
  );
}
