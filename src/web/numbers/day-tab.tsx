/** The day sheet: each step with its differences, which open to their rows. It prints as it stands. */
import { Anchor, Badge, Button, Group, Stack, Table, Text, TextInput, Title, UnstyledButton } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { DaySheet } from "../../http/contract/numbers.ts";
import { useDaySheet } from "../api/numbers.ts";
import { useKeys } from "../frame/keys.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { daysBefore, usDate, usd } from "../words.ts";
import { SaveList } from "./save-list.tsx";

type Step = DaySheet["steps"][number];
type Part = Step["parts"][number];

export function DayTab() {
  const { from, to } = useSearch({ from: "/numbers" });
  const navigate = useNavigate({ from: "/numbers" });
  const asked = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const found = useDaySheet(asked);
  const go = (days: { readonly from: string; readonly to: string }): void =>
    void navigate({ search: { tab: "day", ...days }, replace: true });
  const days = found.data?.days;
  const step = (by: number): void => {
    if (days !== undefined) go({ from: daysBefore(days.from, -by), to: daysBefore(days.from, -by) });
  };
  useKeys({
    j: { does: "next day", act: () => step(1), moves: true },
    k: { does: "day before", act: () => step(-1), moves: true },
  });
  if (found.isPending) return <Waiting what="the day sheet" />;
  if (found.isError) return <Failed error={found.error} retry={found.refetch} />;
  const sheet = found.data;
  const open = sheet.steps.filter((one) => !one.ties).length;
  return (
    <Stack gap="md" aria-busy={found.isPlaceholderData}>
      <Group gap="xs" className="no-print">
        <Button size="compact-xs" variant="default" onClick={() => step(-1)} aria-label="Day before">
          ←
        </Button>
        <TextInput
          size="xs"
          type="date"
          aria-label="From"
          value={sheet.days.from}
          onChange={(event) => {
            const day = event.currentTarget.value;
            if (day !== "") go({ from: day, to: day > sheet.days.to || sheet.days.from === sheet.days.to ? day : sheet.days.to });
          }}
        />
        <TextInput
          size="xs"
          type="date"
          aria-label="To"
          value={sheet.days.to}
          min={sheet.days.from}
          onChange={(event) => event.currentTarget.value !== "" && go({ from: sheet.days.from, to: event.currentTarget.value })}
        />
        <Button size="compact-xs" variant="default" onClick={() => step(1)} aria-label="Next day">
          →
        </Button>
        <Text size="xs" className="dimmed" flex={1}>
          A day, or up to a month.
        </Text>
        <SaveList path="/numbers/day-sheet/export" body={sheet.days} name="day-sheet.csv" />
        <Button size="compact-xs" variant="default" onClick={() => window.print()}>
          Print
        </Button>
      </Group>
      <Group gap="sm" align="baseline">
        <Title order={2}>
          Day sheet, {usDate(sheet.days.from)}
          {sheet.days.to === sheet.days.from ? "" : ` to ${usDate(sheet.days.to)}`}
        </Title>
        <Badge variant="light" tt="none" color={open === 0 ? "teal" : "red"}>
          {open === 0 ? "everything ties" : `${open} of ${sheet.steps.length} do not tie`}
        </Badge>
      </Group>
      <div className="numbers-grid">
        {sheet.steps.map((one) => (
          <StepPanel key={`${sheet.days.from}${sheet.days.to}${one.name}`} step={one} />
        ))}
      </div>
    </Stack>
  );
}

function StepPanel({ step }: { readonly step: Step }) {
  const show = (amount: number): string => (step.unit === "money" ? usd(amount) : amount.toLocaleString("en-US"));
  return (
    <section className="panel" aria-label={step.title}>
      <div className="panel-head">
        <Title order={3} flex={1}>
          {step.title}
        </Title>
        <Badge size="sm" variant="light" tt="none" color={step.ties ? "teal" : "red"}>
          {step.ties ? "ties" : "does not tie"}
        </Badge>
      </div>
      <Table verticalSpacing={5}>
        <Table.Tbody>
          <SideLine words={step.left.words} amount={show(step.left.amount)} />
          {step.differences.map((part) => (
            <PartLines key={part.words} part={part} show={show} signed />
          ))}
          <SideLine words={step.right.words} amount={show(step.right.amount)} />
          {step.parts.length > 0 && (
            <Table.Tr>
              <Table.Td colSpan={2}>
                <Text size="xs" className="dimmed">
                  of which
                </Text>
              </Table.Td>
            </Table.Tr>
          )}
          {step.parts.map((part) => (
            <PartLines key={part.words} part={part} show={show} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function SideLine({ words, amount }: { readonly words: string; readonly amount: string }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={650}>
        {words}
      </Table.Th>
      <Table.Td className="money" fw={650}>
        {amount}
      </Table.Td>
    </Table.Tr>
  );
}

/** A difference or part, and when it is opened the rows it is made of. */
function PartLines({
  part,
  show,
  signed = false,
}: {
  readonly part: Part;
  readonly show: (amount: number) => string;
  readonly signed?: boolean;
}) {
  const [open, setOpen] = useState(false);
  const amount = `${signed && part.amount > 0 ? "+" : ""}${show(part.amount)}`;
  return (
    <>
      <Table.Tr>
        <Table.Td>
          <UnstyledButton className="part-link" fz="sm" onClick={() => setOpen(!open)} aria-expanded={open}>
            {open ? "▾" : "▸"} {part.words}{" "}
            <span className="dimmed">
              {part.count.toLocaleString("en-US")} {part.count === 1 ? "row" : "rows"}
            </span>
          </UnstyledButton>
        </Table.Td>
        <Table.Td className="money">{amount}</Table.Td>
      </Table.Tr>
      {open &&
        part.rows.map((row) => (
          <Table.Tr key={`${row.on} ${row.visitId ?? ""} ${row.remittanceId ?? ""} ${row.words} ${row.amount}`} className="sheet-row">
            <Table.Td pl={34}>
              <Text size="xs" component="span">
                {usDate(row.on)} <RowLink row={row} /> <span className="dimmed">{row.patientName === undefined ? "" : row.words}</span>
              </Text>
            </Table.Td>
            <Table.Td className="money" fz="xs">
              {show(row.amount)}
            </Table.Td>
          </Table.Tr>
        ))}
      {open && part.rows.length < part.count && (
        <Table.Tr>
          <Table.Td colSpan={2} pl={34}>
            <Text size="xs" className="dimmed">
              {part.rows.length} of {part.count}; the spreadsheet has all.
            </Text>
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

function RowLink({ row }: { readonly row: Part["rows"][number] }) {
  if (row.visitId !== undefined)
    return (
      <Anchor size="xs" component={Link} to={`/visits/${row.visitId}`}>
        {row.patientName} {row.accountNumber}
      </Anchor>
    );
  if (row.remittanceId !== undefined)
    return (
      <Anchor size="xs" component={Link} to={`/remittances/${row.remittanceId}`}>
        {row.words}
      </Anchor>
    );
  return <span>{row.patientName === undefined ? row.words : `${row.patientName} ${row.accountNumber ?? ""}`}</span>;
}
