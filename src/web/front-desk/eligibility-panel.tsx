/** What payers say of a patient's insurance: asked here, and read in plain words with the day of the question. */
import { Alert, Badge, Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { z } from "zod";
import type { EligibilitySummaryBody } from "../../http/contract/inquiries.ts";
import { useDeskCommand, useEligibility } from "../api/front-desk.ts";
import { usePermission } from "../api/queries.ts";
import { Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";

type Asked = NonNullable<ReturnType<typeof useEligibility>["data"]>["inquiries"][number];

export function EligibilityPanel({ patientId, on }: { readonly patientId: number; readonly on?: string }) {
  const eligibility = useEligibility(patientId);
  const command = useDeskCommand(z.object({}));
  if (eligibility.isPending) return <Waiting what="what the payers said" />;
  if (eligibility.isError) return <Failed error={eligibility.error} retry={eligibility.refetch} />;
  const { coverages, inquiries } = eligibility.data;
  return (
    <section className="panel" aria-label="What the payers say">
      <div className="panel-head">
        <Title order={2}>What the payers say</Title>
      </div>
      {coverages.length === 0 && <Text className="panel-body dimmed">There is no insurance to ask about.</Text>}
      {coverages.map((card) => {
        const own = inquiries.filter((one) => one.coverageId === card.id);
        return (
          <Stack key={card.id} className="panel-body" gap="xs">
            <Group gap="sm">
              <Text size="sm" fw={600}>
                {card.payerName}, member {card.memberId}
              </Text>
              <Button
                size="compact-xs"
                variant="default"
                loading={command.isPending}
                onClick={() => command.mutate({ path: "/eligibility", body: { coverageId: card.id, ...(on === undefined ? {} : { on }) } })}
              >
                {own.length === 0 ? "Ask the payer" : "Ask again"}
              </Button>
            </Group>
            {own.length === 0 ? (
              <Text size="sm" className="dimmed">
                Nobody has asked yet.
              </Text>
            ) : (
              <>
                {own[0] !== undefined && <Answer asked={own[0]} />}
                {own.length > 1 && (
                  <details>
                    <summary>
                      <Text span size="sm">
                        Asked before: {own.length - 1}
                      </Text>
                    </summary>
                    <Stack gap="xs" pt="xs">
                      {own.slice(1).map((one) => (
                        <Answer key={one.id} asked={one} />
                      ))}
                    </Stack>
                  </details>
                )}
              </>
            )}
          </Stack>
        );
      })}
    </section>
  );
}

const looks = {
  active: { words: "insured", color: "teal" },
  inactive: { words: "not insured", color: "red" },
  refused: { words: "question refused", color: "red" },
  unclear: { words: "says neither yes nor no", color: "orange" },
} as const;

function Answer({ asked }: { readonly asked: Asked }) {
  const { summary } = asked;
  return (
    <Stack gap={6}>
      <Group gap="sm">
        {summary === undefined ? (
          <Badge variant="light" color={asked.state === "refused" ? "red" : "gray"} tt="none">
            {asked.state === "refused" ? "the payer refused the file" : "no answer yet"}
          </Badge>
        ) : (
          <Badge variant="light" color={looks[summary.state].color} tt="none">
            {looks[summary.state].words}
          </Badge>
        )}
        <Text size="sm" className="dimmed">
          asked on {usDate(asked.askedOn)} by {asked.askedBy} about {usDate(asked.aboutDay)}
        </Text>
        <FileLinks asked={asked} />
      </Group>
      {asked.refusal !== undefined && <RefusedQuestion on={asked.refusedOn ?? asked.askedOn} words={asked.refusal} />}
      {summary !== undefined && <Said summary={summary} />}
    </Stack>
  );
}

/** The file was at fault, not the patient: asked again, it goes in a new file. */
export function RefusedQuestion({ on, words }: { readonly on: string; readonly words: string }) {
  return (
    <Text size="sm">
      Refused on {usDate(on)}, so there will be no answer: {words} Ask again; if it is refused once more, the payer’s set-up of this
      practice (names, numbers, enrolment for questions) has to be settled with the payer.
    </Text>
  );
}

function FileLinks({ asked }: { readonly asked: Pick<Asked, "fileOut" | "fileIn"> }) {
  const mayRead = usePermission("files:read") === true;
  if (!mayRead) return null;
  return (
    <>
      <Link to="/files/$direction/$fileId" params={{ direction: "out", fileId: String(asked.fileOut) }} className="file-link">
        <Text span size="sm">
          the question’s file
        </Text>
      </Link>
      {asked.fileIn !== undefined && (
        <Link to="/files/$direction/$fileId" params={{ direction: "in", fileId: String(asked.fileIn) }} className="file-link">
          <Text span size="sm">
            the answer’s file
          </Text>
        </Link>
      )}
    </>
  );
}

const networks = { in: " in the network", out: " outside of the network", both: "" } as const;

function Said({ summary }: { readonly summary: EligibilitySummaryBody }) {
  const rows: readonly (readonly [string, string])[] = [
    ...(summary.plan === undefined ? [] : [["Plan", summary.plan] as const]),
    ...(summary.from === undefined ? [] : [["Since", usDate(summary.from)] as const]),
    ...(summary.to === undefined ? [] : [["Until", usDate(summary.to)] as const]),
    ...summary.copays.map(
      (one) =>
        [
          `Co-pay, ${one.service}`,
          `${usd(one.amount)}${one.network === undefined ? "" : networks[one.network]}${one.needsAuthorization ? ", needs an authorization" : ""}`,
        ] as const,
    ),
    ...summary.limits.map(
      (one) =>
        [
          `${one.of === "deductible" ? "Deductible" : "Yearly maximum"}, ${one.who}`,
          [
            ...(one.total === undefined ? [] : [usd(one.total)]),
            ...(one.met === undefined ? [] : [`${usd(one.met)} met`]),
            ...(one.left === undefined ? [] : [`${usd(one.left)} left`]),
          ].join(", "),
        ] as const,
    ),
    ...(summary.coinsurance.length === 0 ? [] : [["Coinsurance", summary.coinsurance.join("; ")] as const]),
    ...summary.notCovered.map((one) => ["Not covered", one] as const),
    ...summary.messages.map((one) => ["The payer adds", one] as const),
  ];
  return (
    <>
      {summary.refusals.map((one) => (
        <Alert key={one.words} color="red" p="xs">
          <Text size="sm">
            {one.words} {one.correct} {one.after}
          </Text>
        </Alert>
      ))}
      {[
        ...summary.otherPayers.map((one) => `Another payer: ${one}. Settle who is asked first before the claim goes.`),
        ...summary.differs,
      ].map((words) => (
        <Alert key={words} color="orange" p="xs">
          <Text size="sm">{words}</Text>
        </Alert>
      ))}
      {rows.length > 0 && (
        <Table verticalSpacing={3} w="fit-content">
          <Table.Tbody>
            {rows.map(([name, value]) => (
              <Table.Tr key={`${name} ${value}`}>
                <Table.Td className="dimmed">{name}</Table.Td>
                <Table.Td>{value}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {summary.silent.length > 0 && (
        <Text size="xs" className="dimmed" maw="90ch">
          {summary.silent.join(" ")}
        </Text>
      )}
    </>
  );
}
