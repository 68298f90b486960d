/** Before a month is locked: what is open of it, what ties, and then the lock itself. */
import { Alert, Anchor, Badge, Button, Group, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useBooksCommand, usePeriods, useTrialBalance } from "../api/books.ts";
import { useDaySheet } from "../api/numbers.ts";
import { usePermission } from "../api/queries.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { daysBefore, usDate, usd } from "../words.ts";

/** Where each kind of unfinished work is done. */
const places: Readonly<Record<string, string>> = {
  files: "/files",
  payments: "/remittances",
  charges: "/",
  requests: "/books?tab=approvals",
};

export function CloseTab() {
  const periods = usePeriods();
  if (periods.isPending) return <Waiting what="the months" />;
  if (periods.isError) return <Failed error={periods.error} retry={periods.refetch} />;
  // The newest month that is over: closing it closes all before it, and what is unposted is told up to its end.
  const next = periods.data.periods.find((month) => month.over && !month.closed);
  if (next === undefined)
    return <Empty title="No month to close">Every month that is over is closed. The next one can be closed from its end on.</Empty>;
  return <Close key={next.month} month={next.month} periods={periods.data} />;
}

interface CloseProps {
  readonly month: string;
  readonly periods: NonNullable<ReturnType<typeof usePeriods>["data"]>;
}

function Close({ month, periods }: CloseProps) {
  const end = lastDay(month, periods.today);
  const sheet = useDaySheet({ from: month, to: end });
  const balance = useTrialBalance(end);
  const loose = sheet.data?.steps.filter((step) => !step.ties) ?? [];
  const even = balance.data?.debits === balance.data?.credits;
  const unapplied = balance.data?.accounts.find((one) => one.account === "unapplied")?.amount ?? 0;
  return (
    <Stack gap="md">
      <section className="panel" aria-label="Before the month is closed">
        <div className="panel-head">
          <Title order={2}>Close {monthWords(month)}</Title>
          <Text size="xs" className="dimmed">
            {usDate(month)} to {usDate(end)}; a closed month takes no more entries
          </Text>
        </div>
        <Table verticalSpacing={6}>
          <Table.Tbody>
            {periods.unposted.length === 0 ? (
              <Point good words="Every file is worked, every payment and charge is in the books, and no request waits" />
            ) : (
              periods.unposted.map((one) => (
                <Point key={one.kind} good={false} words={one.words}>
                  <Anchor size="sm" component={Link} to={places[one.kind] ?? "/books"}>
                    Open
                  </Anchor>
                </Point>
              ))
            )}
            <Point
              good={sheet.data === undefined ? undefined : loose.length === 0}
              words={
                sheet.isError
                  ? sheet.error.message
                  : loose.length === 0
                    ? "Visits, charges, claims and deposits of the month tie"
                    : `Does not tie: ${loose.map((step) => step.title.toLowerCase()).join(", ")}`
              }
            >
              <Anchor size="sm" component={Link} to={`/numbers?tab=day&from=${month}&to=${end}`}>
                Day sheet
              </Anchor>
            </Point>
            <Point
              good={balance.data === undefined ? undefined : even}
              words={
                balance.data === undefined ? "Trial balance" : `Debits ${usd(balance.data.debits)}, credits ${usd(balance.data.credits)}`
              }
            >
              <Anchor size="sm" component={Link} to={`/books?tab=balance&on=${end}`}>
                Trial balance
              </Anchor>
            </Point>
            <Point
              good={balance.data === undefined ? undefined : unapplied === 0}
              words={unapplied === 0 ? "No money waits for its visit" : `${usd(-unapplied)} belongs to no visit yet`}
            >
              <Anchor size="sm" component={Link} to="/numbers/unapplied">
                Rows
              </Anchor>
            </Point>
          </Table.Tbody>
        </Table>
        <Lock month={month} unfinished={periods.unposted.length > 0} />
      </section>
    </Stack>
  );
}

function Point({ good, words, children }: { readonly good: boolean | undefined; readonly words: string; readonly children?: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Td w={110}>
        <Badge size="sm" variant="light" tt="none" color={good === undefined ? "gray" : good ? "teal" : "orange"}>
          {good === undefined ? "looking" : good ? "done" : "look at it"}
        </Badge>
      </Table.Td>
      <Table.Td>{words}</Table.Td>
      <Table.Td w={140}>{children}</Table.Td>
    </Table.Tr>
  );
}

/** What waits for a person may stay open with a word why; who may not close sees the list all the same. */
function Lock({ month, unfinished }: { readonly month: string; readonly unfinished: boolean }) {
  const mayClose = usePermission("periods:close") === true;
  const command = useBooksCommand("periods");
  const [inSpite, setInSpite] = useState("");
  if (!mayClose) return <Alert m="sm">Who closes months can lock it.</Alert>;
  return (
    <Group p="sm" gap="xs">
      {unfinished && (
        <TextInput
          size="xs"
          flex={1}
          aria-label="Why may the rest stay open?"
          placeholder="Why may the rest stay open?"
          maxLength={300}
          value={inSpite}
          onChange={(event) => setInSpite(event.currentTarget.value)}
        />
      )}
      <Button
        size="xs"
        loading={command.isPending}
        disabled={unfinished && inSpite.trim() === ""}
        onClick={() => command.mutate({ path: "/periods/close", body: { month: month.slice(0, 7), inSpite } })}
      >
        Close {monthWords(month)}
      </Button>
    </Group>
  );
}

/** Of a month that is over. */
function lastDay(month: string, today: string): string {
  let day = month;
  while (day < today && daysBefore(day, -1).slice(0, 7) === month.slice(0, 7)) day = daysBefore(day, -1);
  return day;
}

const names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

function monthWords(month: string): string {
  return `${names[Number(month.slice(5, 7)) - 1] ?? ""} ${month.slice(0, 4)}`;
}
