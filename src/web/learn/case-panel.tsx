/** One practice case: its story, what to do, the visit to do it on, the questions, and the grade with its reasons. */
import { Anchor, Badge, Button, Group, List, Radio, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { cents, formatCents, parseCents } from "../../core/kernel/cents.ts";
import { counted } from "../../core/kernel/counted.ts";
import type { CaseView, GradeView, QuestionView } from "../../http/contract/lab.ts";
import { useGrade } from "../api/lab.ts";
import { pointsOf, shortPoints } from "./points.ts";

type Given = Readonly<Record<string, string>>;

/** `stay`: once it is graded this case is no longer the next one, and its grade is to be read. */
export function CasePanel({ of: one, stay }: { readonly of: CaseView; readonly stay: () => void }) {
  return (
    <section className="panel" aria-label={one.title}>
      <div className="panel-head">
        <Title order={2}>{one.title}</Title>
        <Text size="sm" className="dimmed">
          {one.chair}’s chair, about {one.minutes} minutes, {one.points} points
        </Text>
      </div>
      <Stack gap="md" className="panel-body">
        <Text size="sm" maw="80ch">
          {one.story}
        </Text>
        <List type="ordered" size="sm" spacing={4}>
          {one.tasks.map((task) => (
            <List.Item key={task}>{task}</List.Item>
          ))}
        </List>
        {one.visitId === undefined ? (
          <Text size="sm" className="dimmed">
            Open your copy of the practice to work it.
          </Text>
        ) : (
          <Work of={one} visitId={one.visitId} stay={stay} />
        )}
        {one.grade !== undefined && <Graded grade={one.grade} tries={one.tries} />}
      </Stack>
    </section>
  );
}

function Work({ of: one, visitId, stay }: { readonly of: CaseView; readonly visitId: number; readonly stay: () => void }) {
  const [given, setGiven] = useState<Given>(one.answers);
  const grade = useGrade(one.key);
  const give = (key: string, value: string): void => setGiven((before) => ({ ...before, [key]: value }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        stay();
        grade.mutate(given);
      }}
    >
      <Stack gap="md">
        <Anchor component={Link} to={`/visits/${visitId}`} size="sm" fw={600}>
          Open the visit
        </Anchor>
        {one.questions.map((question) => (
          <Asked key={question.key} of={question} given={given[question.key] ?? ""} give={(value) => give(question.key, value)} />
        ))}
        <Group gap="sm">
          <Button type="submit" loading={grade.isPending}>
            {one.grade === undefined ? "Grade my work" : "Grade again"}
          </Button>
          <Text size="sm" className="dimmed">
            {one.tries.length === 0 ? "As often as you like: every grade is kept." : `${counted(one.tries.length, "grade")} so far.`}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

function Asked({
  of: question,
  given,
  give,
}: {
  readonly of: QuestionView;
  readonly given: string;
  readonly give: (value: string) => void;
}) {
  if (question.kind === "amount") return <Amount of={question} given={given} give={give} />;
  return (
    <Radio.Group label={question.words} value={given} onChange={give}>
      <Stack gap={6} mt={6}>
        {question.options.map((option) => (
          <Radio key={option.key} value={option.key} label={option.words} size="xs" />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Typed in dollars, kept in cents: 12, 12.5 and $12.50 are the same. */
function Amount({
  of: question,
  given,
  give,
}: {
  readonly of: QuestionView;
  readonly given: string;
  readonly give: (value: string) => void;
}) {
  const [text, setText] = useState(given === "" ? "" : formatCents(cents(Number(given))));
  const read = parseCents(text.replace(/[$,\s]/g, ""));
  return (
    <TextInput
      label={question.words}
      leftSection="$"
      inputMode="decimal"
      styles={{ wrapper: { width: 180 } }}
      value={text}
      error={text !== "" && read === undefined ? "An amount such as 12.50" : undefined}
      onChange={({ currentTarget: { value } }) => {
        setText(value);
        const amount = parseCents(value.replace(/[$,\s]/g, ""));
        give(amount === undefined ? "" : String(amount));
      }}
    />
  );
}

function Graded({ grade, tries }: { readonly grade: GradeView; readonly tries: CaseView["tries"] }) {
  return (
    <Stack gap={6}>
      <Group gap="sm">
        <Title order={3}>{pointsOf(grade)} points</Title>
        {tries.length > 1 && (
          <Text size="sm" className="dimmed">
            before:{" "}
            {tries
              .slice(0, -1)
              .map((one) => shortPoints(one.earned))
              .join(", ")}
          </Text>
        )}
      </Group>
      <Table verticalSpacing={6} className="graded">
        <Table.Tbody>
          {grade.checks.map((check) => (
            <Table.Tr key={check.key}>
              <Table.Td className="graded-points">
                <Badge
                  variant="light"
                  tt="none"
                  color={colorOf(check)}
                  aria-label={`${shortPoints(check.earned)} of ${check.points} points`}
                >
                  {pointsOf(check)}
                </Badge>
              </Table.Td>
              <Table.Td>
                <Text size="sm" fw={600}>
                  {check.words}
                </Text>
                <Text size="sm">{check.found}</Text>
                <Text size="sm" className="dimmed" mt={2}>
                  {check.rationale} <span className="authority">{check.authority}.</span>
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

function colorOf({ earned, points }: { readonly earned: number; readonly points: number }): string {
  if (earned === points * 100) return "teal";
  return earned === 0 ? "red" : "yellow";
}
