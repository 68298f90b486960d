/** Records that may be one person's, the likeliest first, each with why. Nothing is brought together by itself. */
import { Badge, Button, Group, Table, Text, VisuallyHidden } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useDuplicates } from "../api/patient-merges.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate } from "../words.ts";

type Line = NonNullable<ReturnType<typeof useDuplicates>["data"]>["pairs"][number]["one"];

export function DuplicatesTab() {
  const found = useDuplicates();
  if (found.isPending) return <Waiting what="the records" />;
  if (found.isError) return <Failed error={found.error} retry={found.refetch} />;
  const { pairs, more, cut, weighed } = found.data;
  if (pairs.length === 0)
    return (
      <div className="panel">
        <Empty title="No two records look like one person">
          Records are compared by name, birth date, telephone, address and card. A pair that somebody has called two people is not shown
          again.
        </Empty>
      </div>
    );
  return (
    <>
      <div className="panel">
        <Table.ScrollContainer minWidth={860}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>One record</Table.Th>
                <Table.Th>The other</Table.Th>
                <Table.Th>Why they may be one</Table.Th>
                <Table.Th>
                  <VisuallyHidden>What can be done</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {pairs.map(({ one, other, score, certainty, reasons }) => (
                <Table.Tr key={`${one.id}-${other.id}`}>
                  <Table.Td>
                    <Record line={one} />
                  </Table.Td>
                  <Table.Td>
                    <Record line={other} />
                  </Table.Td>
                  <Table.Td>
                    <Group gap={6}>
                      <Badge variant="light" color={certainty === "almost certain" ? "orange" : "gray"} tt="none">
                        {certainty}, {score}
                      </Badge>
                      <Text size="sm">{reasons.join("; ")}</Text>
                    </Group>
                  </Table.Td>
                  <Table.Td>
                    <Button
                      component={Link}
                      to={`/patients/${one.id}/merge/${other.id}`}
                      size="compact-sm"
                      variant="default"
                      aria-label={`Put ${one.name} ${one.accountNumber} and ${other.accountNumber} side by side`}
                    >
                      Side by side
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </div>
      <Text size="sm" className="dimmed">
        {more
          ? `The likeliest ${pairs.length}; more come when these are decided.`
          : `${pairs.length} ${pairs.length === 1 ? "pair" : "pairs"}.`}
        {cut &&
          ` ${weighed.toLocaleString("en-US")} pairs were compared, those that share most; others share less and are compared when some of these are decided.`}
      </Text>
    </>
  );
}

function Record({ line }: { readonly line: Line }) {
  return (
    <>
      <Text size="sm" fw={600}>
        {line.name}
      </Text>
      <Text size="xs" className="dimmed">
        {line.accountNumber}, born {usDate(line.birthDate)}, {line.address}
      </Text>
    </>
  );
}
