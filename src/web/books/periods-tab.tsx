/** The months: which are closed, by whom and why, and closing and opening them. */
import { Alert, Badge, Button, Group, Table, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { useBooksCommand, usePeriods } from "../api/books.ts";
import { usePermission } from "../api/queries.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { usDate } from "../words.ts";

type Period = NonNullable<ReturnType<typeof usePeriods>["data"]>["periods"][number];

export function PeriodsTab() {
  const periods = usePeriods();
  const mayClose = usePermission("periods:close") === true;
  if (periods.isPending) return <Waiting what="the months" />;
  if (periods.isError) return <Failed error={periods.error} retry={periods.refetch} />;
  const { lockedThrough, unposted, periods: months } = periods.data;
  const next = months.find((month) => month.over && !month.closed);
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Months</Title>
        <Text size="xs" className="dimmed">
          {lockedThrough === undefined ? "nothing is closed yet" : `closed through ${usDate(lockedThrough)}`}; what is late for a closed
          month is posted on the first open day
        </Text>
      </div>
      {next !== undefined && unposted.length > 0 && (
        <Alert color="orange" m="sm" title={`Not in the books of ${monthWords(next.month)} or before`}>
          {unposted.map((one) => (
            <Text size="sm" key={one.kind}>
              {one.words}
            </Text>
          ))}
        </Alert>
      )}
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {months.map((month) => (
            <MonthRow key={month.month} month={month} unfinished={unposted.length > 0} mayClose={mayClose} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function MonthRow({ month, unfinished, mayClose }: { readonly month: Period; readonly unfinished: boolean; readonly mayClose: boolean }) {
  const command = useBooksCommand("periods");
  const [reason, setReason] = useState("");
  const [asking, setAsking] = useState(false);
  const words = monthWords(month.month);
  const run = () => {
    const name = month.month.slice(0, 7);
    const [path, body] = month.closed ? ["/periods/reopen", { month: name, reason }] : ["/periods/close", { month: name, inSpite: reason }];
    command.mutate(
      { path: String(path), body },
      {
        onSuccess: () => {
          setAsking(false);
          setReason("");
        },
      },
    );
  };
  const possible = mayClose && (month.closed ? month.last : month.over);
  const needsReason = month.closed || unfinished;
  return (
    <Table.Tr>
      <Table.Td w={150}>
        <b>{words}</b>
      </Table.Td>
      <Table.Td w={110}>
        <Badge variant="light" tt="none" color={month.closed ? "teal" : month.over ? "orange" : "gray"}>
          {month.closed ? "closed" : month.over ? "open" : "under way"}
        </Badge>
      </Table.Td>
      <Table.Td>
        {month.events.map((event) => (
          <Text size="xs" key={`${event.kind}${event.on}${event.reason}`}>
            {event.kind} {usDate(event.on)} by {event.by}
            {event.reason === "" ? "" : `: ${event.reason}`}
            {event.leftOpen.length === 0 ? "" : ` (left open: ${event.leftOpen.map((one) => one.words).join(", ")})`}
          </Text>
        ))}
      </Table.Td>
      <Table.Td w={420}>
        {possible && !asking && (
          <Group justify="flex-end">
            <Button
              size="xs"
              variant={month.closed ? "default" : "filled"}
              onClick={() => (needsReason ? setAsking(true) : run())}
              loading={command.isPending}
            >
              {month.closed ? `Open ${words} again` : `Close ${words}`}
            </Button>
          </Group>
        )}
        {asking && (
          <Group gap="xs" wrap="nowrap">
            <TextInput
              size="xs"
              flex={1}
              aria-label="Reason"
              placeholder={month.closed ? "Why is it opened again?" : "Why may the rest stay open?"}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              maxLength={300}
              data-autofocus
            />
            <Button size="xs" onClick={run} disabled={reason.trim() === ""} loading={command.isPending}>
              {month.closed ? "Open it" : "Close it"}
            </Button>
            <Button size="xs" variant="default" onClick={() => setAsking(false)}>
              Cancel
            </Button>
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

const names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

function monthWords(month: string): string {
  return `${names[Number(month.slice(5, 7)) - 1] ?? ""} ${month.slice(0, 4)}`;
}
