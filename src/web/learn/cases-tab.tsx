/** The six practice cases in the order in which a claim lives, and how far one is for each exam. */
import { Alert, Badge, Button, Group, Stack, Table, Text, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { CaseView, LabView } from "../../http/contract/lab.ts";
import { useGoOver, useLab } from "../api/lab.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { CasePanel } from "./case-panel.tsx";
import { ExamMeter } from "./exam-meter.tsx";
import { pointsOf } from "./points.ts";

export function CasesTab({ shown, show }: { readonly shown: string | undefined; readonly show: (key: string) => void }) {
  const lab = useLab();
  if (lab.isPending) return <Waiting what="the practice cases" />;
  if (lab.data === undefined) return <Failed error={lab.error} retry={lab.refetch} />;
  const { cases } = lab.data;
  const next = cases.find((one) => one.grade === undefined) ?? cases[0];
  const open = cases.find((one) => one.key === shown) ?? next;
  return (
    <Stack gap="md">
      <Where lab={lab.data} />
      <div className="cases">
        <Stack gap="md">
          <section className="panel" aria-label="Practice cases">
            <Table verticalSpacing={7} highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Case</Table.Th>
                  <Table.Th>Chair</Table.Th>
                  <Table.Th className="money">Points</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {cases.map((one, place) => (
                  <CaseRow key={one.key} of={one} place={place + 1} chosen={one.key === open?.key} choose={() => show(one.key)} />
                ))}
              </Table.Tbody>
            </Table>
          </section>
          <ExamMeter meter={lab.data.meter} />
        </Stack>
        {open !== undefined && <CasePanel key={open.key} of={open} stay={() => show(open.key)} />}
      </div>
    </Stack>
  );
}

function CaseRow({
  of: one,
  place,
  chosen,
  choose,
}: {
  readonly of: CaseView;
  readonly place: number;
  readonly chosen: boolean;
  readonly choose: () => void;
}) {
  return (
    <Table.Tr data-chosen={chosen}>
      <Table.Td>
        <UnstyledButton onClick={choose} aria-current={chosen} className="case-choice">
          {place}. {one.title}
        </UnstyledButton>
      </Table.Td>
      <Table.Td>
        <Text size="sm" className="dimmed">
          {one.chair}, {one.minutes} min
        </Text>
      </Table.Td>
      <Table.Td className="money">{one.grade === undefined ? `– / ${one.points}` : pointsOf(one.grade)}</Table.Td>
    </Table.Tr>
  );
}

/** Where the work is done: in a copy that nobody else sees. */
function Where({ lab }: { readonly lab: LabView }) {
  const over = useGoOver();
  const [sure, setSure] = useState(false);
  if (!lab.available)
    return (
      <Alert color="yellow" title="No simulated payers here">
        This server has no simulated payers, and the cases need answers from one. Start Claimwright with its built-in database to work them.
      </Alert>
    );
  const here = lab.homePracticeId !== undefined;
  if (!here)
    return (
      <Group gap="md">
        <Button loading={over.isPending} onClick={() => over.mutate({ again: false })}>
          {lab.copyId === undefined ? "Make my copy of the practice" : "Go on in my copy"}
        </Button>
        <Text size="sm" maw="90ch">
          The cases are worked with the real screens, in a copy of the practice that only you see: six patients, a payer that answers, and
          nothing you can break for others.
        </Text>
      </Group>
    );
  return (
    <Group gap="sm">
      <Badge variant="light" tt="none">
        in your copy
      </Badge>
      {sure ? (
        <>
          <Text size="sm">Your copy and its grades are thrown away, and a new one is made.</Text>
          <Button size="compact-sm" color="red" loading={over.isPending} onClick={() => over.mutate({ again: true })}>
            Throw away and start again
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setSure(false)}>
            Keep it
          </Button>
        </>
      ) : (
        <Button size="compact-sm" variant="default" onClick={() => setSure(true)}>
          Start again…
        </Button>
      )}
    </Group>
  );
}
