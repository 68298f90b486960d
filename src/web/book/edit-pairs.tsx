/** The correct-coding pairs of a code: hundreds for some, so by page, by side and by the second code. */
import { Anchor, Button, Group, SegmentedControl, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { BookProcedureView } from "../../http/contract/code-book.ts";
import { useEditPairs } from "../api/code-book.ts";
import { Chip } from "../frame/list-parts.tsx";
import { Failed, Waiting } from "../frame/states.tsx";
import { usDate } from "../words.ts";

interface Props {
  readonly code: string;
  readonly date: string;
  readonly facts: BookProcedureView["facts"];
  readonly go: (code: string) => void;
}

const sides = [
  { side: "any", words: "all" },
  { side: "column-1", words: "the other is not paid" },
  { side: "column-2", words: "this one is not paid" },
] as const;

export function EditPairs({ code, date, facts, go }: Props) {
  const [biller, setBiller] = useState("practitioner");
  const [side, setSide] = useState<(typeof sides)[number]["side"]>("any");
  const [typed, setTyped] = useState("");
  const [beside] = useDebouncedValue(typed.trim(), 120);
  const found = useEditPairs({ code, date, biller, beside, side });
  const { hospital, practitioner } = facts.edits;
  const release = (biller === "hospital" ? hospital : practitioner)?.release;
  const rows = found.data?.pages.flatMap((page) => page.pairs) ?? [];
  const counts = found.data?.pages[0]?.counts;
  return (
    <section aria-label="Bundled pairs">
      <Stack gap={6}>
        <Group justify="space-between" align="baseline">
          <Title order={3}>Bundled pairs (NCCI)</Title>
          {hospital !== undefined && (
            <SegmentedControl
              size="xs"
              aria-label="Whose edits"
              value={biller}
              onChange={setBiller}
              data={[
                { value: "practitioner", label: "Practitioners" },
                { value: "hospital", label: "Outpatient hospitals" },
              ]}
            />
          )}
        </Group>
        <Text size="xs" className="dimmed">
          {release ?? "none that is loaded"}, as it holds on {usDate(date)}
        </Text>
        <Group gap="sm" align="flex-end">
          <TextInput
            size="xs"
            label="With the second code"
            placeholder="99213, 204 …"
            value={typed}
            maxLength={5}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Group gap={4}>
            {sides.map((one) => (
              <Chip
                key={one.side}
                words={one.words}
                {...(counts === undefined ? {} : { count: counts[one.side] })}
                active={side === one.side}
                choose={() => setSide(one.side)}
              />
            ))}
          </Group>
        </Group>
        {found.isPending && <Waiting what="the pairs" />}
        {found.isError && <Failed error={found.error} retry={found.refetch} />}
        {found.isSuccess && !found.isPlaceholderData && rows.length === 0 && (
          <Text size="sm" role="status">
            {beside.length === 5
              ? `${code} and ${beside.toUpperCase()} are no pair on this day.`
              : `No pair of ${code}${beside === "" ? "" : ` with a code that begins with ${beside.toUpperCase()}`} on this day.`}
          </Text>
        )}
        {rows.length > 0 && (
          <Table verticalSpacing={3} striped className="book-table" aria-label="Pairs" opacity={found.isPlaceholderData ? 0.5 : 1}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Code</Table.Th>
                <Table.Th>Together on one day</Table.Th>
                <Table.Th>Modifier</Table.Th>
                <Table.Th>Since</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((pair) => (
                <Table.Tr key={pair.key}>
                  <Table.Td>
                    <Anchor component="button" className="mono" underline="always" title={pair.title} onClick={() => go(pair.other)}>
                      {pair.other}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>
                    {pair.codeIs === "column-1" ? `${code} is paid, ${pair.other} is not` : `${pair.other} is paid, ${code} is not`}
                  </Table.Td>
                  <Table.Td>{pair.indicator === 1 ? "may open it" : "never opens it"}</Table.Td>
                  <Table.Td>
                    {pair.from === undefined ? "" : usDate(pair.from)}
                    {pair.to === undefined ? "" : ` to ${usDate(pair.to)}`}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        {found.hasNextPage && (
          <Button size="xs" variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            More pairs
          </Button>
        )}
      </Stack>
    </section>
  );
}
