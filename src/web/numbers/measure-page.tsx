/** One measure: its figure, how it is counted, and every row that it is the sum of. */
import { Anchor, Badge, Group, Stack, Table, Tabs, Text, Title } from "@mantine/core";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { MeasurePage as Page } from "../../http/contract/numbers.ts";
import { type Period, useMeasure } from "../api/numbers.ts";
import { useKeys } from "../frame/keys.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { usDate } from "../words.ts";
import { Standing } from "./board-tab.tsx";
import { amountWords, daysWords, figureWords, sumWords, valueWords } from "./figure-words.ts";
import { MeasureRows } from "./measure-rows.tsx";
import type { MeasureAddress } from "./numbers-address.ts";
import { PeriodChoice } from "./period-choice.tsx";

export function MeasurePage() {
  const { measureId } = useParams({ from: "/numbers/$measureId" });
  const address = useSearch({ from: "/numbers/$measureId" });
  const found = useMeasure(measureId, daysIn(address));
  if (found.isPending) return <Waiting what="the measure" />;
  if (found.isError) return <Failed error={found.error} retry={found.refetch} />;
  return <Measure page={found.data} address={address} />;
}

function daysIn({ from, to }: MeasureAddress): Period {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function Measure({ page, address }: { readonly page: Page; readonly address: MeasureAddress }) {
  const navigate = useNavigate({ from: "/numbers/$measureId" });
  const go = (search: MeasureAddress): void => void navigate({ search, replace: true });
  const { measure, lists, today, period } = page;
  const chosen = Math.min(address.list ?? 0, lists.length - 1);
  useKeys({ u: { does: "up to all numbers", act: () => void navigate({ to: "/numbers", search: daysIn(address) }) } });
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Anchor component={Link} to="/numbers" size="xs">
            Numbers
          </Anchor>
          <Title order={1}>{measure.name}</Title>
        </div>
        {measure.window === "period" && <PeriodChoice today={today} period={period} choose={(days) => go(days)} />}
      </Group>
      <div className="case">
        <Meaning measure={measure} />
        <Parts page={page} list={chosen} address={address} go={go} />
      </div>
      <div className="panel">
        {lists.length > 1 && (
          <Tabs value={String(chosen)} onChange={(value) => go({ ...daysIn(address), ...(value === "0" ? {} : { list: Number(value) }) })}>
            <Tabs.List>
              {lists.map((list, at) => (
                <Tabs.Tab key={list.title} value={String(at)}>
                  {list.title}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          </Tabs>
        )}
        <MeasureRows page={page} list={chosen} address={address} go={go} />
      </div>
    </Stack>
  );
}

function Meaning({ measure }: { readonly measure: Page["measure"] }) {
  const { reading, benchmark } = measure;
  return (
    <section className="panel" aria-label="What it says">
      <div className="panel-body">
        <Group gap="sm" align="baseline">
          <Text fz={34} fw={650} lh={1.1} className="figure" data-testid="figure">
            {figureWords(measure)}
          </Text>
          <Standing measure={measure} />
          <Text size="sm" className="dimmed">
            {daysWords(measure)}
          </Text>
        </Group>
        <Text size="sm" mt={4}>
          {sumWords(measure)}
        </Text>
        {reading.state === "too-early" && <Text size="sm">There is a figure from {usDate(reading.from)} on.</Text>}
        <dl className="facts">
          <dt>Formula</dt>
          <dd>{measure.formula}</dd>
          <dt>Counts</dt>
          {measure.includes.map((words) => (
            <dd key={words}>{words}</dd>
          ))}
          {measure.excludes.length > 0 && <dt>Leaves out</dt>}
          {measure.excludes.map((words) => (
            <dd key={words}>{words}</dd>
          ))}
          <dt>Good</dt>
          <dd>
            {benchmark === undefined
              ? "No figure is good for every practice."
              : `${benchmark.words} (${benchmark.source}, as of ${benchmark.year})`}
          </dd>
        </dl>
      </div>
    </section>
  );
}

interface PartsProps {
  readonly page: Page;
  readonly list: number;
  readonly address: MeasureAddress;
  readonly go: (address: MeasureAddress) => void;
}

/** The same by payer, by kind and by month: a line narrows the rows below to itself. */
function Parts({ page, list, address, go }: PartsProps) {
  const shown = page.lists[list];
  const named = page.measure.lists[list];
  if (shown === undefined || named === undefined) return null;
  const base = { ...daysIn(address), ...(list === 0 ? {} : { list }) };
  // What one looks for first: the persons, the levels.
  const { family, id } = page.measure;
  const kind = family === "people" ? "By person" : id === "high-levels" ? "By level" : "By kind";
  const first = shown.byPayer.length > 0 && kind === "By kind" ? "payer" : shown.byKind.length > 0 && kind !== "By kind" ? "kind" : "month";
  const head = { part: named.part, whole: named.whole, shape: page.measure.shape };
  return (
    <section className="panel parts" aria-label="Its parts">
      <Tabs defaultValue={first}>
        <Tabs.List>
          {shown.byPayer.length > 0 && <Tabs.Tab value="payer">By payer</Tabs.Tab>}
          {shown.byKind.length > 0 && <Tabs.Tab value="kind">{kind}</Tabs.Tab>}
          <Tabs.Tab value="month">By month</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="payer">
          <GroupTable
            {...head}
            rows={shown.byPayer.map((one) => ({
              ...one,
              key: String(one.payerId ?? 0),
              ...(one.payerId === undefined ? {} : { act: () => go({ ...base, payer: one.payerId ?? 0 }) }),
            }))}
          />
        </Tabs.Panel>
        <Tabs.Panel value="kind">
          <GroupTable
            {...head}
            rows={shown.byKind.slice(0, 40).map((one) => ({ ...one, key: one.kind, act: () => go({ ...base, kind: one.kind }) }))}
          />
        </Tabs.Panel>
        <Tabs.Panel value="month">
          <GroupTable
            {...head}
            rows={shown.byMonth.map((one) => ({ ...one, key: one.month, words: `${one.month.slice(5, 7)}/${one.month.slice(0, 4)}` }))}
          />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}

interface GroupTableProps {
  readonly rows: readonly {
    readonly key: string;
    readonly words: string;
    readonly rows: number;
    readonly part: number;
    readonly whole: number;
    readonly value?: string | undefined;
    readonly act?: () => void;
  }[];
  readonly part: Page["measure"]["lists"][number]["part"];
  readonly whole: Page["measure"]["lists"][number]["whole"];
  readonly shape: Page["measure"]["shape"];
}

function GroupTable({ rows, part, whole, shape }: GroupTableProps) {
  const rated = rows.some((row) => row.value !== undefined);
  return (
    <div className="parts-table">
      <Table verticalSpacing={4} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            {part !== undefined && <Table.Th className="money">{part.words}</Table.Th>}
            {whole !== undefined && <Table.Th className="money">{whole.words}</Table.Th>}
            {rated && <Table.Th className="money">Figure</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Th scope="row" fw={400}>
                {row.act === undefined ? (
                  row.words
                ) : (
                  <button type="button" className="part-link" onClick={row.act}>
                    {row.words === "" ? "not named" : row.words}
                  </button>
                )}
              </Table.Th>
              {part !== undefined && <Table.Td className="money">{amountWords(row.part, part.unit)}</Table.Td>}
              {whole !== undefined && <Table.Td className="money">{amountWords(row.whole, whole.unit)}</Table.Td>}
              {rated && <Table.Td className="money">{row.value === undefined ? "n/a" : valueWords(shape, row.value)}</Table.Td>}
            </Table.Tr>
          ))}
          {rows.length === 0 && (
            <Table.Tr>
              <Table.Td colSpan={4}>
                <Badge variant="light" color="gray" tt="none">
                  no rows
                </Badge>
              </Table.Td>
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
    </div>
  );
}
