/** A month's days with what was charged and received, a day's entries, an entry's lines and where they come from. */
import { Anchor, Button, Group, SimpleGrid, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useBooksDay, useBooksMonth, useEntry } from "../api/books.ts";
import { useSession } from "../api/queries.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import type { BooksAddress } from "./books-page.tsx";

export function JournalTab({ address }: { readonly address: BooksAddress }) {
  const navigate = useNavigate({ from: "/books" });
  const today = useSession().data?.today ?? "";
  const month = address.month ?? today.slice(0, 7);
  const view = useBooksMonth(month);
  if (view.isPending) return <Waiting what="the journal" />;
  if (view.isError) return <Failed error={view.error} retry={view.refetch} />;
  const { days, deposits } = view.data;
  const open = (day: string) => void navigate({ search: { tab: "journal", month, day } });
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
      <Stack gap="md">
        <div className="panel">
          <div className="panel-head">
            <Title order={2}>Days</Title>
            <TextInput
              type="month"
              size="xs"
              ml="auto"
              aria-label="Month"
              value={month}
              max={today.slice(0, 7)}
              onChange={(event) => void navigate({ search: { tab: "journal", month: event.currentTarget.value } })}
            />
          </div>
          {days.length === 0 ? (
            <Empty title="Nothing in this month">Entries come with charges, payers’ payments and patients’ payments.</Empty>
          ) : (
            <Table verticalSpacing={5} highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Day</Table.Th>
                  <Table.Th className="money">Charged</Table.Th>
                  <Table.Th className="money">Received</Table.Th>
                  <Table.Th className="money">Reduced</Table.Th>
                  <Table.Th className="money">Lines</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {days.map((day) => (
                  <Table.Tr key={day.on} data-cursor={day.on === address.day}>
                    <Table.Td>
                      <Anchor component="button" type="button" size="sm" onClick={() => open(day.on)} className="file-link">
                        {usDate(day.on)}
                      </Anchor>
                    </Table.Td>
                    <Table.Td className="money">{usd(day.charges)}</Table.Td>
                    <Table.Td className="money">{usd(day.cash)}</Table.Td>
                    <Table.Td className="money">{usd(day.reduced)}</Table.Td>
                    <Table.Td className="money">{day.lines.toLocaleString("en-US")}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </div>
        <Deposits deposits={deposits} />
      </Stack>
      <Stack gap="md">
        {address.day === undefined ? <ChooseDay /> : <Day key={address.day} day={address.day} address={{ ...address, month }} />}
      </Stack>
    </SimpleGrid>
  );
}

function ChooseDay() {
  return (
    <div className="panel">
      <Empty title="Open a day">Its entries are shown here, each with its lines and where it comes from.</Empty>
    </div>
  );
}

function Deposits({ deposits }: { readonly deposits: NonNullable<ReturnType<typeof useBooksMonth>["data"]>["deposits"] }) {
  if (deposits.length === 0) return null;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Deposits</Title>
        <Text size="xs" className="dimmed">
          what the bank statement must show
        </Text>
      </div>
      <Table verticalSpacing={5}>
        <Table.Tbody>
          {deposits.map((one) => (
            <Table.Tr key={`${one.on}${one.source}${one.words}`}>
              <Table.Td w={100}>{usDate(one.on)}</Table.Td>
              <Table.Td>{one.words}</Table.Td>
              <Table.Td className="money">{usd(one.amount)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Day({ day, address }: { readonly day: string; readonly address: BooksAddress }) {
  const navigate = useNavigate({ from: "/books" });
  const [after, setAfter] = useState(0);
  const view = useBooksDay(day, after);
  if (view.isPending) return <Waiting what="the day" />;
  if (view.isError) return <Failed error={view.error} retry={view.refetch} />;
  const { entries, next } = view.data;
  return (
    <>
      {address.entry !== undefined && <EntryLines id={address.entry} />}
      <div className="panel">
        <div className="panel-head">
          <Title order={2}>Entries of {usDate(day)}</Title>
          <Group ml="auto" gap="xs">
            {after > 0 && (
              <Button size="xs" variant="default" onClick={() => setAfter(0)}>
                First
              </Button>
            )}
            {next !== undefined && (
              <Button size="xs" variant="default" onClick={() => setAfter(next)}>
                More
              </Button>
            )}
          </Group>
        </div>
        <Table verticalSpacing={5} highlightOnHover>
          <Table.Tbody>
            {entries.map((entry) => (
              <Table.Tr key={entry.id} data-cursor={entry.id === address.entry}>
                <Table.Td>
                  <Anchor
                    component="button"
                    type="button"
                    size="sm"
                    ta="left"
                    className="file-link"
                    onClick={() => void navigate({ search: { ...address, entry: entry.id } })}
                  >
                    {entry.memo}
                  </Anchor>
                </Table.Td>
                <Table.Td className="dimmed">{entry.source}</Table.Td>
                <Table.Td className="money">{usd(entry.amount)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}

function EntryLines({ id }: { readonly id: number }) {
  const view = useEntry(id);
  if (view.isPending) return <Waiting what="the entry" />;
  if (view.isError) return <Failed error={view.error} retry={view.refetch} />;
  const { memo, lines, recordedAt, undoneBy } = view.data;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>{memo}</Title>
      </div>
      <Table verticalSpacing={5}>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={`${line.account}${line.procedure ?? ""}${line.reason ?? ""}${line.amount}`}>
              <Table.Td>
                {line.words}
                <Text size="xs" className="dimmed">
                  {[line.payerName, line.reason].filter((part) => part !== undefined).join(", ")}
                </Text>
              </Table.Td>
              <Table.Td>
                <LineSource line={line} />
              </Table.Td>
              <Table.Td className="money">{line.amount > 0 ? usd(line.amount) : ""}</Table.Td>
              <Table.Td className="money">{line.amount < 0 ? usd(-line.amount) : ""}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" className="dimmed" px={14} py={8}>
        Recorded {recordedAt.slice(0, 16).replace("T", " ")} UTC{undoneBy === undefined ? "" : `; undone by entry ${undoneBy}`}
      </Text>
    </div>
  );
}

function LineSource({ line }: { readonly line: NonNullable<ReturnType<typeof useEntry>["data"]>["lines"][number] }) {
  return (
    <Group gap={8}>
      {line.patientId !== undefined && (
        <Link to="/patients/$patientId" params={{ patientId: String(line.patientId) }} search={{ tab: "books" }} className="file-link">
          {line.patientAccount}
        </Link>
      )}
      {line.visitId !== undefined && (
        <Link to="/visits/$visitId" params={{ visitId: String(line.visitId) }} search={{ step: "money" }} className="file-link">
          {line.procedure ?? line.claimNumber ?? "visit"}
        </Link>
      )}
      {line.fileId !== undefined && (
        <Link to="/files/$direction/$fileId" params={{ direction: "in", fileId: String(line.fileId) }} className="file-link mono">
          {line.trace}
        </Link>
      )}
    </Group>
  );
}
