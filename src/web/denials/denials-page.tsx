/** Denied lines: what is open, with its money and days; the same cause together, to be fixed once. j, k and Enter walk it. */
import { Badge, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { DenialList, DenialRow } from "../../http/contract/denials.ts";
import { useDenials } from "../api/denials.ts";
import { useKeys } from "../frame/keys.ts";
import { ListTable } from "../frame/list-table.tsx";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import { CauseTable } from "./cause-table.tsx";
import { DenialFilters, StateBar } from "./denial-filters.tsx";
import { type DenialAddress, denialSearchOf } from "./denial-search.ts";
import { DenialViews } from "./denial-views.tsx";
import { stateColors } from "./denial-words.ts";
import { Rejections } from "./rejections.tsx";

export function DenialsPage() {
  const { view } = useSearch({ from: "/denials" });
  return view === "rejected" ? <Rejections /> : <DenialCases />;
}

function DenialCases() {
  const address = useSearch({ from: "/denials" });
  const denials = useDenials(denialSearchOf(address));
  if (denials.isPending) return <Waiting what="the denials" />;
  if (denials.isError) return <Failed error={denials.error} retry={denials.refetch} />;
  return <Denials list={denials.data} turning={denials.isPlaceholderData} />;
}

function Denials({ list, turning }: { readonly list: DenialList; readonly turning: boolean }) {
  const address = useSearch({ from: "/denials" });
  const navigate = useNavigate({ from: "/denials" });
  const go = (search: DenialAddress): void => void navigate({ search, replace: true });
  /** A new choice begins at its first page. */
  const choose = ({ after: _after, ...choice }: DenialAddress): void => go(choice);
  const open = (row: DenialRow | undefined): void => {
    if (row !== undefined) void navigate({ to: "/denials/$denialId", params: { denialId: String(row.id) } });
  };
  const { view, ...filters } = address;
  const narrowed = Object.keys(filters).some((name) => !["sort", "order", "after", "before"].includes(name));
  const any = list.states.some((state) => state.count > 0);
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>Denials</Title>
          <Text size="sm" className="dimmed">
            One case for each line that a payer refused, until its money is in, billed on or given up.
          </Text>
        </div>
        <DenialViews address={address} choose={choose} />
      </Group>
      <StateBar list={list} address={address} choose={choose} />
      <DenialFilters
        list={list}
        address={address}
        choose={choose}
        clear={narrowed ? () => choose(view === "causes" ? { view } : {}) : undefined}
      />
      <div className="panel" aria-busy={turning}>
        {view === "causes" ? (
          <CauseTable
            groups={list.groups}
            choose={({ payerId, reason, procedure }) => go({ ...filters, payer: [payerId], reason: [reason], service: [procedure] })}
          />
        ) : list.denials.length === 0 ? (
          <Empty title={any ? "No case here" : "No denials"}>
            {any
              ? "Choose another state, or clear the filters."
              : "When a payer refuses a line on its remittance, its case appears here with its reason, its deadlines and what to do."}
          </Empty>
        ) : (
          <CaseTable rows={list.denials} open={open} address={address} choose={choose} />
        )}
      </div>
      {view === undefined && (address.after !== undefined || list.more) && (
        <Group justify="flex-end" gap="xs">
          <Button size="xs" variant="default" disabled={address.after === undefined} onClick={() => choose(address)}>
            First page
          </Button>
          <Button size="xs" variant="default" disabled={!list.more} onClick={() => go({ ...address, after: list.denials.at(-1)?.id ?? 1 })}>
            Next page
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface TableProps {
  readonly rows: readonly DenialRow[];
  readonly open: (row: DenialRow | undefined) => void;
  readonly address: DenialAddress;
  readonly choose: (address: DenialAddress) => void;
}

function CaseTable({ rows, open, address, choose }: TableProps) {
  const [cursor, setCursor] = useState(0);
  const first = rows[0]?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top
  useEffect(() => setCursor(0), [first]);
  const openCursor = (): void => open(rows[cursor]);
  useKeys({
    j: { does: "next denial", act: () => setCursor(Math.min(cursor + 1, rows.length - 1)), moves: true },
    k: { does: "denial before", act: () => setCursor(Math.max(cursor - 1, 0)), moves: true },
    Enter: { does: "open the denial", act: openCursor, moves: true },
  });
  const head = { address, choose };
  return (
    <ListTable minWidth={1000} verticalSpacing={6} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <SortHead sort="due" words="Due" natural="up" {...head} />
          <Table.Th>Patient</Table.Th>
          <Table.Th>Service</Table.Th>
          <Table.Th>Payer</Table.Th>
          <Table.Th>Why</Table.Th>
          <Table.Th>Next</Table.Th>
          <Table.Th>State</Table.Th>
          <SortHead sort="decided" words="Decided" natural="down" {...head} />
          <SortHead sort="amount" words="Denied" natural="down" money {...head} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row, index) => (
          <Row key={row.id} row={row} current={index === cursor} open={open} />
        ))}
      </Table.Tbody>
    </ListTable>
  );
}

function Row({ row, current, open }: { readonly row: DenialRow; readonly current: boolean; readonly open: TableProps["open"] }) {
  return (
    <Table.Tr
      ref={(element) => {
        if (current) element?.scrollIntoView({ block: "nearest" });
      }}
      className="row-link"
      data-cursor={current}
      tabIndex={0}
      onClick={() => open(row)}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.stopPropagation();
        open(row);
      }}
    >
      <Table.Td style={{ whiteSpace: "nowrap" }}>
        {row.due === undefined ? "" : usDate(row.due)}
        {row.overdue && (
          <Text size="xs" className="unusual">
            overdue
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm" fw={600} className="figure">
          {row.patientName}
        </Text>
        <Text size="xs" className="dimmed">
          {row.accountNumber}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm" className="mono">
          {row.procedure}
        </Text>
        <Text size="xs" className="dimmed">
          {usDate(row.serviceFrom)}
        </Text>
      </Table.Td>
      <Table.Td>{row.payerName}</Table.Td>
      <Table.Td maw={360}>
        <Text size="sm">
          <b className="mono">
            {row.group}-{row.reason}
          </b>{" "}
          {row.reasonWords}
        </Text>
        <Text size="xs" className="dimmed">
          {row.categoryWords}
          {row.preventable === "yes" ? ", preventable" : row.preventable === "partly" ? ", partly preventable" : ""}
        </Text>
      </Table.Td>
      <Table.Td>{row.state === "open" ? row.actionWords : ""}</Table.Td>
      <Table.Td>
        <Badge variant="light" color={stateColors[row.state]} tt="none" className="queue-badge">
          {row.stateWords}
        </Badge>
      </Table.Td>
      <Table.Td>{usDate(row.decidedOn)}</Table.Td>
      <Table.Td className="money">
        {usd(row.amount)}
        {row.recovered !== undefined && (
          <Text size="xs" className="dimmed">
            {usd(row.recovered)} recovered
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function SortHead({
  sort,
  words,
  natural,
  money = false,
  address,
  choose,
}: {
  readonly sort: NonNullable<DenialAddress["sort"]>;
  readonly words: string;
  readonly natural: "up" | "down";
  readonly money?: boolean;
  readonly address: DenialAddress;
  readonly choose: (address: DenialAddress) => void;
}) {
  const active = (address.sort ?? "due") === sort;
  const order = active ? (address.order ?? natural) : undefined;
  const next = order === undefined ? natural : order === "down" ? "up" : "down";
  return (
    <Table.Th
      className={money ? "money" : undefined}
      aria-sort={order === undefined ? "none" : order === "down" ? "descending" : "ascending"}
    >
      <button type="button" className="sort-head" onClick={() => choose({ ...address, sort, order: next })}>
        {words}
        <span aria-hidden="true">{order === undefined ? "" : order === "down" ? " ↓" : " ↑"}</span>
      </button>
    </Table.Th>
  );
}
