/** All visits, by queue: each is in exactly one. Arrow with j and k, open with Enter. */
import { Badge, Button, FileButton, Group, Stack, Table, Text, TextInput, Title, Tooltip, UnstyledButton } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { hasWords } from "../../core/kernel/has-words.ts";
import type { VisitList, VisitRow } from "../../http/contract/visits.ts";
import { useExport, useImportFile, useSession, useVisits } from "../api/queries.ts";
import { useKeys } from "../frame/keys.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { queueColors, usDate, usd } from "../words.ts";
import { useFirstLook } from "./first-look.tsx";

export function VisitsPage() {
  const visits = useVisits();
  if (visits.isPending) return <Waiting what="the visits" />;
  if (visits.isError) return <Failed error={visits.error} retry={visits.refetch} />;
  return <Visits list={visits.data} />;
}

function Visits({ list }: { readonly list: VisitList }) {
  const { queue, find = "" } = useSearch({ from: "/" });
  const navigate = useNavigate({ from: "/" });
  useFirstLook(list.visits);
  const [cursor, setCursor] = useState(0);
  const shown = useMemo(
    () => list.visits.filter((visit) => (queue === undefined || visit.queue.name === queue) && matches(visit, find)),
    [list, queue, find],
  );
  const open = (visit: VisitRow | undefined): void => {
    if (visit !== undefined) void navigate({ to: "/visits/$visitId", params: { visitId: String(visit.id) } });
  };
  const openCursor = (): void => open(shown[cursor]);
  useKeys({
    j: () => setCursor((at) => Math.min(at + 1, shown.length - 1)),
    k: () => setCursor((at) => Math.max(at - 1, 0)),
    Enter: openCursor,
  });
  const pick = (next: { readonly queue?: string; readonly find?: string }): void => {
    setCursor(0);
    void navigate({ search: next, replace: true });
  };
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>Visits</Title>
          <Text size="sm" className="dimmed">
            Every visit stands in one queue, by what it waits for.
          </Text>
        </div>
        <Group gap="sm">
          <TextInput
            size="xs"
            w={240}
            aria-label="Find a visit"
            placeholder="patient, account, reason, payer"
            value={find}
            onChange={(event) =>
              pick({
                ...(queue === undefined ? {} : { queue }),
                ...(event.currentTarget.value === "" ? {} : { find: event.currentTarget.value }),
              })
            }
          />
          <ExportButton seen={{ ...(queue === undefined ? {} : { queue }), ...(find === "" ? {} : { find }) }} />
          <ImportButton />
        </Group>
      </Group>
      <QueueBar
        list={list}
        chosen={queue}
        choose={(name) => pick({ ...(name === undefined ? {} : { queue: name }), ...(find === "" ? {} : { find }) })}
      />
      <div className="panel">
        {shown.length === 0 ? <NoVisits any={list.visits.length > 0} /> : <VisitTable visits={shown} cursor={cursor} open={open} />}
      </div>
    </Stack>
  );
}

function QueueBar({
  list,
  chosen,
  choose,
}: {
  readonly list: VisitList;
  readonly chosen: string | undefined;
  readonly choose: (name: string | undefined) => void;
}) {
  return (
    <Group gap={6} component="nav" aria-label="Queues">
      <QueueChip words="All" count={list.visits.length} active={chosen === undefined} choose={() => choose(undefined)} />
      {list.queues
        .filter((queue) => queue.count > 0 || queue.name === chosen)
        .map((queue) => (
          <QueueChip
            key={queue.name}
            words={queue.words}
            count={queue.count}
            active={queue.name === chosen}
            choose={() => choose(queue.name)}
          />
        ))}
    </Group>
  );
}

function QueueChip({
  words,
  count,
  active,
  choose,
}: {
  readonly words: string;
  readonly count: number;
  readonly active: boolean;
  readonly choose: () => void;
}) {
  return (
    <UnstyledButton className="queue-chip" aria-pressed={active} onClick={choose}>
      {words} <b>{count}</b>
    </UnstyledButton>
  );
}

function VisitTable({
  visits,
  cursor,
  open,
}: {
  readonly visits: readonly VisitRow[];
  readonly cursor: number;
  readonly open: (visit: VisitRow) => void;
}) {
  return (
    <Table.ScrollContainer minWidth={900}>
      <Table verticalSpacing={6} highlightOnHover stickyHeader stickyHeaderOffset={0}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Date</Table.Th>
            <Table.Th>Patient</Table.Th>
            <Table.Th>Reason</Table.Th>
            <Table.Th>Clinician</Table.Th>
            <Table.Th>Payer</Table.Th>
            <Table.Th>Queue</Table.Th>
            <Table.Th className="money">Charged</Table.Th>
            <Table.Th className="money">Insurance owes</Table.Th>
            <Table.Th className="money">Patient owes</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {visits.map((visit, index) => (
            <Table.Tr
              key={visit.id}
              className="row-link"
              data-cursor={index === cursor}
              tabIndex={0}
              onClick={() => open(visit)}
              onKeyDown={(event) => {
                if (event.key === "Enter") {
                  event.stopPropagation();
                  open(visit);
                }
              }}
            >
              <Table.Td>{usDate(visit.date)}</Table.Td>
              <Table.Td>
                <Text size="sm" fw={600}>
                  {visit.patientName}
                </Text>
                <Text size="xs" className="dimmed">
                  {visit.accountNumber}
                </Text>
              </Table.Td>
              <Table.Td>{visit.reason}</Table.Td>
              <Table.Td>{visit.providerName}</Table.Td>
              <Table.Td>{visit.payerName ?? "self-pay"}</Table.Td>
              <Table.Td>
                <Tooltip label={`${visit.queue.why} ${visit.queue.next}`} multiline w={320}>
                  <Badge className="queue-badge" variant="light" color={queueColors[visit.queue.name] ?? "gray"} tt="none">
                    {visit.queue.words}
                  </Badge>
                </Tooltip>
              </Table.Td>
              <Table.Td className="money">{usd(visit.charged)}</Table.Td>
              <Table.Td className="money">{usd(visit.insuranceBalance)}</Table.Td>
              <Table.Td className="money">{usd(visit.patientBalance)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function NoVisits({ any }: { readonly any: boolean }) {
  if (any) return <Empty title="No visit here">Choose another queue, or clear the search.</Empty>;
  return (
    <Empty title="No visits yet">
      Import a professional claim file (837P) with the button above; its patients, coverages and claims become visits here.
    </Empty>
  );
}

/** What is seen, by the queue that is chosen and the words that are looked for, as a spreadsheet. */
function ExportButton({ seen }: { readonly seen: { readonly queue?: string; readonly find?: string } }) {
  const exportList = useExport("visits");
  const session = useSession();
  if (session.data?.user.permissions.includes("visits:export") !== true) return null;
  return (
    <Button size="xs" variant="default" loading={exportList.isPending} onClick={() => exportList.mutate(seen)}>
      Export CSV
    </Button>
  );
}

function ImportButton() {
  const importFile = useImportFile();
  return (
    <FileButton onChange={(file) => file !== null && importFile.mutate(file)}>
      {(props) => (
        <Button size="xs" variant="default" loading={importFile.isPending} {...props}>
          Import an 837P
        </Button>
      )}
    </FileButton>
  );
}

function matches(visit: VisitRow, find: string): boolean {
  return hasWords(
    `${visit.patientName} ${visit.accountNumber} ${visit.reason} ${visit.payerName ?? "self-pay"} ${visit.providerName}`,
    find,
  );
}
