/** Claims that never reached adjudication: refused by the envelope, the file or the claim's own check at the payer's door. */
import { Group, Stack, Table, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ClaimRow } from "../../http/contract/claims.ts";
import { useClaims } from "../api/claims.ts";
import { useKeys } from "../frame/keys.ts";
import { countWords, ListFoot } from "../frame/list-parts.tsx";
import { ListTable } from "../frame/list-table.tsx";
import { usePaging } from "../frame/paging.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import type { DenialAddress } from "./denial-search.ts";
import { DenialViews } from "./denial-views.tsx";

export function Rejections() {
  const address = useSearch({ from: "/denials" });
  const navigate = useNavigate({ from: "/denials" });
  const go = (search: DenialAddress): void => void navigate({ search, replace: true });
  const { after, before } = address;
  const claims = useClaims({
    limit: 100,
    states: ["rejected"],
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
  });
  const list = claims.data;
  const paging = usePaging({
    ids: list?.claims.map((one) => one.id) ?? [],
    more: list?.more ?? { after: false, before: false },
    go: (page) => go({ view: "rejected", ...page }),
  });
  /** On the step of the visit where it is mended. */
  const open = (claim: ClaimRow | undefined): void => {
    if (claim !== undefined)
      void navigate({ to: "/visits/$visitId", params: { visitId: String(claim.visitId) }, search: { step: "answer" } });
  };
  useKeys({
    j: { does: "next claim", act: paging.down, moves: true },
    k: { does: "claim before", act: paging.up, moves: true },
    Enter: { does: "open the visit", act: () => open(list?.claims[paging.cursor]), moves: true },
  });
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>Denials</Title>
          <Text size="sm" className="dimmed">
            Rejected claims were never adjudicated: mend them and send them again as originals. There is nothing to appeal.
          </Text>
        </div>
        <DenialViews address={address} choose={go} />
      </Group>
      {claims.isError ? (
        <Failed error={claims.error} retry={claims.refetch} />
      ) : list === undefined ? (
        <Waiting what="the rejected claims" />
      ) : (
        <>
          <div className="panel" aria-busy={claims.isPlaceholderData}>
            {list.claims.length === 0 ? (
              <Empty title="None is rejected">What a payer or a clearinghouse refuses at the door appears here with its words.</Empty>
            ) : (
              <RejectedTable rows={list.claims} cursor={paging.cursor} open={open} />
            )}
          </div>
          <ListFoot
            words={`${countWords(list.total)} rejected ${list.total === 1 ? "claim" : "claims"}`}
            more={list.more}
            back={paging.back}
            on={paging.on}
          />
        </>
      )}
    </Stack>
  );
}

interface TableProps {
  readonly rows: readonly ClaimRow[];
  readonly cursor: number;
  readonly open: (row: ClaimRow) => void;
}

function RejectedTable({ rows, cursor, open }: TableProps) {
  return (
    <ListTable minWidth={900} verticalSpacing={6} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Service</Table.Th>
          <Table.Th>Patient</Table.Th>
          <Table.Th>Claim</Table.Th>
          <Table.Th>Payer</Table.Th>
          <Table.Th>Refused by</Table.Th>
          <Table.Th>What it said</Table.Th>
          <Table.Th className="money">Charged</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row, index) => (
          <Table.Tr
            key={row.id}
            ref={(element) => {
              if (index === cursor) element?.scrollIntoView({ block: "nearest" });
            }}
            className="row-link"
            data-cursor={index === cursor}
            tabIndex={0}
            onClick={() => open(row)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.stopPropagation();
              open(row);
            }}
          >
            <Table.Td>{usDate(row.date)}</Table.Td>
            <Table.Td>
              <Text size="sm" fw={600}>
                {row.patientName}
              </Text>
            </Table.Td>
            <Table.Td className="mono">{row.controlNumber}</Table.Td>
            <Table.Td>{row.payerName}</Table.Td>
            <Table.Td>{row.rejection?.by}</Table.Td>
            <Table.Td maw={520}>{row.rejection?.words}</Table.Td>
            <Table.Td className="money">{usd(row.charged)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ListTable>
  );
}
