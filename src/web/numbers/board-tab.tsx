/** All measures at a glance, each the way to its formula and its rows. j and k walk them, Enter opens. */
import { Badge, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { MeasureView } from "../../http/contract/numbers.ts";
import { useMeasures } from "../api/numbers.ts";
import { useKeys } from "../frame/keys.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { daysWords, figureWords, sumWords } from "./figure-words.ts";
import { PeriodChoice } from "./period-choice.tsx";

const families: readonly (readonly [MeasureView["family"], string])[] = [
  ["receivables", "Open money"],
  ["collection", "Collected money"],
  ["charges", "From visit to charge"],
  ["claims", "Claims"],
  ["denials", "Denials"],
  ["people", "Each person's work"],
];

export function BoardTab() {
  const { from, to } = useSearch({ from: "/numbers" });
  const navigate = useNavigate({ from: "/numbers" });
  const period = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const found = useMeasures(period);
  const [cursor, setCursor] = useState(0);
  const open = (one: MeasureView | undefined): void => {
    if (one !== undefined) void navigate({ to: "/numbers/$measureId", params: { measureId: one.id }, search: period });
  };
  const rows = families.flatMap(([family]) => (found.data?.measures ?? []).filter((one) => one.family === family));
  useKeys({
    j: { does: "next measure", act: () => setCursor(Math.min(cursor + 1, rows.length - 1)), moves: true },
    k: { does: "measure before", act: () => setCursor(Math.max(cursor - 1, 0)), moves: true },
    Enter: { does: "open the measure", act: () => open(rows[cursor]), moves: true },
  });
  if (found.isPending) return <Waiting what="the measures" />;
  if (found.isError) return <Failed error={found.error} retry={found.refetch} />;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <PeriodChoice
          today={found.data.today}
          period={found.data.period}
          choose={(chosen) => void navigate({ search: chosen, replace: true })}
        />
        <Text size="xs" className="dimmed">
          Each opens to its formula and the rows it is the sum of.
        </Text>
      </Group>
      <div className="numbers-grid" aria-busy={found.isPlaceholderData}>
        {families.map(([family, words]) => (
          <Family
            key={family}
            words={words}
            measures={rows.filter((one) => one.family === family)}
            current={rows[cursor]?.id}
            open={open}
          />
        ))}
      </div>
    </Stack>
  );
}

function Family({
  words,
  measures,
  current,
  open,
}: {
  readonly words: string;
  readonly measures: readonly MeasureView[];
  readonly current: string | undefined;
  readonly open: (one: MeasureView) => void;
}) {
  return (
    <section className="panel" aria-label={words}>
      <div className="panel-head">
        <Title order={2}>{words}</Title>
      </div>
      <Table verticalSpacing={6} highlightOnHover>
        <Table.Tbody>
          {measures.map((one) => (
            <MeasureLine key={one.id} measure={one} current={one.id === current} open={open} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function MeasureLine({
  measure,
  current,
  open,
}: {
  readonly measure: MeasureView;
  readonly current: boolean;
  readonly open: (one: MeasureView) => void;
}) {
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <Table.Tr
      ref={row}
      className="row-link"
      data-cursor={current}
      tabIndex={0}
      onClick={() => open(measure)}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.stopPropagation();
        open(measure);
      }}
    >
      <Table.Td>
        <Text size="sm" fw={600}>
          {measure.name}
        </Text>
        <Text size="xs" className="dimmed">
          {daysWords(measure)}
        </Text>
      </Table.Td>
      <Table.Td className="money" w={130}>
        <Text size="lg" fw={measure.reading.state === "figure" ? 650 : 400} className={measure.reading.state === "figure" ? "" : "dimmed"}>
          {figureWords(measure)}
        </Text>
        <Standing measure={measure} />
      </Table.Td>
      <Table.Td w="44%">
        <Text size="xs">{sumWords(measure)}</Text>
        {measure.benchmark !== undefined && (
          <Text size="xs" className="dimmed">
            Good: {measure.benchmark.words}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

export function Standing({ measure: { reading } }: { readonly measure: Pick<MeasureView, "reading"> }) {
  if (reading.state !== "figure") return null;
  if (reading.above100 === true)
    return (
      <Badge size="xs" tt="none" variant="light" color="orange">
        over 100 %: look at the rows
      </Badge>
    );
  if (reading.good === undefined) return null;
  return (
    <Badge size="xs" tt="none" variant="light" color={reading.good ? "teal" : "orange"}>
      {reading.good ? "good" : "not there yet"}
    </Badge>
  );
}
