/** The rows of a measure, the largest first, a page at a time; what they are narrowed to; and the same as a spreadsheet. */
import { Anchor, Button, Group, SegmentedControl, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { MeasurePage } from "../../http/contract/numbers.ts";
import { useMeasureRows } from "../api/numbers.ts";
import { ListTable } from "../frame/list-table.tsx";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate } from "../words.ts";
import { amountWords, lowerFirst } from "./figure-words.ts";
import type { MeasureAddress } from "./numbers-address.ts";
import { SaveList } from "./save-list.tsx";

const pageRows = 100;

interface Props {
  readonly page: MeasurePage;
  readonly list: number;
  readonly address: MeasureAddress;
  readonly go: (address: MeasureAddress) => void;
}

export function MeasureRows({ page, list, address, go }: Props) {
  const { measure } = page;
  const { skip = 0, list: _list, ...narrowed } = address;
  const asked = { ...narrowed, list };
  const found = useMeasureRows(measure.id, { ...asked, skip });
  const named = measure.lists[list];
  const sums = page.lists[list];
  if (named === undefined || sums === undefined) return null;
  const { skip: _skip, ...first } = address;
  const turn = (to: number): void => go(to <= 0 ? first : { ...first, skip: to });
  const both = named.part !== undefined && named.whole !== undefined;
  return (
    <>
      <div className="panel-head">
        <Text size="sm" flex={1} data-testid="row-sums">
          <b>{named.title}</b>: {sums.rows.toLocaleString("en-US")} {sums.rows === 1 ? "row" : "rows"}
          {named.part === undefined ? "" : `, ${lowerFirst(named.part.words)} ${amountWords(sums.part, named.part.unit)}`}
          {named.whole === undefined ? "" : `, ${lowerFirst(named.whole.words)} ${amountWords(sums.whole, named.whole.unit)}`}
        </Text>
        <Narrowing page={page} list={list} address={address} go={go} />
        {both && measure.shape === "percent" && (
          <SegmentedControl
            size="xs"
            aria-label="Which rows"
            value={address.which ?? "all"}
            onChange={(value) => {
              const { which: _which, ...rest } = first;
              go(value === "in" || value === "out" ? { ...rest, which: value } : rest);
            }}
            data={[
              { value: "all", label: "All" },
              { value: "in", label: named.part?.words ?? "" },
              { value: "out", label: `Not ${lowerFirst(named.part?.words ?? "")}` },
            ]}
          />
        )}
        <SaveList path={`/numbers/measures/${measure.id}/export`} body={{ ...asked, skip: 0 }} name={`${measure.id}.csv`} />
      </div>
      {found.isPending ? (
        <Waiting what="the rows" />
      ) : found.isError ? (
        <Failed error={found.error} retry={found.refetch} />
      ) : found.data.rows.length === 0 ? (
        <Empty title="No rows">Nothing of this kind in these days.</Empty>
      ) : (
        <RowTable rows={found.data.rows} named={named} busy={found.isPlaceholderData} />
      )}
      {(skip > 0 || found.data?.more === true) && (
        <Group justify="flex-end" gap="xs" p="xs">
          <Button size="xs" variant="default" disabled={skip === 0} onClick={() => turn(skip - pageRows)}>
            Page before
          </Button>
          <Button size="xs" variant="default" disabled={found.data?.more !== true} onClick={() => turn(skip + pageRows)}>
            Next page
          </Button>
        </Group>
      )}
    </>
  );
}

function Narrowing({ page, list, address, go }: Props) {
  const { payer, kind, skip: _skip, ...rest } = address;
  if (payer === undefined && kind === undefined) return null;
  const sums = page.lists[list];
  const words =
    payer === undefined ? sums?.byKind.find((one) => one.kind === kind)?.words : sums?.byPayer.find((one) => one.payerId === payer)?.words;
  return (
    <Button size="compact-xs" variant="light" onClick={() => go(rest)}>
      Only {words ?? "one"} ×
    </Button>
  );
}

type Row = NonNullable<ReturnType<typeof useMeasureRows>["data"]>["rows"][number];

function RowTable({
  rows,
  named,
  busy,
}: {
  readonly rows: readonly Row[];
  readonly named: MeasurePage["measure"]["lists"][number];
  readonly busy: boolean;
}) {
  const people = rows.some((row) => row.patientName !== undefined);
  const payers = rows.some((row) => row.payerName !== undefined);
  return (
    <ListTable minWidth={700} aria-busy={busy} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={110}>Date</Table.Th>
          {people && <Table.Th>Patient</Table.Th>}
          {payers && <Table.Th>Payer</Table.Th>}
          <Table.Th>What</Table.Th>
          {named.part !== undefined && <Table.Th className="money">{named.part.words}</Table.Th>}
          {named.whole !== undefined && <Table.Th className="money">{named.whole.words}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.key}>
            <Table.Td>{usDate(row.on)}</Table.Td>
            {people && (
              <Table.Td>
                {row.visitId === undefined ? (
                  row.patientName
                ) : (
                  <Anchor size="sm" component={Link} to={`/visits/${row.visitId}`}>
                    {row.patientName}
                  </Anchor>
                )}{" "}
                <Text span size="xs" className="dimmed">
                  {row.accountNumber}
                </Text>
              </Table.Td>
            )}
            {payers && <Table.Td>{row.payerName}</Table.Td>}
            <Table.Td>
              {row.patientName === undefined && named.whole !== undefined && named.part === undefined ? (
                <Anchor size="sm" component={Link} to={`/books?tab=journal&month=${row.on.slice(0, 7)}&day=${row.on}`}>
                  {row.words}
                </Anchor>
              ) : (
                row.words
              )}
            </Table.Td>
            {named.part !== undefined && <Table.Td className="money">{amountWords(row.part, named.part.unit)}</Table.Td>}
            {named.whole !== undefined && <Table.Td className="money">{amountWords(row.whole, named.whole.unit)}</Table.Td>}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ListTable>
  );
}
