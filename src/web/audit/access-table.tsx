/** Rows of the audit: when, who, why, what, and what somebody should ask about. */
import { Badge, Stack, Table, Text, Tooltip, UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import type { AccessRow } from "../../http/contract/audit.ts";
import { ListTable } from "../frame/list-table.tsx";
import { localTimeWords } from "../words.ts";
import type { SortKey } from "./access-filter.ts";

const kindColors: Readonly<Record<AccessRow["kind"], string>> = {
  list: "gray",
  read: "petrol",
  write: "violet",
  export: "orange",
  emergency: "red",
};
const kindWords: Readonly<Record<AccessRow["kind"], string>> = {
  list: "list",
  read: "look",
  write: "change",
  export: "export",
  emergency: "emergency",
};

export interface Sorting {
  readonly key: SortKey;
  readonly back: boolean;
  readonly sortBy: (key: SortKey) => void;
}

export function AccessTable({
  rows,
  sorting,
  extra,
}: {
  readonly rows: readonly AccessRow[];
  readonly sorting?: Sorting;
  /** A column of the page's own, after the time. */
  readonly extra?: { readonly head: string; readonly cell: (row: AccessRow) => ReactNode };
}) {
  return (
    <ListTable minWidth={900} verticalSpacing={4} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Head name="time" sorting={sorting}>
            When
          </Head>
          {extra !== undefined && <Table.Th>{extra.head}</Table.Th>}
          {extra === undefined && (
            <Head name="person" sorting={sorting}>
              Who
            </Head>
          )}
          <Head name="role" sorting={sorting}>
            Role
          </Head>
          <Head name="purpose" sorting={sorting}>
            Purpose
          </Head>
          <Head name="what" sorting={sorting}>
            What
          </Head>
          <Table.Th>Unusual</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.id}>
            <Table.Td className="figure">{localTimeWords(row.localTime)}</Table.Td>
            <Table.Td>
              {extra === undefined ? (
                <Text size="sm" fw={600}>
                  {row.person}
                </Text>
              ) : (
                extra.cell(row)
              )}
            </Table.Td>
            <Table.Td>{row.role}</Table.Td>
            <Table.Td>{row.purpose}</Table.Td>
            <Table.Td>
              <What row={row} />
            </Table.Td>
            <Table.Td>
              <Marks row={row} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ListTable>
  );
}

function What({ row }: { readonly row: AccessRow }) {
  return (
    <Stack gap={0}>
      <Text size="sm" component="div">
        <Badge variant="light" tt="none" size="sm" mr={6} color={kindColors[row.kind]}>
          {kindWords[row.kind]}
        </Badge>
        {row.words}
        {row.object !== "" && <span className="dimmed"> · {row.object}</span>}
        {row.patients > 1 && <span className="dimmed"> · with {row.patients - 1} others</span>}
        {row.outcome !== "done" && row.outcome !== "restricted" && <span className="dimmed"> · refused ({row.outcome})</span>}
      </Text>
      {row.changes.map((change) => (
        <Text key={change} size="xs" className="dimmed">
          {change}
        </Text>
      ))}
    </Stack>
  );
}

/** The reasons stand on the page, not in a tooltip alone: a printed page has them too. */
function Marks({ row }: { readonly row: AccessRow }) {
  return (
    <Stack gap={1}>
      {row.unusual.map((one) => (
        <Text key={one.kind} size="xs" className="unusual">
          <span aria-hidden="true">▲ </span>
          {one.words}
        </Text>
      ))}
    </Stack>
  );
}

function Head({
  name,
  sorting,
  children,
}: {
  readonly name: SortKey;
  readonly sorting: Sorting | undefined;
  readonly children: ReactNode;
}) {
  if (sorting === undefined) return <Table.Th>{children}</Table.Th>;
  const active = sorting.key === name;
  const down = (name === "time") !== sorting.back;
  return (
    <Table.Th aria-sort={active ? (down ? "descending" : "ascending") : "none"}>
      <Tooltip label="Order by this column; once more turns it round">
        <UnstyledButton className="sort-head" onClick={() => sorting.sortBy(name)}>
          {children}
          <span aria-hidden="true">{active ? (down ? " ↓" : " ↑") : ""}</span>
        </UnstyledButton>
      </Tooltip>
    </Table.Th>
  );
}
