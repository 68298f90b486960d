/** What was changed of the settings, by whom, from what to what. Nothing of it can be taken away. */
import { Button, Group, Table, Text, Title } from "@mantine/core";
import { useSettingChanges } from "../api/settings.ts";
import { ListTable } from "../frame/list-table.tsx";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { instantWords, usDate } from "../words.ts";

export function HistoryTab() {
  const changes = useSettingChanges();
  if (changes.isPending) return <Waiting what="the history" />;
  if (changes.isError) return <Failed error={changes.error} retry={changes.refetch} />;
  const rows = changes.data.pages.flatMap((page) => page.rows);
  return (
    <section className="panel" aria-label="What was changed">
      <div className="panel-head">
        <Title order={2}>What was changed</Title>
        <Text size="xs" className="dimmed">
          the newest first; the audit has the same, sealed
        </Text>
      </div>
      {rows.length === 0 ? (
        <Empty title="Nothing was changed yet">Each change of a setting stands here, with who made it and what it was before.</Empty>
      ) : (
        <ListTable minWidth={720} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>When</Table.Th>
              <Table.Th>Who</Table.Th>
              <Table.Th>What</Table.Th>
              <Table.Th>From and to</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>
                  {usDate(row.on)}
                  <Text size="xs" className="dimmed">
                    written {instantWords(row.at)}
                  </Text>
                </Table.Td>
                <Table.Td>{row.by}</Table.Td>
                <Table.Td>{row.what}</Table.Td>
                <Table.Td>
                  {row.changes.map((one) => (
                    <Text size="sm" key={one} style={{ overflowWrap: "anywhere" }}>
                      {one}
                    </Text>
                  ))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </ListTable>
      )}
      {changes.hasNextPage && (
        <Group className="panel-body">
          <Button size="xs" variant="default" loading={changes.isFetchingNextPage} onClick={() => void changes.fetchNextPage()}>
            Show more
          </Button>
        </Group>
      )}
    </section>
  );
}
