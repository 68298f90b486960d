/** Every code set with the release that stands, how old it is, whether a newer one should exist, and how that is fetched. */
import { Anchor, Badge, Code, Stack, Table, Text } from "@mantine/core";
import type { ReleaseStateView } from "../../http/contract/code-book.ts";
import { useReleaseStates } from "../api/code-book.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { usDate } from "../words.ts";

const standings = {
  current: { words: "current", color: "teal" },
  behind: { words: "newer one due", color: "orange" },
  none: { words: "not loaded", color: "gray" },
} as const;

export function ReleasesTab() {
  const found = useReleaseStates();
  if (found.isPending) return <Waiting what="the releases" />;
  if (found.isError) return <Failed error={found.error} retry={found.refetch} />;
  const { states, today } = found.data;
  return (
    <Stack gap="xs">
      <Text size="sm" component="div">
        By the calendar of {usDate(today)}: the program asks nobody by itself. Where it runs, <Code>claimwright codes update</Code> fetches
        from the publishers what may be fetched, goes on where it was cut off, and loads each release that came whole. Without a network, or
        where a licence is to be agreed to, download the file and give it to <Code>claimwright codes import FILE</Code>. The program shows
        new releases after its next start.
      </Text>
      <Table verticalSpacing={4} striped className="book-table" aria-label="Releases">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Code set</Table.Th>
            <Table.Th>Loaded</Table.Th>
            <Table.Th>By the calendar</Table.Th>
            <Table.Th>How to fetch it</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {states.map((one) => (
            <Table.Tr key={one.title}>
              <Table.Td>{one.title}</Table.Td>
              <Table.Td>
                {one.loaded === undefined ? (
                  <span className="dimmed">none</span>
                ) : (
                  <>
                    {one.loaded.name}
                    <div className="dimmed">
                      since {usDate(one.loaded.effective)}, {ageWords(one.loaded.days)}
                    </div>
                  </>
                )}
              </Table.Td>
              <Table.Td>
                <Badge size="sm" variant="light" tt="none" miw="max-content" color={standings[one.standing].color}>
                  {standings[one.standing].words}
                </Badge>
                <div className="dimmed">{dueWords(one)}</div>
              </Table.Td>
              <Table.Td>
                <Way state={one} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

function ageWords(days: number): string {
  return days === 0 ? "today" : `${days.toLocaleString("en-US")} ${days === 1 ? "day" : "days"} old`;
}

function dueWords({ standing, due, next, perhaps }: ReleaseStateView): string {
  if (standing !== "current") return `that of ${usDate(due)} has begun`;
  return perhaps === undefined ? `the next begins on ${usDate(next)}` : `one of ${usDate(perhaps)} may exist`;
}

function Way({ state }: { readonly state: ReleaseStateView }) {
  const page = (
    <Anchor href={state.page} target="_blank" rel="noreferrer" size="xs" underline="always">
      publisher’s page
    </Anchor>
  );
  if (state.way === "fetch") return <Code>codes update {state.set}</Code>;
  return (
    <>
      {page}
      <div className="dimmed">
        {state.way === "agreement" ? "after its licence, then codes import" : "newer than the addresses of this version; then codes import"}
      </div>
    </>
  );
}
