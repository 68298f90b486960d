/** One procedure of ICD-10-PCS: each of its seven characters in words, what became of it, and where the Index has it. */
import { Anchor, Badge, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import type { PcsPageView } from "../../http/contract/code-book.ts";
import { usePcsPage } from "../api/code-book.ts";
import { Waiting } from "../frame/states.tsx";
import { usDate } from "../words.ts";
import { KeepButton } from "./keep-button.tsx";
import { CodeFailed } from "./no-such-code.tsx";

interface Props {
  readonly code: string;
  readonly date: string;
  readonly go: (code: string) => void;
  /** To its table on the left. */
  readonly walk: (at: string) => void;
}

export function PcsPanel({ code, date, go, walk }: Props) {
  const found = usePcsPage({ code, date });
  if (found.isPending) return <Waiting what="the code" />;
  if (found.isError) return <CodeFailed code={code} error={found.error} retry={found.refetch} />;
  const page = found.data;
  return (
    <Stack gap="sm">
      <div>
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <Group gap="sm" align="baseline">
            <Title order={2} className="mono" fz="lg">
              {page.code}
            </Title>
            <Badge variant="light" tt="none" color={page.validity === "valid" ? "teal" : "orange"}>
              {page.validity === "unknown" ? "not known to be valid" : page.validity}
            </Badge>
            <Badge variant="default" tt="none">
              ICD-10-PCS
            </Badge>
          </Group>
          <Group gap={6} wrap="nowrap">
            <Button size="xs" variant="default" onClick={() => walk(page.code.slice(0, 3))}>
              Table {page.code.slice(0, 3)}
            </Button>
            <KeepButton system="icd10pcs" code={page.code} date={date} />
          </Group>
        </Group>
        <Text fw={600}>{page.title}</Text>
        <Text size="xs" className="dimmed">
          {page.validity === "unknown" ? "not known to be valid" : page.validity} on {usDate(date)}
          {page.release === undefined ? "" : `, ${page.release}`}; from {usDate(page.from)}
          {page.to === undefined ? "" : ` through ${usDate(page.to)}`}
        </Text>
      </div>
      <Characters page={page} walk={walk} />
      <Conversions page={page} go={go} />
      {page.indexPaths.length > 0 && (
        <div>
          <Title order={3}>In the Index</Title>
          {page.indexPaths.slice(0, 12).map((path) => (
            <Text size="sm" key={path}>
              {path}
            </Text>
          ))}
        </div>
      )}
    </Stack>
  );
}

function Characters({ page, walk }: { readonly page: PcsPageView; readonly walk: (at: string) => void }) {
  return (
    <Table verticalSpacing={4} className="book-table" aria-label="The characters in words">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Character</Table.Th>
          <Table.Th>Value</Table.Th>
          <Table.Th>What it says{page.tablesFrom === undefined ? "" : ` (${page.tablesFrom})`}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {page.places.map((place) => (
          <Table.Tr key={place.position}>
            <Table.Td>
              {place.position} {place.axis}
            </Table.Td>
            <Table.Td>
              <Anchor
                component="button"
                className="mono"
                underline="always"
                title="What else may stand here"
                onClick={() => walk(page.code.slice(0, place.position - 1))}
              >
                {place.value}
              </Anchor>
            </Table.Td>
            <Table.Td>
              {place.label || "no words in the loaded tables"}
              {place.definition !== undefined && (
                <Text size="xs" className="dimmed">
                  {place.definition}
                </Text>
              )}
              {place.explanation !== undefined && (
                <Text size="xs" className="dimmed">
                  {place.explanation}
                </Text>
              )}
              {place.includes.length > 0 && (
                <Text size="xs" className="dimmed">
                  Includes {place.includes.join(", ")}
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Conversions({ page, go }: { readonly page: PcsPageView; readonly go: (code: string) => void }) {
  const rows = [
    ...page.replaces.map((one) => ({ ...one, other: one.previous, words: "takes the place of" })),
    ...page.replacedBy.map((one) => ({ ...one, other: one.code, words: "its place is taken by" })),
  ]
    .filter((one) => one.other !== "" && one.other !== page.code)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  if (rows.length === 0) return null;
  return (
    <div>
      <Title order={3}>What became of it</Title>
      {rows.map((one) => (
        <Text size="sm" key={`${one.from}${one.words}${one.other}`}>
          {usDate(one.from)}: {one.words}{" "}
          <Anchor component="button" size="sm" className="mono" underline="always" onClick={() => go(one.other)}>
            {one.other}
          </Anchor>
        </Text>
      ))}
    </div>
  );
}
