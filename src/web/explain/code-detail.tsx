/** One code with its notes, parents, children, Index paths and fee-schedule facts. */
import { Anchor, Badge, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useCodeDetail } from "../api/queries.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { usDate } from "../words.ts";

const noteKinds: Readonly<Record<string, string>> = {
  includes: "Includes",
  inclusion: "Stands for",
  excludes1: "Excludes1: never together",
  excludes2: "Excludes2: not included here",
  "code-first": "Code first",
  "use-additional": "Use additional code",
  "code-also": "Code also",
  note: "Note",
  "seventh-character": "Seventh character",
};

export function noteKindWords(kind: string): string {
  return noteKinds[kind] ?? kind;
}

/** What stands beside a service or an amount is not billed by itself. */
const beside: ReadonlySet<string> = new Set(["modifier", "pos", "carc", "rarc", "claim-status", "claim-status-category", "taxonomy"]);

interface Props {
  readonly system: string;
  readonly code: string;
  readonly on: string;
  readonly go: (chosen: { readonly system: string; readonly code: string }) => void;
  readonly back?: () => void;
}

export function CodeDetailPanel({ system, code, on, go, back }: Props) {
  const detail = useCodeDetail({ system, code, on });
  if (detail.isPending) return <Waiting what="the code" />;
  if (detail.isError) return <Failed error={detail.error} retry={detail.refetch} />;
  const { title, billable, validity, release, parents, children, notes, indexPaths, facts } = detail.data;
  return (
    <Stack gap="sm">
      {back !== undefined && (
        <Button size="compact-xs" variant="default" onClick={back} style={{ alignSelf: "flex-start" }}>
          ‹ Results
        </Button>
      )}
      {parents.map((parent) => (
        <Anchor key={parent.code} component="button" size="xs" ta="left" onClick={() => go({ system, code: parent.code })}>
          {parent.code} {parent.title}
        </Anchor>
      ))}
      <Group gap="sm" align="baseline">
        <Title order={2} className="mono" fz="lg">
          {detail.data.code}
        </Title>
        {!beside.has(system) && (
          <Badge variant="light" color={billable ? "teal" : "orange"}>
            {billable ? "billable" : "not billable: choose a longer code"}
          </Badge>
        )}
        <Text size="xs" className="dimmed">
          {validity} on {usDate(on)}
          {release === undefined ? "" : `, ${release}`}
        </Text>
      </Group>
      <Text fw={600}>{title}</Text>
      {notes.map((note) => (
        <div key={`${note.kind}${note.from}${note.text}`}>
          <Text size="xs" className="dimmed">
            {noteKindWords(note.kind)} · from {note.from}
          </Text>
          <Text size="sm">{note.text}</Text>
        </div>
      ))}
      {indexPaths.length > 0 && (
        <div>
          <Title order={3}>In the Index</Title>
          {indexPaths.map((path) => (
            <Text size="sm" key={path}>
              {path}
            </Text>
          ))}
        </div>
      )}
      {facts.length > 0 && (
        <Table withRowBorders={false} verticalSpacing={2}>
          <Table.Tbody>
            {facts.map((fact) => (
              <Table.Tr key={fact.name}>
                <Table.Td className="dimmed">{fact.name}</Table.Td>
                <Table.Td>{fact.value}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {children.map((child) => (
        <Anchor key={child.code} component="button" size="sm" ta="left" onClick={() => go({ system, code: child.code })}>
          {child.code} {child.title}
        </Anchor>
      ))}
    </Stack>
  );
}
