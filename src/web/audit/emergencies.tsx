/** Emergency openings of restricted records: each is reviewed by somebody else. */
import { Anchor, Badge, Button, Group, Stack, Table, Text, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Emergency } from "../../http/contract/audit.ts";
import { useEmergencies, useReviewEmergency } from "../api/audit-queries.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { instantWords } from "../words.ts";

export function Emergencies() {
  const emergencies = useEmergencies();
  if (emergencies.isPending) return <Waiting what="the emergencies" />;
  if (emergencies.isError) return <Failed error={emergencies.error} retry={emergencies.refetch} />;
  const { openings } = emergencies.data;
  return (
    <div className="panel">
      {openings.length === 0 ? (
        <Empty title="None">
          When somebody opens a restricted record in an emergency, their reason stands here to be reviewed. Mark a record as restricted on
          its page “Who saw this patient?”.
        </Empty>
      ) : (
        <Table.ScrollContainer minWidth={900}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>When</Table.Th>
                <Table.Th>Who</Table.Th>
                <Table.Th>Patient</Table.Th>
                <Table.Th>Reason</Table.Th>
                <Table.Th>Review</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {openings.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td className="figure">
                    {instantWords(one.startedAt)}
                    <Text size="xs" className="dimmed">
                      until {instantWords(one.endsAt)}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Text size="sm" fw={600}>
                      {one.person}
                    </Text>
                    <Text size="xs" className="dimmed">
                      {one.role}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Anchor component={Link} to={`/audit/patients/${one.patientId}`} size="sm" className="file-link">
                      {one.patientName}
                    </Anchor>
                  </Table.Td>
                  <Table.Td maw={420}>{one.reason}</Table.Td>
                  <Table.Td>{one.review === undefined ? <Review one={one} /> : <Reviewed one={one} />}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </div>
  );
}

function Reviewed({ one }: { readonly one: Emergency }) {
  return (
    <Stack gap={2}>
      <Group gap={6}>
        <Badge variant="light" tt="none" color={one.review === "justified" ? "teal" : "red"}>
          {one.review === "justified" ? "justified" : "not justified"}
        </Badge>
        <Text size="xs" className="dimmed">
          {one.reviewedBy}, {one.reviewedAt === undefined ? "" : instantWords(one.reviewedAt)}
        </Text>
      </Group>
      <Text size="sm">{one.reviewWords}</Text>
    </Stack>
  );
}

function Review({ one }: { readonly one: Emergency }) {
  const review = useReviewEmergency(one.id);
  const [words, setWords] = useState("");
  const decide = (decision: "justified" | "not-justified"): void => review.mutate({ review: decision, words });
  return (
    <Group gap={6} wrap="nowrap">
      <TextInput
        size="xs"
        w={220}
        aria-label={`What the review of ${one.person}'s opening found`}
        placeholder="What the review found"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Button size="xs" loading={review.isPending} onClick={() => decide("justified")}>
        Justified
      </Button>
      <Button size="xs" color="red" variant="light" loading={review.isPending} onClick={() => decide("not-justified")}>
        Not justified
      </Button>
    </Group>
  );
}
