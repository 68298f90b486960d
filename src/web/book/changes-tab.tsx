/** What changed between the day of an earlier release and the day that is shown. */
import { Anchor, Button, Group, NativeSelect, Stack, Table, Text } from "@mantine/core";
import { useState } from "react";
import { useAboutBook, useBookChanges } from "../api/code-book.ts";
import { Chip } from "../frame/list-parts.tsx";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate } from "../words.ts";

export function ChangesTab({ date, choose }: { readonly date: string; readonly choose: (code: string) => void }) {
  const about = useAboutBook(date);
  const [chosen, setChosen] = useState("");
  const [kind, setKind] = useState("");
  const releases = (about.data?.diagnoses ?? []).flatMap(({ name, effective }) => (effective === undefined ? [] : [{ name, effective }]));
  const now = releases.findLast(({ effective }) => effective <= date);
  const before = releases.filter(({ effective }) => now !== undefined && effective < now.effective);
  const since = chosen !== "" ? chosen : (before.at(-1)?.effective ?? "");
  const found = useBookChanges({ since, date, kind });
  if (about.isPending) return <Waiting what="the releases" />;
  if (since === "")
    return (
      <Empty title="Nothing to compare">
        Two releases of ICD-10-CM are needed, one of them older than the day that is shown. Load them with <code>codes import</code>.
      </Empty>
    );
  const rows = found.data?.pages.flatMap((page) => page.changes) ?? [];
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="sm">
        <NativeSelect
          size="xs"
          label="Since the release"
          value={since}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={before.map(({ name, effective }) => ({ value: effective, label: `${name}, ${usDate(effective)}` }))}
        />
        <Text size="xs" className="dimmed">
          up to {now?.name}, as it holds on {usDate(date)}
        </Text>
      </Group>
      {found.isError && <Failed error={found.error} retry={found.refetch} />}
      <Group gap={4}>
        {(found.data?.pages[0]?.counts ?? []).map((one) => (
          <Chip
            key={one.kind}
            words={one.kind}
            count={one.count}
            active={kind === one.kind}
            choose={() => setKind(kind === one.kind ? "" : one.kind)}
          />
        ))}
      </Group>
      {found.isPending ? (
        <Waiting what="the changes" />
      ) : (
        <Table verticalSpacing={3} striped>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Code</Table.Th>
              <Table.Th>What</Table.Th>
              <Table.Th>Title</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((one) => (
              <Table.Tr key={one.code}>
                <Table.Td>
                  <Anchor component="button" className="mono" onClick={() => choose(one.code)}>
                    {one.code}
                  </Anchor>
                </Table.Td>
                <Table.Td style={{ whiteSpace: "nowrap" }}>{one.kind}</Table.Td>
                <Table.Td>
                  {one.after ?? one.before}
                  {one.kind === "retitled" && <span className="dimmed"> (was: {one.before})</span>}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {found.hasNextPage && (
        <Button size="xs" variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          More changes
        </Button>
      )}
    </Stack>
  );
}
