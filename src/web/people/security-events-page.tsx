/** What happened at the door of this practice, newest first. */
import { Badge, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useSecurityEvents } from "../api/door-queries.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { momentWords } from "../moments.ts";

const colors: Readonly<Record<string, string>> = { "sign-in-failed": "orange", locked: "red", "signed-in": "teal" };

export function SecurityEventsPage() {
  const [pages, setPages] = useState<readonly number[]>([]);
  const events = useSecurityEvents(pages.at(-1));
  if (events.isPending) return <Waiting what="what happened at the door" />;
  if (events.isError) return <Failed error={events.error} retry={events.refetch} />;
  const last = events.data.events.at(-1);
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>Security events</Title>
        <Text size="sm" className="dimmed">
          Sign-ins, refusals, changed rights and keys. Kept as they happened; nobody can change or remove one.
        </Text>
      </div>
      <div className="panel">
        {events.data.events.length === 0 ? (
          <Empty title="Nothing yet">Nobody has signed in to this practice so far.</Empty>
        ) : (
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={150}>When</Table.Th>
                <Table.Th w={190}>What</Table.Th>
                <Table.Th>Account</Table.Th>
                <Table.Th>How</Table.Th>
                <Table.Th>From</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {events.data.events.map((event) => (
                <Table.Tr key={event.id}>
                  <Table.Td>{momentWords(event.at)}</Table.Td>
                  <Table.Td>
                    <Badge variant="light" color={colors[event.kind] ?? "gray"} tt="none" className="queue-badge">
                      {event.kind.replaceAll("-", " ")}
                    </Badge>
                  </Table.Td>
                  <Table.Td>{event.name === null ? "–" : `${event.name} (${event.login ?? ""})`}</Table.Td>
                  <Table.Td>{event.words}</Table.Td>
                  <Table.Td className="mono">{event.address}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </div>
      {(pages.length > 0 || events.data.more) && (
        <Group justify="flex-end" gap="xs">
          <Button size="xs" variant="default" disabled={pages.length === 0} onClick={() => setPages(pages.slice(0, -1))}>
            Newer
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={!events.data.more || last === undefined}
            onClick={() => last !== undefined && setPages([...pages, last.id])}
          >
            Older
          </Button>
        </Group>
      )}
    </Stack>
  );
}
