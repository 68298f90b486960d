/** The owner's page: whom to look at, what people did, emergencies to review, and whether the record can be trusted. */
import { Badge, Stack, Tabs, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useEmergencyCount } from "../api/audit-queries.ts";
import { Emergencies } from "./emergencies.tsx";
import { FindPatient } from "./find-patient.tsx";
import { People } from "./people.tsx";
import { Proof } from "./proof.tsx";

const tabs = ["patients", "people", "emergencies", "proof"] as const;
export type AuditTab = (typeof tabs)[number];

export function isAuditTab(text: unknown): text is AuditTab {
  return tabs.some((tab) => tab === text);
}

export function AuditPage() {
  const { tab } = useSearch({ from: "/audit" });
  const navigate = useNavigate({ from: "/audit" });
  const count = useEmergencyCount(true);
  const waiting = count.data?.toReview ?? 0;
  // Whoever comes by the navigation sees first what waits; a tab that was chosen stays.
  const waits = tab === undefined && waiting > 0;
  useEffect(() => {
    if (waits) void navigate({ search: { tab: "emergencies" }, replace: true });
  }, [waits, navigate]);
  return (
    <Stack gap="sm">
      <Title order={1}>Audit</Title>
      <Tabs
        value={tab ?? "patients"}
        onChange={(value) => isAuditTab(value) && void navigate({ search: (before) => ({ ...before, tab: value }) })}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="patients">Who saw this patient?</Tabs.Tab>
          <Tabs.Tab value="people">What did this person do?</Tabs.Tab>
          <Tabs.Tab
            value="emergencies"
            rightSection={
              waiting > 0 ? (
                <Badge size="sm" variant="light" color="red">
                  {waiting}
                </Badge>
              ) : undefined
            }
          >
            Emergencies
          </Tabs.Tab>
          <Tabs.Tab value="proof">Proof</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="patients" pt="sm">
          <FindPatient />
        </Tabs.Panel>
        <Tabs.Panel value="people" pt="sm">
          <People />
        </Tabs.Panel>
        <Tabs.Panel value="emergencies" pt="sm">
          <Emergencies />
        </Tabs.Panel>
        <Tabs.Panel value="proof" pt="sm">
          <Proof />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
