/** A table of ICD-10-PCS as it is printed: each row makes its own codes, and only these. */
import { Button, ScrollArea, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { PcsTableView } from "../../http/contract/code-book.ts";
import { usePcsCodes } from "../api/code-book.ts";
import { Failed, Waiting } from "../frame/states.tsx";

interface TableProps {
  readonly table: PcsTableView;
  /** What is settled: rows that cannot have it are left out. */
  readonly prefix: string;
  readonly walk: (at: string) => void;
}

export function PcsTable({ table, prefix, walk }: TableProps) {
  const settled = [...prefix.slice(3)];
  const rows = table.rows.filter(({ cells }) => settled.every((value, at) => cells[at]?.some((one) => one.value === value)));
  const left = table.rows.length - rows.length;
  return (
    <section aria-label={`Table ${table.at}`}>
      <Title order={3}>
        Table {table.at} <span className="dimmed">({table.release})</span>
      </Title>
      <ScrollArea type="auto">
        <Table verticalSpacing={4} horizontalSpacing={8} withTableBorder withColumnBorders className="book-table pcs-table">
          <Table.Thead>
            <Table.Tr>
              {table.columns.map((column) => (
                <Table.Th key={column}>{column}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.cells.map((cell) => cell.map((one) => one.value).join("")).join(" ")}>
                {row.cells.map((cell, column) => (
                  <Table.Td key={table.columns[column]}>
                    {cell.map((one) => (
                      <Cell
                        key={one.value}
                        value={one.value}
                        label={one.label}
                        standing={column < settled.length ? (settled[column] === one.value ? "settled" : "out") : "open"}
                        choose={column === settled.length ? () => walk(prefix + one.value) : undefined}
                      />
                    ))}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      {rows.length === 0 && (
        <Text size="sm">The table of {table.release} has no row with these characters: the codes are newer than it.</Text>
      )}
      {left > 0 && (
        <Text size="xs" className="dimmed">
          {left} {left === 1 ? "other row does" : "other rows do"} not have what is settled.
        </Text>
      )}
    </section>
  );
}

interface CellProps {
  readonly value: string;
  readonly label: string;
  readonly standing: "settled" | "out" | "open";
  /** Only of the column that is next. */
  readonly choose: (() => void) | undefined;
}

function Cell({ value, label, standing, choose }: CellProps) {
  const words = (
    <>
      <b className="mono">{value}</b> {label}
    </>
  );
  if (standing === "out") return null;
  if (choose === undefined) return <div className={standing === "settled" ? "pcs-settled" : undefined}>{words}</div>;
  return (
    <div>
      <button type="button" className="part-link" onClick={choose}>
        {words}
      </button>
    </div>
  );
}

interface CodesProps {
  readonly at: string;
  readonly date: string;
  readonly choose: (code: string) => void;
}

/** The codes that the table makes, or what is left of them. */
export function PcsCodes(props: CodesProps) {
  const [open, setOpen] = useState(false);
  return (
    <section aria-label="Codes">
      <Button size="compact-xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? "Hide" : "Show"} the codes that begin with {props.at}
      </Button>
      {open && <Codes {...props} />}
    </section>
  );
}

function Codes({ at, date, choose }: CodesProps) {
  const found = usePcsCodes({ at, date });
  if (found.isPending) return <Waiting what="the codes" />;
  if (found.isError) return <Failed error={found.error} retry={found.refetch} />;
  return (
    <>
      {found.data.pages
        .flatMap((page) => page.codes)
        .map((one) => (
          <button key={one.code} type="button" className="hit book-step" onClick={() => choose(one.code)}>
            <span className="mono">{one.code}</span>
            <span>{one.title}</span>
          </button>
        ))}
      {found.hasNextPage && (
        <Button size="xs" variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          More codes
        </Button>
      )}
    </>
  );
}
